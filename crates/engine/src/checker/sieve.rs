//! Tells quickly of most hashes that they are not among some.

/// So many bits a hash: of those that are not among them one in so many is not told apart.
const BITS_PER_HASH: usize = 16;

/// The last bits of some hashes. It says of none of them that it is not there, and so of few others.
#[derive(Debug)]
pub(crate) struct Sieve {
    words: Vec<u64>,
}

impl Sieve {
    pub(crate) fn new(hashes: &[u64]) -> Self {
        let words = (hashes.len() * BITS_PER_HASH / 64).next_power_of_two();
        let mut sieve = Self { words: vec![0; words] };
        for &hash in hashes {
            let (word, bit) = sieve.place(hash);
            if let Some(word) = sieve.words.get_mut(word) {
                *word |= bit;
            }
        }
        sieve
    }

    /// Whether a hash may be among them.
    #[inline]
    pub(crate) fn may_have(&self, hash: u64) -> bool {
        let (word, bit) = self.place(hash);
        self.words.get(word).is_some_and(|word| word & bit != 0)
    }

    #[inline]
    fn place(&self, hash: u64) -> (usize, u64) {
        ((hash >> 6) as usize & (self.words.len() - 1), 1 << (hash & 63))
    }
}

#[cfg(test)]
mod tests {
    use super::Sieve;

    #[test]
    fn it_keeps_what_it_was_made_of_and_little_else() {
        let hash = |number: u64| number.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (number << 7);
        let hashes: Vec<u64> = (0..1000).map(hash).collect();
        let sieve = Sieve::new(&hashes);
        assert!(hashes.iter().all(|&hash| sieve.may_have(hash)));
        assert!((1000..11_000).map(hash).filter(|&hash| sieve.may_have(hash)).count() < 2000);
        assert!(!Sieve::new(&[]).may_have(0));
    }
}
