//! Chunk borders never change a report.

use proptest::prelude::*;

use super::{check_in_pieces, settings};
use crate::example::Shows;
use crate::{Outcome, RULES, sample};

/// Everything of an outcome that a report is made of.
fn digest(outcome: &Outcome) -> String {
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {} {:?}",
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
        let whole = digest(&check_in_pieces(&planted.name, [planted.bytes.as_slice()], &settings()));
        // Every split of every example would take minutes; a stride of a prime visits each region of each file.
        for split in (0..=planted.bytes.len()).step_by(7) {
            let (a, b) = planted.bytes.split_at(split);
            assert_eq!(
                digest(&check_in_pieces(&planted.name, [a, b], &settings())),
                whole,
                "{} split at {split}",
                example.about
            );
        }
        assert_eq!(digest(&check_in_pieces(&planted.name, planted.bytes.chunks(1), &settings())), whole);
    }
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
        let whole = digest(&check_in_pieces(&name, [bytes.as_slice()], &settings()));
        prop_assert_eq!(digest(&check_in_pieces(&name, bytes.chunks(size), &settings())), whole);
    }

    /// Bytes of any sort are a report, never a panic.
    #[test]
    fn any_bytes_are_a_report(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let outcome = check_in_pieces("2026-11-21_cards_v1.csv", [bytes.as_slice()], &settings());
        prop_assert!(outcome.counts.error > 0 || !outcome.skipped.is_empty());
    }
}
