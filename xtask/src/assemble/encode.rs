//! Checksums, base64 and compression, for what stands inside a page.

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

/// Compressed, in base64. The same bytes give the same text: no time or name is kept. What takes seconds here makes a file
/// smaller by a twentieth for everybody who is given it.
pub(super) fn packed(bytes: &[u8]) -> Result<String> {
    let mut gzip = Vec::new();
    zopfli::compress(Options::default(), Format::Gzip, bytes, &mut gzip)?;
    Ok(STANDARD.encode(gzip))
}

/// A letter for each byte. A server that compresses makes nearly as little of it as of the bytes, and much less than of what is
/// compressed already. What cannot stand in a page, or would be changed there, is written 256 above.
pub(super) fn spelled(bytes: &[u8]) -> String {
    let letter = |&byte: &u8| match byte {
        b'\0' | b'\r' | b'<' => char::from_u32(u32::from(byte) + 256).unwrap_or_default(),
        byte => char::from(byte),
    };
    bytes.iter().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_written_as_policies_have_it() {
        // The example of the specification of Content Security Policy, level 2.
        assert_eq!(policy_hash("alert('Hello, world.');"), "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
    }

    #[test]
    fn every_byte_is_spelled_by_a_letter_that_a_page_leaves_as_it_is() {
        let all: Vec<u8> = (0..=255).collect();
        let text = spelled(&all);
        assert!(!text.contains(['\0', '\r', '<']));
        assert_eq!(text.chars().map(|letter| letter as u8).collect::<Vec<_>>(), all);
    }

    #[test]
    fn packing_is_always_the_same() -> Result<()> {
        assert_eq!(packed(b"daybreak")?, packed(b"daybreak")?);
        Ok(())
    }
}
