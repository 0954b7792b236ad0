#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use proptest::prelude::*;

use super::{Lexer, Terminator};

/// A record as a test compares it.
#[derive(Debug, PartialEq, Eq, Clone)]
struct Seen {
    fields: Vec<Vec<u8>>,
    byte: u64,
    line: u64,
    unclosed: Option<u32>,
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
    assert_eq!(seen[1].unclosed, Some(2));
    assert_eq!(seen[1].fields, [b"x".to_vec(), b"\"lost".to_vec(), b"2".to_vec()]);
    assert_eq!(seen[2].fields, [b"y".to_vec(), b"3".to_vec()]);
}

#[test]
fn a_lost_quote_before_good_ones_costs_its_line_only() {
    let seen = lex([b"x|\"lost|2\ny|\"good\"|3\n\"two\nlines\" |z|4\n".as_slice()]);
    assert_eq!(seen.len(), 3);
    assert_eq!((seen[0].unclosed, seen[0].fields.len()), (Some(2), 3));
    assert_eq!((seen[1].unclosed, &seen[1].fields), (None, &vec![b"y".to_vec(), b"good".to_vec(), b"3".to_vec()]));
    assert_eq!((seen[2].unclosed, seen[2].fields.len()), (None, 3));
}

#[test]
fn two_lost_quotes_in_a_line_come_to_an_end() {
    let long = "a".repeat(super::LONGEST_QUOTED + 10);
    let text = format!("\"{long}|\"x\nb|c\n");
    let seen = lex([text.as_bytes()]);
    assert_eq!(seen.len(), 2);
    assert_eq!((seen[0].unclosed, seen[0].fields.len()), (Some(0), 2));
    assert_eq!(lex(text.as_bytes().chunks(1 << 20)), seen);
}

#[test]
fn a_record_without_an_end_is_not_held() {
    let line = |bytes: usize| "b".repeat(bytes);
    let many_fields = "|".repeat(super::MOST_FIELDS);
    for (long, fits) in [
        (line(super::LONGEST_RECORD), true),
        (line(super::LONGEST_RECORD + 1), false),
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
                assert!(lexer.buffer.len() <= super::LONGEST_RECORD + size);
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
}
