//! A currency that does not exist.

use daybreak_schema::Authority;
use daybreak_schema::{LayoutColumn, currency_digits};

use crate::finding::Detail;
use crate::sink::Slip;
use crate::values::Reading;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// A currency that does not exist.
pub static RULE: Rule = Rule {
    name: "currency-unknown",
    code: "V011",
    family: Family::Value,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(2),
    what: "A currency is not an ISO 4217 code in force.",
    why: "The bank accepts three-letter codes such as USD; amounts in an unknown currency cannot be booked.",
    mend: "Use the three-letter code in upper case.",
    source: "the schema page of the kind; ISO 4217",
    examples: &[
        Example::bad("transactions", "lower case", &[Edit::Set("currency", "usd")]),
        Example::bad("non_posted_transactions", "a currency that is no more", &[Edit::Set("currency", "DEM")]),
        Example::good(
            "transactions",
            "a code in force",
            &[Edit::Set("currency", "EUR"), Edit::Set("amount_in_usd", "136.20")],
        ),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let said = Said::new("There is no such currency code").expected("a three-letter ISO 4217 code, such as USD");
    match &saying.finding.detail {
        Detail::Meant(meant) => said.help(format!("Write {meant}, if that was meant.")),
        _ => said,
    }
}

/// Says what is wrong with a text that is no currency code in force.
pub(crate) fn explain(column: &LayoutColumn, text: &[u8]) -> Reading {
    let upper = text.trim_ascii().to_ascii_uppercase();
    let detail = match String::from_utf8(upper) {
        Ok(code) if currency_digits(code.as_bytes()).is_some() => Detail::Meant(code.into()),
        _ => Detail::None,
    };
    Reading::Bad(Slip::new(&RULE, detail).resting_on(column.ty.authority))
}
