//! A file carries another day than the files that came with it.

use daybreak_schema::Authority;

use crate::finding::Detail;
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};
use crate::set_example::{Change, SetExample, on};

/// A file carries another day than the files that came with it.
pub static RULE: Rule = Rule {
    name: "set-dates-differ",
    code: "X013",
    family: Family::Set,
    severity: Severity::Warning,
    authority: Authority::Documented,
    group: None,
    what: "A file carries another day than the files that came with it.",
    why: "All files of a day carry the activity of that day and the next day's date in their names. This one stands alone on its day, while its kind is missing among the others.",
    mend: "Correct the date in the name, or take the right file.",
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
    let Detail::Day(day) = saying.finding.detail else {
        return Said::new("The file is of another day than the others");
    };
    Said::new(format!("The file carries another day than those that came with it, of the activity day {day}"))
        .expected(format!("a file of the activity day {day}"))
}
