//! White space around a value.

use crate::checker::Root;
use crate::finding::Detail;
use crate::sink::Slip;
use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;

/// White space around a value.
pub static RULE: Rule = Rule {
    name: "surrounding-space",
    code: "V015",
    family: Family::Value,
    severity: Severity::Warning,
    authority: Authority::Assumed,
    group: Some(2),
    what: "A value has white space before or after it.",
    why: "The space belongs to the value: \"active \" is not \"active\", and an ID with a space is a different ID.",
    mend: "Remove the space from the value.",
    source: "RFC 4180 (spaces are part of a field)",
    examples: &[
        Example::bad("transactions", "a space behind", &[Edit::Set("balance_id", "bal_1 ")]),
        Example::bad("accounts", "a space before a listed value", &[Edit::Set("status", " active")]),
        Example::bad("transaction_updates", "a space before an identifier", &[Edit::Set("transaction_id", " txn_1")]),
        Example::good("balances", "a space within", &[Edit::Set("client_balance_name", "Everyday savings")]),
    ],
    say: |_| Said::new("White space around the value").expected("the value alone"),
};

/// Finds white space around a value; without it the value is what was meant.
pub(crate) fn find(text: &[u8]) -> Option<Root> {
    let trimmed = text.trim_ascii();
    (trimmed.len() < text.len()).then(|| Root { slip: Slip::new(&RULE, Detail::None), cleaned: Some(trimmed.to_vec()) })
}
