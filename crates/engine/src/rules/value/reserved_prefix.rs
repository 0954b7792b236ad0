//! An ID that begins like one of the bank's own.

use crate::finding::Detail;
use crate::sink::Slip;
use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// An ID that begins like one of the bank's own.
pub static RULE: Rule = Rule {
    name: "reserved-prefix",
    code: "V014",
    family: Family::Value,
    severity: Severity::Warning,
    authority: Authority::Documented,
    group: None,
    what: "An ID of the partner begins with a prefix that the bank reserves for its own IDs.",
    why: "The bank has announced that it will reject such IDs, and will give 60 days' notice before it does.",
    mend: "Use another prefix for the partner's own IDs.",
    source: "file-integrations/account/validations; file-integrations/card-files/validations",
    examples: &[
        Example::bad("accounts", "the bank's prefix", &[Edit::Set("client_account_id", "account_2WxBDCON")]),
        Example::bad("cards", "the bank's prefix", &[Edit::Set("client_card_id", "card_0001")]),
        Example::good("accounts", "a prefix of one's own", &[Edit::Set("client_account_id", "acct_2WxBDCON")]),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let prefix = if let Detail::Meant(prefix) = &saying.finding.detail { prefix } else { "" };
    Said::new(format!("The ID begins with {prefix}, which the bank reserves for its own IDs"))
        .expected(format!("an ID that does not begin with {prefix}"))
}

/// Looks for a reserved prefix.
pub(crate) fn find(prefixes: &'static [&'static str], text: &[u8]) -> Option<Slip> {
    let prefix = prefixes.iter().find(|prefix| text.starts_with(prefix.as_bytes()))?;
    Some(Slip::new(&RULE, Detail::Meant((*prefix).into())))
}
