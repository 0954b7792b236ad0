//! Which combinations of cells were found to be right before.
//!
//! Most rules about several cells of a record ask only of what class each cell is: empty or not, which of a few values, below
//! zero or not. Which cells of a record are filled, and the classes of those, are its combination. A record that the
//! plain check has found clean marks its combination; a later record of a marked one needs no check by those rules. A file
//! has few of them.

/// So many classes of a column are told apart.
pub(super) const MOST_CLASSES: usize = 63;

/// The class of what is not told apart: it is in no combination.
pub(super) const OTHER: u8 = MOST_CLASSES as u8;

/// The class of an empty cell, and of one that counts as empty although something stands in it, such as a pair of quotes.
pub(super) const BLANK: u8 = 0;

/// The class of a cell of which only matters that it is filled.
pub(super) const FILLED: u8 = 1;

/// So many combinations are remembered.
const MOST: usize = 1 << 12;

/// How many slots there are at first.
const FEW: usize = 1 << 7;

/// The classes of a record's cells, each at its column's place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signature([u64; 2]);

/// Where the classes of a column stand in a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Room {
    word: usize,
    shift: u32,
    /// The highest class that is told apart: those above count as it.
    highest: u8,
}

impl Signature {
    /// Notes the class of a column that has not been noted yet.
    #[inline]
    pub(super) fn note(&mut self, room: Room, class: u8) {
        if let Some(word) = self.0.get_mut(room.word) {
            *word |= u64::from(class.min(room.highest)) << room.shift;
        }
    }
}

/// Gives the columns their places in signatures.
#[derive(Debug, Default)]
pub(super) struct Rooms {
    /// How many bits of each word are taken.
    taken: [u32; 2],
}

impl Rooms {
    /// A place for classes up to one; `None` when there is no more.
    pub(super) fn take(&mut self, highest: u8) -> Option<Room> {
        let bits = u8::BITS - highest.leading_zeros();
        let word = self.taken.iter().position(|taken| taken + bits <= u64::BITS)?;
        let taken = self.taken.get_mut(word)?;
        let room = Room { word, shift: *taken, highest };
        *taken += bits;
        Some(room)
    }
}

/// The combinations of records that were found clean.
#[derive(Debug)]
pub(super) struct Combinations {
    /// A free slot says that nothing is filled, which no combination does.
    slots: Vec<(u64, Signature)>,
    known: usize,
}

impl Default for Combinations {
    fn default() -> Self {
        Self { slots: vec![(0, Signature::default()); FEW], known: 0 }
    }
}

impl Combinations {
    /// Whether a record with these cells filled, in none of them never, and these classes was found clean.
    #[inline]
    pub(super) fn has(&self, filled: u64, signature: Signature) -> bool {
        self.slot(filled, signature).and_then(|at| self.slots.get(at)).is_some_and(|slot| slot.0 == filled)
    }

    /// The slot of a combination, or the free one where it belongs.
    #[inline]
    fn slot(&self, filled: u64, signature: Signature) -> Option<usize> {
        let mask = self.slots.len() - 1;
        let mut at = hash(filled, signature);
        loop {
            at &= mask;
            let slot = self.slots.get(at)?;
            if is_same(*slot, (filled, signature)) || slot.0 == 0 {
                return Some(at);
            }
            at += 1;
        }
    }

    /// Remembers a combination.
    pub(super) fn learn(&mut self, filled: u64, signature: Signature) {
        if self.known == MOST || self.has(filled, signature) {
            return;
        }
        // At least half of the slots stay free: searches are short, and end.
        if self.known * 2 >= self.slots.len() {
            let known = std::mem::take(&mut self.slots);
            self.slots = vec![(0, Signature::default()); known.len() * 2];
            for (filled, signature) in known.into_iter().filter(|slot| slot.0 != 0) {
                self.put(filled, signature);
            }
        }
        self.put(filled, signature);
        self.known += 1;
    }

    fn put(&mut self, filled: u64, signature: Signature) {
        if let Some(slot) = self.slot(filled, signature).and_then(|at| self.slots.get_mut(at)) {
            *slot = (filled, signature);
        }
    }
}

/// Equality, word by word.
// As wide vectors, as compilers would do it, words that were just written are slow to read back.
#[inline]
fn is_same((filled, Signature([a, b])): (u64, Signature), (other, Signature([c, d])): (u64, Signature)) -> bool {
    (filled ^ other) | (a ^ c) | (b ^ d) == 0
}

fn hash(filled: u64, Signature([a, b]): Signature) -> usize {
    let mixed = (filled ^ a.rotate_left(29) ^ b.rotate_left(47)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 40) as usize
}

#[cfg(test)]
mod tests {
    use super::{Combinations, FILLED, MOST, OTHER, Rooms, Signature};

    fn signature(classes: [u8; 12]) -> Signature {
        let (mut rooms, mut signature) = (Rooms::default(), Signature::default());
        for class in classes {
            if let Some(room) = rooms.take(OTHER) {
                signature.note(room, class);
            }
        }
        signature
    }

    #[test]
    fn only_what_was_learned_is_known() {
        let mut combinations = Combinations::default();
        let learned =
            [(7, [1, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 63]), (7, [1, 2, 5, 0, 0, 0, 0, 0, 0, 0, 9, 0]), (8, [0; 12])];
        for (filled, classes) in learned {
            combinations.learn(filled, signature(classes));
        }
        for (filled, classes) in learned {
            assert!(combinations.has(filled, signature(classes)));
            assert!(!combinations.has(filled + 100, signature(classes)));
            for at in 0..12 {
                let mut other = classes;
                if let Some(class) = other.get_mut(at) {
                    *class ^= 1;
                }
                assert!(!combinations.has(filled, signature(other)), "{filled} {other:?}");
            }
        }
    }

    #[test]
    fn it_stops_growing() {
        let mut combinations = Combinations::default();
        let nth = |number: u16| {
            let [a, b] = number.to_le_bytes();
            (u64::from(a) + 1, signature([b & 0x3f, b >> 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]))
        };
        for (filled, signature) in (0..u16::MAX).map(nth) {
            combinations.learn(filled, signature);
        }
        assert_eq!(
            (0..u16::MAX).map(nth).filter(|(filled, classes)| combinations.has(*filled, *classes)).count(),
            MOST
        );
        assert!(combinations.slots.len() <= MOST * 2);
    }

    #[test]
    fn rooms_are_apart_and_end() {
        let mut rooms = Rooms::default();
        let taken: Vec<_> = std::iter::from_fn(|| rooms.take(OTHER)).collect();
        assert_eq!(taken.len(), 20);
        assert!((1..taken.len()).all(|at| !taken.iter().take(at).any(|room| taken.get(at) == Some(room))));
        assert!(rooms.take(FILLED).is_some());
    }
}
