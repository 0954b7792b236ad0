//! Findings stand where the fault stands.

use super::{check, valid_but};

#[test]
fn the_span_of_a_cell_is_the_cell() {
    let bytes = valid_but("transactions", "|125.50|", "|125.5|");
    let outcome = check("2026-11-21_transactions_v1.csv", &bytes);
    let finding = &outcome.findings[0];
    let span = finding.span.unwrap();
    assert_eq!(&bytes[span.start as usize..span.end as usize], b"125.5");
    let place = finding.place.unwrap();
    assert_eq!((place.record, place.line), (1, 2));
    assert_eq!(outcome.heading().name(finding.field.unwrap()), Some("amount"));
    assert_eq!(finding.found.as_deref(), Some("125.5"));
}

#[test]
fn the_span_of_a_quoted_cell_includes_its_quotes() {
    let bytes = valid_but("transactions", "|125.50|", "|\"125.5\"|");
    let outcome = check("2026-11-21_transactions_v1.csv", &bytes);
    let span = outcome.findings[0].span.unwrap();
    assert_eq!(&bytes[span.start as usize..span.end as usize], b"\"125.5\"");
}

#[test]
fn a_duplicate_shows_both_places() {
    let bytes = valid_but("transactions", "txn_000000000003", "txn_000000000001");
    let outcome = check("2026-11-21_transactions_v1.csv", &bytes);
    let finding = &outcome.findings[0];
    assert_eq!(finding.rule.name, "duplicate-key");
    assert_eq!(finding.place.unwrap().record, 3);
    let (first, span) = **finding.other.as_ref().unwrap();
    assert_eq!((first.record, first.line), (1, 2));
    assert_eq!(&bytes[span.start as usize..span.end as usize], b"txn_000000000001");
}

#[test]
fn the_index_leads_to_any_record() {
    let kind = daybreak_schema::kind_by_token("cards").unwrap();
    let text: String = crate::sample::valid(kind, 1000, 1).collect();
    let outcome = check("2026-11-21_cards_v1.csv", text.as_bytes());
    let place = outcome.index.before(700).unwrap();
    assert_eq!((place.record, place.line), (513, 514));
    assert!(text[place.byte as usize..].starts_with("crd_00000513|"));
    assert!(outcome.index.before(0).is_none());
}

#[test]
fn blank_lines_are_not_records() {
    let bytes = valid_but("transactions", "\n", "\n\n\n");
    let outcome = check("2026-11-21_transactions_v1.csv", &bytes);
    assert_eq!(outcome.records, 4);
    assert_eq!(outcome.tallies[0].count, 2);
    assert_eq!(outcome.index.before(1).unwrap().line, 4);
}
