// How long a check takes to end when it is cancelled in its midst: from the click until the verdict is there.
window.outcome = new Promise((resolve, reject) => {
  const root = document.querySelector("[data-phase]");
  let start;
  const observer = new MutationObserver(() => {
    const isOver = ["ready", "failed"].includes(root.dataset.phase);
    if (start === undefined) {
      // A quarter is read: everybody is at work.
      const isMidst = document.querySelector("[data-phase=checking] progress")?.value > 25;
      const button = isMidst && document.querySelector("[data-action=cancel]");
      if (isOver) reject(new Error("the check was over before it could be cancelled"));
      if (!button) return;
      start = performance.now();
      button.click();
    } else if (isOver) {
      observer.disconnect();
      const { verdict } = document.querySelector("[data-file]")?.dataset ?? {};
      resolve({ milliseconds: performance.now() - start, verdict });
    }
  });
  observer.observe(root, { attributes: true, subtree: true, childList: true });
});
