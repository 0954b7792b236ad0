//! Hashes of what must be unique in a file, and which of them repeat.

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

    /// Takes over the hashes of records further on in the file.
    pub(crate) fn append(&mut self, later: Self) {
        for (own, other) in self.partitions.iter_mut().zip(later.partitions) {
            own.full.extend(other.full);
            // A block that is not full in the middle does no harm.
            let last = std::mem::replace(&mut own.last, other.last);
            own.full.push(last);
        }
    }

    /// All of them, by partition, in so many shares: each has whole partitions, and of two files or parts the same.
    pub(crate) fn into_shares(self, count: usize) -> Vec<Vec<u64>> {
        let count = count.clamp(1, PARTITIONS);
        let mut shares = vec![Vec::new(); count];
        for (number, partition) in self.partitions.into_iter().enumerate() {
            let Some(share) = shares.get_mut(number * count / PARTITIONS) else { continue };
            share.extend(partition.full.into_iter().chain(std::iter::once(partition.last)).flatten());
        }
        shares
    }

    pub(crate) fn from_raw(raw: &[u64]) -> Self {
        let mut hashes = Self::default();
        for &hash in raw {
            hashes.push(hash);
        }
        hashes
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
