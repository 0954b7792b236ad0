// When files can be dropped, from the moment the page was asked for: it is idle, and sealed. Runs before the page does.
window.outcome = new Promise((resolve) => {
  const observer = new MutationObserver(() => {
    if (!document.querySelector("[data-phase=idle][data-sealed=true] #daybreak-files")) return;
    observer.disconnect();
    resolve(performance.now());
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true });
});
