// Times a check from outside, by the page's own markup: from the file's arrival to its verdict.
window.outcome = new Promise((resolve) => {
  const root = document.querySelector("[data-phase]");
  let start;
  // On the window: the page listens below it, and what it does at once counts too.
  addEventListener("change", () => { start ??= performance.now(); }, true);
  new MutationObserver(() => {
    if (start === undefined || !["ready", "failed"].includes(root.dataset.phase)) return;
    const milliseconds = performance.now() - start;
    const { verdict, records } = document.querySelector("[data-file]")?.dataset ?? {};
    resolve({ milliseconds, phase: root.dataset.phase, verdict, records: Number(records) });
  }).observe(root, { attributeFilter: ["data-phase"] });
});
