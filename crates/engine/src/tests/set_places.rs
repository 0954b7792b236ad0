//! Which file stands for which kind on which day, in whatever order they are given.

use proptest::prelude::*;

use super::check_pieces;
use super::set_edges::{check, days, with_cell};
use super::sets::{Given, WHOLE, all_files, check_files, digest, fired};
use crate::Verdict;
use crate::sample::{SampleFile, SampleSet};
use crate::set::{FileState, Ledger, SetCheck, SetFile};

#[test]
fn a_higher_version_takes_the_place_of_a_lower_one() {
    let mut files = days(2);
    let wrong = files.iter().position(|file| file.name == "2026-11-21_balances_v1.csv").unwrap();
    let mut newer = files[wrong].clone();
    newer.name = "2026-11-21_balances_v10.csv".to_owned();
    files[wrong].bytes = with_cell(std::str::from_utf8(&files[wrong].bytes).unwrap(), "balance", "1.00").into_bytes();
    let mut between = files[wrong].clone();
    between.name = "2026-11-21_balances_v9.csv".to_owned();
    files.extend([newer, between]);
    let outcome = check(&files);
    assert_eq!(fired(&outcome), [("set-file-twice", 2)], "the newest is right");
    assert_eq!((outcome.counts.info, outcome.verdict()), (2, Verdict::Accepted));
    let newest = outcome.files.iter().position(|file| file.file.version == Some(10)).unwrap();
    let replaced = outcome.files.iter().filter(|file| file.state == FileState::Replaced(newest)).count();
    assert_eq!(replaced, 2);
}

/// Two files of one name and size, of which one has another amount: whichever was given first, the same one counts.
#[test]
fn which_of_two_files_of_one_name_and_size_counts_does_not_depend_on_their_order() {
    let mut files = days(2);
    let balances = files.iter().find(|file| file.name == "2026-11-21_balances_v1.csv").unwrap();
    let text = std::str::from_utf8(&balances.bytes).unwrap();
    let twin = SampleFile { bytes: text.replacen("251.00", "152.00", 1).into_bytes(), ..balances.clone() };
    assert!(twin.bytes.len() == balances.bytes.len() && twin.bytes != balances.bytes);
    files.push(twin);
    let forth = check_files(&files, &super::settings(), Vec::new(), WHOLE).0;
    let back = check_files(&files, &super::settings(), Vec::new(), Given { chunk: 11, reversed: true }).0;
    assert_eq!(digest(&forth), digest(&back));
    assert!(fired(&forth).contains(&("set-file-twice", 1)));
    // And the ledger of a balance is read from the one that counts.
    let told = |files: Vec<&SampleFile>| {
        let outcomes: Vec<_> =
            files.iter().map(|file| check_pieces(&file.name, [file.bytes.as_slice()], &super::settings())).collect();
        let mut ledger = Ledger::new(outcomes.iter().map(SetFile::new).collect(), "bal_00000001", &super::settings());
        while let Some(index) = ledger.next_file() {
            files[index].bytes.chunks(7).for_each(|chunk| ledger.push(chunk));
            ledger.end_file();
        }
        ledger.finish().rows.into_iter().map(|row| (row.place, row.entry)).collect::<Vec<_>>()
    };
    let forth = told(files.iter().collect());
    assert!(!forth.is_empty());
    assert_eq!(forth, told(files.iter().rev().collect()));
}

/// As where an archive of what was sent is given as the days before.
#[test]
fn a_copy_of_a_file_is_left_out_and_is_no_error() {
    let mut files = days(2);
    let copy = files.iter().find(|file| file.name == "2026-11-21_balances_v1.csv").unwrap().clone();
    let named = SampleFile { name: "2026-11-21_balances_v01.csv".to_owned(), ..copy.clone() };
    files.extend([copy, named]);
    let outcomes: Vec<_> =
        files.iter().map(|file| check_pieces(&file.name, [file.bytes.as_slice()], &super::settings())).collect();
    let last = outcomes.len() - 2;
    for previous in [true, false] {
        let of_set = outcomes.iter().enumerate().map(|(index, outcome)| {
            let file = SetFile::new(outcome);
            if previous && index >= last { file.as_previous() } else { file }
        });
        let mut check = SetCheck::new(of_set.collect(), &super::settings());
        while let Some(index) = check.next_file() {
            files[index].bytes.chunks(100).for_each(|chunk| check.push(chunk));
            check.end_file();
        }
        let outcome = check.finish();
        assert_eq!((fired(&outcome), outcome.counts.info), (vec![("set-file-twice", 2)], 2));
        assert_eq!(outcome.verdict(), Verdict::Accepted);
    }
}

/// A day that lacks one kind, and a file of that kind alone on another day.
fn astray() -> Vec<SampleFile> {
    let mut files = days(1);
    let stray = files.iter_mut().find(|file| file.name.ends_with("_transaction_updates_v1.csv")).unwrap();
    stray.name = "2026-11-22_transaction_updates_v1.csv".to_owned();
    files
}

#[test]
fn a_file_alone_on_its_day_is_taken_for_another_day_s_unless_the_user_says_that_it_is_not() {
    let files = astray();
    let outcomes: Vec<_> =
        files.iter().map(|file| check_pieces(&file.name, [file.bytes.as_slice()], &super::settings())).collect();
    let state = |change: fn(SetFile) -> SetFile| {
        let of_set = |outcome: &crate::Outcome| {
            let file = SetFile::new(outcome);
            if outcome.name.starts_with("2026-11-22") { change(file) } else { file }
        };
        let outcome = SetCheck::new(outcomes.iter().map(of_set).collect(), &super::settings()).finish();
        outcome.files.iter().find(|file| file.file.name.starts_with("2026-11-22")).unwrap().state
    };
    let day = crate::sample::ACTIVITY_DAY;
    assert_eq!(state(|file| file), FileState::OfAnotherDay(day));
    assert_eq!(state(SetFile::settled), FileState::Used);
    assert_eq!(state(|file| file.of_day(crate::sample::ACTIVITY_DAY)), FileState::Used);
}

#[test]
fn days_that_were_sent_before_lack_nothing() {
    let files = astray();
    let outcomes: Vec<_> =
        files.iter().map(|file| check_pieces(&file.name, [file.bytes.as_slice()], &super::settings())).collect();
    let of_set = |outcome: &crate::Outcome| {
        let file = SetFile::new(outcome);
        if outcome.name.starts_with("2026-11-22") { file } else { file.as_previous() }
    };
    let outcome = SetCheck::new(outcomes.iter().map(of_set).collect(), &super::settings()).finish();
    assert!(outcome.files.iter().all(|file| file.state == FileState::Used));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// Files left out, dated wrongly, and given twice under one name with other bytes: the outcome does not depend on the
    /// order in which they come.
    #[test]
    fn a_set_has_one_outcome_in_whichever_order_its_files_come(
        (changes, order) in proptest::collection::vec(0..6_u8, 18).prop_flat_map(|changes| {
            let order: Vec<usize> = (0..36).collect();
            (Just(changes), Just(order).prop_shuffle())
        }),
        chunk in 1..500_usize,
    ) {
        let mut files = Vec::new();
        for (file, change) in all_files(SampleSet::new(3, 4, 3)).into_iter().zip(changes) {
            let twin = || {
                let text = std::str::from_utf8(&file.bytes).unwrap();
                SampleFile { bytes: text.replace('2', "3").into_bytes(), ..file.clone() }
            };
            match change {
                0 => {}
                1 => files.push(SampleFile { name: file.name.replacen("2026", "2027", 1), ..file }),
                2 => files.extend([twin(), file]),
                _ => files.push(file),
            }
        }
        prop_assume!(!files.is_empty());
        let (first, _) = check_files(&files, &super::settings(), Vec::new(), WHOLE);
        let order = order.into_iter().filter(|index| *index < files.len());
        let shuffled: Vec<SampleFile> = order.map(|index| files[index].clone()).collect();
        let (second, _) = check_files(&shuffled, &super::settings(), Vec::new(), Given { chunk, reversed: false });
        prop_assert_eq!(digest(&first), digest(&second));
    }
}
