//! The registry is tested as a whole: every rule named, documented, and shown to work by its own examples.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use std::collections::BTreeSet;
use std::sync::Arc;

use super::RULES;
use crate::example::{Example, Shows};
use crate::rule::{Rule, Severity};
use crate::sample;
use crate::{Outcome, Saying, Settings, check_pieces};

/// Checks the file that an example describes.
fn check(example: &Example) -> Outcome {
    let planted = sample::of_example(example).unwrap_or_else(|| panic!("no kind {}", example.kind));
    let mut settings = Settings::new(sample::moment());
    settings.profile = example.profile.map(|json| Arc::new(daybreak_schema::read_profile(json).unwrap()));
    check_pieces(&planted.name, [planted.bytes.as_slice()], &settings)
}

/// The rules that fired at error or warning, with how often.
fn fired(outcome: &Outcome) -> Vec<(&'static str, Severity, u64)> {
    outcome
        .tallies
        .iter()
        .filter(|tally| tally.severity >= Severity::Warning)
        .map(|tally| (tally.rule.name, tally.severity, tally.count))
        .collect()
}

#[test]
fn every_bad_example_fires_its_rule_and_no_other() {
    let mut failures = Vec::new();
    for (rule, example) in examples(Shows::Bad) {
        let outcome = check(example);
        let own: u64 = outcome.tallies.iter().filter(|tally| tally.rule == rule).map(|tally| tally.count).sum();
        let others: Vec<_> = fired(&outcome).into_iter().filter(|(name, ..)| *name != rule.name).collect();
        if own != 1 || !others.is_empty() {
            failures.push(format!(
                "{} ({}, {}): fired {own} times, with {others:?}",
                rule.name, example.kind, example.about
            ));
        }
    }
    assert!(failures.is_empty(), "{} bad examples are wrong:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_good_example_is_silent() {
    let mut failures = Vec::new();
    for (rule, example) in examples(Shows::Good) {
        let outcome = check(example);
        let own = outcome.tallies.iter().any(|tally| tally.rule == rule);
        let fired = fired(&outcome);
        if own || !fired.is_empty() {
            failures
                .push(format!("{} ({}, {}): fired {own}, others {fired:?}", rule.name, example.kind, example.about));
        }
    }
    assert!(failures.is_empty(), "{} good examples are wrong:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_rule_has_both_kinds_of_example() {
    for rule in RULES {
        let in_sets = super::set::examples(rule).iter().map(|example| example.shows);
        let shown: Vec<Shows> = rule.examples.iter().map(|example| example.shows).chain(in_sets).collect();
        for shows in [Shows::Bad, Shows::Good] {
            assert!(shown.contains(&shows), "{} has no {shows:?} example", rule.name);
        }
    }
}

#[test]
fn every_finding_has_words() {
    for (rule, example) in examples(Shows::Bad) {
        let outcome = check(example);
        let finding = outcome.findings.iter().find(|finding| finding.rule == rule).unwrap();
        let heading = outcome.heading();
        let column = finding.field.and_then(|field| heading.column(field));
        let name = finding.field.and_then(|field| heading.name(field)).unwrap_or("the file");
        let said = (rule.say)(&Saying { finding, column, name, kind: outcome.kind });
        assert!(said.message.len() > 10, "{}: {}", rule.name, said.message);
        assert!(!said.message.ends_with('.'), "{}: a message has no full stop", rule.name);
        assert!(
            said.message.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()),
            "{}: {}",
            rule.name,
            said.message
        );
        assert!(said.expected.is_none_or(|expected| !expected.is_empty()), "{}", rule.name);
    }
}

#[test]
fn names_and_codes_are_well_formed_and_unique() {
    let mut seen = BTreeSet::new();
    for rule in RULES {
        assert!(
            rule.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'),
            "{}",
            rule.name
        );
        let (letter, number) = rule.code.split_at(1);
        assert_eq!(letter, rule.family.letter().to_string(), "{}", rule.code);
        assert!(number.len() == 3 && number.bytes().all(|byte| byte.is_ascii_digit()), "{}", rule.code);
        assert!(seen.insert(rule.name) && seen.insert(rule.code), "{} occurs twice", rule.name);
    }
    assert!(
        RULES.windows(2).all(|pair| matches!(pair, [a, b] if (a.family, a.code) < (b.family, b.code))),
        "not in order"
    );
}

#[test]
fn every_rule_is_documented() {
    for rule in RULES {
        for (part, text) in [("what", rule.what), ("why", rule.why), ("mend", rule.mend)] {
            assert!(text.len() > 12 && text.ends_with('.'), "{}: {part} should be a sentence", rule.name);
        }
        assert!(!rule.source.is_empty(), "{} has no source", rule.name);
    }
}

#[test]
fn what_is_only_assumed_never_rejects() {
    for rule in RULES {
        assert!(rule.authority.can_reject() || rule.severity < Severity::Error, "{}", rule.name);
    }
    for (rule, example) in examples(Shows::Bad) {
        for tally in check(example).tallies {
            assert!(
                tally.authority.can_reject() || tally.severity < Severity::Error,
                "{}: {}",
                rule.name,
                tally.rule.name
            );
        }
    }
}

fn examples(shows: Shows) -> impl Iterator<Item = (&'static Rule, &'static Example)> {
    RULES
        .iter()
        .flat_map(|rule| rule.examples.iter().map(move |example| (*rule, example)))
        .filter(move |(_, example)| example.shows == shows)
}
