//! Where the records of a file stand, sparsely: enough to reach any of them with one short read.

use serde::{Deserialize, Serialize};

use crate::place::{Place, Shift};

/// Every so many records the index keeps a place.
pub const STRIDE: u64 = 256;

/// The places of every 256th record. A file that was read in parts has a stretch for each, which begins anew at its first
/// record.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct RowIndex {
    stretches: Vec<IndexedStretch>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct IndexedStretch {
    /// How many records stand before it.
    before: u64,
    /// Byte and line of its first record and of every 256th behind it.
    places: Vec<(u64, u64)>,
}

impl RowIndex {
    /// Notes the next record.
    pub(crate) fn note(&mut self, place: Place) {
        let before = place.record - 1;
        match self.stretches.last_mut() {
            Some(stretch) if (before - stretch.before).is_multiple_of(STRIDE) => {
                stretch.places.push((place.byte, place.line));
            }
            Some(_) => {}
            None => self.stretches.push(IndexedStretch { before, places: vec![(place.byte, place.line)] }),
        }
    }

    /// Which of the next `count` records behind so many are to be noted, by their number among these, from 0.
    pub(crate) fn due(&self, before: u64, count: usize) -> impl Iterator<Item = usize> + use<> {
        let first = match self.stretches.last() {
            Some(stretch) => (before - stretch.before).next_multiple_of(STRIDE) - (before - stretch.before),
            None => 0,
        };
        (first as usize..count).step_by(STRIDE as usize)
    }

    /// Takes over the index of records further on in the file.
    pub(crate) fn append(&mut self, later: Self, shift: Shift) {
        self.stretches.extend(later.stretches.into_iter().map(|mut stretch| {
            stretch.before += shift.records;
            stretch.places.iter_mut().for_each(|(_, line)| *line += shift.lines);
            stretch
        }));
    }

    /// The last noted place at or before a record, from 1.
    pub fn before(&self, record: u64) -> Option<Place> {
        let (stretch, slot) = self.slot(record)?;
        let stretch = self.stretches.get(stretch)?;
        let &(byte, line) = stretch.places.get(slot)?;
        Some(Place { byte, line, record: stretch.before + slot as u64 * STRIDE + 1 })
    }

    /// The byte at which the block of records behind this one's begins; `None` for the last block.
    pub fn end_of_block(&self, record: u64) -> Option<u64> {
        let (stretch, slot) = self.slot(record)?;
        let next = self.stretches.get(stretch)?.places.get(slot + 1);
        let next = next.or_else(|| self.stretches.get(stretch + 1)?.places.first());
        next.map(|&(byte, _)| byte)
    }

    /// The stretch that a record belongs to, and the position in it.
    fn slot(&self, record: u64) -> Option<(usize, usize)> {
        let stretch = self.stretches.partition_point(|stretch| stretch.before < record).checked_sub(1)?;
        let within = record - 1 - self.stretches.get(stretch)?.before;
        Some((stretch, (within / STRIDE) as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::{IndexedStretch, RowIndex};
    use crate::place::Place;
    use crate::sink::Marked;

    /// What docs/ARCHITECTURE.md says of memory.
    #[test]
    fn little_is_held_of_records() {
        let mut index = RowIndex::default();
        (1..=10_000).for_each(|record| index.note(Place { byte: record * 100, line: record + 1, record }));
        let held: usize =
            index.stretches.iter().map(|IndexedStretch { places, .. }| size_of_val(places.as_slice())).sum();
        assert_eq!(held, 16 * 10_000_usize.div_ceil(256));
        assert_eq!(size_of::<Marked>(), 8);
    }
}
