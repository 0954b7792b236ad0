//! Tests of the whole check.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may panic")]

mod causes;
mod chunks;
mod folding;
mod places;
mod programs;
mod quick;
mod ranges;
mod set_edges;
mod set_model;
mod set_places;
mod sets;

use crate::{Checker, Outcome, Settings, check_pieces, sample};

fn settings() -> Settings {
    Settings::new(sample::moment())
}

fn check(name: &str, bytes: &[u8]) -> Outcome {
    check_pieces(name, [bytes], &settings())
}

/// The names of the rules that fired, with how often.
fn fired(outcome: &Outcome) -> Vec<(&'static str, u64)> {
    outcome.tallies.iter().map(|tally| (tally.rule.name, tally.count)).collect()
}

/// A valid file with some text replaced; the text must occur.
fn valid_but(kind: &str, from: &str, to: &str) -> Vec<u8> {
    let kind = daybreak_schema::kind_by_token(kind).unwrap();
    let text: String = sample::valid(kind, 4, 1).collect();
    assert!(text.contains(from), "{from} does not occur");
    text.replacen(from, to, 1).into_bytes()
}

#[test]
fn samples_of_every_kind_are_accepted() {
    for kind in daybreak_schema::KINDS {
        let text: String = sample::valid(kind, 500, 3).collect();
        let outcome = check(&sample::file_name(kind), text.as_bytes());
        assert_eq!(fired(&outcome), [], "{}", kind.token);
        assert_eq!((outcome.records, outcome.verdict().word()), (500, "accepted"), "{}", kind.token);
        assert_eq!(outcome.activity_day, Some(sample::ACTIVITY_DAY));
    }
}

#[test]
fn samples_are_deterministic_by_seed() {
    for kind in daybreak_schema::KINDS {
        let text = |seed| sample::valid(kind, 50, seed).collect::<String>();
        assert_eq!(text(1), text(1));
        assert_ne!(text(1), text(2));
    }
}

#[test]
fn planted_defects_fire_exactly_the_named_rules() {
    let kind = daybreak_schema::kind_by_token("transactions").unwrap();
    let rules: Vec<_> = ["value-required", "decimals", "datetime-format", "duplicate-key"]
        .map(|name| crate::rule(name).unwrap())
        .into();
    let planted = sample::with_defects(kind, 100, 5, &rules).unwrap();
    let mut fired = fired(&check(&planted.name, &planted.bytes));
    fired.sort_unstable();
    assert_eq!(fired, [("datetime-format", 1), ("decimals", 1), ("duplicate-key", 1), ("value-required", 1)]);
}

#[test]
fn a_rule_of_values_can_be_planted_in_every_kind() {
    let names = ["value-required", "datetime-format", "datetime-invalid", "surrounding-space", "invisible-character"];
    for kind in daybreak_schema::KINDS {
        for rule in names.map(|name| crate::rule(name).unwrap()) {
            let planted = sample::with_defects(kind, 50, 2, &[rule]).unwrap();
            assert_eq!(fired(&check(&planted.name, &planted.bytes)), [(rule.name, 1)], "{}", kind.token);
        }
    }
}

/// Every kind with every rule about a single file.
fn kinds_and_rules() -> impl Iterator<Item = (&'static daybreak_schema::Kind, &'static crate::Rule)> {
    let rules = || crate::RULES.iter().copied().filter(|rule| rule.family != crate::Family::Set);
    daybreak_schema::KINDS.iter().flat_map(move |&kind| rules().map(move |rule| (kind, rule)))
}

#[test]
fn whatever_can_be_planted_fires_alone() {
    let mut wrong = Vec::new();
    for (kind, rule) in kinds_and_rules() {
        let Ok(planted) = sample::with_defects(kind, 60, 4, &[rule]) else { continue };
        let fired = fired(&check(&planted.name, &planted.bytes));
        if fired != [(rule.name, 1)] {
            wrong.push(format!("{} in {}: {fired:?}", rule.name, kind.token));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_can_be_planted_together_fires_together_and_nothing_else() {
    let mut wrong = Vec::new();
    for (kind, rule) in kinds_and_rules().filter(|(kind, _)| matches!(kind.token, "accounts" | "transactions")) {
        // The one that moves the other records, and the next one in the list, which is about the same.
        let duplicate = crate::rule("duplicate-record").unwrap();
        let next = crate::RULES.iter().copied().skip_while(|next| *next != rule).nth(1);
        for other in std::iter::once(duplicate).chain(next).filter(|other| *other != rule) {
            let Ok(planted) = sample::with_defects(kind, 20, 4, &[other, rule]) else { continue };
            let mut fired = fired(&check(&planted.name, &planted.bytes));
            fired.sort_unstable();
            let mut expected = [(rule.name, 1), (other.name, 1)];
            expected.sort_unstable();
            if fired != expected {
                wrong.push(format!("{} and {} in {}: {fired:?}", other.name, rule.name, kind.token));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_cannot_stand_beside_another_is_refused() {
    let kind = daybreak_schema::kind_by_token("transactions").unwrap();
    for (one, other) in [
        ("column-case", "column-space"),
        ("column-missing", "currency-unknown"),
        ("file-name-unrecognised", "file-name-date-mismatch"),
        ("decimals", "delimiter-not-pipe"),
    ] {
        let rules = [one, other].map(|name| crate::rule(name).unwrap());
        let why = sample::with_defects(kind, 20, 4, &rules).unwrap_err();
        let named = [one, other].map(sample::Unplantable::NeedsItsOwnFile);
        assert!(named.contains(&why), "{one}, {other}: {why:?}");
    }
}

#[test]
fn the_form_of_a_file_can_be_broken_in_every_kind() {
    let is_of_form = |rule: &crate::Rule| matches!(rule.family, crate::Family::File | crate::Family::Header);
    for (kind, rule) in kinds_and_rules().filter(|(_, rule)| is_of_form(rule)) {
        assert!(sample::with_defects(kind, 9, 4, &[rule]).is_ok(), "{} in {}", rule.name, kind.token);
    }
}

#[test]
fn the_cap_limits_what_is_stored_and_not_what_is_counted() {
    let kind = daybreak_schema::kind_by_token("transactions").unwrap();
    let text: String = sample::valid(kind, 300, 1).collect::<String>().replace("|USD|", "|usd|");
    let settings = Settings { cap: 10, ..settings() };
    let outcome = check_pieces("2026-11-21_transactions_v1.csv", [text.as_bytes()], &settings);
    let tally = outcome.tallies.iter().find(|tally| tally.rule.name == "currency-unknown").unwrap();
    assert_eq!((tally.count, tally.stored), (300, 10));
    assert_eq!(outcome.findings.len(), 10);
    assert_eq!(outcome.marked.len(), 300);
}

#[test]
fn stopping_leaves_the_check_incomplete() {
    let kind = daybreak_schema::kind_by_token("cards").unwrap();
    let text: String = sample::valid(kind, 3000, 1).collect();
    let mut checker = Checker::new(&sample::file_name(kind), &settings());
    checker.push(&text.as_bytes()[..100_000]);
    let outcome = checker.stop("stopped by the user");
    assert_eq!(outcome.verdict().word(), "incomplete");
    assert!(outcome.records > 100);
}
