#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use proptest::prelude::*;

use super::{LONGEST_RECORD, Lexer, Terminator, UnclosedQuote};

/// A record as a test compares it.
#[derive(Debug, PartialEq, Eq, Clone)]
struct Seen {
    fields: Vec<Vec<u8>>,
    byte: u64,
    line: u64,
    unclosed: Option<UnclosedQuote>,
    blank: bool,
}

fn drain(lexer: &mut Lexer, out: &mut Vec<Seen>) {
    let mut scratch = Vec::new();
    while let Some(record) = lexer.next_record() {
        let fields = (0..record.fields.len()).map(|field| record.text(field, &mut scratch).to_vec()).collect();
        out.push(Seen {
            fields,
            byte: record.place.byte,
            line: record.place.line,
            unclosed: record.unclosed_quote,
            blank: record.bytes.is_empty(),
        });
    }
}

fn lex<'a>(chunks: impl IntoIterator<Item = &'a [u8]>) -> Vec<Seen> {
    let mut lexer = Lexer::new(b'|');
    let mut seen = Vec::new();
    for chunk in chunks {
        lexer.push(chunk);
        drain(&mut lexer, &mut seen);
    }
    lexer.end();
    drain(&mut lexer, &mut seen);
    seen
}

/// What the `csv` crate reads; it skips blank lines.
fn oracle(bytes: &[u8]) -> Vec<Vec<Vec<u8>>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b'|').has_headers(false).flexible(true).from_reader(bytes);
    reader.byte_records().map(|record| record.unwrap().iter().map(<[u8]>::to_vec).collect()).collect()
}

fn without_blank_lines(seen: &[Seen]) -> Vec<Vec<Vec<u8>>> {
    seen.iter().filter(|record| !record.blank).map(|record| record.fields.clone()).collect()
}

/// A quote at this offset that is never closed.
#[expect(clippy::unnecessary_wraps, reason = "it stands for what a record has")]
fn lost(at: u32) -> Option<UnclosedQuote> {
    Some(UnclosedQuote { at, is_too_long: false })
}

#[test]
fn reads_quotes_as_rfc_4180_says() {
    let seen = lex([b"a|\"b|c\"|\"say \"\"hi\"\"\"\r\n\"two\nlines\"|x\n".as_slice()]);
    assert_eq!(seen[0].fields, [b"a".to_vec(), b"b|c".to_vec(), b"say \"hi\"".to_vec()]);
    assert_eq!(seen[1].fields, [b"two\nlines".to_vec(), b"x".to_vec()]);
    assert_eq!((seen[1].byte, seen[1].line), (22, 2));
}

#[test]
fn counts_lines_within_quotes() {
    let seen = lex([b"\"a\r\nb\rc\nd\"|1\nnext|2".as_slice()]);
    assert_eq!(seen[1].line, 5);
}

#[test]
fn a_lost_quote_costs_its_line_only() {
    let seen = lex([b"\"ok\"|1\nx|\"lost|2\ny|3\n".as_slice()]);
    assert_eq!(seen.len(), 3);
    assert_eq!(seen[1].unclosed, lost(2));
    assert_eq!(seen[1].fields, [b"x".to_vec(), b"\"lost".to_vec(), b"2".to_vec()]);
    assert_eq!(seen[2].fields, [b"y".to_vec(), b"3".to_vec()]);
}

#[test]
fn a_lost_quote_before_good_ones_costs_its_line_only() {
    let seen = lex([b"x|\"lost|2\ny|\"good\"|3\n\"two\nlines\" |z|4\n".as_slice()]);
    assert_eq!(seen.len(), 3);
    assert_eq!((seen[0].unclosed, seen[0].fields.len()), (lost(2), 3));
    assert_eq!((seen[1].unclosed, &seen[1].fields), (None, &vec![b"y".to_vec(), b"good".to_vec(), b"3".to_vec()]));
    assert_eq!((seen[2].unclosed, seen[2].fields.len()), (None, 3));
}

#[test]
fn two_lost_quotes_in_a_line_come_to_an_end() {
    // Both stand within what the first one opens.
    let seen = lex([b"\"a|\"\"b\nc|d\n".as_slice()]);
    assert_eq!(seen.len(), 2);
    assert_eq!((seen[0].unclosed, seen[0].fields.len()), (lost(0), 2));
}

/// A cell of many lines, with quotes around it or only before it, in a file whose other records have three fields.
fn long_cell(bytes: usize, is_closed: bool) -> String {
    let line = "0123456789".repeat(1000) + "\n";
    let mut cell = line.repeat(bytes / line.len() + 1);
    cell.truncate(bytes);
    format!("a|b|c\n1|\"{cell}{}|3\n4|5|6\n", if is_closed { "\"" } else { "" })
}

#[test]
fn a_quoted_cell_may_be_as_long_as_a_record() {
    let cell = LONGEST_RECORD - "1|\"\"|3".len();
    for (bytes, is_closed, expected) in [
        (9 << 20, true, None),
        (cell, true, None),
        // Closed, but too late to be read.
        (LONGEST_RECORD, true, Some(UnclosedQuote { at: 2, is_too_long: true })),
        // The end of the file comes before that.
        (cell - 10, false, lost(2)),
    ] {
        let text = long_cell(bytes, is_closed);
        let whole = lex([text.as_bytes()]);
        assert_eq!((whole[1].byte, whole[1].unclosed), (6, expected), "{bytes} {is_closed}");
        // Whatever became of the quote, what follows is read.
        let last = whole.last().unwrap();
        assert_eq!(last.fields, [b"4", b"5", b"6"]);
        assert_eq!(last.line as usize, text.lines().count());
        if expected.is_none() {
            assert_eq!((whole.len(), whole[1].fields[1].len()), (3, bytes));
        }
        assert!(lex(text.as_bytes().chunks(65_521)) == whole, "{bytes} {is_closed} in pieces");
    }
}

#[test]
fn however_long_a_quoted_cell_is_little_of_it_is_held() {
    let mut lexer = Lexer::new(b'|');
    let piece = vec![b'x'; 1 << 20];
    lexer.push(b"a|\"");
    for _ in 0..40 {
        lexer.push(&piece);
        while lexer.next_record().is_some() {}
        assert!(lexer.buffer.len() <= LONGEST_RECORD + piece.len());
    }
    // Without a line break in it nothing is left to be read.
    assert!(lexer.is_cut_short());
}

#[test]
fn a_record_without_an_end_is_not_held() {
    let line = |bytes: usize| "b".repeat(bytes);
    let many_fields = "|".repeat(super::MOST_FIELDS);
    for (long, fits) in [
        (line(LONGEST_RECORD), true),
        (line(LONGEST_RECORD + 1), false),
        (many_fields.clone() + "\n", false),
        (many_fields[1..].to_owned(), true),
    ] {
        let text = format!("a\n{long}\nc\n");
        for size in [text.len(), 3 << 20, 1 << 16] {
            let mut lexer = Lexer::new(b'|');
            let mut seen = Vec::new();
            for chunk in text.as_bytes().chunks(size) {
                lexer.push(chunk);
                drain(&mut lexer, &mut seen);
                assert!(lexer.buffer.len() <= LONGEST_RECORD + size);
            }
            lexer.end();
            drain(&mut lexer, &mut seen);
            assert_eq!((lexer.is_cut_short(), seen.len()), (!fits, if fits { 3 } else { 1 }));
        }
    }
}

#[test]
fn tells_the_line_endings_apart() {
    let mut lexer = Lexer::new(b'|');
    lexer.push(b"a\nb\r\nc\rd");
    lexer.end();
    let mut endings = Vec::new();
    while let Some(record) = lexer.next_record() {
        endings.push(record.terminator);
    }
    assert_eq!(endings, [Terminator::Lf, Terminator::CrLf, Terminator::Cr, Terminator::End]);
}

#[test]
fn starts_at_any_record() {
    let bytes = b"a|b\nc|d\ne|f\n";
    let all = lex([bytes.as_slice()]);
    let mut lexer = Lexer::at(b'|', crate::place::Place { byte: all[1].byte, line: all[1].line, record: 1 });
    lexer.push(&bytes[all[1].byte as usize..]);
    lexer.end();
    let mut rest = Vec::new();
    drain(&mut lexer, &mut rest);
    assert_eq!(rest, all[1..]);
}

/// Bytes in which everything that the grammar knows is frequent.
fn tangled() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(
        prop_oneof![Just(b'|'), Just(b'"'), Just(b'\n'), Just(b'\r'), Just(b'a'), Just(b' '), Just(0xC3), Just(0xA9)],
        0..40,
    )
}

/// Quoted cells that are longer than what is looked at together, with anything in them.
fn long_cells() -> impl Strategy<Value = Vec<u8>> {
    let cell = proptest::collection::vec(
        prop_oneof![
            200 => Just(b"a".as_slice()),
            6 => Just(b"\n".as_slice()),
            2 => prop::sample::select(vec![b"\"\"".as_slice(), b"\r\n", b"\r", b"|", b"\t", "\u{e9}".as_bytes()]),
        ],
        0..300,
    );
    proptest::collection::vec(cell, 1..4)
        .prop_map(|cells| cells.into_iter().map(|cell| [b"\"", cell.concat().as_slice(), b"\""].concat()).collect())
        .prop_map(|cells: Vec<Vec<u8>>| [cells.join(&b'|').as_slice(), b"\nx|y\n"].concat())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2000,
        max_global_rejects: 20_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn reads_what_the_csv_crate_reads(bytes in tangled()) {
        let seen = lex([bytes.as_slice()]);
        // A lost quote is where we differ on purpose.
        prop_assume!(seen.iter().all(|record| record.unclosed.is_none()));
        prop_assert_eq!(without_blank_lines(&seen), oracle(&bytes));
    }

    #[test]
    fn chunk_borders_change_nothing(bytes in tangled()) {
        let whole = lex([bytes.as_slice()]);
        for split in 0..=bytes.len() {
            prop_assert_eq!(&lex([&bytes[..split], &bytes[split..]]), &whole);
        }
        prop_assert_eq!(&lex(bytes.chunks(1)), &whole);
    }
    #[test]
    fn long_cells_are_read_alike(bytes in long_cells(), size in 1..200_usize) {
        let whole = lex([bytes.as_slice()]);
        prop_assert_eq!(&lex(bytes.chunks(size)), &whole);
        prop_assert_eq!(without_blank_lines(&whole), oracle(&bytes));
        let text = String::from_utf8(bytes).unwrap().replace("\r\n", "\n").replace('\r', "\n");
        prop_assert_eq!(whole.last().unwrap().line as usize, text.lines().count());
    }
}
