//! Where the records of a file stand, sparsely: enough to reach any of them with one short read.

use crate::place::Place;

/// Every so many records the index keeps a place.
pub const STRIDE: u64 = 256;

/// The places of the records 1, 257, 513 and so on.
#[derive(Clone, Debug, Default)]
pub struct RowIndex {
    places: Vec<(u64, u64)>,
}

impl RowIndex {
    pub(crate) fn note(&mut self, place: Place) {
        if (place.record - 1).is_multiple_of(STRIDE) {
            self.places.push((place.byte, place.line));
        }
    }

    /// The last noted place at or before a record, from 1.
    pub fn before(&self, record: u64) -> Option<Place> {
        let slot = record.checked_sub(1)? / STRIDE;
        let &(byte, line) = self.places.get(slot as usize)?;
        Some(Place { byte, line, record: slot * STRIDE + 1 })
    }

    /// The byte at which the block of records behind this one's begins; `None` for the last block.
    pub fn end_of_block(&self, record: u64) -> Option<u64> {
        let slot = record.checked_sub(1)? / STRIDE;
        self.places.get(slot as usize + 1).map(|&(byte, _)| byte)
    }
}
