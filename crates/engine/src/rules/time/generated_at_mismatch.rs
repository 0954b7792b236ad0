//! A file that was not generated when it is sent.

use crate::finding::Detail;
use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// A file that was not generated when it is sent.
pub static RULE: Rule = Rule {
    name: "generated-at-mismatch",
    code: "T002",
    family: Family::Time,
    severity: Severity::Warning,
    authority: Authority::Documented,
    group: None,
    what: "generated_at lies before the file date or after the file is due.",
    why: "generated_at is the day on which the file is generated and sent: from the file date on, before the cutoff.",
    mend: "Write the moment at which the file was generated.",
    source: "file-integrations/card-files/schema",
    examples: &[
        Example::bad(
            "transactions",
            "generated on the activity day",
            &[Edit::Set("generated_at", "2026-11-20T22:00:00-06:00")],
        ),
        Example::good(
            "transactions",
            "generated on Sunday, due on Monday",
            &[Edit::Set("generated_at", "2026-11-22T02:00:00-06:00")],
        ),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let Detail::Day(day) = saying.finding.detail else {
        return Said::new("The file was not generated when it is sent");
    };
    let from = day.tomorrow().unwrap_or(day);
    Said::new(format!("The file of the activity day {day} was not generated between its date, {from}, and its cutoff"))
        .expected(format!("a moment from {from} on, before the cutoff"))
}
