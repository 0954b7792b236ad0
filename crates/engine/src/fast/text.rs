//! Asks of whole texts: whether they are IDs, and whether anything in them is out of place.

use super::masks::{LANES, are_of_id};
use super::window::within_quotes;
use crate::rules::value::null_word;

/// A cell without the quotes around it, if there are any; `None` for one that has more quotes, or a space at its edge.
pub(super) fn usual_within_quotes(bytes: &[u8], start: usize, end: usize) -> Option<(usize, usize)> {
    let (from, to) = within_quotes(bytes, start, end);
    let text = bytes.get(from..to).unwrap_or(&[]);
    let is_doubtful = text.contains(&b'"') || text.first() == Some(&b' ') || text.last() == Some(&b' ');
    (!is_doubtful).then_some((from, to))
}

/// Whether a cell is a list of IDs as the bank's documentation writes it: `"entity_123", "entity_456"`.
pub(super) fn is_list(cell: &[u8]) -> bool {
    let mut rest = cell;
    loop {
        let Some(behind_quote) = rest.strip_prefix(b"\"") else { return false };
        let length = behind_quote.iter().take_while(|&&byte| is_of_id(byte)).count();
        match behind_quote.split_at(length) {
            ([], _) => return false,
            (_, [b'"']) => return true,
            (_, [b'"', b',', next @ ..]) => rest = next.strip_prefix(b" ").unwrap_or(next),
            _ => return false,
        }
    }
}

/// Whether a text of ASCII is one ID.
#[inline]
pub(super) fn is_id(text: &[u8]) -> bool {
    let (sixteens, rest) = text.as_chunks::<LANES>();
    sixteens.iter().all(are_of_id) && (rest.is_empty() || is_end_of_id(text, rest))
}

/// Whether the rest of a text, of which all before it is of IDs, is too.
#[inline]
fn is_end_of_id(text: &[u8], rest: &[u8]) -> bool {
    // These overlap what was asked before.
    if let Some(last) = text.last_chunk() {
        return are_of_id(last);
    }
    let mut padded = [b'x'; LANES];
    for (slot, byte) in padded.iter_mut().zip(rest) {
        *slot = *byte;
    }
    are_of_id(&padded)
}

fn is_of_id(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')
}

/// Which texts are no words for "no value", none of what spreadsheets leave, and do not begin as others may not.
#[derive(Debug)]
pub(super) struct Looks {
    /// Whether a text that begins with this byte must be looked at.
    doubtful: Box<[bool; 256]>,
    reserved_prefixes: &'static [&'static str],
}

impl Looks {
    pub(super) fn new(reserved_prefixes: &'static [&'static str]) -> Self {
        let mut doubtful = Box::new([false; 256]);
        let first_bytes = reserved_prefixes.iter().filter_map(|prefix| prefix.as_bytes().first());
        for &byte in b"#=nNuU(<\\0123456789".iter().chain(first_bytes) {
            if let Some(slot) = doubtful.get_mut(usize::from(byte)) {
                *slot = true;
            }
        }
        Self { doubtful, reserved_prefixes }
    }

    /// Whether a text of ASCII is right. Rather too often no than ever wrongly yes.
    #[inline]
    pub(super) fn are_right(&self, text: &[u8]) -> bool {
        let Some(&first) = text.first() else { return false };
        !self.doubtful.get(usize::from(first)).is_some_and(|&is| is) || self.are_right_after_all(text)
    }

    #[inline(never)]
    fn are_right_after_all(&self, text: &[u8]) -> bool {
        let is_spoilt = match text.first() {
            Some(b'#' | b'=') => true,
            // A number in scientific form has a plus.
            Some(b'0'..=b'9') => text.contains(&b'+'),
            _ => null_word::is_word(text),
        };
        !is_spoilt && !self.reserved_prefixes.iter().any(|prefix| text.starts_with(prefix.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::{is_id, is_of_id};
    use crate::fast::masks::{LANES, are_of_id};

    #[test]
    fn sixteen_characters_are_told_as_one() {
        for byte in 0..0x80 {
            for at in 0..LANES {
                let mut text = *b"aZ09_-.xaZ09_-.x";
                if let Some(slot) = text.get_mut(at) {
                    *slot = byte;
                }
                assert_eq!(are_of_id(&text), is_of_id(byte), "{byte} at {at}");
            }
        }
    }

    #[test]
    fn an_id_of_any_length_is_told() {
        for length in 1..60 {
            let id = "b".repeat(length);
            assert!(is_id(id.as_bytes()));
            for at in 0..length {
                let mut other = id.clone();
                other.replace_range(at..=at, ",");
                assert!(!is_id(other.as_bytes()), "{other}");
            }
        }
    }
}
