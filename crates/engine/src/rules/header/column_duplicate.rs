//! A column name occurs twice.

use crate::finding::Detail;
use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// A column name occurs twice.
pub static RULE: Rule = Rule {
    name: "column-duplicate",
    code: "H004",
    family: Family::Header,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(1),
    what: "Two columns of the header have the same name.",
    why: "It is not clear which of the two has the value.",
    mend: "Remove one of them.",
    source: "file-integrations/file-delivery/overview",
    examples: &[
        Example::bad("transactions", "the currency twice", &[Edit::Add("currency", "USD")]),
        Example::bad("cards", "the moment twice", &[Edit::Add("generated_at", "2026-11-21T04:00:00-06:00")]),
        Example::good("transactions", "each column once", &[]),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let first = if let Detail::Numbers(_, first) = saying.finding.detail { first } else { 0 };
    Said::new(format!("The column stands in the header twice; first as field {first}")).expected("each column once")
}
