//! A date in the name that is not the records' own.

use daybreak_calendar::Date;
use daybreak_schema::Authority;

use crate::finding::Detail;
use crate::sink::{Sink, Slip, Spot};

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// A date in the name that is not the records' own.
pub static RULE: Rule = Rule {
    name: "file-name-date-mismatch",
    code: "T004",
    family: Family::Time,
    severity: Severity::Warning,
    authority: Authority::Documented,
    group: None,
    what: "The date in the file's name is not the day after the records' activity day.",
    why: "The name carries the day after the activity day. With another date, the bank takes it for the file of another day.",
    mend: "Use the day after the activity day in the name, or export the records of the right day.",
    source: "onboarding/testing-go-live",
    examples: &[
        Example::bad("transactions", "the activity day in the name", &[Edit::Name("2026-11-20_#_v1.csv")]),
        Example::good(
            "transactions",
            "the day after the activity day",
            &[Edit::Name("2026-11-21_transactions_v1.csv")],
        ),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let Detail::Day(day) = saying.finding.detail else {
        return Said::new("The date in the name is not that of the records");
    };
    Said::new(format!(
        "Files of the activity day {} carry the date {day} in their names",
        day.yesterday().unwrap_or(day)
    ))
    .expected(format!("the date {day} in the name"))
}

/// Reports the date that was expected in the name, and counts the records that are off only because of it.
pub(crate) fn check(expected: Option<Date>, folded: u64, sink: &mut Sink) {
    if let Some(date) = expected {
        sink.take(Slip::new(&RULE, Detail::Day(date)), Spot::default());
        sink.suppress(&super::activity_day_mismatch::RULE, folded, RULE.name);
    }
}
