//! Where something stands in a file.

use serde::{Deserialize, Serialize};

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
