//! A record that occurs twice.

use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;

/// A record that occurs twice.
pub static RULE: Rule = Rule {
    name: "duplicate-record",
    code: "K002",
    family: Family::Key,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(1),
    what: "A record is the same as an earlier one, letter for letter.",
    why: "The bank checks that no record is sent twice; a transaction booked twice puts the day out of balance.",
    mend: "Remove the second one.",
    source: "file-integrations/file-delivery/errors",
    examples: &[
        Example::bad("balances", "a line twice", &[Edit::Repeat]),
        Example::good("balances", "each line once", &[]),
    ],
    say: |_| Said::new("The record is the same as an earlier one").expected("each record once in a file"),
};
