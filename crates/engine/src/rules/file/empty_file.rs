//! The file is empty; it does not even have a header.

use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;

/// The file is empty; it does not even have a header.
pub static RULE: Rule = Rule {
    name: "empty-file",
    code: "F004",
    family: Family::File,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(1),
    what: "The file is empty; it does not even have a header.",
    why: "On a day without records the bank expects a file with the header alone; a file of zero bytes has no columns and cannot be read.",
    mend: "Send the header line, even when no record follows.",
    source: "file-integrations/program-files",
    examples: &[
        Example::bad("transactions", "zero bytes", &[Edit::Whole(b"")]),
        Example::good("transactions", "the header alone", &[Edit::NoRecords]),
    ],
    say: |_| Said::new("The file is empty").expected("a header line, and a line for each record"),
};
