// When the first finding is shown, while the file is still being read, and when the list of all of them is, from the file's
// arrival.
window.outcome = new Promise((resolve) => {
  let start, first;
  // On the window: the page listens below it, and what it does at once counts too.
  addEventListener("change", () => { start ??= performance.now(); }, true);
  const observer = new MutationObserver(() => {
    if (start === undefined) return;
    const listed = document.querySelector("[data-rule]");
    if (first === undefined && (listed || document.querySelector(".findings__first li"))) first = performance.now() - start;
    if (!listed) return;
    observer.disconnect();
    resolve({ first, listed: performance.now() - start });
  });
  observer.observe(document.querySelector("[data-phase]"), { subtree: true, childList: true });
});
