//! Short words that occur in millions of records, as small numbers: currencies, types of transactions.

/// Beyond so many different words they are no longer told apart: it is something else then.
const MOST: usize = 250;

/// Longer ones are no such word.
const LONGEST: usize = 64;

/// Words by number. 0 is the empty one.
#[derive(Debug)]
pub(super) struct Names {
    words: Vec<Box<[u8]>>,
    /// The word seen last: files repeat them.
    last: u8,
}

/// The number of whatever is not told apart.
pub(super) const OTHER: u8 = u8::MAX;

impl Default for Names {
    fn default() -> Self {
        Self { words: vec![Box::default()], last: 0 }
    }
}

impl Names {
    pub(super) fn number(&mut self, word: &[u8]) -> u8 {
        if self.words.get(usize::from(self.last)).is_some_and(|last| **last == *word) {
            return self.last;
        }
        let known = self.words.iter().position(|known| **known == *word);
        self.last = match known {
            Some(known) => known as u8,
            None if self.words.len() >= MOST || word.len() > LONGEST => return OTHER,
            None => {
                self.words.push(word.into());
                (self.words.len() - 1) as u8
            }
        };
        self.last
    }

    pub(super) fn word(&self, number: u8) -> String {
        self.words.get(usize::from(number)).map_or_else(|| "…".to_owned(), |word| String::from_utf8_lossy(word).into())
    }
}
