// Starts the program from the very file that this script stands in: nothing is requested, not even at the start.
//
// Glue and program stand in the file as text, and become here what `src/boot.js` fetches. The program is written in one of two
// ways: compressed and in base64, for a file that is kept on a disk; or a letter for each byte, which a server compresses as
// well as the program itself.
const text = (id) => document.getElementById(id).textContent;

// What cannot stand in a page, such as zero, has taken the letters of the bytes that are rarest here, and these are 256 above.
const unfit = [0, 13, 60];
const bytesOf = (letters, instead) => {
  const byte = Uint8Array.from({ length: 512 }, (_, letter) => letter);
  instead.forEach((letter, at) => (byte[letter] = unfit[at]));
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = byte[letters.charCodeAt(at)];
  return bytes;
};

const unpack = async (base64) => {
  const unpacked = new Blob([bytesOf(atob(base64), [])]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(unpacked).arrayBuffer();
};

const glue = text("daybreak-glue");
const { instead } = document.getElementById("daybreak-wasm").dataset;
const wasm = text("daybreak-wasm");
const module = await WebAssembly.compile(instead ? bytesOf(wasm, instead.split(",")) : await unpack(wasm));
const address = URL.createObjectURL(new Blob([glue], { type: "text/javascript" }));
const program = await import(address);
URL.revokeObjectURL(address);
// The page reads for its worker, where that may not: see `src/worker/lend.rs`.
globalThis.daybreakParts = { glue, module, lends: location.protocol === "file:" };
// In a frame it may have to wait for its profile: see `src/single/bridge.js`.
await globalThis.daybreakFrame?.awaited;
await program.default({ module_or_path: module });
