// Starts the program from the very file that this script stands in: nothing is requested, not even at the start.
//
// The glue stands in the file as text, the program compressed and in base64. Both become what `src/boot.js` fetches.
const text = (id) => document.getElementById(id).textContent;
const glue = text("daybreak-glue");
const packed = Uint8Array.from(atob(text("daybreak-wasm")), (letter) => letter.charCodeAt(0));
const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
const module = await WebAssembly.compile(await new Response(unpacked).arrayBuffer());
const address = URL.createObjectURL(new Blob([glue], { type: "text/javascript" }));
const program = await import(address);
URL.revokeObjectURL(address);
globalThis.daybreakParts = { glue, module };
await program.default({ module_or_path: module });
