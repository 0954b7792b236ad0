//! Lines that stand before the header, such as a title or `sep=|`.

/// So many lines are looked at.
const LINES: usize = 10;

/// Where the header begins when other lines stand before it. `is_header` tells a header by its line.
pub(crate) fn header_behind_lines(head: &[u8], is_header: impl Fn(&[u8]) -> bool) -> Option<Preamble> {
    let mut rest = head;
    let mut before = Preamble { bytes: 0, lines: 0, filled: 0 };
    for _ in 0..LINES {
        let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        let (line, behind) = rest.split_at_checked(end?)?;
        if is_header(line) {
            return (before.filled > 0).then_some(before);
        }
        let ending = if behind.starts_with(b"\r\n") { 2 } else { 1 };
        before.bytes += line.len() + ending;
        before.lines += 1;
        before.filled += u64::from(!line.trim_ascii().is_empty());
        rest = behind.get(ending..)?;
    }
    None
}

/// What stands before a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Preamble {
    pub(crate) bytes: usize,
    pub(crate) lines: u64,
    /// How many of the lines are not blank.
    pub(crate) filled: u64,
}

#[cfg(test)]
mod tests {
    use super::{Preamble, header_behind_lines};

    fn look(text: &str) -> Option<Preamble> {
        header_behind_lines(text.as_bytes(), |line| line.starts_with(b"header"))
    }

    #[test]
    fn a_header_is_found_behind_other_lines() {
        assert_eq!(look("sep=|\nheader|\n1"), Some(Preamble { bytes: 6, lines: 1, filled: 1 }));
        assert_eq!(look("title\r\n\r\nheader\n"), Some(Preamble { bytes: 9, lines: 2, filled: 1 }));
        assert_eq!(look("\rtitle\rheader\r"), Some(Preamble { bytes: 7, lines: 2, filled: 1 }));
    }

    #[test]
    fn a_header_behind_nothing_or_only_blank_lines_is_the_first() {
        assert_eq!(look("header\nheader\n"), None);
        assert_eq!(look("\n \nheader\n"), None);
        assert_eq!(look("title\n"), None);
        assert_eq!(look(&("x\n".repeat(10) + "header\n")), None);
    }
}
