//! Where a file is cut into ranges, at distances that fit who works on them.

use std::ops::Range;

/// A longer range would be long to do again.
const LONGEST: u64 = 128 << 20;

/// Cuts a file of this size for so many workers, anywhere: whoever checks a range looks for its first record
/// ([`super::RangeChecker::behind_border`]). The ranges grow shorter towards the end, down to `least` bytes: whoever is done
/// early takes another, and nobody waits long for the last. They are few, for each has a price.
pub fn ranges(size: u64, workers: u64, least: u64) -> impl Iterator<Item = Range<u64>> {
    let mut at = Some(0);
    std::iter::from_fn(move || {
        let start = at?;
        let left = size - start;
        let length = (left * 2 / (3 * workers.max(1))).clamp(least.clamp(1, LONGEST), LONGEST);
        // What would be left behind the last border is worth a range of its own.
        let is_cut = workers > 1 && left >= length + least.max(1);
        at = is_cut.then(|| start + length);
        Some(start..at.unwrap_or(size))
    })
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, ranges};

    #[test]
    fn ranges_grow_shorter_down_to_the_least() {
        let ends = |size, workers, least| ranges(size, workers, least).map(|range| range.end).collect::<Vec<_>>();
        assert_eq!(ends(100, 2, 10), [33, 55, 70, 80, 90, 100]);
        assert_eq!(ends(19, 2, 10), [19]);
        assert_eq!(ends(20, 2, 10), [10, 20]);
        assert_eq!(ends(100, 1, 10), [100]);
        assert_eq!(ends(3, 4, 0), [1, 2, 3]);
        assert_eq!(ends(0, 4, 10), [0]);
    }

    #[test]
    fn they_follow_one_another_and_none_is_too_long() {
        let mut before = 0;
        for range in ranges(10 << 30, 2, 2 << 20) {
            assert_eq!(range.start, before);
            assert!(range.end - range.start <= LONGEST);
            before = range.end;
        }
        assert_eq!(before, 10 << 30);
    }
}
