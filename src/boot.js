// Loads the program and starts it. Everything after this is Rust.
//
// Workers are started later, from blob addresses, when the page can no longer request anything. What they need is kept
// here while it still can: the text of the glue and the compiled module.
const { glue, wasm } = document.querySelector("script[data-wasm]").dataset;
const [text, module, program] = await Promise.all([
  fetch(glue).then((response) => response.text()),
  WebAssembly.compileStreaming(fetch(wasm)),
  import(new URL(glue, document.baseURI).href),
]);
globalThis.daybreakParts = { glue: text, module };
await program.default({ module_or_path: module });
