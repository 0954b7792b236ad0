//! The structure of a window of bytes: its rows and where their fields end.
//!
//! A row is what stands between two line feeds. It is a record unless a quoted field goes on behind its end; then, and
//! wherever else anything is unusual, the row is marked as doubtful and what is said of it here does not matter.

use std::num::NonZeroU64;

use super::classes::Node;
use super::masks::{BLOCK, equal_to, gaps, masks};

/// A row of a window.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Row {
    /// Its first byte, from the window's start.
    pub(super) start: u32,
    /// The byte behind its last field: where its line ending starts.
    pub(super) end: u32,
    /// The byte behind its line ending.
    pub(super) next: u32,
    /// The position of its first field's end among those of the window.
    first: u32,
    /// Which of its fields are filled, see [`filled_bit`]; none of a row that is doubtful.
    pub(super) filled: u64,
    /// Where it stands in the tree of classes.
    pub(super) node: Node,
    /// Whether it must be looked at closely.
    pub(super) doubtful: bool,
    /// Whether there are quotes in it.
    pub(super) quoted: bool,
}

impl Row {
    /// Leaves the row to the plain check.
    #[inline]
    pub(super) fn doubt(&mut self) {
        self.doubtful = true;
        self.filled = 0;
    }
}

/// The last bit stands for all fields that have none of their own, and is always set.
const SHARED: usize = 63;

/// The bit that tells whether a field is filled.
pub(super) const fn filled_bit(field: usize) -> u64 {
    1 << if field < SHARED { field } else { SHARED }
}

/// The rows of a window of bytes. Its buffers are used again for the next.
#[derive(Debug, Default)]
pub(super) struct Window {
    pub(super) rows: Vec<Row>,
    pub(super) structure: Structure,
    line_feeds: Positions,
    quotes: Positions,
    /// Where anything else unusual stands, in order.
    unusual: Positions,
    /// Where the fields of rows with quotes end.
    quoted_ends: Vec<u32>,
}

/// Where the fields of a window end.
#[derive(Debug, Default)]
pub(super) struct Structure {
    ends: Positions,
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
    /// it has `width` fields and nothing unusual in it: no bytes outside of ASCII, no control characters, no space at
    /// the edge of a cell, and no quote without its second.
    pub(super) fn read(&mut self, bytes: &[u8], delimiter: u8, width: usize) {
        self.structure.width = width;
        self.structure.ends.clear();
        // What stands before the first row ends there.
        self.structure.ends.push(u32::MAX);
        self.line_feeds.clear();
        self.quotes.clear();
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
        self.structure.ends.push_bits(masks.structural, base);
        if masks.line_feeds != 0 {
            self.line_feeds.push_bits(masks.line_feeds, base);
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
            // It counted as unusual only because it stands between a space and a quote.
            let plain = equal_to(block, b'!');
            let quotes = equal_to(block, b'"');
            self.quotes.push_bits(quotes, base);
            let found = unusual & !spaces & !returns & !quotes & !plain | at_edge | lone_returns | u64::from(left_open);
            self.unusual.push_bits(found, base);
            carry.space = spaces >> (BLOCK - 1) == 1;
            carry.carriage_return = returns >> (BLOCK - 1) == 1;
        }
        carry.structural = masks.structural >> (BLOCK - 1) == 1;
    }

    fn find_rows(&mut self, bytes: &[u8]) {
        self.rows.clear();
        self.quoted_ends.clear();
        let Structure { ends, width } = &self.structure;
        let ends = ends.as_slice();
        let (mut start, mut first) = (0_u32, 1_usize);
        let mut unusual = self.unusual.as_slice().iter().copied().peekable();
        let mut quotes = self.quotes.as_slice().iter().copied().peekable();
        for &line_feed in self.line_feeds.as_slice() {
            let has_return = line_feed > start && bytes.get(line_feed as usize - 1) == Some(&b'\r');
            let end = line_feed - u32::from(has_return);
            let mut row = Row { start, end, next: line_feed + 1, first: first as u32, ..Row::default() };
            let last = first + width - 1;
            let mut regular = ends.get(last) == Some(&line_feed);
            let next = if regular {
                last + 1
            } else {
                // Positions are in order, so the rest is searched from here.
                first + ends.get(first..).unwrap_or(&[]).partition_point(|&at| at <= line_feed)
            };
            while quotes.next_if(|&at| at <= line_feed).is_some() {
                row.quoted = true;
            }
            if row.quoted {
                // Delimiters within quotes end no field.
                let found = ends.get(first..next).unwrap_or(&[]);
                self.quoted_ends.push(start.wrapping_sub(1));
                row.first = (ends.len() + self.quoted_ends.len()) as u32;
                regular = fields_with_quotes(bytes, start, found, &mut self.quoted_ends) == Some(*width);
            }
            let is_usual = unusual.next_if(|&at| at <= line_feed).is_none();
            while unusual.next_if(|&at| at <= line_feed).is_some() {}
            row.doubtful = !regular || !is_usual || end == start;
            self.rows.push(row);
            first = next;
            start = line_feed + 1;
        }
        self.structure.ends.extend(&self.quoted_ends);
        let structure = &self.structure;
        for row in self.rows.iter_mut().filter(|row| !row.doubtful) {
            row.filled = structure.filled(row);
        }
    }
}

/// Which fields of a row are filled. `ends` has where the field before the first ends, then where each does, and more.
#[inline]
fn filled(ends: &[u32], width: usize) -> u64 {
    let own = width.min(SHARED);
    let mut filled = 0;
    for field in (0..own).step_by(8) {
        let Some(nine) = ends.get(field..).and_then(|ends| ends.first_chunk::<9>()) else { continue };
        let (Some(before), Some(ends)) = (nine.first_chunk(), nine.last_chunk()) else { continue };
        filled |= gaps(before, ends) << field;
    }
    filled & (filled_bit(own) - 1) | 1 << SHARED
}

/// Appends where the fields of a row with quotes end, and says how many they are. `ends` has every delimiter of the row and
/// its line feed. `None` when a quoted field does not end in the row.
fn fields_with_quotes(bytes: &[u8], start: u32, ends: &[u32], out: &mut Vec<u32>) -> Option<usize> {
    let mut fields = 0;
    let mut ends = ends.iter().copied();
    let mut at = start as usize;
    let last = ends.clone().next_back()?;
    while let Some(mut end) = ends.next() {
        if bytes.get(at) == Some(&b'"') {
            let close = closing_quote(bytes.get(at + 1..last as usize)?)? + at + 1;
            while end as usize <= close {
                end = ends.next()?;
            }
        }
        out.push(end);
        fields += 1;
        at = end as usize + 1;
    }
    Some(fields)
}

/// Where the quote stands that ends a quoted text: the first that is not one of two.
fn closing_quote(text: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + text.get(from..)?.iter().position(|&byte| byte == b'"')?;
        if text.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        from = at + 2;
    }
}

impl Structure {
    /// Which fields of a row are filled.
    #[inline]
    fn filled(&self, row: &Row) -> u64 {
        let first = row.first as usize - 1;
        // There is room behind the last, so that eight can be read from any of them on.
        let ends = self.ends.room.get(first..first + self.width + BLOCK / 8).unwrap_or(&[]);
        let filled = filled(ends, self.width);
        // A carriage return at the end of the line is no content.
        let has_return = row.end + 1 != row.next;
        if has_return && self.width <= SHARED && self.cell(row, self.width - 1).0 == row.end as usize {
            return filled & !filled_bit(self.width - 1);
        }
        filled
    }

    /// Where a field of a row that is not doubtful lies in the window.
    #[inline]
    pub(super) fn cell(&self, row: &Row, field: usize) -> (usize, usize) {
        let before = row.first as usize + field - 1;
        let Some(&[before, end]) = self.ends.room.get(before..).and_then(|ends| ends.first_chunk::<2>()) else {
            return (0, 0);
        };
        let end = if field + 1 == self.width { row.end } else { end };
        (before.wrapping_add(1) as usize, end as usize)
    }

    /// The same without the quotes around it, if there are any.
    #[inline]
    pub(super) fn text(&self, bytes: &[u8], row: &Row, field: usize) -> (usize, usize) {
        let (start, end) = self.cell(row, field);
        if row.quoted { within_quotes(bytes, start, end) } else { (start, end) }
    }
}

/// A cell without the quotes around it, if there are any.
pub(super) fn within_quotes(bytes: &[u8], start: usize, end: usize) -> (usize, usize) {
    let has_quotes = end - start >= 2 && bytes.get(start) == Some(&b'"');
    if has_quotes { (start + 1, end - 1) } else { (start, end) }
}

/// Positions in a window. Its room is kept, so that appending costs no more than writing.
#[derive(Debug, Default)]
struct Positions {
    room: Vec<u32>,
    count: usize,
}

impl Positions {
    fn clear(&mut self) {
        self.count = 0;
    }

    fn as_slice(&self) -> &[u32] {
        self.room.get(..self.count).unwrap_or(&[])
    }

    fn push(&mut self, position: u32) {
        self.extend(&[position]);
    }

    fn extend(&mut self, positions: &[u32]) {
        self.make_room(positions.len());
        for (slot, position) in self.room.iter_mut().skip(self.count).zip(positions) {
            *slot = *position;
        }
        self.count += positions.len();
        self.make_room(BLOCK);
    }

    #[inline]
    fn make_room(&mut self, more: usize) {
        if self.room.len() < self.count + more {
            self.room.resize((self.count + more) * 2, 0);
        }
    }

    /// Appends where the bits of a mask stand.
    #[inline]
    fn push_bits(&mut self, mask: u64, base: usize) {
        self.make_room(BLOCK);
        let Some(room) = self.room.get_mut(self.count..).and_then(|room| room.first_chunk_mut::<BLOCK>()) else {
            return;
        };
        let mut left = mask;
        for slot in room {
            let Some(bits) = NonZeroU64::new(left) else { break };
            *slot = base as u32 + bits.trailing_zeros();
            left &= left - 1;
        }
        self.count += mask.count_ones() as usize;
    }
}
