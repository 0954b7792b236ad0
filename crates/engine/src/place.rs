//! Where something stands in a file.

use serde::{Deserialize, Serialize};

use crate::finding::Finding;
use crate::sink::Marked;

/// Where a record stands in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The byte at which it starts, from 0.
    pub byte: u64,
    /// The physical line on which it starts, from 1.
    pub line: u64,
    /// Its number among the data records, from 1; 0 is the header, or the file as a whole.
    pub record: u64,
}

/// A half-open range of bytes in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// The first byte.
    pub start: u64,
    /// The byte after the last.
    pub end: u64,
}

/// How far the places of a part of a file, counted from its own start, are from those of the file. Bytes are always
/// the file's.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Shift {
    pub(crate) lines: u64,
    pub(crate) records: u64,
}

impl Shift {
    pub(crate) fn place(self, place: Place) -> Place {
        // 0 is no record's number: the header's, or that of a blank line.
        let record = if place.record == 0 { 0 } else { place.record + self.records };
        Place { byte: place.byte, line: place.line + self.lines, record }
    }

    pub(crate) fn finding(self, finding: Finding) -> Finding {
        Finding { place: finding.place.map(|place| self.place(place)), ..finding }
    }

    pub(crate) fn marked(self, marked: Marked) -> Marked {
        Marked { record: (u64::from(marked.record) + self.records) as u32, ..marked }
    }
}
