//! Chunk borders never change a report.

use proptest::prelude::*;

use super::{fired, settings};
use crate::example::Shows;
use crate::{Outcome, RULES, check_pieces, sample};

/// Everything of an outcome that a report is made of.
pub(super) fn digest(outcome: &Outcome) -> String {
    format!(
        "{:?} {:?} {} {:?} {:?} {:?} {:?} {:?} {:?} {} {:?}",
        outcome.kind.map(|kind| kind.token),
        outcome.header,
        outcome.bytes,
        outcome.tallies,
        outcome.findings,
        outcome.suppressed,
        outcome.marked,
        outcome.dialect,
        outcome.skipped,
        outcome.records,
        outcome.activity_day
    )
}

#[test]
fn every_split_of_every_example_gives_the_same_report() {
    for example in RULES.iter().flat_map(|rule| rule.examples).filter(|example| example.shows == Shows::Bad) {
        let planted = sample::of_example(example).unwrap();
        let whole = digest(&check_pieces(&planted.name, [planted.bytes.as_slice()], &settings()));
        // Every split of every example would take minutes; a stride of a prime visits each region of each file.
        for split in (0..=planted.bytes.len()).step_by(7) {
            let (a, b) = planted.bytes.split_at(split);
            assert_eq!(
                digest(&check_pieces(&planted.name, [a, b], &settings())),
                whole,
                "{} split at {split}",
                example.about
            );
        }
        assert_eq!(digest(&check_pieces(&planted.name, planted.bytes.chunks(1), &settings())), whole);
    }
}

#[test]
fn every_split_of_a_small_file_gives_the_same_report() {
    for kind in daybreak_schema::KINDS {
        let name = sample::file_name(kind);
        let mut text: String = sample::valid(kind, 3, 1).collect();
        // A character of two bytes that does not belong there, a quote within quotes, another line ending, a torn record.
        text.insert(text.len() - 1, '\u{a0}');
        text += "\"a \"\" b\nc\"|d\r\n\"e";
        let whole = digest(&check_pieces(&name, [text.as_bytes()], &settings()));
        for split in 0..=text.len() {
            let (a, b) = text.as_bytes().split_at(split);
            let split_up = digest(&check_pieces(&name, [a, b], &settings()));
            assert_eq!(split_up, whole, "{} split at {split}", kind.token);
        }
    }
}

#[test]
fn how_much_comes_at_once_decides_nothing() {
    // What tells a workbook from another archive lies beyond what is looked at.
    let mut archive = b"PK\x03\x04".to_vec();
    archive.resize(200_000, b'.');
    archive.extend(b"xl/");
    let whole = check_pieces("a.zip", [archive.as_slice()], &settings());
    let pieces = check_pieces("a.zip", archive.chunks(1 << 16), &settings());
    assert_eq!(digest(&pieces), digest(&whole));
    assert_eq!(whole.findings[0].detail, crate::Detail::Slip("a zip archive".into()));
}

#[test]
fn a_file_without_line_breaks_is_not_called_checked() {
    let text = "x,".repeat(9 << 20);
    let outcome = check_pieces("2026-11-21_cards_v1.csv", text.as_bytes().chunks(1 << 20), &settings());
    assert_eq!(outcome.verdict().word(), "incomplete");
    assert_eq!(fired(&outcome), []);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Damage anywhere, pieces of any size: no panic, and always the same report.
    #[test]
    fn damaged_files_give_one_report(
        kind in 0..6_usize,
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        size in 1..400_usize,
    ) {
        let kind = daybreak_schema::KINDS[kind];
        let mut bytes = sample::valid(kind, 6, 9).collect::<String>().into_bytes();
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let name = sample::file_name(kind);
        let outcome = check_pieces(&name, [bytes.as_slice()], &settings());
        let in_order = outcome.findings.is_sorted_by_key(|finding| (finding.span.map_or(0, |span| span.start), finding.rule.code));
        prop_assert!(in_order, "{:?}", outcome.findings);
        let whole = digest(&outcome);
        prop_assert_eq!(digest(&check_pieces(&name, bytes.chunks(size), &settings())), whole);
    }

    /// Bytes of any sort are a report, never a panic.
    #[test]
    fn any_bytes_are_a_report(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let outcome = check_pieces("2026-11-21_cards_v1.csv", [bytes.as_slice()], &settings());
        prop_assert!(outcome.counts.error > 0 || !outcome.skipped.is_empty());
    }
}
