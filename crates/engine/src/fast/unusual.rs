//! What a block of bytes has that is not plain: quotes, and what leaves its row to the plain check.

use super::masks::{BLOCK, Masks, equal_to};
use super::positions::Positions;

/// What the block before has left open.
#[derive(Clone, Copy, Debug)]
pub(super) struct Carry {
    /// Its last byte was a delimiter or line feed.
    pub(super) structural: bool,
    /// Its last byte was a space: it is at the edge of a cell if a delimiter follows.
    pub(super) space: bool,
    /// Its last byte was a carriage return: it ends the line if a line feed follows.
    pub(super) carriage_return: bool,
}

impl Carry {
    /// Before the first block, which begins with a record.
    pub(super) fn at_start() -> Self {
        Self { structural: true, space: false, carriage_return: false }
    }
}

/// Notes what is unusual in a block.
#[inline(never)]
pub(super) fn note_unusual(
    block: &[u8; BLOCK],
    base: usize,
    masks: Masks,
    carry: &mut Carry,
    quotes: &mut Positions,
    unusual: &mut Positions,
) {
    let spaces = equal_to(block, b' ');
    let returns = equal_to(block, b'\r');
    let behind_delimiter = masks.structural << 1 | u64::from(carry.structural);
    let ends = masks.structural | returns;
    let at_edge = spaces & (behind_delimiter | ends >> 1);
    // What the last block ended with is judged by how this one begins; the first byte here is of the same row.
    let left_open = carry.space && ends & 1 == 1 || carry.carriage_return && masks.line_feeds & 1 == 0;
    // The last byte of this block is judged with the next one.
    let lone_returns = returns & !(masks.line_feeds >> 1) & !(1 << (BLOCK - 1));
    // It counted as unusual only because it stands between a space and a quote.
    let plain = equal_to(block, b'!');
    let in_quotes = equal_to(block, b'"');
    let others = masks.unusual & !masks.line_feeds & !spaces & !returns & !in_quotes & !plain;
    for (mask, positions) in [(in_quotes, quotes), (others | at_edge | lone_returns | u64::from(left_open), unusual)] {
        if mask != 0 {
            let mut writer = positions.writer(BLOCK);
            writer.push_bits::<1>(mask, base);
            writer.done();
        }
    }
    carry.space = spaces >> (BLOCK - 1) == 1;
    carry.carriage_return = returns >> (BLOCK - 1) == 1;
}
