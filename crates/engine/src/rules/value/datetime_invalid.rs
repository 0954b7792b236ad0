//! A moment that does not exist.

use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;

/// A moment that does not exist.
pub static RULE: Rule = Rule {
    name: "datetime-invalid",
    code: "V007",
    family: Family::Value,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(2),
    what: "A date and time has the right format, but there is no such moment.",
    why: "A time such as 25:00 or a day such as February 30 cannot be read.",
    mend: "Correct the time at its source.",
    source: "the schema page of the kind",
    examples: &[
        Example::bad("transactions", "hour 25", &[Edit::Set("effective_at", "2026-11-20T25:30:00-06:00")]),
        Example::bad("cards", "February 30", &[Edit::Set("created_at", "2026-02-30T09:30:00Z")]),
        Example::good(
            "transactions",
            "the last second of the day",
            &[Edit::Set("effective_at", "2026-11-20T23:59:59-06:00")],
        ),
    ],
    say: |_| Said::new("There is no such day or time").expected("a moment that exists"),
};
