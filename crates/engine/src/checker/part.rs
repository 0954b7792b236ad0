//! What the check of a part of a file came to: it can be posted to another worker and joined with the other parts.

use serde::{Deserialize, Serialize};

use super::absences::Absences;
use super::endings::Endings;
use super::hashes::Hashes;
use super::null_keys::NullKeys;
use super::time::Moments;
use crate::place::{Place, Shift};
use crate::row_index::RowIndex;
use crate::sink::Sink;

/// What is gathered from records while they pass; that of a whole file is what its parts gathered, appended in order.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Gathered {
    pub(crate) sink: Sink,
    pub(crate) records: u64,
    /// Some field is quoted.
    pub(crate) quoted: bool,
    pub(crate) endings: Endings,
    pub(crate) index: RowIndex,
    pub(crate) moments: Moments,
    pub(crate) absences: Absences,
    pub(crate) null_keys: NullKeys,
    /// Hundreds of megabytes in a large file: they travel by themselves.
    #[serde(skip)]
    pub(crate) hashes: Hashes,
}

impl Gathered {
    /// Takes over what was gathered further on in the file.
    pub(crate) fn append(&mut self, later: Self, shift: Shift) {
        self.sink.append(later.sink, shift);
        self.records += later.records;
        self.quoted |= later.quoted;
        self.endings.append(later.endings, shift);
        self.index.append(later.index, shift);
        self.moments.append(later.moments);
        self.absences.append(later.absences);
        self.null_keys.append(later.null_keys, shift);
        self.hashes.append(later.hashes);
    }
}

/// The outcome of one part of a file. Its lines and records are counted from its own start.
#[derive(Debug, Serialize, Deserialize)]
pub struct Part {
    pub(crate) start: Place,
    /// The byte before which its records start.
    pub(crate) bound: u64,
    /// The first byte that was not read as part of a record; how many lines and records stand before it.
    pub(crate) end: Place,
    /// A record was longer than this program reads: nothing behind it is read.
    pub(crate) cut_short: bool,
    pub(crate) gathered: Gathered,
}

impl Part {
    /// Takes out the hashes of what must be unique, eight bytes for each record or more, in so many shares. What repeats
    /// in a file repeats within one share of all its parts: so each share can be looked through by another worker, see
    /// [`super::repeated_hashes`].
    pub fn take_hashes(&mut self, shares: usize) -> Vec<Vec<u64>> {
        std::mem::take(&mut self.gathered.hashes).into_shares(shares)
    }

    /// How many records it has.
    pub fn records(&self) -> u64 {
        self.gathered.records
    }
}
