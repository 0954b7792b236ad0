//! A moment that has not come yet.

use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;

/// A moment that has not come yet.
pub static RULE: Rule = Rule {
    name: "timestamp-in-future",
    code: "T003",
    family: Family::Time,
    severity: Severity::Warning,
    authority: Authority::Assumed,
    group: None,
    what: "A date and time is in the future.",
    why: "What has been reported has happened; a later moment comes from a wrong clock or a wrong offset.",
    mend: "Correct the date and time, or its offset.",
    source: "inferred from onboarding/testing-go-live",
    examples: &[
        Example::bad(
            "transactions",
            "a card used next year",
            &[Edit::Set("card_transaction_effective_at", "2027-01-02T00:00:00Z")],
        ),
        Example::good("cards", "expires in the future", &[Edit::Set("expiry_date", "2031-01-31")]),
    ],
    say: |_| Said::new("The date and time is in the future").expected("a moment that has passed"),
};
