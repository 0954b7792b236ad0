//! The file begins with a byte order mark.

use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;

/// The file begins with a byte order mark.
pub static RULE: Rule = Rule {
    name: "byte-order-mark",
    code: "F003",
    family: Family::File,
    severity: Severity::Warning,
    authority: Authority::Assumed,
    group: None,
    what: "The file begins with a byte order mark (three invisible bytes before the first column name).",
    why: "A reader that does not know the mark treats it as part of the first column name, and then cannot find that column. Whether the bank's reader does so is not stated.",
    mend: "Export without it: \"UTF-8\" rather than \"UTF-8 with BOM\".",
    source: "encoding not stated by the bank",
    examples: &[
        Example::bad("transactions", "the mark before the header", &[Edit::Prefix(b"\xEF\xBB\xBF")]),
        Example::good("transactions", "no mark", &[]),
    ],
    say: |_| {
        Said::new("The file begins with a byte order mark").expected("the first column name as the first character")
    },
};
