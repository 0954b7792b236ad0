//! A line ends with a carriage return alone.

use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;

/// A line ends with a carriage return alone.
pub static RULE: Rule = Rule {
    name: "line-ending-cr",
    code: "F010",
    family: Family::File,
    severity: Severity::Warning,
    authority: Authority::Assumed,
    group: None,
    what: "A line ends with a carriage return alone, as in classic Mac OS.",
    why: "Many readers do not treat it as a line ending and read two records as one.",
    mend: "End each line with LF or CRLF.",
    source: "RFC 4180; line ends not stated by the bank",
    examples: &[
        Example::bad("transactions", "CR throughout", &[Edit::LineEnding("\r")]),
        Example::good("transactions", "LF throughout", &[Edit::LineEnding("\n")]),
    ],
    say: |_| Said::new("The line ends with a carriage return alone").expected("LF or CRLF"),
};
