//! Lists of positions that are filled many at a time.

use super::masks::BLOCK;

/// Positions in a window. Its room is kept, so that appending costs no more than writing.
#[derive(Debug, Default)]
pub(super) struct Positions {
    pub(super) room: Vec<u32>,
    pub(super) count: usize,
}

impl Positions {
    pub(super) fn clear(&mut self) {
        self.count = 0;
    }

    pub(super) fn as_slice(&self) -> &[u32] {
        self.room.get(..self.count).unwrap_or(&[])
    }

    pub(super) fn push(&mut self, position: u32) {
        self.make_room(1);
        self.put(self.count, position);
        self.count += 1;
    }

    /// Writes a position over another.
    #[inline]
    pub(super) fn put(&mut self, at: usize, position: u32) {
        if let Some(slot) = self.room.get_mut(at) {
            *slot = position;
        }
    }

    /// Copies so many positions to a place before theirs.
    pub(super) fn copy_back(&mut self, from: usize, to: usize, count: usize) {
        if from + count <= self.room.len() && to <= from {
            self.room.copy_within(from..from + count, to);
        }
    }

    #[inline]
    pub(super) fn make_room(&mut self, more: usize) {
        if self.room.len() < self.count + more {
            self.room.resize((self.count + more) * 2, 0);
        }
    }

    /// Begins to append positions, at most so many.
    pub(super) fn writer(&mut self, most: usize) -> Writer<'_> {
        self.make_room(most + SPARE);
        Writer { count: self.count, positions: self }
    }
}

/// So many positions may be written beyond the last that counts.
const SPARE: usize = BLOCK;

/// Appends positions. They count once it is done.
// A value of its own, so that the count stays in a register.
pub(super) struct Writer<'a> {
    positions: &'a mut Positions,
    count: usize,
}

impl Writer<'_> {
    /// Appends where the bits of a mask stand. `USUAL` of them are written without asking whether there are so many: what is
    /// too much is written over later, and the processor need not guess.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "a call for every block was a fifth of finding delimiters")]
    pub(super) fn push_bits<const USUAL: usize>(&mut self, mask: u64, base: usize) {
        let mut left = mask;
        let mut next = || {
            let position = (base as u32).wrapping_add(left.trailing_zeros());
            left &= left.wrapping_sub(1);
            position
        };
        let count = mask.count_ones() as usize;
        let room = self.positions.room.get_mut(self.count..);
        let Some((usual, more)) = room.and_then(|room| room.split_first_chunk_mut::<USUAL>()) else { return };
        for slot in usual {
            *slot = next();
        }
        if count > USUAL {
            for slot in more.iter_mut().take(count - USUAL) {
                *slot = next();
            }
        }
        self.count += count;
    }

    pub(super) fn done(self) {
        self.positions.count = self.count;
    }
}
