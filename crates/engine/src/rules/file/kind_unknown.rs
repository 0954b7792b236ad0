//! Neither name nor header tells the kind.

use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;

/// Neither name nor header tells the kind.
pub static RULE: Rule = Rule {
    name: "kind-unknown",
    code: "F014",
    family: Family::File,
    severity: Severity::Warning,
    authority: Authority::Assumed,
    group: None,
    what: "Neither the name nor the header shows which kind of file it is.",
    why: "Without the kind no column and no value can be checked.",
    mend: "Choose the kind by hand, or name the file like 2026-11-21_transactions_v1.csv.",
    source: "file-integrations/file-delivery/overview",
    examples: &[
        Example::bad(
            "transactions",
            "foreign columns and a recognised form of name",
            &[Edit::Whole(b"alpha|beta|gamma\n1|2|3\n"), Edit::Name("2026-11-21_v1.csv")],
        ),
        Example::good("transactions", "known by its columns", &[]),
    ],
    say: |_| {
        Said::new("It is not clear which kind of file this is")
            .expected("a kind in the name, or the columns of one in the header")
    },
};
