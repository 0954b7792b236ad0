//! Checksums, compression, and bytes as letters, for what stands inside a page.

use anyhow::Result;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use zopfli::{Format, Options};

/// How a policy names a script or a style sheet that stands in the page.
pub(super) fn policy_hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// A SHA-256 as people compare it.
pub(super) fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

/// A program, compressed.
pub(super) struct Packed {
    /// Five letters for every four bytes.
    pub(super) letters: String,
    /// How many bytes they stand for.
    pub(super) length: usize,
}

/// Compresses a program and writes it as letters. The same bytes give the same text: no time or name is kept. What takes seconds
/// here makes a file smaller by a twentieth for everybody who is given it, and so does a base of 85 in the place of 64.
pub(super) fn packed(bytes: &[u8]) -> Result<Packed> {
    let mut gzip = Vec::new();
    zopfli::compress(Options::default(), Format::Gzip, bytes, &mut gzip)?;
    Ok(Packed { length: gzip.len(), letters: in_base_85(&gzip) })
}

/// Four bytes by four as a number of five digits, the highest first. The digits are the letters from `#` on without `<`, which
/// could end the element that they stand in: no published alphabet of 85 does without it.
fn in_base_85(bytes: &[u8]) -> String {
    let mut letters = String::with_capacity(bytes.len().div_ceil(4) * 5);
    for four in bytes.chunks(4) {
        let word = (0..4).fold(0, |word, at| word << 8 | u32::from(four.get(at).copied().unwrap_or(0)));
        for place in [85 * 85 * 85 * 85, 85 * 85 * 85, 85 * 85, 85, 1] {
            let letter = b'#' + (word / place % 85) as u8;
            letters.push(char::from(letter + u8::from(letter >= b'<')));
        }
    }
    letters
}

/// A program as letters.
pub(super) struct Spelled {
    /// A letter for each byte.
    pub(super) letters: String,
    /// The letters that stand for the bytes of [`UNFIT`], in their order.
    pub(super) instead: Vec<u8>,
}

/// The bytes that cannot stand in a page, or would be changed there.
const UNFIT: [u8; 3] = [b'\0', b'\r', b'<'];

/// A letter for each byte. A server that compresses makes nearly as little of it as of the bytes, and much less than of what is
/// compressed already. What cannot stand in a page, zero among it, is common: it takes the letters that are rarest here, and
/// only those are written 256 above, where a letter has two bytes.
pub(super) fn spelled(bytes: &[u8]) -> Spelled {
    let instead = rarest(bytes);
    let letter = |&byte: &u8| {
        if let Some((_, &rare)) = UNFIT.iter().zip(&instead).find(|&(&unfit, _)| unfit == byte) {
            return char::from(rare);
        }
        if instead.contains(&byte) {
            char::from_u32(u32::from(byte) + 256).unwrap_or_default()
        } else {
            char::from(byte)
        }
    };
    Spelled { letters: bytes.iter().map(letter).collect(), instead }
}

/// The letters of one byte that are rarest; of equally rare ones the first.
fn rarest(bytes: &[u8]) -> Vec<u8> {
    let mut letters: Vec<u8> = (0..128).filter(|letter| !UNFIT.contains(letter)).collect();
    letters.sort_by_cached_key(|letter| bytes.iter().filter(|byte| *byte == letter).count());
    letters.truncate(UNFIT.len());
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_written_as_policies_have_it() {
        // The example of the specification of Content Security Policy, level 2.
        assert_eq!(policy_hash("alert('Hello, world.');"), "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
    }

    /// As `src/single/spelled.js` reads them.
    fn read(spelled: &Spelled) -> Vec<u8> {
        let unfit = |letter| spelled.instead.iter().zip(UNFIT).find(|&(&rare, _)| char::from(rare) == letter);
        let byte = |letter: char| unfit(letter).map_or(letter as u8, |(_, unfit)| unfit);
        spelled.letters.chars().map(byte).collect()
    }

    #[test]
    fn every_byte_is_spelled_by_a_letter_that_a_page_leaves_as_it_is() {
        let all: Vec<u8> = (0..=255).collect();
        let spelled = spelled(&all);
        assert!(!spelled.letters.contains(['\0', '\r', '<']));
        assert_eq!(read(&spelled), all);
    }

    #[test]
    fn what_is_common_is_spelled_by_one_byte() {
        let mut bytes = vec![0; 1000];
        bytes.extend((1..128).filter(|letter| ![7, 9, 100].contains(letter)));
        let spelled = spelled(&bytes);
        assert_eq!(spelled.instead, [7, 9, 100]);
        assert_eq!(spelled.letters.len(), bytes.len());
        assert_eq!(read(&spelled), bytes);
    }

    #[test]
    fn packing_is_always_the_same() -> Result<()> {
        assert_eq!(packed(b"daybreak")?.letters, packed(b"daybreak")?.letters);
        Ok(())
    }

    #[test]
    fn what_is_packed_is_read_back() {
        // As `src/single/packed.js` reads them.
        let digit = |letter: u8| u32::from(letter - b'#' - u8::from(letter > b'<'));
        let word = |five: &[u8]| five.iter().fold(0_u32, |word, letter| word.wrapping_mul(85) + digit(*letter));
        let bytes: Vec<u8> = (0..=255).chain([255; 9]).collect();
        let letters = in_base_85(&bytes);
        assert!(letters.bytes().all(|letter| letter.is_ascii_graphic() && letter != b'<'), "{letters}");
        let mut read: Vec<u8> = letters.as_bytes().chunks(5).flat_map(|five| word(five).to_be_bytes()).collect();
        read.truncate(bytes.len());
        assert_eq!(read, bytes);
    }
}
