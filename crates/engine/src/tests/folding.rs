//! One slip, one finding; and folding never hides a rejection.

use super::{check, fired, valid_but};
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

#[test]
fn a_torn_record_is_one_fault() {
    let outcome = check("2026-11-21_transactions_v1.csv", &valid_but("transactions", "|125.50|", "|125.50|oops|"));
    assert_eq!(fired(&outcome), [("field-count", 1)]);
}
