//! What must be unique in a file, as hashes; which of them repeat is known only at the end.

use std::hash::Hasher;

use foldhash::fast::FixedState;

use super::plan::Plan;
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

/// The hashes of a file: eight bytes a record.
#[derive(Debug, Default)]
pub(crate) struct Hashes(Vec<u64>);

impl Hashes {
    pub(crate) fn push(&mut self, hash: u64) {
        self.0.push(hash);
    }

    /// Takes over the hashes of records further on in the file.
    pub(crate) fn append(&mut self, later: Self) {
        if self.0.is_empty() {
            self.0 = later.0;
        } else {
            self.0.extend(later.0);
        }
    }

    pub(crate) fn into_raw(self) -> Vec<u64> {
        self.0
    }

    pub(crate) fn from_raw(raw: Vec<u64>) -> Self {
        Self(raw)
    }

    /// The hashes that occur more than once, in order.
    pub(crate) fn into_repeated(self) -> Vec<u64> {
        let mut hashes = self.0;
        hashes.sort_unstable();
        let mut repeated: Vec<u64> = hashes
            .windows(2)
            .filter_map(|pair| if let [a, b] = pair { (a == b).then_some(*a) } else { None })
            .collect();
        repeated.dedup();
        repeated
    }
}
