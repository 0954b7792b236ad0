//! What must be unique in a file, as hashes; which of them repeat is known only at the end.

use std::hash::Hasher;

use foldhash::fast::FixedState;

use super::plan::{KeyField, Plan};
use crate::lexer::Record;

/// The mark of a hash that stands for a whole record, because it has no key.
const WHOLE: u8 = u8::MAX;

/// A part of a record that no other may repeat.
pub(crate) struct Unique<'a> {
    /// Which key of the kind it is; `None` when the whole record stands in for one.
    pub(crate) key: Option<usize>,
    pub(crate) text: &'a [u8],
    pub(crate) hash: u64,
}

/// Visits what must be unique in a record: its keys, or, where it has none, the record as it stands. In a record that is
/// torn or has a field too many, it is not known which field the key is.
pub(crate) fn each_unique(
    plan: Option<&Plan>,
    record: &Record<'_>,
    scratch: &mut Vec<u8>,
    mut visit: impl FnMut(Unique<'_>),
) {
    let mut any = false;
    let plan = plan.filter(|plan| plan.width == record.fields.len());
    for (index, key) in plan.iter().flat_map(|plan| &plan.keys).enumerate() {
        let text = record.text(key.field, scratch);
        if !text.is_empty() {
            any = true;
            visit(Unique { key: Some(index), text, hash: hash(index as u8, text) });
        }
    }
    if !any {
        visit(Unique { key: None, text: record.bytes, hash: hash_of_record(record) });
    }
}

/// The hash of a whole record.
pub(crate) fn hash_of_record(record: &Record<'_>) -> u64 {
    hash(WHOLE, record.bytes)
}

fn hash(tag: u8, text: &[u8]) -> u64 {
    let mut hasher = std::hash::BuildHasher::build_hasher(&FixedState::with_seed(u64::from(tag)));
    hasher.write(text);
    hasher.finish()
}

/// Keys are spread over so many partitions by the first bits of their hashes: the repeats in each are found in a table that
/// fits a cache.
const PARTITIONS: usize = 256;

/// A partition grows by blocks of so many hashes, so that nothing is ever copied to make room.
const BLOCK: usize = 512;

/// The hashes of a file: eight bytes a record, and less than a megabyte for blocks that are not full.
#[derive(Debug)]
pub(crate) struct Hashes {
    partitions: Vec<Partition>,
}

#[derive(Clone, Debug, Default)]
struct Partition {
    full: Vec<Vec<u64>>,
    last: Vec<u64>,
}

impl Default for Hashes {
    fn default() -> Self {
        Self { partitions: vec![Partition::default(); PARTITIONS] }
    }
}

impl Hashes {
    #[inline]
    pub(crate) fn push(&mut self, hash: u64) {
        let Some(partition) = self.partitions.get_mut((hash >> 56) as usize) else { return };
        if partition.last.len() == BLOCK {
            let next = Vec::with_capacity(BLOCK);
            partition.full.push(std::mem::replace(&mut partition.last, next));
        }
        partition.last.push(hash);
    }

    /// Pushes what must be unique in a record that is clean, as [`each_unique`] tells it. `raw` gives its fields,
    /// quotes included, and without one the whole record.
    #[inline]
    pub(crate) fn push_of<'a>(&mut self, keys: &[KeyField], raw: impl Fn(Option<usize>) -> &'a [u8]) {
        let mut any = false;
        for (index, key) in keys.iter().enumerate() {
            let text = unquoted(raw(Some(key.field)));
            if !text.is_empty() {
                any = true;
                self.push(hash(index as u8, text));
            }
        }
        if !any {
            self.push(hash(WHOLE, raw(None)));
        }
    }

    /// The hashes that occur more than once, in order.
    pub(crate) fn into_repeated(self) -> Vec<u64> {
        let mut table = Table::default();
        let mut repeated = Vec::new();
        for partition in self.partitions {
            let blocks = || partition.full.iter().chain(std::iter::once(&partition.last));
            table.clear(blocks().map(Vec::len).sum());
            repeated.extend(blocks().flatten().copied().filter(|&hash| !table.insert(hash)));
        }
        repeated.sort_unstable();
        repeated.dedup();
        repeated
    }
}

/// The text of a cell that is clean: its quotes, if it has any, are around it.
fn unquoted(raw: &[u8]) -> &[u8] {
    raw.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\"")).unwrap_or(raw)
}

/// A set of hashes of one partition.
#[derive(Debug, Default)]
struct Table {
    slots: Vec<u64>,
    has_zero: bool,
}

impl Table {
    /// Empties it and makes room for so many.
    fn clear(&mut self, room: usize) {
        self.slots.clear();
        self.slots.resize((room * 2).next_power_of_two(), 0);
        self.has_zero = false;
    }

    /// Whether the hash is new.
    fn insert(&mut self, hash: u64) -> bool {
        if hash == 0 {
            return !std::mem::replace(&mut self.has_zero, true);
        }
        // The first bits are the same for all.
        let mut at = (hash >> 8) as usize;
        let mask = self.slots.len() - 1;
        while let Some(slot) = self.slots.get_mut(at & mask) {
            if *slot == 0 {
                *slot = hash;
                return true;
            }
            if *slot == hash {
                return false;
            }
            at += 1;
        }
        true
    }
}
