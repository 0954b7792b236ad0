// Reads the program of the file that is kept on a disk: it is compressed, and five letters stand for every four bytes. The digits
// of 85 are the letters from # on without <, the highest first; what fills up the last four bytes goes.
const wasmOf = ({ textContent: letters, dataset: { length } }) => {
  const bytes = new DataView(new ArrayBuffer((letters.length / 5) * 4));
  for (let at = 0, word = 0; at < letters.length; at += 1) {
    const letter = letters.charCodeAt(at);
    word = (at % 5 && word * 85) + letter - (letter > 60 ? 36 : 35);
    if (at % 5 === 4) bytes.setUint32(((at - 4) / 5) * 4, word);
  }
  const unpacked = new Blob([bytes.buffer.slice(0, length)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(unpacked).arrayBuffer();
};
