//! A file that is due every day is missing.

use daybreak_schema::Authority;

use crate::finding::Detail;
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};
use crate::set_example::{Change, SetExample, on};

/// A file that is due every day is missing.
pub static RULE: Rule = Rule {
    name: "set-file-missing",
    code: "X011",
    family: Family::Set,
    severity: Severity::Warning,
    authority: Authority::Documented,
    group: None,
    what: "A file that is due every day is missing.",
    why: "One file of each kind is due for every day. When there is nothing to report, a file with only the header says so.",
    mend: "Send the file, with only its header when there is nothing to report.",
    source: "file-integrations/program-files; file-integrations/use-cases/deposit-accounts",
    examples: &[],
    say,
};

/// Sets of files with the fault and without it.
pub static EXAMPLES: &[SetExample] = &[
    SetExample::bad("a file left out", &[on(0, "transaction_updates", Change::Drop)]),
    SetExample::good("nothing to report", &[on(0, "transaction_updates", Change::Clear)]),
];

fn say(saying: &Saying) -> Said {
    let Detail::Names(kinds) = &saying.finding.detail else { return Said::new("A file is missing") };
    Said::new(format!("The day has no {}", kinds.join(", "))).expected("one file of each kind that is due, each day")
}
