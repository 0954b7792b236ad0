// When the first finding is shown, from the file's arrival.
window.outcome = new Promise((resolve) => {
  let start;
  document.querySelector("#daybreak-files").addEventListener("change", () => { start = performance.now(); }, true);
  const observer = new MutationObserver(() => {
    if (start === undefined || !document.querySelector("[data-rule]")) return;
    observer.disconnect();
    resolve(performance.now() - start);
  });
  observer.observe(document.querySelector("[data-phase]"), { subtree: true, childList: true });
});
