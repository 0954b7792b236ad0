// Loads the program and starts it. Everything after this is Rust.
//
// There are two builds of it: one for browsers that work on sixteen bytes at once (SIMD), one for those that do not.
//
// Workers are started later, from blob addresses, when the page can no longer request anything. What they need is kept
// here while it still can: the text of the glue and the compiled module.

// No policy of a page covers WebRTC, by which browsers speak with one another: so it is taken away before anything else runs.
for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "mozRTCPeerConnection"]) delete globalThis[name];

const { dataset } = document.querySelector("script[data-wasm]");
// The shortest program that a browser without SIMD refuses.
const probe = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];
const plain = "wasmPlain" in dataset && !WebAssembly.validate(new Uint8Array(probe));
const glue = plain ? dataset.gluePlain : dataset.glue;
const wasm = plain ? dataset.wasmPlain : dataset.wasm;
const [text, module, program] = await Promise.all([
  fetch(glue).then((response) => response.text()),
  WebAssembly.compileStreaming(fetch(wasm)),
  import(new URL(glue, document.baseURI).href),
]);
globalThis.daybreakParts = { glue: text, module };

// Keeps the page for use without a network, where the browser can; it must be asked before the page is sealed. A new version
// is only offered: the page says so, and the user decides when. Kept is the build that this browser runs.
const keep = async () => {
  const workers = navigator.serviceWorker;
  const registration = await workers.register(plain ? "sw.js?plain" : "sw.js");
  const offer = () => {
    const fresh = registration.waiting;
    // Without a controller this is the first visit: there is nothing old to replace.
    if (!fresh || !workers.controller) return;
    globalThis.daybreakUpdate = () => {
      // Another window has taken it over already.
      if (fresh.state === "activated") return location.reload();
      workers.addEventListener("controllerchange", () => location.reload(), { once: true });
      fresh.postMessage("take-over");
    };
    dispatchEvent(new Event("daybreak-update"));
  };
  const watch = () => registration.installing?.addEventListener("statechange", offer);
  registration.addEventListener("updatefound", watch);
  // Another window may have found it before.
  watch();
  offer();
};
if (navigator.serviceWorker) keep().catch(() => {});

await program.default({ module_or_path: module });
