//! Where a file is cut into ranges: behind a line break, at distances that fit who works on them.

use std::ops::Range;

/// A border is looked for in so many bytes; where none is found the file is not cut.
pub const BORDER_SEARCH: u64 = 1 << 20;

/// A longer range would be long to do again.
const LONGEST: u64 = 128 << 20;

/// The bytes of a file of this size from which on to look for borders, for so many workers. The ranges between them grow
/// shorter towards the end, down to `least` bytes: whoever is done early takes another, and nobody waits long for the last.
pub fn targets(size: u64, workers: u64, least: u64) -> impl Iterator<Item = u64> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let left = size - at;
        let length = (left / (2 * workers.max(1))).clamp(least.clamp(1, LONGEST), LONGEST);
        // What would be left behind the last border is worth a range of its own.
        (workers > 1 && left >= length + least).then(|| {
            at += length;
            at
        })
    })
}

/// The border in some bytes of a file that begin at this one: behind the first line break.
pub fn border(bytes: &[u8], start: u64) -> Option<u64> {
    let at = bytes.iter().position(|&byte| byte == b'\n')?;
    Some(start + at as u64 + 1)
}

/// The ranges of a file of this size between some borders, in whatever order.
pub fn ranges(size: u64, borders: impl IntoIterator<Item = u64>) -> Vec<Range<u64>> {
    let mut borders: Vec<u64> = borders.into_iter().filter(|border| (1..size).contains(border)).collect();
    borders.sort_unstable();
    borders.dedup();
    let starts = std::iter::once(0).chain(borders.iter().copied());
    let ends = borders.iter().copied().chain(std::iter::once(size));
    starts.zip(ends).map(|(start, end)| start..end).collect()
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, targets};

    #[test]
    fn ranges_grow_shorter_down_to_the_least() {
        let found: Vec<u64> = targets(100, 2, 10).collect();
        assert_eq!(found, [25, 43, 57, 67, 77, 87]);
        assert_eq!(targets(19, 2, 10).count(), 0);
        assert_eq!(targets(20, 2, 10).collect::<Vec<_>>(), [10]);
        assert_eq!(targets(100, 1, 10).count(), 0);
        assert_eq!(targets(3, 4, 0).collect::<Vec<_>>(), [1, 2, 3]);
    }

    #[test]
    fn no_range_is_too_long() {
        let mut before = 0;
        for target in targets(10 << 30, 2, 2 << 20) {
            assert!(target - before <= LONGEST);
            before = target;
        }
    }
}
