//! The structure of a window of bytes: its rows and where their fields end.
//!
//! A row is what stands between two line feeds. It is a record unless a quoted field goes on behind its end. A row with
//! anything unusual in it is left to the plain check; the others are candidates, and of them it is noted, in one grid
//! without gaps, where each field ends: so a column is read by walking through the grid in equal steps.

use super::combinations::Signature;
use super::masks::{BLOCK, gaps, masks};
use super::positions::Positions;
use super::unusual::{Carry, note_unusual};
use crate::lexer::{Field, Marks, Record, Terminator};
use crate::place::Place;

/// A row of a window.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    /// Its first byte, from the window's start.
    pub(crate) start: u32,
    /// The byte behind its last field: where its line ending starts.
    pub(crate) end: u32,
    /// The byte behind its line ending.
    pub(crate) next: u32,
    /// Whether there are quotes in it.
    pub(crate) quoted: bool,
    /// Whether the plain check would find nothing in it.
    pub(crate) clean: bool,
    /// Its number among the candidates of its group, or [`NONE`].
    pub(super) number: u32,
}

/// The number of a row that is no candidate.
const NONE: u32 = u32::MAX;

impl Row {
    /// Whether it is a candidate without quotes: its cells are what stands between its delimiters.
    pub(crate) fn is_plain(&self) -> bool {
        self.number != NONE && !self.quoted
    }
}

/// A row that may be clean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// Its number among all rows.
    pub(super) row: u32,
    /// The byte behind its last field.
    pub(super) end: u32,
    /// Whether it must be looked at closely after all.
    pub(super) doubtful: bool,
    /// Which of its fields are filled, see [`filled_bit`].
    pub(super) filled: u64,
    /// Of what classes its cells are.
    pub(super) signature: Signature,
}

/// The last bit stands for all fields that have none of their own, and is always set.
const SHARED: usize = 63;

/// The bit of all fields that have none of their own.
pub(super) const SHARED_BIT: u64 = 1 << SHARED;

/// The bit that tells whether a field is filled.
pub(super) const fn filled_bit(field: usize) -> u64 {
    1 << if field < SHARED { field } else { SHARED }
}

/// The rows of a window of bytes. Its buffers are used again for the next.
#[derive(Debug, Default)]
pub(super) struct Window {
    pub(super) rows: Vec<Row>,
    /// The candidates without quotes.
    pub(super) plain: Group,
    /// Those with quotes: apart, so that nobody asks for quotes in the others.
    pub(super) quoted: Group,
    line_feeds: Positions,
    quotes: Positions,
    /// Where anything else unusual stands, in order.
    unusual: Positions,
    /// Where the fields of a row with quotes end.
    quoted_ends: Vec<u32>,
}

/// Candidates, and where their fields end.
#[derive(Debug, Default)]
pub(super) struct Group {
    /// Whether they have quotes.
    pub(super) is_quoted: bool,
    pub(super) candidates: Vec<Candidate>,
    pub(super) grid: Grid,
}

/// Where the fields of candidates end: of each as many positions as a row has fields, and before them the one that stands
/// before its first byte.
#[derive(Debug, Default)]
pub(super) struct Grid {
    ends: Positions,
    /// How many fields a row has.
    width: usize,
}

impl Window {
    /// Finds the rows of some bytes that begin with a record; one that is not complete is left out. A row is a candidate if
    /// it has `width` fields, more than one, and nothing unusual in it: no bytes outside of ASCII, no control characters,
    /// no space at the edge of a cell, and no quote without its second.
    pub(super) fn read(&mut self, bytes: &[u8], delimiter: u8, width: usize) {
        self.plain.clear(width, false);
        self.quoted.clear(width, true);
        self.line_feeds.clear();
        self.quotes.clear();
        self.unusual.clear();
        let mut carry = Carry::at_start();
        let (blocks, rest) = bytes.as_chunks::<BLOCK>();
        self.read_blocks(blocks, 0, delimiter, &mut carry);
        if !rest.is_empty() {
            let mut block = [b'x'; BLOCK];
            for (slot, byte) in block.iter_mut().zip(rest) {
                *slot = *byte;
            }
            self.read_blocks(&[block], blocks.len() * BLOCK, delimiter, &mut carry);
        }
        self.find_rows(bytes);
    }

    #[inline(never)]
    fn read_blocks(&mut self, blocks: &[[u8; BLOCK]], base: usize, delimiter: u8, carry: &mut Carry) {
        let Self { plain, line_feeds, quotes, unusual, .. } = self;
        let most = blocks.len() * BLOCK;
        let (mut ends, mut line_feeds) = (plain.grid.ends.writer(most), line_feeds.writer(most));
        for (block, base) in blocks.iter().zip((base..).step_by(BLOCK)) {
            let masks = masks(block, delimiter);
            ends.push_bits::<12>(masks.structural, base);
            line_feeds.push_bits::<1>(masks.line_feeds, base);
            if masks.unusual != masks.line_feeds || carry.space || carry.carriage_return {
                note_unusual(block, base, masks, carry, quotes, unusual);
            }
            carry.structural = masks.structural >> (BLOCK - 1) == 1;
        }
        ends.done();
        line_feeds.done();
    }

    #[inline(never)]
    fn find_rows(&mut self, bytes: &[u8]) {
        let Self { rows, plain, quoted, line_feeds, quotes, unusual, quoted_ends } = self;
        rows.clear();
        let width = plain.grid.width;
        let ends = &mut plain.grid.ends;
        // Fields are looked at eight at a time, and the last row is given as much as any.
        ends.make_room(BLOCK + width);
        let mut start = 0_u32;
        // Where the ends of the row's fields stand, and where those of the next candidate are kept: the same until the first
        // row that is none.
        let (mut from, mut to) = (1_usize, 1_usize);
        let mut unusual = unusual.as_slice().iter().copied().peekable();
        let mut quotes = quotes.as_slice().iter().copied().peekable();
        for &line_feed in line_feeds.as_slice() {
            let has_return = line_feed > start && bytes.get(line_feed as usize - 1) == Some(&b'\r');
            let end = line_feed - u32::from(has_return);
            let mut row = Row { start, end, next: line_feed + 1, quoted: false, clean: false, number: NONE };
            while quotes.next_if(|&at| at <= line_feed).is_some() {
                row.quoted = true;
            }
            let mut is_usual = end != start && width > 1;
            while unusual.next_if(|&at| at <= line_feed).is_some() {
                is_usual = false;
            }
            let is_regular = ends.as_slice().get(from + width - 1) == Some(&line_feed);
            let next = if is_regular {
                from + width
            } else {
                // Positions are in order, so the rest is searched from here.
                from + ends.as_slice().get(from..).unwrap_or(&[]).partition_point(|&at| at <= line_feed)
            };
            if is_usual && row.quoted {
                // Delimiters within quotes end no field.
                quoted_ends.clear();
                let found = ends.as_slice().get(from..next).unwrap_or(&[]);
                if fields_with_quotes(bytes, start, found, quoted_ends) == Some(width) {
                    row.number = quoted.candidates.len() as u32;
                    quoted.add(row, rows.len(), quoted_ends);
                }
            } else if is_usual && is_regular {
                if from != to {
                    ends.copy_back(from, to, width);
                    // What stands before the row is not the end of the candidate before it: another row is between them.
                    ends.put(to - 1, start.wrapping_sub(1));
                }
                let filled = filled(ends.room.get(to - 1..).unwrap_or(&[]), width, row);
                row.number = plain.candidates.len() as u32;
                plain.candidates.push(Candidate::new(row, rows.len(), filled));
                to += width;
            }
            rows.push(row);
            from = next;
            start = line_feed + 1;
        }
    }
}

impl Window {
    /// A field of a candidate's row, quotes included; and without a field all of the record. `bytes` begin at `from`.
    #[inline]
    pub(super) fn raw<'a>(&self, bytes: &'a [u8], from: usize, row: &Row, field: Option<usize>) -> &'a [u8] {
        let group = if row.quoted { &self.quoted } else { &self.plain };
        let (start, end) = match field {
            Some(field) => group.grid.bounds_of(row.number as usize, row.end, field),
            None => (row.start as usize, row.end as usize),
        };
        bytes.get(start - from..end - from).unwrap_or(&[])
    }

    /// A candidate without quotes, as the lexer would have it. `bytes` begin with its row, which starts at a place.
    #[inline]
    pub(super) fn plain_record<'a>(
        &self,
        bytes: &'a [u8],
        row: &Row,
        place: Place,
        fields: &'a mut Vec<Field>,
    ) -> Record<'a> {
        fields.clear();
        let Grid { ends, width } = &self.plain.grid;
        let at = row.number as usize * width;
        let mut start = 0;
        for &end in ends.room.get(at + 1..at + width + 1).unwrap_or(&[]) {
            let end = end.min(row.end) - row.start;
            fields.push(Field { start, end, marks: Marks::default() });
            start = end + 1;
        }
        Record {
            bytes: bytes.get(..(row.end - row.start) as usize).unwrap_or(&[]),
            fields,
            place,
            terminator: if row.next - row.end == 1 { Terminator::Lf } else { Terminator::CrLf },
            unclosed_quote: None,
        }
    }
}

impl Group {
    fn clear(&mut self, width: usize, is_quoted: bool) {
        self.is_quoted = is_quoted;
        self.candidates.clear();
        self.grid.width = width;
        self.grid.ends.clear();
        // What stands before the first row ends there.
        self.grid.ends.push(u32::MAX);
    }

    /// Adds a row. `ends` has where its fields end.
    fn add(&mut self, row: Row, number: usize, ends: &[u32]) {
        let Grid { ends: all, width } = &mut self.grid;
        let before = all.count - 1;
        all.put(before, row.start.wrapping_sub(1));
        all.make_room(ends.len() * 2 + BLOCK);
        for &end in ends {
            all.push(end);
        }
        self.candidates.push(Candidate::new(row, number, filled(all.room.get(before..).unwrap_or(&[]), *width, row)));
    }
}

impl Candidate {
    fn new(row: Row, number: usize, filled: u64) -> Self {
        let Row { end, .. } = row;
        Self { row: number as u32, end, doubtful: false, filled, signature: Signature::default() }
    }
}

/// Which fields of a row are filled. `ends` has what stands before the row, then where each field ends, and more.
#[inline]
fn filled(ends: &[u32], width: usize, row: Row) -> u64 {
    let own = width.min(SHARED);
    let mut filled = 0;
    for field in (0..own).step_by(8) {
        let Some(nine) = ends.get(field..).and_then(|ends| ends.first_chunk::<9>()) else { continue };
        let (Some(before), Some(ends)) = (nine.first_chunk(), nine.last_chunk()) else { continue };
        filled |= gaps(before, ends) << field;
    }
    filled = filled & (filled_bit(own) - 1) | SHARED_BIT;
    // A carriage return at the end of the line is no content.
    let has_return = row.end + 1 != row.next;
    if has_return && width <= SHARED && ends.get(width - 1).is_some_and(|before| before.wrapping_add(1) == row.end) {
        filled &= !filled_bit(width - 1);
    }
    filled
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

impl Grid {
    /// Of each candidate, what stands before a field and where it ends. Of the last field the latter is not told: see
    /// [`Candidate::end`].
    #[inline]
    pub(super) fn bounds(&self, field: usize) -> impl Iterator<Item = [u32; 2]> {
        let ends = self.ends.room.get(field..).unwrap_or(&[]);
        ends.chunks_exact(self.width.max(2)).map(|cells| match cells {
            &[before, end, ..] => [before, end],
            _ => [0; 2],
        })
    }

    /// Where a field of a candidate lies in the window.
    #[inline]
    pub(super) fn cell(&self, number: usize, candidate: &Candidate, field: usize) -> (usize, usize) {
        self.bounds_of(number, candidate.end, field)
    }

    #[inline]
    fn bounds_of(&self, number: usize, end_of_row: u32, field: usize) -> (usize, usize) {
        let at = number * self.width + field;
        let Some(&[before, end]) = self.ends.room.get(at..).and_then(|ends| ends.first_chunk()) else { return (0, 0) };
        (before.wrapping_add(1) as usize, if self.is_last(field) { end_of_row } else { end } as usize)
    }

    /// Whether a field is the last.
    #[inline]
    pub(super) fn is_last(&self, field: usize) -> bool {
        field + 1 == self.width
    }
}

/// A cell without the quotes around it, if there are any.
#[inline]
pub(super) fn within_quotes(bytes: &[u8], start: usize, end: usize) -> (usize, usize) {
    let has_quotes = end - start >= 2 && bytes.get(start) == Some(&b'"');
    if has_quotes { (start + 1, end - 1) } else { (start, end) }
}
