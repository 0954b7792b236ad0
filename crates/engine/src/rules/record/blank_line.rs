//! A line without anything on it.

use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;

/// A line without anything on it.
pub static RULE: Rule = Rule {
    name: "blank-line",
    code: "R002",
    family: Family::Record,
    severity: Severity::Warning,
    authority: Authority::Assumed,
    group: Some(1),
    what: "A line is empty, or has only white space.",
    why: "Most readers skip it; some read it as a record in which every required value is missing.",
    mend: "Remove the line. At the end of the file, one line ending is enough.",
    source: "RFC 4180; blank lines not stated by the bank",
    examples: &[
        Example::bad("transactions", "an empty line between records", &[Edit::LineAfter("")]),
        Example::bad("transaction_updates", "an empty line", &[Edit::LineAfter("")]),
        Example::good("transactions", "no empty line", &[]),
    ],
    say: |_| Said::new("The line is blank").expected("a record on every line"),
};
