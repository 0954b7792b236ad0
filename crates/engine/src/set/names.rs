//! Short words that occur in millions of records, as small numbers: currencies, types of transactions.

use std::collections::HashMap;

use foldhash::fast::FixedState;

/// Beyond so many different words they are no longer told apart: it is something else then.
const MOST: usize = 250;

/// Longer ones are no such word.
const LONGEST: usize = 64;

/// Words by number. 0 is the empty one.
#[derive(Debug)]
pub(super) struct Names {
    words: Vec<Box<[u8]>>,
    numbers: HashMap<Box<[u8]>, u8, FixedState>,
}

/// The number of whatever is not told apart.
pub(super) const OTHER: u8 = u8::MAX;

impl Default for Names {
    fn default() -> Self {
        Self { words: vec![Box::default()], numbers: HashMap::default() }
    }
}

impl Names {
    pub(super) fn number(&mut self, word: &[u8]) -> u8 {
        if word.is_empty() {
            return 0;
        }
        if let Some(known) = self.numbers.get(word) {
            return *known;
        }
        if self.words.len() >= MOST || word.len() > LONGEST {
            return OTHER;
        }
        let number = self.words.len() as u8;
        self.words.push(word.into());
        self.numbers.insert(word.into(), number);
        number
    }

    /// The only word, where there is just one beside the empty one.
    pub(super) fn only(&self) -> Option<u8> {
        (self.words.len() == 2).then_some(1)
    }

    /// Whether there is any but the empty one.
    pub(super) fn has_any(&self) -> bool {
        self.words.len() > 1
    }

    pub(super) fn word(&self, number: u8) -> String {
        self.words.get(usize::from(number)).map_or_else(|| "…".to_owned(), |word| String::from_utf8_lossy(word).into())
    }
}
