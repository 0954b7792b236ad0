//! Hashes of what must be unique in a file, and which of them repeat.

/// Keys are spread over so many partitions by the first bits of their hashes: the repeats in each are found in a table that
/// fits a cache.
const PARTITIONS: usize = 256;

/// A partition grows by blocks of so many hashes, so that nothing is ever copied to make room.
const BLOCK: usize = 512;

/// So many blocks are asked of the system at once: in WebAssembly each time that memory grows costs a tenth of a
/// millisecond.
const SLAB: usize = 256;

/// The hashes of a file: eight bytes a record, and up to two megabytes for what is not full.
#[derive(Debug, Default)]
pub(crate) struct Hashes {
    slabs: Vec<Vec<u64>>,
    /// How many blocks are in use.
    blocks: usize,
    /// None before the first hash.
    partitions: Vec<Partition>,
}

#[derive(Clone, Debug, Default)]
struct Partition {
    /// The blocks, in their order; all but the last are full.
    blocks: Vec<u32>,
    /// Where the next hash goes in the last.
    next: usize,
}

impl Hashes {
    #[inline]
    pub(crate) fn push(&mut self, hash: u64) {
        let number = (hash >> 56) as usize;
        match self.partitions.get(number) {
            Some(partition) if partition.next < BLOCK => {}
            _ => self.add_block(number),
        }
        let Some(partition) = self.partitions.get_mut(number) else { return };
        let Some(&block) = partition.blocks.last() else { return };
        let at = block as usize % SLAB * BLOCK + partition.next;
        if let Some(slot) = self.slabs.get_mut(block as usize / SLAB).and_then(|slab| slab.get_mut(at)) {
            *slot = hash;
            partition.next += 1;
        }
    }

    fn add_block(&mut self, number: usize) {
        self.partitions.resize(PARTITIONS, Partition { blocks: Vec::new(), next: BLOCK });
        if self.blocks == self.slabs.len() * SLAB {
            self.slabs.push(vec![0; SLAB * BLOCK]);
        }
        if let Some(partition) = self.partitions.get_mut(number) {
            partition.blocks.push(self.blocks as u32);
            partition.next = 0;
            self.blocks += 1;
        }
    }

    /// Visits the hashes of a partition.
    fn each_of(&self, number: usize, mut visit: impl FnMut(u64)) {
        let Some(partition) = self.partitions.get(number) else { return };
        for (at, &block) in partition.blocks.iter().enumerate() {
            let length = if at + 1 == partition.blocks.len() { partition.next } else { BLOCK };
            let start = block as usize % SLAB * BLOCK;
            let slab = self.slabs.get(block as usize / SLAB);
            let hashes = slab.and_then(|slab| slab.get(start..start + length)).unwrap_or(&[]);
            hashes.iter().copied().for_each(&mut visit);
        }
    }

    /// Takes over the hashes of records further on in the file.
    pub(crate) fn append(&mut self, later: Self) {
        if self.blocks == 0 {
            *self = later;
            return;
        }
        for number in 0..PARTITIONS {
            later.each_of(number, |hash| self.push(hash));
        }
    }

    /// All of them, by partition, in so many shares: each has whole partitions, and of two parts of a file the same.
    pub(crate) fn into_shares(self, count: usize) -> Vec<Vec<u64>> {
        let count = count.clamp(1, PARTITIONS);
        let mut shares = vec![Vec::new(); count];
        for number in 0..PARTITIONS {
            if let Some(share) = shares.get_mut(number * count / PARTITIONS) {
                self.each_of(number, |hash| share.push(hash));
            }
        }
        shares
    }

    pub(crate) fn push_all(&mut self, hashes: &[u64]) {
        for &hash in hashes {
            self.push(hash);
        }
    }

    /// The hashes that occur more than once, in order.
    pub(crate) fn into_repeated(self) -> Vec<u64> {
        let mut table = Table::default();
        let mut repeated = Vec::new();
        for (number, partition) in self.partitions.iter().enumerate() {
            table.clear(partition.blocks.len() * BLOCK);
            self.each_of(number, |hash| {
                if !table.insert(hash) {
                    repeated.push(hash);
                }
            });
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
        self.slots.resize((room * 3 / 2).next_power_of_two().max(2), 0);
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
