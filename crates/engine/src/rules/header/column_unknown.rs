//! A column that the schema does not have.

use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::finding::Detail;
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// A column that the schema does not have.
pub static RULE: Rule = Rule {
    name: "column-unknown",
    code: "H003",
    family: Family::Header,
    severity: Severity::Warning,
    authority: Authority::Assumed,
    group: Some(1),
    what: "The header has a column that the schema does not know.",
    why: "Parts of the published schema are not visible to us, so the column may be right; the bank may also reject the file because of it.",
    mend: "Remove the column, or add it to the program profile if it was agreed with the bank.",
    source: "the schema page of the kind; extra columns not stated by the bank",
    examples: &[
        Example::bad("transactions", "a column of one's own", &[Edit::Add("internal_note", "x")]),
        Example::bad("transactions", "a column that the profile drops", &[]).with_profile(
            r#"{"profile_version":1,"name":"p","columns":{"transactions":{"dropped":["rewards_amount"]}}}"#,
        ),
        Example::good("transactions", "a column of the profile", &[Edit::Add("internal_note", "x")])
            .with_profile(r#"{"profile_version":1,"name":"p","columns":{"transactions":{"added":["internal_note"]}}}"#),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    if let Detail::Meant(_) = saying.finding.detail {
        return Said::new("The profile drops this column")
            .expected("only columns that the profile leaves in the schema")
            .help("Remove the column, or take it out of what the profile drops if that was not agreed.".to_owned());
    }
    Said::new("The schema has no column of this name").expected("only columns of the schema")
}
