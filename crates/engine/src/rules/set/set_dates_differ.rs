//! A file carries a different day from the files that it probably belongs with.

use daybreak_calendar::Date;
use daybreak_schema::Authority;

use crate::finding::Detail;
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};
use crate::set_example::{Change, SetExample, on};
use crate::sink::Slip;

/// A file carries a different day from the files that it probably belongs with.
pub static RULE: Rule = Rule {
    name: "set-dates-differ",
    code: "X013",
    family: Family::Set,
    severity: Severity::Warning,
    authority: Authority::Documented,
    group: None,
    what: "A file carries a different day from the files that it probably belongs with.",
    why: "All files of a day carry the activity of that day and the next day's date in their names. This one is alone on its day, while its kind is missing on another.",
    mend: "If it is meant for that other day, correct the date in its name, or pick the right file. If it is right, add the other files of its day.",
    source: "onboarding/testing-go-live; file-integrations/program-files",
    examples: &[],
    say,
};

/// Sets of files with the fault and without it.
pub static EXAMPLES: &[SetExample] = &[
    SetExample::bad(
        "a file named for the next day",
        &[on(0, "transaction_updates", Change::Clear), on(0, "transaction_updates", Change::NextDate)],
    ),
    SetExample::good("all of one day", &[]),
];

fn say(saying: &Saying) -> Said {
    const LEAD: &str = "The file is alone, or nearly so, on its day, and its kind is missing";
    match &saying.finding.detail {
        Detail::Day(day) => Said::new(format!("{LEAD} on the activity day {day}: it is probably meant for that one"))
            .expected(format!("a file of the activity day {day}")),
        Detail::Names(days) => Said::new(format!(
            "{LEAD} on the activity days {}: it is not clear for which of them it is meant",
            days.join(" and ")
        ))
        .expected("a file of one of those days, or the other files of its own"),
        _ => Said::new("The file is of another day than the others"),
    }
}

/// It may be meant for any of these days.
pub(crate) fn doubtful(days: &[Date]) -> Slip {
    Slip::new(&RULE, Detail::Names(days.iter().map(|day| day.to_string().into()).collect()))
}
