//! A date and time without its offset.

use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;

/// A date and time without its offset.
pub static RULE: Rule = Rule {
    name: "datetime-offset-missing",
    code: "V008",
    family: Family::Value,
    severity: Severity::Warning,
    authority: Authority::Assumed,
    group: Some(2),
    what: "A date and time does not give its offset from UTC.",
    why: "Whether the bank then reads it as Central time or as UTC is not stated; six hours can move a transaction to another day.",
    mend: "Add the offset: -06:00 or -05:00 for Central, Z for UTC.",
    source: "RFC 3339; offset not stated by the bank",
    examples: &[
        Example::bad("transactions", "no offset", &[Edit::Set("effective_at", "2026-11-20T09:30:00")]),
        Example::bad(
            "transaction_updates",
            "no offset of a generated time",
            &[Edit::Set("generated_at", "2026-11-21T01:00:00")],
        ),
        Example::good("transactions", "in UTC", &[Edit::Set("effective_at", "2026-11-20T15:30:00Z")]),
    ],
    say: |_| Said::new("The date and time has no offset from UTC").expected("an offset, such as -06:00 or Z"),
};
