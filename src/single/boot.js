// Starts the program from the very file that this script stands in: nothing is requested, not even at the start.
//
// Glue and program stand in the file as text, and become here what `src/boot.js` fetches. How the program is written, the script
// before this one knows.
const part = (name) => document.getElementById(`daybreak-${name}`);

const glue = part("glue").textContent;
const module = await WebAssembly.compile(await wasmOf(part("wasm")));
const address = URL.createObjectURL(new Blob([glue], { type: "text/javascript" }));
const program = await import(address);
URL.revokeObjectURL(address);
// The page reads for its worker, where that may not: see `src/worker/lend.rs`.
globalThis.daybreakParts = { glue, module, lends: location.protocol === "file:" };
// In a frame it may have to wait for its profile: see `src/single/bridge.js`.
await globalThis.daybreakFrame?.awaited;
await program.default({ module_or_path: module });
