//! Where a file is cut into ranges: behind a line break, at about equal distances.

use std::ops::Range;

/// A border is looked for in so many bytes; where none is found the file is not cut.
pub const BORDER_SEARCH: u64 = 1 << 20;

/// The bytes of a file of this size from which on to look for borders, so that it falls into about so many ranges.
pub fn targets(size: u64, count: u64) -> impl Iterator<Item = u64> {
    let count = count.clamp(1, size.max(1));
    (1..count).map(move |piece| (u128::from(size) * u128::from(piece) / u128::from(count)) as u64)
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
