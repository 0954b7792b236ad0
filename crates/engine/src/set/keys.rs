//! Which keys were seen, as hashes of 64 bits, each with the number of its row.
//!
//! A table is filled, then sealed, then asked. It costs 12 bytes a key, and 4 more for the index that makes a question cost
//! one or two looks: hashes are evenly spread, so their first bits tell where they stand.
//!
//! Equal hashes are only a suspicion. Whatever would lead to a finding is looked at once more, byte by byte
//! ([`super::evidence`]). What hashes alone could hide is one wrong key that happens to have the hash of a right one: of ten
//! million keys against two million, less than once in 900,000 days.

use std::hash::{BuildHasher as _, Hasher as _};

use foldhash::fast::FixedState;

/// The hash of a key.
pub(super) fn hash(text: &[u8]) -> u64 {
    let mut hasher = FixedState::with_seed(0).build_hasher();
    hasher.write(text);
    let hash = hasher.finish();
    #[cfg(test)]
    let hash = few::of(hash);
    hash
}

/// Hashes of which many are equal, so that a test sees what comes of it.
#[cfg(test)]
pub(crate) mod few {
    use std::cell::Cell;

    thread_local!(static MASK: Cell<u64> = const { Cell::new(u64::MAX) });

    pub(super) fn of(hash: u64) -> u64 {
        hash & MASK.get()
    }

    /// Whether all of these keys are still told apart when only these bits of a hash are left.
    pub(crate) fn are_apart<'a>(mask: u64, keys: impl Iterator<Item = &'a str>) -> bool {
        let keys: std::collections::BTreeSet<&str> = keys.collect();
        let hashes: std::collections::BTreeSet<u64> =
            with(mask, || keys.iter().map(|key| super::hash(key.as_bytes())).collect());
        keys.len() == hashes.len()
    }

    /// Does something while only these bits of a hash are left.
    pub(crate) fn with<T>(mask: u64, does: impl FnOnce() -> T) -> T {
        MASK.set(mask);
        let done = does();
        MASK.set(u64::MAX);
        done
    }
}

/// A hash in two halves, so that an entry takes 12 bytes and not 16.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    high: u32,
    low: u32,
    row: u32,
}

const _: () = assert!(size_of::<Entry>() == 12);

impl Entry {
    fn hash(self) -> u64 {
        u64::from(self.high) << 32 | u64::from(self.low)
    }
}

/// The keys of one file.
#[derive(Debug, Default)]
pub(super) struct Keys {
    entries: Vec<Entry>,
    /// Where the hashes with the same first bits begin, and one place more.
    starts: Vec<u32>,
    shift: u32,
}

impl Keys {
    /// For so many keys: what is known beforehand need not grow.
    pub(super) fn with_capacity(keys: u64) -> Self {
        Self { entries: Vec::with_capacity(keys as usize), ..Self::default() }
    }

    pub(super) fn push(&mut self, hash: u64, row: u32) {
        self.entries.push(Entry { high: (hash >> 32) as u32, low: hash as u32, row });
    }

    /// Makes it ready to be asked.
    pub(super) fn seal(&mut self) {
        self.entries.sort_unstable();
        self.entries.shrink_to_fit();
        // About one entry a bucket.
        let bits = self.entries.len().checked_ilog2().unwrap_or(0).clamp(1, 26);
        self.shift = 32 - bits;
        self.starts = vec![0; (1 << bits) + 1];
        for entry in &self.entries {
            if let Some(count) = self.starts.get_mut((entry.high >> self.shift) as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut self.starts {
            sum += *start;
            *start = sum;
        }
    }

    /// The rows of a hash, in order.
    pub(super) fn rows(&self, hash: u64) -> impl Iterator<Item = u32> {
        let bucket = ((hash >> 32) as u32).checked_shr(self.shift).unwrap_or(0) as usize;
        let at = |index: usize| self.starts.get(index).map_or(0, |&start| start as usize);
        let bucket = self.entries.get(at(bucket)..at(bucket + 1)).unwrap_or(&[]);
        bucket.iter().filter(move |entry| entry.hash() == hash).map(|entry| entry.row)
    }

    /// The first row of a hash.
    pub(super) fn find(&self, hash: u64) -> Option<u32> {
        self.rows(hash).next()
    }

    /// Every hash with its row, by hash.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u64, u32)> {
        self.entries.iter().map(|entry| (entry.hash(), entry.row))
    }
}

#[cfg(test)]
mod tests {
    use super::{Keys, hash};

    #[test]
    fn finds_what_was_put_in_and_nothing_else() {
        for count in [0_u32, 1, 2, 3, 1000] {
            let mut keys = Keys::default();
            for row in 0..count {
                keys.push(hash(format!("key {row}").as_bytes()), row);
            }
            keys.seal();
            for row in 0..count {
                assert_eq!(keys.find(hash(format!("key {row}").as_bytes())), Some(row));
            }
            assert_eq!(keys.find(hash(b"another")), None);
        }
    }

    #[test]
    fn a_key_may_have_several_rows() {
        let mut keys = Keys::default();
        for (key, row) in [(7, 3), (u64::MAX, 9), (7, 1), (0, 2)] {
            keys.push(key, row);
        }
        keys.seal();
        assert_eq!(keys.rows(7).collect::<Vec<_>>(), [1, 3]);
        assert_eq!((keys.find(0), keys.find(u64::MAX)), (Some(2), Some(9)));
        assert_eq!(keys.iter().collect::<Vec<_>>(), [(0, 2), (7, 1), (7, 3), (u64::MAX, 9)]);
    }
}
