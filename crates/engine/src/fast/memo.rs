//! The texts of a column that were found to be right before: files repeat few statuses, types and currencies many times.

use super::combinations::{MOST_CLASSES, OTHER};

/// The longest text that is remembered.
const LONGEST: usize = 32;

/// Twice the texts and more, so that a search is short.
const SLOTS: usize = 128;

/// How many bytes are compared at once.
const WORD: usize = 8;

/// A text in four words, the rest of them zero.
type Words = [u64; LONGEST / WORD];

#[derive(Clone, Copy, Debug, Default)]
struct Slot<T> {
    text: T,
    /// Zero in a free slot.
    length: u8,
    class: u8,
}

/// A table of texts, found by their hashes.
type Slots<T> = Box<[Slot<T>; SLOTS]>;

/// Texts that are known to be right, each with a class of its own.
#[derive(Debug)]
pub(super) struct Memo {
    /// Those of one word: the most of them. All there is to compare stands together.
    short: Slots<u64>,
    long: Slots<Words>,
    known: u8,
}

impl Default for Memo {
    fn default() -> Self {
        Self { short: Box::new([Slot::default(); SLOTS]), long: Box::new([Slot::default(); SLOTS]), known: 0 }
    }
}

impl Memo {
    /// The class of a text that is not empty; `None` when it is not known.
    #[inline]
    pub(super) fn class_of(&self, bytes: &[u8], start: usize, end: usize) -> Option<u8> {
        let length = end.checked_sub(start)?;
        match bytes.get(start..).and_then(|rest| rest.first_chunk::<WORD>()) {
            Some(word) if length <= WORD => {
                let word = u64::from_le_bytes(*word) & (u64::MAX >> (64 - 8 * length.max(1)));
                find(&self.short, hash(word, length), length, &word)
            }
            _ => self.class_of_another(bytes.get(start..end)?),
        }
    }

    // Kept apart, so that the short way is small enough to be inlined.
    #[inline(never)]
    fn class_of_another(&self, text: &[u8]) -> Option<u8> {
        let (length, words) = (text.len(), words(text)?);
        let hash = hash(mix(&words), length);
        if length <= WORD { find(&self.short, hash, length, &words[0]) } else { find(&self.long, hash, length, &words) }
    }

    /// Remembers a text that was found to be right and gives its class; [`OTHER`] when there is no room for more.
    pub(super) fn learn(&mut self, text: &[u8]) -> u8 {
        if let Some(class) = self.class_of(text, 0, text.len()) {
            return class;
        }
        let class = self.known + 1;
        let Some(words) = words(text).filter(|_| !text.is_empty() && usize::from(class) < MOST_CLASSES) else {
            return OTHER;
        };
        self.known = class;
        let (hash, length) = (hash(mix(&words), text.len()), text.len() as u8);
        if text.len() <= WORD {
            put(&mut self.short, hash, Slot { text: words[0], length, class });
        } else {
            put(&mut self.long, hash, Slot { text: words, length, class });
        }
        class
    }
}

#[inline]
fn find<T: PartialEq>(slots: &Slots<T>, hash: usize, length: usize, text: &T) -> Option<u8> {
    let mut at = hash;
    loop {
        let slot = slots.get(at % SLOTS)?;
        if slot.text == *text && usize::from(slot.length) == length {
            return Some(slot.class);
        }
        if slot.length == 0 {
            return None;
        }
        at += 1;
    }
}

/// Puts a text where it is found. There always is a free slot: see [`SLOTS`].
fn put<T>(slots: &mut Slots<T>, hash: usize, text: Slot<T>) {
    let mut at = hash;
    while let Some(slot) = slots.get_mut(at % SLOTS) {
        if slot.length == 0 {
            *slot = text;
            return;
        }
        at += 1;
    }
}

/// Of a text of one word, that word.
fn mix(&[a, b, c, d]: &Words) -> u64 {
    a ^ b.rotate_left(23) ^ c.rotate_left(41) ^ d.rotate_left(11)
}

fn hash(mixed: u64, length: usize) -> usize {
    ((mixed ^ length as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 57) as usize
}

/// A text in words; `None` for one that is too long.
fn words(text: &[u8]) -> Option<Words> {
    let (eights, rest) = text.as_chunks::<WORD>();
    let mut last = [0; WORD];
    for (slot, byte) in last.iter_mut().zip(rest) {
        *slot = *byte;
    }
    let mut read = Words::default();
    for (slot, word) in read.iter_mut().zip(eights.iter().chain([&last])) {
        *slot = u64::from_le_bytes(*word);
    }
    (text.len() <= LONGEST).then_some(read)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use super::{LONGEST, Memo, OTHER};

    #[test]
    fn knows_what_it_learned_and_nothing_else() {
        let mut memo = Memo::default();
        let texts: Vec<String> = (1..=LONGEST).map(|length| "x".repeat(length)).collect();
        let classes: Vec<u8> = texts.iter().map(|text| memo.learn(text.as_bytes())).collect();
        for (text, class) in texts.iter().zip(&classes) {
            // At every place of a longer text, the end of the bytes included.
            let around = format!("{text}|{text}");
            assert_eq!(memo.class_of(around.as_bytes(), 0, text.len()), Some(*class));
            assert_eq!(memo.class_of(around.as_bytes(), text.len() + 1, around.len()), Some(*class));
        }
        assert_eq!(memo.class_of(b"xy", 0, 2), None);
        assert_eq!(memo.class_of(b"x\0", 0, 2), None);
        assert_eq!(memo.class_of(&[b'x'; 40], 0, 40), None);
        assert_eq!(memo.learn(b"x"), *classes.first().unwrap());
    }

    #[test]
    fn has_room_for_so_many_and_says_so() {
        let mut memo = Memo::default();
        let learned: Vec<u8> = (0..100).map(|number| memo.learn(format!("value {number}").as_bytes())).collect();
        assert_eq!(learned.iter().filter(|&&class| class == OTHER).count(), 100 - 62);
        assert_eq!(memo.class_of(b"value 99", 0, 8), None);
        assert_eq!(memo.class_of(b"value 7", 0, 7), Some(8));
    }
}
