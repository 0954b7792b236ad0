// Starts the program from the very file that this script stands in: nothing is requested, not even at the start.
//
// Glue and program stand in the file as text, and become here what `src/boot.js` fetches. The program is written in one of two
// ways: compressed, five letters for every four bytes, for a file that is kept on a disk; or a letter for each byte, which a server compresses as
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

// The digits of 85 are the letters from # on without <, the highest first; what fills up the last four bytes goes.
const unpack = (letters, length) => {
  const bytes = new DataView(new ArrayBuffer((letters.length / 5) * 4));
  for (let at = 0, word = 0; at < letters.length; at += 1) {
    const letter = letters.charCodeAt(at);
    word = (at % 5 && word * 85) + letter - (letter > 60 ? 36 : 35);
    if (at % 5 === 4) bytes.setUint32(((at - 4) / 5) * 4, word);
  }
  const unpacked = new Blob([bytes.buffer.slice(0, length)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(unpacked).arrayBuffer();
};

const glue = text("daybreak-glue");
const { instead, length } = document.getElementById("daybreak-wasm").dataset;
const wasm = text("daybreak-wasm");
const module = await WebAssembly.compile(instead ? bytesOf(wasm, instead.split(",")) : await unpack(wasm, +length));
const address = URL.createObjectURL(new Blob([glue], { type: "text/javascript" }));
const program = await import(address);
URL.revokeObjectURL(address);
// The page reads for its worker, where that may not: see `src/worker/lend.rs`.
globalThis.daybreakParts = { glue, module, lends: location.protocol === "file:" };
// In a frame it may have to wait for its profile: see `src/single/bridge.js`.
await globalThis.daybreakFrame?.awaited;
await program.default({ module_or_path: module });
