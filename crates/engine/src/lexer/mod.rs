//! Splits bytes into records and fields, chunk by chunk, the way `csv` readers do (RFC 4180 and a little more).
//!
//! BE ADVISED. The lexer owns one buffer. [`Lexer::push`] appends a chunk to it, [`Lexer::next_record`] scans on from
//! where it stopped and lends out whole records; a record that is not complete yet stays in the buffer until the
//! next chunk. So a record is always contiguous, no field is ever copied, and any byte can be the last of a chunk.
//! `scan` and the fields found so far are kept across chunks: no byte is looked at twice.
//!
//! The grammar is that of the `csv` crate, which is the oracle in the tests: a quote opens only at the start of a
//! field; inside, a doubled quote is a quote; after the closing quote whatever follows is taken as it is; `\n`, `\r\n`
//! and a lone `\r` end a record. Two things differ. Blank lines are records here (the checker reports them). And a
//! lost quote does not swallow the lines behind it: the record is read again with that quote as an ordinary character,
//! so that everything after it is still checked. A quote is lost when no other follows, or when the next one, lines
//! later, opens another cell: text follows it at once, as in `"lost|1` and, below, `x|"good"`. It counts as lost, too, when
//! none closes it before the record is longer than any may be.
//!
//! A record has bounds, in bytes and in fields: memory stays bounded whatever the bytes are. At one that goes beyond them
//! all the same the lexer stops, see [`Lexer::is_cut_short`].

mod quoted;
mod record;

pub use record::{Field, Marks, Record, Terminator, UnclosedQuote};

use crate::place::Place;

/// The longest record, in bytes. A quote that is not closed in as many is taken for one that is never closed: one lost quote
/// must not make us hold a file of gigabytes.
const LONGEST_RECORD: usize = 16 << 20;

/// The most fields of a record: their positions are told by 16 bits.
const MOST_FIELDS: usize = u16::MAX as usize;

const DELIMITER: u8 = 32;
const LINE_END: u8 = 64;
const QUOTE: u8 = 128;

/// What the scanner is in the middle of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// At the first byte of a field.
    FieldStart,
    /// In a field that is not quoted, or behind its closing quote.
    Unquoted,
    /// Between quotes; the field was opened at this offset in the buffer.
    Quoted,
    /// Behind a quote that closes the field or is the first of two.
    QuoteSeen,
}

/// A pull lexer over pushed chunks.
#[derive(Debug)]
pub struct Lexer {
    classes: Box<[u8; 256]>,
    buffer: Vec<u8>,
    /// The first byte of the record being read, in the buffer.
    start: usize,
    /// The next byte to look at.
    scan: usize,
    state: State,
    /// The first byte of the field being read.
    field_start: usize,
    /// Where the quoted field being read was opened.
    opened: usize,
    /// How many line breaks the record had before that.
    breaks_before: u64,
    /// What was seen in the field being read: bits of `Marks`, and class bits that do not matter.
    seen: u8,
    fields: Vec<Field>,
    /// The quote at this offset is not closed: it and those behind it in the record are ordinary characters.
    unclosed: Option<usize>,
    /// It was given up because the record would have been too long.
    is_too_long: bool,
    /// Line breaks inside the quotes of the record being read.
    breaks: u64,
    /// Where the record being read starts in the file.
    place: Place,
    ended: bool,
    cut_short: bool,
}

impl Lexer {
    /// A lexer for a file with this delimiter, from its start (behind a byte order mark).
    pub fn new(delimiter: u8) -> Self {
        Self::at(delimiter, Place { byte: 0, line: 1, record: 0 })
    }

    /// A lexer that starts at a record whose place is known; the bytes pushed begin there.
    pub fn at(delimiter: u8, place: Place) -> Self {
        let mut classes = Box::new([0; 256]);
        for (byte, class) in (0..=u8::MAX).zip(classes.iter_mut()) {
            *class = match byte {
                b'\n' | b'\r' => LINE_END,
                b'"' => QUOTE,
                0..0x20 | 0x7f => Marks::CONTROL,
                0x80.. => Marks::HIGH,
                _ => 0,
            };
        }
        if let Some(class) = classes.get_mut(usize::from(delimiter)) {
            *class = DELIMITER;
        }
        Self {
            classes,
            buffer: Vec::new(),
            start: 0,
            scan: 0,
            state: State::FieldStart,
            field_start: 0,
            opened: 0,
            breaks_before: 0,
            seen: 0,
            fields: Vec::new(),
            unclosed: None,
            is_too_long: false,
            breaks: 0,
            place,
            ended: false,
            cut_short: false,
        }
    }

    /// Appends a chunk.
    pub fn push(&mut self, chunk: &[u8]) {
        if self.cut_short {
            return;
        }
        if self.start > 0 {
            let kept = self.buffer.len() - self.start;
            self.buffer.copy_within(self.start.., 0);
            self.buffer.truncate(kept);
            self.scan -= self.start;
            self.field_start = self.field_start.saturating_sub(self.start);
            self.opened = self.opened.saturating_sub(self.start);
            self.unclosed = self.unclosed.map(|at| at.saturating_sub(self.start));
            self.start = 0;
        }
        self.buffer.extend_from_slice(chunk);
    }

    /// Says that no chunk follows: what is left is the last record.
    pub fn end(&mut self) {
        self.ended = true;
    }

    /// Whether a record was longer than 16 MiB or had more than 65,535 fields: it and what follows are not read.
    pub fn is_cut_short(&self) -> bool {
        self.cut_short
    }

    /// The next whole record; `None` when more bytes are needed, or, after [`Lexer::end`], when there is none.
    pub fn next_record(&mut self) -> Option<Record<'_>> {
        if self.cut_short {
            return None;
        }
        let scanned = self.scan_record();
        // Between quotes it is not known yet whether the record goes on: it may be read again with a quote given up.
        let settled = !matches!(self.state, State::Quoted | State::QuoteSeen);
        if settled && (self.scan - self.start > LONGEST_RECORD || self.fields.len() > MOST_FIELDS) {
            self.cut_short = true;
            self.buffer = Vec::new();
            self.fields = Vec::new();
            return None;
        }
        let terminator = scanned?;
        let end = self.scan;
        let width = match terminator {
            Terminator::End => 0,
            Terminator::Lf | Terminator::Cr => 1,
            Terminator::CrLf => 2,
        };
        let first = self.start;
        let place = self.place;
        self.start = end + width;
        self.scan = self.start;
        self.state = State::FieldStart;
        self.field_start = self.start;
        self.place.byte += (self.start - first) as u64;
        self.place.line += self.breaks + u64::from(width > 0);
        self.breaks = 0;
        let is_too_long = self.is_too_long;
        let unclosed_quote = self.unclosed.take().map(|at| UnclosedQuote { at: (at - first) as u32, is_too_long });
        Some(Record {
            bytes: self.buffer.get(first..end).unwrap_or(&[]),
            fields: &self.fields,
            place,
            terminator,
            unclosed_quote,
        })
    }

    /// Where the next record starts.
    pub fn place(&self) -> Place {
        self.place
    }

    /// The bytes that are not read yet, when they begin with a record; `None` in the middle of one.
    pub(crate) fn rest(&self) -> Option<&[u8]> {
        let between = self.scan == self.start && self.state == State::FieldStart && self.unclosed.is_none();
        if between && !self.cut_short { self.buffer.get(self.start..) } else { None }
    }

    /// Passes over records that were read by other means: so many bytes and lines. Only between records.
    pub(crate) fn pass_over(&mut self, bytes: usize, lines: u64) {
        self.start += bytes;
        self.scan = self.start;
        self.field_start = self.start;
        self.place.byte += bytes as u64;
        self.place.line += lines;
    }

    /// Scans to the end of the record, leaving `scan` at its terminator.
    fn scan_record(&mut self) -> Option<Terminator> {
        if self.scan == self.start {
            self.fields.clear();
            self.seen = 0;
        }
        loop {
            let scanned = match self.state {
                State::FieldStart => self.scan_field_start(),
                State::Unquoted => self.scan_unquoted(),
                State::Quoted => self.scan_quoted(),
                State::QuoteSeen => self.scan_quote_seen(),
            };
            match scanned {
                Scanned::Going => {}
                Scanned::Record(terminator) => return Some(terminator),
                Scanned::Dry if !self.ended => return None,
                Scanned::Dry => match self.state {
                    State::Quoted => self.give_up_on_quote(false),
                    _ if self.start == self.buffer.len() => return None,
                    _ => {
                        self.end_field();
                        return Some(Terminator::End);
                    }
                },
            }
        }
    }

    fn scan_field_start(&mut self) -> Scanned {
        match self.buffer.get(self.scan) {
            None => Scanned::Dry,
            Some(b'"') if self.unclosed.is_none_or(|at| self.scan < at) => {
                self.opened = self.scan;
                self.breaks_before = self.breaks;
                self.seen |= Marks::QUOTED;
                self.scan += 1;
                self.state = State::Quoted;
                Scanned::Going
            }
            Some(b'"') => {
                self.scan += 1;
                self.state = State::Unquoted;
                Scanned::Going
            }
            Some(_) => {
                self.state = State::Unquoted;
                Scanned::Going
            }
        }
    }

    /// The hot loop: most bytes of most files pass here.
    fn scan_unquoted(&mut self) -> Scanned {
        let mut seen = self.seen;
        let rest = self.buffer.get(self.scan..).unwrap_or(&[]);
        for (offset, &byte) in rest.iter().enumerate() {
            let class = self.classes.get(usize::from(byte)).copied().unwrap_or(0);
            if class < DELIMITER {
                seen |= class;
                continue;
            }
            let at = self.scan + offset;
            match class {
                QUOTE => seen |= Marks::STRAY,
                DELIMITER => {
                    self.fields.push(Field {
                        start: (self.field_start - self.start) as u32,
                        end: (at - self.start) as u32,
                        marks: Marks(seen),
                    });
                    self.field_start = at + 1;
                    seen = 0;
                    // A quote opens only here, at the start of a field.
                    if rest.get(offset + 1).is_none_or(|&next| next == b'"') {
                        self.scan = at + 1;
                        self.seen = 0;
                        self.state = State::FieldStart;
                        return Scanned::Going;
                    }
                }
                _ => {
                    self.scan = at;
                    self.seen = seen;
                    return self.end_record(byte);
                }
            }
        }
        self.scan = self.buffer.len();
        self.seen = seen;
        Scanned::Dry
    }

    fn end_field(&mut self) {
        let field = Field {
            start: (self.field_start - self.start) as u32,
            end: (self.scan - self.start) as u32,
            marks: Marks(self.seen),
        };
        self.fields.push(field);
        self.seen = 0;
    }

    fn end_record(&mut self, byte: u8) -> Scanned {
        let terminator = if byte == b'\n' {
            Terminator::Lf
        } else {
            match self.buffer.get(self.scan + 1) {
                Some(b'\n') => Terminator::CrLf,
                None if !self.ended => return Scanned::Dry,
                _ => Terminator::Cr,
            }
        };
        self.end_field();
        Scanned::Record(terminator)
    }
}

/// What a scanning step came to.
enum Scanned {
    /// The state changed; go on.
    Going,
    /// The record is complete.
    Record(Terminator),
    /// The buffer is used up.
    Dry,
}

#[cfg(test)]
mod tests;
