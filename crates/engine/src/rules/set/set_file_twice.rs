//! There are two files of one kind for one day.

use daybreak_schema::Authority;

use crate::finding::Detail;
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};
use crate::set_example::{Change, SetExample, on};
use crate::sink::Slip;

/// There are two files of one kind for one day.
pub static RULE: Rule = Rule {
    name: "set-file-twice",
    code: "X012",
    family: Family::Set,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: None,
    what: "There are two files of one kind for one day.",
    why: "One file of each kind is accepted per day. A corrected file replaces the first by its higher version; without one, it is not known which of them counts, unless they are the same.",
    mend: "Give the corrected file a higher version, and remove the other.",
    source: "file-integrations/program-files; file-integrations/customer/validations",
    examples: &[],
    say,
};

/// Sets of files with the fault and without it.
pub static EXAMPLES: &[SetExample] = &[
    SetExample::bad(
        "two different files of one version",
        &[on(0, "transaction_updates", Change::Again("v01")), on(0, "transaction_updates", Change::Clear)],
    ),
    SetExample::bad("a copy of a file", &[on(0, "transaction_updates", Change::Again("v01"))]),
    SetExample::bad("a corrected file beside the first", &[on(0, "transaction_updates", Change::Again("v2"))]),
    SetExample::good("one file", &[]),
];

fn say(saying: &Saying) -> Said {
    if let Detail::Slip(what) = &saying.finding.detail {
        return Said::new(format!("The file is {what} of another one, and is left out"))
            .expected("one file of a kind each day");
    }
    if saying.finding.severity == Severity::Info {
        return Said::new("A file with a higher version replaces this one")
            .help("Nothing needs to be done if the other is the corrected one.");
    }
    Said::new("There is another file of this kind for the day, and no higher version shows which one counts")
        .expected("one file of a kind each day, or a higher version")
}

/// A higher version is how a file is sent again.
pub(crate) fn slip_of_older() -> Slip {
    Slip { severity: Severity::Info, ..Slip::new(&RULE, Detail::None) }
}

/// Of two that are the same, byte for byte, either may count: as where one lies in an archive too.
pub(crate) fn slip_of_copy() -> Slip {
    Slip { severity: Severity::Info, ..Slip::new(&RULE, Detail::Slip("a copy".into())) }
}
