// When files can be dropped, and when something was first painted, from the moment the page was asked for. It takes files once
// it is idle, and sealed. Runs before the page does.
window.outcome = Promise.all([
  new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector("[data-phase=idle][data-sealed=true] #daybreak-files")) return;
      observer.disconnect();
      resolve(performance.now());
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true });
  }),
  new Promise((resolve) => {
    new PerformanceObserver((entries, observer) => {
      observer.disconnect();
      resolve(Math.min(...entries.getEntries().map(({ startTime }) => startTime)));
    }).observe({ type: "paint", buffered: true });
  }),
]).then(([ready, painted]) => ({ ready, painted }));
