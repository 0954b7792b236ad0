//! What the first bytes of a file tell: text or not, which encoding, which delimiter.

/// How many bytes are looked at before the first record is read, at most. Fewer only when the file is shorter, so that
/// chunk borders cannot change what is seen.
pub(crate) const HEAD: usize = 64 << 10;

/// The byte order mark of UTF-8.
pub(crate) const BOM: &[u8] = b"\xEF\xBB\xBF";

/// What a file that is not delimited text seems to be.
pub(crate) fn not_text(head: &[u8]) -> Option<&'static str> {
    const SIGNATURES: &[(&[u8], &str)] = &[
        (b"PK\x05\x06", "an empty zip archive"),
        (b"%PDF", "a PDF document"),
        (b"\x1F\x8B", "a gzip archive"),
        (b"\x89PNG", "an image (PNG)"),
        (b"\xFF\xD8\xFF", "an image (JPEG)"),
        (b"GIF8", "an image (GIF)"),
        (b"\xD0\xCF\x11\xE0", "an old Excel or Word document"),
        (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
        (b"BZh", "a bzip2 archive"),
        (b"\x28\xB5\x2F\xFD", "a zstd archive"),
        (b"PAR1", "a Parquet file"),
        (b"{\\rtf", "a rich text document"),
        (b"SQLite format 3\0", "an SQLite database"),
    ];
    if head.starts_with(b"PK\x03\x04") {
        let contains = |needle: &[u8]| head.windows(needle.len()).any(|window| window == needle);
        return Some(if contains(b"xl/") || contains(b"[Content_Types].xml") {
            "an Excel workbook (.xlsx)"
        } else {
            "a zip archive"
        });
    }
    let start = head.strip_prefix(BOM).unwrap_or(head).trim_ascii_start();
    let begins = |with: &[u8]| start.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
    if begins(b"<!doctype") || begins(b"<html") || begins(b"<?xml") {
        return Some("a web page or an XML document");
    }
    SIGNATURES.iter().find(|(signature, _)| head.starts_with(signature)).map(|&(_, name)| name)
}

/// Whether bytes that are not UTF-16 are no text at all: so many of them are characters that control a device. Zero has a rule of
/// its own, and two of the others divide fields.
pub(crate) fn is_binary(head: &[u8]) -> bool {
    let controls = head.iter().filter(|byte| matches!(byte, 2..=8 | 11 | 12 | 14..=0x1e)).count();
    controls * 20 > head.len()
}

/// Whether the bytes are UTF-16: by its mark, or because every other byte is zero.
pub(crate) fn is_utf16(head: &[u8]) -> bool {
    if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
        return true;
    }
    let sample = head.get(..64).unwrap_or(head);
    let zeros = |first: usize| sample.iter().skip(first).step_by(2).filter(|&&byte| byte == 0).count();
    let half = sample.len() / 2;
    half >= 4 && (zeros(0) * 10 >= half * 9 || zeros(1) * 10 >= half * 9)
}

/// The delimiters that are told apart, the pipe last.
const DELIMITERS: [u8; 9] = [b'\x1f', b'\x01', b'~', b':', b'^', b'\t', b';', b',', b'|'];

/// Whether a character is seen as a delimiter where no name between two of them is known.
fn is_usual(delimiter: u8) -> bool {
    matches!(delimiter, b'|' | b',' | b';' | b'\t' | b'^')
}

/// The delimiter of a header line: the one that yields the most known names; among equals the pipe, and where no name
/// is known, the commonest character.
pub(crate) fn delimiter(head: &[u8], is_known: impl Fn(&str) -> bool) -> u8 {
    let text = head.strip_prefix(BOM).unwrap_or(head);
    let line = text.split(|byte| matches!(byte, b'\n' | b'\r')).find(|line| !line.is_empty()).unwrap_or(&[]);
    let known = |delimiter: u8| {
        line.split(|&byte| byte == delimiter)
            .filter(|name| std::str::from_utf8(name).is_ok_and(|name| is_known(name.trim().trim_matches('"'))))
            .count()
    };
    let count = |delimiter: u8| line.iter().filter(|&&byte| byte == delimiter).count();
    // `max_by_key` keeps the last of equals.
    let best = DELIMITERS
        .into_iter()
        .filter(|&delimiter| count(delimiter) > 0)
        .max_by_key(|&delimiter| (known(delimiter), delimiter == b'|', is_usual(delimiter), count(delimiter)));
    best.unwrap_or(b'|')
}

/// The names of a header line, without quotes.
pub(crate) fn names(line: &[u8], delimiter: u8) -> Vec<String> {
    line.split(|&byte| byte == delimiter)
        .map(|name| String::from_utf8_lossy(name).trim().trim_matches('"').to_owned())
        .collect()
}
