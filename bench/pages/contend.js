// What the pages of all peers share: the chosen file goes to `check`, and the time until it answers is the outcome.
// `check` gives how many records it counted, or nothing.
function contend(check) {
  const input = document.createElement("input");
  Object.assign(input, { type: "file", id: "daybreak-files" });
  document.body.append(input);
  window.outcome = new Promise((resolve, reject) => {
    input.addEventListener("change", async () => {
      const start = performance.now();
      try {
        const records = await check(input.files[0]);
        resolve({ milliseconds: performance.now() - start, records });
      } catch (error) {
        reject(error);
      }
    });
  });
}

// Starts a worker with this program; what is returned asks it one thing.
function workerOf(program) {
  const worker = new Worker(URL.createObjectURL(new Blob([program])));
  return (question) =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage(question);
    });
}
