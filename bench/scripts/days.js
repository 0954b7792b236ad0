// Times a check of several files from outside: until each has its verdict, and until they have one together.
window.outcome = new Promise((resolve) => {
  const root = document.querySelector("[data-phase]");
  let start;
  let files;
  // On the window: the page listens below it, and what it does at once counts too.
  addEventListener("change", () => { start ??= performance.now(); }, true);
  new MutationObserver(() => {
    if (start === undefined) return;
    if (root.dataset.phase === "ready") files ??= performance.now() - start;
    if (files === undefined || root.dataset.set !== "ready") return;
    const together = performance.now() - start;
    setTimeout(() => resolve({ files, together, busy: window.takeBusy().task }), 300);
  }).observe(root, { attributeFilter: ["data-phase", "data-set"] });
});
