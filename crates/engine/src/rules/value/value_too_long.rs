//! A value longer than the bank's API takes.

use crate::finding::Detail;
use crate::sink::Slip;
use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// A value longer than the bank's API takes.
pub static RULE: Rule = Rule {
    name: "value-too-long",
    code: "V013",
    family: Family::Value,
    severity: Severity::Warning,
    authority: Authority::Assumed,
    group: Some(2),
    what: "A value has more characters than the bank's API allows.",
    why: "The limit is stated for the API; whether it applies to files too is not.",
    mend: "Use a shorter value.",
    source: "api-reference/endpoint/subledger-balance",
    examples: &[
        Example::bad(
            "balances",
            "a name of 70 characters",
            &[Edit::Set(
                "client_balance_name",
                "A savings pocket whose name goes on for longer than anybody would ask.",
            )],
        ),
        Example::good("balances", "a short name", &[Edit::Set("client_balance_name", "Savings")]),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let Detail::Numbers(limit, found) = saying.finding.detail else { return Said::new("The value is too long") };
    Said::new(format!("The value has {found} characters; the bank's API takes {limit}"))
        .expected(format!("at most {limit} characters"))
}

/// Compares the length in characters, not bytes.
pub(crate) fn find(limit: Option<usize>, text: &[u8]) -> Option<Slip> {
    let limit = limit.filter(|&limit| text.len() > limit)?;
    let length = String::from_utf8_lossy(text).chars().count();
    (length > limit).then(|| Slip::new(&RULE, Detail::Numbers(limit as u64, length as u64)))
}
