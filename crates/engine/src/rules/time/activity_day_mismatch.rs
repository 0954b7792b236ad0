//! A record of another day.

use crate::finding::Detail;
use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// A record of another day.
pub static RULE: Rule = Rule {
    name: "activity-day-mismatch",
    code: "T001",
    family: Family::Time,
    severity: Severity::Warning,
    authority: Authority::Documented,
    group: None,
    what: "effective_at is outside the day that the file is for.",
    why: "A file carries the records of one activity day, from midnight to midnight Central; one of another day belongs in another file.",
    mend: "Move the record to the file of its own day, or correct effective_at.",
    source: "onboarding/testing-go-live",
    examples: &[
        Example::bad("transactions", "a day too early", &[Edit::Set("effective_at", "2026-11-19T23:59:59-06:00")]),
        Example::bad(
            "non_posted_transactions",
            "before the activity day",
            &[Edit::Set("effective_at", "2026-11-19T12:00:00-06:00")],
        ),
        Example::good(
            "transactions",
            "the last second of the day, in UTC",
            &[Edit::Set("effective_at", "2026-11-21T05:59:59Z")],
        ),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let Detail::Day(day) = saying.finding.detail else { return Said::new("The record is of another day") };
    Said::new(format!("The record is not of the activity day {day} (Central)"))
        .expected(format!("a moment on {day}, Central"))
}
