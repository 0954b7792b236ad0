//! A day that is not in the calendar.

use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;

/// A day that is not in the calendar.
pub static RULE: Rule = Rule {
    name: "date-invalid",
    code: "V005",
    family: Family::Value,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(2),
    what: "A date has the right format, but there is no such day.",
    why: "A day such as February 30 cannot be read as a date.",
    mend: "Correct the day at its source.",
    source: "the schema page of the kind",
    examples: &[
        Example::bad("transactions", "February 30", &[Edit::Set("settlement_date", "2026-02-30")]),
        Example::bad("transaction_updates", "the thirteenth month", &[Edit::Set("settlement_date", "2026-13-01")]),
        Example::good("transactions", "February 29 of a leap year", &[Edit::Set("settlement_date", "2024-02-29")]),
    ],
    say: |_| Said::new("There is no such day in the calendar").expected("a day that exists"),
};
