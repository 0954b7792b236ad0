//! Some lines end with LF, others with CRLF.

use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;

/// Some lines end with LF, others with CRLF.
pub static RULE: Rule = Rule {
    name: "line-endings-mixed",
    code: "F008",
    family: Family::File,
    severity: Severity::Info,
    authority: Authority::Assumed,
    group: None,
    what: "Some lines end with LF, others with CRLF.",
    why: "Most readers accept both. It suggests that the file was assembled from several sources or edited by hand.",
    mend: "Use the same line ending throughout.",
    source: "RFC 4180; line ends not stated by the bank",
    examples: &[
        Example::bad("transactions", "one CRLF among LF", &[Edit::LineEndingOnce("\r\n")]),
        Example::good("transactions", "CRLF throughout", &[Edit::LineEnding("\r\n")]),
    ],
    say: |_| Said::new("From here on, lines end differently than before").expected("the same line ending throughout"),
};
