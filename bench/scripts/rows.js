// Moves about in the table of rows.

// Goes to a record; the outcome is how long it takes until it is drawn.
window.jumpTo = (record) => {
  window.outcome = new Promise((resolve) => {
    const start = performance.now();
    const isThere = () => document.querySelector(`[data-record="${record}"]`);
    if (isThere()) throw new Error(`record ${record} is drawn already`);
    const observer = new MutationObserver(() => {
      if (!isThere()) return;
      observer.disconnect();
      requestAnimationFrame(() => resolve(performance.now() - start));
    });
    observer.observe(document.querySelector("[data-phase]"), {
      subtree: true,
      childList: true,
      attributeFilter: ["data-record"],
    });
    const input = document.querySelector("#jump");
    input.value = record;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
};

// Lets the rows glide by, and every half second throws the bar somewhere else.
window.scrollAbout = (milliseconds) => {
  window.outcome = new Promise((resolve) => {
    const scrolls = (element) =>
      element.scrollHeight > element.clientHeight && /auto|scroll/.test(getComputedStyle(element).overflowY);
    let area = document.querySelector("[data-record]");
    while (!scrolls(area)) area = area.parentElement;
    const end = performance.now() + milliseconds;
    let frame = 0;
    const step = () => {
      if (performance.now() > end) return resolve(frame);
      frame += 1;
      if (frame % 30) area.scrollTop += 84;
      else area.scrollTop = area.scrollHeight * (((frame * 7919) % 1000) / 1000);
      requestAnimationFrame(step);
    };
    step();
  });
};
