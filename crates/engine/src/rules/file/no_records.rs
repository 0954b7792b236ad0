//! There is a header and no record.

use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;

/// There is a header and no record.
pub static RULE: Rule = Rule {
    name: "no-records",
    code: "F011",
    family: Family::File,
    severity: Severity::Info,
    authority: Authority::Documented,
    group: None,
    what: "The file has a header and no records.",
    why: "That is right on a day with nothing to report, and wrong if records were expected.",
    mend: "Nothing to do if there was nothing to report that day.",
    source: "file-integrations/program-files",
    examples: &[
        Example::bad("transactions", "the header alone", &[Edit::NoRecords]),
        Example::good("transactions", "with records", &[]),
    ],
    say: |_| Said::new("The file has a header and no records"),
};
