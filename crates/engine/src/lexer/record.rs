//! One record, borrowed from the lexer's buffer: its bytes and where its fields lie in them.

use crate::place::Place;

/// What the lexer saw in a field, as bits; most fields have none of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(pub(super) u8);

impl Marks {
    pub(super) const CONTROL: u8 = 1;
    pub(super) const HIGH: u8 = 2;
    pub(super) const QUOTED: u8 = 4;
    pub(super) const ESCAPED: u8 = 8;
    pub(super) const STRAY: u8 = 16;

    /// Holds a control character (a tab, NUL, a line break inside quotes …).
    pub const fn control(self) -> bool {
        self.0 & Self::CONTROL != 0
    }

    /// Holds a byte outside of ASCII.
    pub const fn high(self) -> bool {
        self.0 & Self::HIGH != 0
    }

    /// Begins with a quote and is unquoted by the reader.
    pub const fn quoted(self) -> bool {
        self.0 & Self::QUOTED != 0
    }

    /// Is quoted, and its text differs from the bytes between the outer quotes.
    pub const fn escaped(self) -> bool {
        self.0 & Self::ESCAPED != 0
    }

    /// Has a quote where RFC 4180 allows none.
    pub const fn stray(self) -> bool {
        self.0 & Self::STRAY != 0
    }

    /// Has none of the above: its text is its bytes, and all of them are printable ASCII.
    pub const fn plain(self) -> bool {
        self.0 == 0
    }
}

/// Where a field lies in its record, quotes included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// The first byte, from the record's start.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// What the lexer saw in it.
    pub marks: Marks,
}

/// What ended a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Terminator {
    /// `\n`
    Lf,
    /// `\r\n`
    CrLf,
    /// A `\r` alone.
    Cr,
    /// The end of the file.
    End,
}

/// A quote that is opened and not closed. The record was read as if it were an ordinary character, up to the end of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnclosedQuote {
    /// Where it stands, from the record's start.
    pub at: u32,
    /// It was given up because the record would have been longer than 16 MiB: it may be closed somewhere behind.
    pub is_too_long: bool,
}

/// One record.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// Its bytes, without the terminator.
    pub bytes: &'a [u8],
    /// Its fields; a blank line has one, empty.
    pub fields: &'a [Field],
    /// Where it starts.
    pub place: Place,
    /// What ended it.
    pub terminator: Terminator,
    /// The first quote in it that is not closed.
    pub unclosed_quote: Option<UnclosedQuote>,
}

impl<'a> Record<'a> {
    /// The raw bytes of a field, quotes included; empty past the last.
    #[inline]
    pub fn raw(&self, field: usize) -> &'a [u8] {
        self.fields.get(field).map_or(&[], |f| self.bytes.get(f.start as usize..f.end as usize).unwrap_or(&[]))
    }

    /// The text of a field without its quotes; `scratch` serves the rare field in which quotes are doubled.
    #[inline]
    pub fn text<'b>(&self, field: usize, scratch: &'b mut Vec<u8>) -> &'b [u8]
    where
        'a: 'b,
    {
        let raw = self.raw(field);
        let Some(marks) = self.fields.get(field).map(|f| f.marks) else { return raw };
        if !marks.quoted() {
            return raw;
        }
        if !marks.escaped() {
            return raw.get(1..raw.len().saturating_sub(1)).unwrap_or(&[]);
        }
        unquote(raw, scratch);
        scratch
    }

    /// Whether nothing stands on the line but white space.
    pub fn is_blank(&self) -> bool {
        self.fields.len() <= 1 && self.bytes.iter().all(|b| matches!(b, b' ' | b'\t'))
    }
}

/// Writes the text of a quoted field to `out`: doubled quotes become one, what follows the closing quote is kept.
fn unquote(raw: &[u8], out: &mut Vec<u8>) {
    out.clear();
    let mut bytes = raw.iter().skip(1);
    while let Some(&byte) = bytes.next() {
        if byte != b'"' {
            out.push(byte);
            continue;
        }
        match bytes.next() {
            Some(b'"') => out.push(b'"'),
            Some(&other) => {
                out.push(other);
                out.extend(bytes);
                return;
            }
            None => return,
        }
    }
}
