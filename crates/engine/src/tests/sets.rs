//! The check of several files together.

use std::sync::Arc;

use super::check_pieces;
use crate::example::Shows;
use crate::rules::set::EXAMPLES;
use crate::sample::{self, SampleFile, SampleSet, set_of_example, set_with_defects};
use crate::set::{SetCheck, SetFile, SetOutcome, Stated, few};
use crate::{Outcome, RULES, Rule, Saying, SetExample, Settings, Severity, Verdict};

/// How a set is given to its check.
#[derive(Clone, Copy)]
pub(super) struct Given {
    pub(super) chunk: usize,
    pub(super) reversed: bool,
}

pub(super) const WHOLE: Given = Given { chunk: usize::MAX, reversed: false };

pub(super) fn check_files(
    files: &[SampleFile],
    settings: &Settings,
    stated: Vec<Stated>,
    given: Given,
) -> (SetOutcome, Vec<Outcome>) {
    let mut files: Vec<&SampleFile> = files.iter().collect();
    if given.reversed {
        files.reverse();
    }
    let outcomes: Vec<Outcome> =
        files.iter().map(|file| check_pieces(&file.name, [file.bytes.as_slice()], settings)).collect();
    let mut check = SetCheck::new(outcomes.iter().map(SetFile::new).collect(), settings).with_stated(stated);
    while let Some(index) = check.next_file() {
        for chunk in files[index].bytes.chunks(given.chunk.min(1 << 30)) {
            check.push(chunk);
        }
        check.end_file();
    }
    assert!(check.progress().bytes == check.progress().of, "{:?}", check.progress());
    (check.finish(), outcomes)
}

fn check_set(files: &[SampleFile]) -> SetOutcome {
    check_files(files, &super::settings(), Vec::new(), WHOLE).0
}

pub(super) fn fired(outcome: &SetOutcome) -> Vec<(&'static str, u64)> {
    outcome.tallies.iter().map(|tally| (tally.rule.name, tally.count)).collect()
}

/// Every file of a whole set.
pub(super) fn all_files(mut set: SampleSet) -> Vec<SampleFile> {
    let mut files = Vec::new();
    loop {
        for kind in daybreak_schema::KINDS {
            let bytes = set.lines(kind).collect::<String>().into_bytes();
            files.push(SampleFile { activity_day: set.activity_day(), name: set.file_name(kind), bytes });
        }
        if !set.advance() {
            return files;
        }
    }
}

fn check_example(example: &SetExample, given: Given) -> (SetOutcome, Vec<Outcome>) {
    let mut settings = super::settings();
    settings.profile = example.profile.map(|json| Arc::new(daybreak_schema::read_profile(json).unwrap()));
    let stated = example.stated.map(|amount| Stated {
        day: Some(sample::ACTIVITY_DAY),
        currency: "USD".to_owned(),
        amount: amount.parse().unwrap(),
    });
    check_files(&set_of_example(example), &settings, stated.into_iter().collect(), given)
}

fn examples(shows: Shows) -> impl Iterator<Item = (&'static Rule, &'static SetExample)> {
    EXAMPLES
        .iter()
        .flat_map(|(rule, examples)| examples.iter().map(move |example| (*rule, example)))
        .filter(move |(_, example)| example.shows == shows)
}

#[test]
fn a_sample_set_is_accepted_without_an_error_or_warning() {
    for (days, accounts, seed) in [(1, 3, 1), (2, 60, 2), (9, 130, 3)] {
        let (outcome, outcomes) =
            check_files(&all_files(SampleSet::new(days, accounts, seed)), &super::settings(), Vec::new(), WHOLE);
        assert_eq!(fired(&outcome), [], "{days} days");
        assert_eq!(outcome.verdict(), Verdict::Accepted, "{:?}", outcome.skipped);
        assert_eq!(outcome.days.len(), days);
        for outcome in outcomes {
            assert!(
                outcome.tallies.iter().all(|tally| tally.severity == Severity::Info),
                "{}: {:?}",
                outcome.name,
                outcome.tallies
            );
        }
        assert!(outcome.days.iter().all(|day| day.verdict == Verdict::Accepted));
    }
}

#[test]
fn every_bad_example_of_a_set_fires_its_rule_and_no_other() {
    let mut failures = Vec::new();
    for (rule, example) in examples(Shows::Bad) {
        let (outcome, _) = check_example(example, WHOLE);
        if fired(&outcome) != [(rule.name, 1)] {
            failures.push(format!("{} ({}): {:?}", rule.name, example.about, fired(&outcome)));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_good_example_of_a_set_is_silent() {
    let mut failures = Vec::new();
    for (rule, example) in examples(Shows::Good) {
        let (outcome, _) = check_example(example, WHOLE);
        if !fired(&outcome).is_empty() {
            failures.push(format!("{} ({}): {:?}", rule.name, example.about, fired(&outcome)));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn what_is_only_assumed_of_a_set_never_rejects() {
    for (rule, example) in examples(Shows::Bad) {
        for tally in check_example(example, WHOLE).0.tallies {
            assert!(
                tally.authority.can_reject() || tally.severity < Severity::Error,
                "{}: {}",
                rule.name,
                example.about
            );
        }
    }
}

#[test]
fn every_finding_of_a_set_has_words_and_a_place() {
    for (rule, example) in examples(Shows::Bad) {
        let (outcome, _) = check_example(example, WHOLE);
        let found = &outcome.findings[0];
        let said = (rule.say)(&Saying { finding: &found.finding, column: None, name: "the file", kind: found.kind });
        assert!(said.message.len() > 10 && !said.message.ends_with('.'), "{}: {}", rule.name, said.message);
        assert!(said.message.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()), "{}", said.message);
        let is_somewhere = found.file.is_some() || found.kind.is_some();
        assert!(is_somewhere, "{}", rule.name);
        assert_eq!(
            found.account.is_some(),
            rule.name.ends_with("roll-forward") || rule.name == "fbo-total",
            "{}",
            rule.name
        );
    }
}

/// Everything of an outcome that does not name a place among the files as given.
pub(super) fn digest(outcome: &SetOutcome) -> String {
    let files: Vec<_> = outcome.files.iter().map(|file| (&file.file.name, file.state)).collect();
    format!(
        "{files:?} {:?} {:?} {:?} {:?} {:?}",
        outcome.days, outcome.tallies, outcome.suppressed, outcome.findings, outcome.skipped
    )
}

#[test]
fn neither_order_nor_chunks_change_the_outcome_of_a_set() {
    for (rule, example) in examples(Shows::Bad) {
        let whole = digest(&check_example(example, WHOLE).0);
        for given in [Given { chunk: 1, reversed: true }, Given { chunk: 37, reversed: false }] {
            assert_eq!(digest(&check_example(example, given).0), whole, "{}: {}", rule.name, example.about);
        }
    }
}

#[test]
fn every_rule_of_sets_can_be_planted_and_fires_alone() {
    // No file says what the account at the bank holds.
    let mut plain = SampleSet::with_plain(4, 30, 7, 2);
    while plain.advance() {}
    let amount = crate::Decimal::new(i128::from(plain.fbo_total()), 2);
    let held = Stated { day: Some(sample::ACTIVITY_DAY), currency: "USD".to_owned(), amount };
    for rule in RULES.iter().filter(|rule| rule.family == crate::Family::Set) {
        let files = set_with_defects(4, 30, 7, &[rule]).unwrap();
        let held = Some(held.clone()).filter(|_| rule.name == "fbo-total");
        let (outcome, _) = check_files(&files, &super::settings(), held.into_iter().collect(), WHOLE);
        assert_eq!(fired(&outcome), [(rule.name, 1)], "{}", rule.name);
    }
}

/// Keys are held as hashes: were they equal, what is told would still be what stands in the files.
#[test]
fn equal_hashes_make_no_finding_of_any_rule() {
    let mut found = 0;
    for rule in RULES.iter().filter(|rule| rule.family == crate::Family::Set && rule.name != "fbo-total") {
        let files = set_with_defects(4, 30, 7, &[rule]).unwrap();
        for bits in [0, 1, 4, 8, 12] {
            let check = || check_files(&files, &super::settings(), Vec::new(), WHOLE).0;
            let fired = fired(&few::with((1 << bits) - 1, check));
            assert!(fired.is_empty() || fired == [(rule.name, 1)], "{} with {bits} bits: {fired:?}", rule.name);
            found += fired.len();
        }
    }
    assert!(found > 20, "{found}");
}

#[test]
fn several_rules_can_be_planted_in_one_set() {
    let rules = ["balance-roll-forward", "transaction-resent", "card-immutable-field", "balance-not-reported"];
    let planted: Vec<_> = rules.map(|name| crate::rule(name).unwrap()).into();
    let mut fired = fired(&check_set(&set_with_defects(3, 30, 7, &planted).unwrap()));
    fired.sort_unstable();
    let mut expected = rules.map(|name| (name, 1));
    expected.sort_unstable();
    assert_eq!(fired, expected);
}
