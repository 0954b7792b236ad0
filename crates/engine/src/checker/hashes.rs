//! Hashes of what must be unique in a file, and which of them repeat.

use std::ops::Range;

/// Keys are spread over so many partitions by the first bits of their hashes: the repeats in each are found in a table that
/// fits a cache.
const PARTITIONS: usize = 256;

/// A partition grows by blocks of so many hashes, so that nothing is ever copied to make room. They are short: what is
/// being written of all partitions lies close together, and not at the same place of as many pages.
const BLOCK: usize = 128;

/// So many blocks are asked of the system at once: in WebAssembly each time that memory grows costs a tenth of a
/// millisecond.
const SLAB: usize = 1024;

/// The hashes of a file: eight bytes a record, and up to one megabyte for what is not full.
#[derive(Debug, Default)]
pub(crate) struct Hashes {
    slabs: Vec<Vec<u64>>,
    /// How many blocks are in use.
    blocks: usize,
    /// Where each partition's next hash goes, counted over all slabs; a multiple of a block where it has to begin another.
    /// Kept apart from the rest of it, so that it stays in the nearest cache. None before the first hash.
    ends: Vec<usize>,
    /// The blocks of each partition, in their order; all but the last are full.
    partitions: Vec<Vec<u32>>,
}

impl Hashes {
    #[inline]
    pub(crate) fn push(&mut self, hash: u64) {
        let number = partition_of(hash);
        let at = match self.ends.get_mut(number) {
            Some(end) if !end.is_multiple_of(BLOCK) => {
                *end += 1;
                *end - 1
            }
            _ => self.add_block(number),
        };
        if let Some(slot) = self.slabs.get_mut(at / (SLAB * BLOCK)).and_then(|slab| slab.get_mut(at % (SLAB * BLOCK))) {
            *slot = hash;
        }
    }

    /// Begins a block, and gives the place of the hash that is due.
    #[cold]
    fn add_block(&mut self, number: usize) -> usize {
        self.ends.resize(PARTITIONS, 0);
        self.partitions.resize(PARTITIONS, Vec::new());
        if self.blocks == self.slabs.len() * SLAB {
            self.slabs.push(vec![0; SLAB * BLOCK]);
        }
        let at = self.blocks * BLOCK;
        if let Some((end, blocks)) = self.ends.get_mut(number).zip(self.partitions.get_mut(number)) {
            blocks.push(self.blocks as u32);
            *end = at + 1;
            self.blocks += 1;
        }
        at
    }

    /// The hashes of a partition, block by block.
    fn blocks_of(&self, number: usize) -> impl Iterator<Item = &[u64]> {
        let blocks = self.partitions.get(number).map_or(&[][..], Vec::as_slice);
        let end = self.ends.get(number).copied().unwrap_or(0);
        blocks.iter().enumerate().filter_map(move |(at, &block)| {
            let start = block as usize * BLOCK;
            // The last block may not be full.
            let length = if at + 1 == blocks.len() { end - start } else { BLOCK };
            let start = start % (SLAB * BLOCK);
            self.slabs.get(block as usize / SLAB)?.get(start..start + length)
        })
    }

    /// Takes over the hashes of records further on in the file.
    pub(crate) fn append(&mut self, later: Self) {
        if self.blocks == 0 {
            *self = later;
            return;
        }
        for number in 0..PARTITIONS {
            later.blocks_of(number).flatten().for_each(|&hash| self.push(hash));
        }
    }

    /// All of them in so many shares, of two parts of a file the same. In each they are in the order of their first bits.
    pub(crate) fn into_shares(self, count: usize) -> Vec<Vec<u64>> {
        let count = count.clamp(1, PARTITIONS);
        let share_of = |number: usize| number * count / PARTITIONS;
        let mut shares = vec![Vec::new(); count];
        for (share, hashes) in shares.iter_mut().enumerate() {
            let own = || (0..PARTITIONS).filter(|&number| share_of(number) == share);
            hashes.reserve_exact(own().flat_map(|number| self.blocks_of(number)).map(<[u64]>::len).sum());
            own().flat_map(|number| self.blocks_of(number)).for_each(|block| hashes.extend_from_slice(block));
        }
        shares
    }

    /// The hashes that occur more than once, in order.
    pub(crate) fn into_repeated(self) -> Vec<u64> {
        let mut table = Table::default();
        let mut repeated = Vec::new();
        for (number, blocks) in self.partitions.iter().enumerate() {
            table.clear(blocks.len() * BLOCK);
            repeated.extend(self.blocks_of(number).flatten().filter(|&&hash| !table.insert(hash)));
        }
        in_order(repeated)
    }
}

/// The hashes of one share of a part, wherever they are held: in the order of their first bits.
pub trait Share {
    /// How many they are.
    fn count(&self) -> usize;

    /// One of them, from 0; `None` where there is none.
    fn hash(&self, at: usize) -> Option<u64>;

    /// Appends some of them to others.
    fn copy_to(&self, range: Range<usize>, others: &mut Vec<u64>);
}

impl Share for Vec<u64> {
    fn count(&self) -> usize {
        self.len()
    }

    fn hash(&self, at: usize) -> Option<u64> {
        self.get(at).copied()
    }

    fn copy_to(&self, range: Range<usize>, others: &mut Vec<u64>) {
        others.extend_from_slice(self.get(range).unwrap_or(&[]));
    }
}

/// The hashes that occur more than once among those of one share of all parts, in order. Only those of one partition are
/// held at a time.
pub fn repeated_hashes(share_of_parts: &[impl Share]) -> Vec<u64> {
    let mut parts: Vec<(&_, usize)> = share_of_parts.iter().map(|share| (share, 0)).collect();
    let (mut own, mut table, mut repeated) = (Vec::new(), Table::default(), Vec::new());
    for number in 0..PARTITIONS {
        own.clear();
        for (share, from) in &mut parts {
            let end = end_of_partition(*share, *from, number);
            share.copy_to(*from..end, &mut own);
            *from = end;
        }
        table.clear(own.len());
        repeated.extend(own.iter().filter(|&&hash| !table.insert(hash)));
    }
    in_order(repeated)
}

/// Where a partition ends that begins at a position of a share: in each share those of one partition stand together.
fn end_of_partition(share: &impl Share, from: usize, number: usize) -> usize {
    let is_within = |at: usize| share.hash(at).is_some_and(|hash| partition_of(hash) <= number);
    if !is_within(from) {
        return from;
    }
    // The first lies within it, the second does not.
    let (mut within, mut end) = (from, share.count());
    while end - within > 1 {
        let middle = within.midpoint(end);
        if is_within(middle) { within = middle } else { end = middle }
    }
    end
}

fn partition_of(hash: u64) -> usize {
    (hash >> 56) as usize
}

fn in_order(mut hashes: Vec<u64>) -> Vec<u64> {
    hashes.sort_unstable();
    hashes.dedup();
    hashes
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
