// Reads the program of the file that is shown in a frame: a letter for each byte, which a server compresses as well as the program
// itself. What cannot stand in a page, such as zero, has taken the letters of the bytes that are rarest here, and these are 256
// above.
const wasmOf = ({ textContent: letters, dataset: { instead } }) => {
  const byte = Uint8Array.from({ length: 512 }, (_, letter) => letter);
  instead.split(",").forEach((letter, at) => (byte[letter] = [0, 13, 60][at]));
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = byte[letters.charCodeAt(at)];
  return bytes;
};
