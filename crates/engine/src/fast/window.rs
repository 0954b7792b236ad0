//! The structure of a window of bytes: its rows and where their fields end.
//!
//! A row is what stands between two line feeds. It is a record if there are no quotes in it; where there are, or where
//! anything else is unusual, the row is marked as doubtful and whatever is said of it here does not matter.

use super::masks::{BLOCK, equal_to, masks};

/// A row of a window.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Row {
    /// Its first byte, from the window's start.
    pub(super) start: u32,
    /// The byte behind its last field: where its line ending starts.
    pub(super) end: u32,
    /// The byte behind its line ending.
    pub(super) next: u32,
    /// The position of its first delimiter among those of the window.
    first: u32,
    /// Whether it must be looked at closely.
    pub(super) doubtful: bool,
}

/// The rows of a window of bytes. Its buffers are used again for the next.
#[derive(Debug, Default)]
pub(super) struct Window {
    pub(super) rows: Vec<Row>,
    pub(super) structure: Structure,
    line_feeds: Vec<u32>,
    /// Where something unusual stands, in order.
    unusual: Vec<u32>,
}

/// Where the fields of a window end.
#[derive(Debug, Default)]
pub(super) struct Structure {
    /// Where delimiters and line feeds stand.
    ends: Vec<u32>,
    /// How many fields a row has.
    width: usize,
}

/// What the block before has left open.
#[derive(Clone, Copy, Debug)]
struct Carry {
    /// Its last byte was a delimiter or line feed.
    structural: bool,
    /// Its last byte was a space: it is at the edge of a cell if a delimiter follows.
    space: bool,
    /// Its last byte was a carriage return: it ends the line if a line feed follows.
    carriage_return: bool,
}

impl Window {
    /// Finds the rows of some bytes that begin with a record; one that is not complete is left out. A row is doubtful unless
    /// it has `width` fields and nothing unusual in it: no quotes, no bytes outside of ASCII, no control characters, and
    /// no space at the edge of a cell.
    pub(super) fn read(&mut self, bytes: &[u8], delimiter: u8, width: usize) {
        self.structure.width = width;
        self.structure.ends.clear();
        self.line_feeds.clear();
        self.unusual.clear();
        let mut carry = Carry { structural: true, space: false, carriage_return: false };
        let (blocks, rest) = bytes.as_chunks::<BLOCK>();
        for (at, block) in blocks.iter().enumerate() {
            self.read_block(block, at * BLOCK, delimiter, &mut carry);
        }
        if !rest.is_empty() {
            let mut block = [b'x'; BLOCK];
            for (slot, byte) in block.iter_mut().zip(rest) {
                *slot = *byte;
            }
            self.read_block(&block, blocks.len() * BLOCK, delimiter, &mut carry);
        }
        self.find_rows(bytes);
    }

    fn read_block(&mut self, block: &[u8; BLOCK], base: usize, delimiter: u8, carry: &mut Carry) {
        let masks = masks(block, delimiter);
        push_positions(&mut self.structure.ends, masks.structural, base);
        if masks.line_feeds != 0 {
            push_positions(&mut self.line_feeds, masks.line_feeds, base);
        }
        let unusual = masks.unusual & !masks.line_feeds;
        if unusual != 0 || carry.space || carry.carriage_return {
            let spaces = equal_to(block, b' ');
            let returns = equal_to(block, b'\r');
            let behind_delimiter = masks.structural << 1 | u64::from(carry.structural);
            let ends = masks.structural | returns;
            let at_edge = spaces & (behind_delimiter | ends >> 1);
            // What the last block ended with is judged by how this one begins; the first byte here is of the same row.
            let left_open = carry.space && ends & 1 == 1 || carry.carriage_return && masks.line_feeds & 1 == 0;
            // The last byte of this block is judged with the next one.
            let lone_returns = returns & !(masks.line_feeds >> 1) & !(1 << (BLOCK - 1));
            let found = unusual & !spaces & !returns | at_edge | lone_returns | u64::from(left_open);
            push_positions(&mut self.unusual, found, base);
            carry.space = spaces >> (BLOCK - 1) == 1;
            carry.carriage_return = returns >> (BLOCK - 1) == 1;
        }
        carry.structural = masks.structural >> (BLOCK - 1) == 1;
    }

    fn find_rows(&mut self, bytes: &[u8]) {
        self.rows.clear();
        let Structure { ends, width } = &self.structure;
        let (mut start, mut first) = (0_u32, 0_usize);
        let mut unusual = self.unusual.iter().copied().peekable();
        for &line_feed in &self.line_feeds {
            let last = first + width - 1;
            let regular = ends.get(last) == Some(&line_feed);
            let mut doubtful = !regular || line_feed == start;
            while unusual.next_if(|&at| at <= line_feed).is_some() {
                doubtful = true;
            }
            let has_return = line_feed > start && bytes.get(line_feed as usize - 1) == Some(&b'\r');
            let end = line_feed - u32::from(has_return);
            self.rows.push(Row { start, end, next: line_feed + 1, first: first as u32, doubtful });
            first = if regular {
                last + 1
            } else {
                // Positions are in order, so the rest is searched from here.
                first + ends.get(first..).unwrap_or(&[]).partition_point(|&at| at <= line_feed)
            };
            start = line_feed + 1;
        }
    }
}

impl Structure {
    /// Where a field of a row that is not doubtful lies in the window.
    #[inline]
    pub(super) fn cell(&self, row: &Row, field: usize) -> (usize, usize) {
        let at = row.first as usize + field;
        let start = if field == 0 { row.start } else { self.ends.get(at - 1).map_or(0, |&before| before + 1) };
        let end = if field + 1 == self.width { row.end } else { self.ends.get(at).copied().unwrap_or(0) };
        (start as usize, end as usize)
    }
}

/// Appends where the bits of a mask stand.
#[inline]
fn push_positions(positions: &mut Vec<u32>, mask: u64, base: usize) {
    let mut left = mask;
    let found = std::iter::from_fn(|| {
        let at = left.trailing_zeros();
        left &= left.wrapping_sub(1);
        Some(base as u32 + at)
    });
    positions.extend(found.take(mask.count_ones() as usize));
}
