// How long the page attends to nothing else: its longest task, of which a browser tells from 50 ms on, and the longest
// time that a timer had to wait, which also counts what kept the page from running at all.
{
  let task = 0;
  let wait = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) task = Math.max(task, duration);
  }).observe({ type: "longtask" });
  const EVERY = 4;
  let due = performance.now();
  const turn = () => {
    const now = performance.now();
    wait = Math.max(wait, now - due);
    due = now + EVERY;
    setTimeout(turn, EVERY);
  };
  turn();
  // The longest since it was last asked.
  window.takeBusy = () => {
    const told = { task, wait };
    task = wait = 0;
    return told;
  };
}
