//! The line of a file that a finding stands in, cut to what is around it.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use daybreak_report::text::Excerpt;
use daybreak_report::{FindingEntry, Values};

/// How many bytes are looked at before and behind the place.
const AROUND: u64 = 4096;

/// How many characters are shown before the place, and in all.
const BEFORE: usize = 32;
const LENGTH: usize = 96;

/// How much is read at once: the next finding is probably near.
const WINDOW: u64 = 64 << 10;

/// Reads the lines of findings; quick when they come in the order of the file.
#[derive(Default)]
pub(crate) struct Excerpts {
    open: Option<Window>,
}

/// A part of a file.
struct Window {
    path: PathBuf,
    file: File,
    start: u64,
    bytes: Vec<u8>,
}

impl Excerpts {
    /// The line of a finding; `None` where the finding has no line, or the file cannot be read any more.
    pub(crate) fn of(&mut self, path: &Path, finding: &FindingEntry, values: Values) -> Option<Excerpt> {
        finding.line?;
        let [start, end] = finding.bytes?;
        let from = start.saturating_sub(AROUND);
        if self.open.as_ref().is_none_or(|window| window.path != path) {
            self.open = Some(Window::open(path)?);
        }
        let bytes = self.open.as_mut()?.read(from, start + AROUND)?;
        let at = usize::try_from(start - from).ok()?;
        let length = usize::try_from(end - start).unwrap_or(usize::MAX);
        cut(bytes, at, length, values)
    }
}

impl Window {
    fn open(path: &Path) -> Option<Self> {
        Some(Self { path: path.to_owned(), file: File::open(path).ok()?, start: 0, bytes: Vec::new() })
    }

    /// These bytes of the file, as far as there are any.
    fn read(&mut self, from: u64, to: u64) -> Option<&[u8]> {
        if from < self.start || to > self.start + self.bytes.len() as u64 {
            self.start = from;
            self.bytes.clear();
            self.file.seek(SeekFrom::Start(from)).ok()?;
            self.file.by_ref().take(WINDOW).read_to_end(&mut self.bytes).ok()?;
        }
        let bytes = self.bytes.get(usize::try_from(from - self.start).ok()?..)?;
        let length = usize::try_from(to - from).ok()?;
        Some(bytes.get(..length).unwrap_or(bytes))
    }
}

/// The line around the bytes that are meant, masked as values are, cut to what is around them.
fn cut(bytes: &[u8], at: usize, length: usize, values: Values) -> Option<Excerpt> {
    let is_break = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let before = bytes.get(..at)?;
    let before = before.rsplit(is_break).next().unwrap_or(before);
    let rest = bytes.get(at..)?;
    let rest = rest.split(is_break).next().unwrap_or(rest);
    let (meant, behind) = rest.split_at(length.min(rest.len()));
    // Each character is written out by itself, so that what cannot be seen counts with its full width.
    let shown = |bytes: &[u8]| -> Vec<String> {
        String::from_utf8_lossy(bytes).chars().map(|character| values.of(&character.to_string())).collect()
    };
    let (before, meant, behind) = (shown(before), shown(meant), shown(behind));

    let left_out = before.len().saturating_sub(BEFORE);
    let mut line = if left_out > 0 { "…".to_owned() } else { String::new() };
    line.extend(before.into_iter().skip(left_out));
    let start = line.chars().count();
    let room = LENGTH.saturating_sub(start);
    let width = meant.iter().take(room).map(|text| text.chars().count()).sum();
    let whole = meant.len() + behind.len() <= room;
    line.extend(meant.into_iter().chain(behind).take(room));
    if !whole {
        line.push('…');
    }
    Some(Excerpt { line, start, width })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use super::{LENGTH, cut};
    use daybreak_report::Values;

    #[test]
    fn shows_the_line_with_its_place() {
        let excerpt = cut(b"a|b\ntxn_1|12.5|USD\nx", 10, 4, Values::Shown).unwrap();
        assert_eq!((excerpt.line.as_str(), excerpt.start, excerpt.width), ("txn_1|12.5|USD", 6, 4));
    }

    #[test]
    fn masks_every_value_of_the_line() {
        let excerpt = cut(b"txn_1|12.5|USD\n", 6, 4, Values::Masked).unwrap();
        assert_eq!(excerpt.line, "aaa_9|99.9|AAA");
    }

    #[test]
    fn cuts_a_long_line_around_its_place() {
        let line = format!("{}|12.5|{}", "x".repeat(500), "y".repeat(500));
        let excerpt = cut(line.as_bytes(), 501, 4, Values::Shown).unwrap();
        assert!(excerpt.line.starts_with('…') && excerpt.line.ends_with('…'));
        assert!(excerpt.line.chars().count() <= LENGTH + 2);
        let meant: String = excerpt.line.chars().skip(excerpt.start).take(excerpt.width).collect();
        assert_eq!(meant, "12.5");
    }

    #[test]
    fn what_cannot_be_seen_is_written_out_and_counted() {
        let excerpt = cut("a\u{a0}|b".as_bytes(), 4, 1, Values::Shown).unwrap();
        let meant: String = excerpt.line.chars().skip(excerpt.start).take(excerpt.width).collect();
        assert_eq!(meant, "b");
        assert!(!excerpt.line.contains('\u{a0}'));
    }

    #[test]
    fn no_escape_sequence_of_a_file_reaches_the_terminal() {
        let excerpt = cut(b"a\x1b[2J|b", 0, 5, Values::Shown).unwrap();
        assert!(!excerpt.line.contains('\u{1b}'));
    }
}
