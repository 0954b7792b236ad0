//! What a record with the wrong number of fields probably comes from.

use super::check;
use crate::{Cause, Detail};

/// The cause that is found in a record that ends early.
fn cause(kind: &str, record: &str) -> Option<(Cause, u64)> {
    let header: Vec<_> =
        daybreak_schema::kind_by_token(kind).unwrap().columns.iter().map(|column| column.name).collect();
    let outcome = check(&format!("2026-11-21_{kind}_v1.csv"), format!("{}\n{record}\n", header.join("|")).as_bytes());
    let finding = outcome.findings.iter().find(|finding| finding.rule.name == "field-count").unwrap();
    let Detail::Fields { cause, .. } = finding.detail else { panic!("no count") };
    cause
}

#[test]
fn a_line_is_broken_inside_a_text_or_half_a_value() {
    let updates = |record: &str| cause("transaction_updates", record);
    assert_eq!(updates("txn_1|2026-11-19|ach_1|2026-11-20T12:00:00-06:00"), Some((Cause::MissingField, 5)));
    assert_eq!(updates("txn_1|2026-11-19|ach_1"), Some((Cause::MissingField, 4)));
    assert_eq!(updates("txn_1|2026-11"), Some((Cause::BrokenLine, 2)));
    let text = daybreak_schema::kind_by_token("balances").unwrap().columns.iter();
    let before = text.take_while(|column| column.name != "client_balance_name").count();
    let record = format!("{}Savings", "|".repeat(before));
    assert_eq!(cause("balances", &record), Some((Cause::BrokenLine, before as u64 + 1)));
}

#[test]
fn another_delimiter_is_none_inside_quotation_marks() {
    let updates = |record: &str| cause("transaction_updates", record);
    let record = "txn_1|2026-11-19|ach_1|2026-11-20T12:00:00-06:00|2026-11-21T04:00:00-06:00";
    for delimiter in [",", ";", "\t"] {
        assert_eq!(updates(&record.replace('|', delimiter)), Some((Cause::OtherDelimiter, 1)));
    }
    assert_eq!(updates(&format!("\"{record}\"")), None);
}
