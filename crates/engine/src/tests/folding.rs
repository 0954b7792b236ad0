//! One slip, one finding; and folding never hides a rejection.

use super::{check, fired, sample, valid_but};
use crate::rule::Severity;
use crate::{Settings, check_pieces};

#[test]
fn a_comma_file_has_one_finding() {
    let bytes = valid_but("transactions", "x", "x");
    let text = String::from_utf8(bytes).unwrap().replace('|', ",");
    let outcome = check("2026-11-21_transactions_v1.csv", text.as_bytes());
    assert_eq!(fired(&outcome), [("delimiter-not-pipe", 1)]);
    let missing = outcome.suppressed.iter().find(|entry| entry.rule == "column-missing").unwrap();
    assert_eq!(missing.because, "delimiter-not-pipe");
    assert!(missing.count > 15);
}

#[test]
fn a_space_behind_a_status_is_one_error() {
    let outcome = check("2026-11-21_accounts_v1.csv", &valid_but("accounts", "|active|", "|active |"));
    assert_eq!(fired(&outcome), [("surrounding-space", 1)]);
    assert_eq!(outcome.findings[0].severity, Severity::Error);
    assert_eq!(outcome.suppressed[0].rule, "value-not-allowed");
}

#[test]
fn a_space_around_a_wrong_value_is_two_faults() {
    let outcome = check("2026-11-21_accounts_v1.csv", &valid_but("accounts", "|consumer|", "|persons |"));
    let mut fired = fired(&outcome);
    fired.sort_unstable();
    assert_eq!(fired, [("surrounding-space", 1), ("value-not-allowed", 1)]);
}

#[test]
fn a_misspelled_column_is_neither_missing_nor_unknown() {
    let outcome =
        check("2026-11-21_accounts_v1.csv", &valid_but("accounts", "account_holder_type", "acount_holder_type"));
    assert_eq!(fired(&outcome), [("column-misspelled", 1)]);
}

#[test]
fn a_column_under_the_name_that_the_profile_took_from_it_is_one_fault() {
    let profile = r#"{"profile_version":1,"name":"p","columns":{"cards":{"renamed":{"card_type":"Product Class"}}}}"#;
    let settings = Settings {
        profile: Some(std::sync::Arc::new(daybreak_schema::read_profile(profile).unwrap())),
        ..super::settings()
    };
    let check = |header: &str| {
        let bytes = valid_but("cards", "|card_type|", &format!("|{header}|"));
        // The column is known all the same: its cells are checked.
        let bytes = String::from_utf8(bytes).unwrap().replacen("|consumer|", "|person|", 1);
        check_pieces("2026-11-21_cards_v1.csv", [bytes.as_bytes()], &settings)
    };
    assert_eq!(fired(&check("Product Class")), [("value-not-allowed", 1)]);
    assert_eq!(fired(&check("product class")), [("column-case", 1), ("value-not-allowed", 1)]);
    for old in ["card_type", "CARD_TYPE"] {
        assert_eq!(fired(&check(old)), [("column-missing", 1), ("value-not-allowed", 1)], "{old}");
    }
    let old = check("card_type");
    let finding = old.findings.iter().find(|finding| finding.rule.name == "column-missing").unwrap();
    assert_eq!((finding.severity, finding.authority), (Severity::Error, daybreak_schema::Authority::Agreed));
    let follows: Vec<_> = old.suppressed.iter().map(|entry| (entry.rule, entry.count, entry.because)).collect();
    assert_eq!(follows, [("column-unknown", 1, "column-missing")]);
}

#[test]
fn a_wrong_date_in_the_name_is_not_a_fault_of_every_record() {
    let outcome = check("2026-11-25_transactions_v1.csv", &valid_but("transactions", "x", "x"));
    let fired = fired(&outcome);
    assert!(fired.contains(&("file-name-date-mismatch", 1)), "{fired:?}");
    assert!(!fired.iter().any(|(rule, _)| *rule == "activity-day-mismatch"), "{fired:?}");
}

#[test]
fn what_slid_into_the_key_of_a_torn_record_is_no_duplicate() {
    let text = String::from_utf8(valid_but("cards", "crd_", "crd_")).unwrap();
    let torn: String = text
        .lines()
        .enumerate()
        .map(|(line, record)| if line == 0 { record.to_owned() } else { format!("torn|{record}") } + "\n")
        .collect();
    assert_eq!(fired(&check("2026-11-21_cards_v1.csv", torn.as_bytes())), [("field-count", 4)]);
}

/// What follows from other findings: the rule, how often, and from which.
fn suppressed(outcome: &crate::Outcome) -> Vec<(&'static str, u64, &'static str)> {
    outcome.suppressed.iter().map(|entry| (entry.rule, entry.count, entry.because)).collect()
}

/// A valid file in which a column of every record holds another text; `None` leaves it out.
fn with_column(kind: &str, name: &str, text: Option<&str>) -> Vec<u8> {
    let kind = daybreak_schema::kind_by_token(kind).unwrap();
    let at = kind.columns.iter().position(|column| column.name == name).unwrap();
    let edited = |(number, line): (usize, String)| {
        let mut cells: Vec<&str> = line.trim_end().split('|').collect();
        match text {
            Some(text) if number > 0 => cells[at] = text,
            Some(_) => {}
            None => drop(cells.remove(at)),
        }
        cells.join("|") + "\n"
    };
    sample::valid(kind, 4, 1).enumerate().map(edited).collect::<String>().into_bytes()
}

#[test]
fn a_balance_without_its_column_has_no_fault_of_its_own() {
    let outcome = check("2026-11-21_balances_v1.csv", &with_column("balances", "client_balance_id", None));
    assert_eq!(fired(&outcome), [("column-missing", 1)]);
    assert_eq!(suppressed(&outcome), [("balance-id-source", 4, "column-missing")]);
}

#[test]
fn a_required_column_that_is_missing_is_counted_in_every_record() {
    let outcome = check("2026-11-21_transactions_v1.csv", &with_column("transactions", "amount", None));
    assert_eq!(fired(&outcome), [("column-missing", 1)]);
    assert_eq!(suppressed(&outcome), [("value-required", 4, "column-missing")]);
}

#[test]
fn a_word_for_no_value_in_an_id_is_one_fault_of_a_record() {
    let outcome = check("2026-11-21_balances_v1.csv", &with_column("balances", "id", Some("NULL")));
    assert_eq!((fired(&outcome), outcome.counts.error), (vec![("null-word", 4)], 4));
    assert_eq!(suppressed(&outcome), [("balance-id-source", 4, "null-word"), ("duplicate-key", 3, "null-word")]);
}

#[test]
fn a_word_for_no_value_that_stands_for_several_records_is_an_error_once() {
    let outcome = check("2026-11-21_cards_v1.csv", &with_column("cards", "client_card_id", Some("NULL")));
    let severities: Vec<_> = outcome.findings.iter().map(|finding| finding.severity.word()).collect();
    assert_eq!(severities, ["warning", "error", "warning", "warning"]);
    assert_eq!((outcome.counts.error, outcome.counts.warning), (1, 3));
    let marked: Vec<_> = outcome.marked.iter().map(|mark| (mark.record, mark.severity.word())).collect();
    assert_eq!(marked, [(1, "warning"), (2, "error"), (3, "warning"), (4, "warning")]);
}

#[test]
fn a_balance_with_both_ids_that_repeats_as_a_whole_is_told_once() {
    let text = String::from_utf8(with_column("balances", "id", Some("sub_1"))).unwrap();
    let lines: Vec<&str> = text.lines().take(2).collect();
    let text = [lines[0], lines[1], lines[1]].join("\n") + "\n";
    let outcome = check("2026-11-21_balances_v1.csv", text.as_bytes());
    let mut fired = fired(&outcome);
    fired.sort_unstable();
    assert_eq!(fired, [("balance-id-source", 2), ("duplicate-record", 1)]);
    assert_eq!(suppressed(&outcome), [("duplicate-key", 2, "duplicate-record")]);
}

#[test]
fn a_severity_in_the_profile_stands_whatever_follows() {
    let profile = r#"{"profile_version":1,"name":"p","severities":{"column-missing":"warning"}}"#;
    let settings = Settings {
        profile: Some(std::sync::Arc::new(daybreak_schema::read_profile(profile).unwrap())),
        ..super::settings()
    };
    let outcome =
        check_pieces("2026-11-21_accounts_v1.csv", [&with_column("accounts", "status_reason", None)[..]], &settings);
    assert_eq!((fired(&outcome), outcome.counts.error), (vec![("column-missing", 1)], 0));
}

#[test]
fn quotes_anywhere_are_told_of_a_file() {
    let plain = valid_but("cards", "x", "x");
    let header = valid_but("cards", "|card_type|", "|\"card_type\"|");
    let text = String::from_utf8(plain.clone()).unwrap();
    let note = |(line, record): (usize, &str)| [record, if line == 0 { "|note\n" } else { "|\"n\"\n" }].concat();
    let unknown: String = text.lines().enumerate().map(note).collect();
    let torn = valid_but("cards", "|consumer|", "|consumer|\"x\"|");
    let is_quoted = |bytes: &[u8]| check("2026-11-21_cards_v1.csv", bytes).dialect.quoted;
    assert_eq!([&plain, &header, unknown.as_bytes(), &torn].map(is_quoted), [false, true, true, true]);
}

#[test]
fn a_torn_record_is_one_fault() {
    let outcome = check("2026-11-21_transactions_v1.csv", &valid_but("transactions", "|125.50|", "|125.50|oops|"));
    assert_eq!(fired(&outcome), [("field-count", 1)]);
}

/// The check of a file with this severity in the profile: which rules fired, and how many errors there are.
fn under(severities: &str, name: &str, bytes: &[u8]) -> (Vec<(&'static str, u64)>, u64) {
    let profile = format!(r#"{{"profile_version":1,"name":"p","severities":{severities}}}"#);
    let settings = Settings {
        profile: Some(std::sync::Arc::new(daybreak_schema::read_profile(&profile).unwrap())),
        ..super::settings()
    };
    let outcome = check_pieces(name, [bytes], &settings);
    let mut fired = fired(&outcome);
    fired.sort_unstable();
    (fired, outcome.counts.error)
}

/// Whoever says that a word for nothing is no fault has not said that it is an amount.
#[test]
fn a_root_that_the_profile_makes_little_of_hides_no_rejection() {
    let (transactions, cards) = ("2026-11-21_transactions_v1.csv", "2026-11-21_cards_v1.csv");
    let null = valid_but("transactions", "|125.50|", "|null|");
    let spaced = valid_but("cards", "|consumer|", "|consumer |");
    let latin = String::from_utf8(valid_but("cards", "|consumer|", "|consum?r|")).unwrap();
    let latin: Vec<u8> = latin.bytes().map(|byte| if byte == b'?' { 0xe9 } else { byte }).collect();
    for (rule, name, bytes, hidden) in [
        ("null-word", transactions, &null, "number-format"),
        ("surrounding-space", cards, &spaced, "value-not-allowed"),
        ("encoding-not-utf8", cards, &latin, "value-not-allowed"),
    ] {
        assert_eq!(under("{}", name, bytes), (vec![(rule, 1)], 1), "{rule}");
        assert_eq!(under(&format!(r#"{{"{rule}":"off"}}"#), name, bytes), (vec![(hidden, 1)], 1), "{rule}");
        let (fired, errors) = under(&format!(r#"{{"{rule}":"info"}}"#), name, bytes);
        assert_eq!((fired.len(), errors), (2, 1), "{rule}: {fired:?}");
        assert_eq!(under(&format!(r#"{{"{rule}":"error"}}"#), name, bytes), (vec![(rule, 1)], 1), "{rule}");
    }
}

#[test]
fn a_record_sent_twice_still_has_a_key_sent_twice() {
    let text = String::from_utf8(valid_but("cards", "x", "x")).unwrap();
    let last = text.lines().next_back().unwrap();
    let twice = [&text, last, "\n"].concat();
    let name = "2026-11-21_cards_v1.csv";
    assert_eq!(under("{}", name, twice.as_bytes()), (vec![("duplicate-record", 1)], 1));
    assert_eq!(under(r#"{"duplicate-record":"off"}"#, name, twice.as_bytes()), (vec![("duplicate-key", 1)], 1));
    let both = r#"{"duplicate-record":"off","duplicate-key":"off"}"#;
    assert_eq!(under(both, name, twice.as_bytes()), (vec![], 0));
}
