//! Remembers where no line feed is. In a file whose lines end in another way every record would else be looked for in the
//! same bytes again.

/// Bytes that were looked through without finding a line feed.
#[derive(Debug, Default)]
pub(super) struct Barren {
    /// Before this byte of the file there is none.
    before: u64,
    /// Where the bytes ended that were known: with more of them the same window may have one.
    known: u64,
}

impl Barren {
    /// Whether there is nothing to be found from this byte of the file on. So many `bytes` are known.
    pub(super) fn holds(&self, origin: u64, bytes: usize) -> bool {
        origin < self.before && origin + bytes as u64 == self.known
    }

    /// Nothing was found in the first of the bytes that are known from this byte of the file on.
    pub(super) fn note(&mut self, origin: u64, looked_at: usize, bytes: usize) {
        *self = Self { before: origin + looked_at as u64, known: origin + bytes as u64 };
    }
}

#[cfg(test)]
mod tests {
    use super::Barren;

    #[test]
    fn what_was_looked_through_is_not_looked_through_again_until_more_is_known() {
        let mut barren = Barren::default();
        assert!(!barren.holds(0, 100));
        barren.note(0, 64, 100);
        assert!(barren.holds(1, 99) && barren.holds(63, 37));
        assert!(!barren.holds(64, 36) && !barren.holds(1, 199));
    }
}
