//! A quotation mark where CSV allows none.

use crate::checker::Root;
use crate::finding::Detail;
use crate::sink::Slip;
use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;

/// A quotation mark where CSV allows none.
pub static RULE: Rule = Rule {
    name: "stray-quote",
    code: "F007",
    family: Family::File,
    severity: Severity::Warning,
    authority: Authority::Assumed,
    group: Some(1),
    what: "There is a quotation mark inside a value that is not quoted, or characters follow a closing one.",
    why: "CSV readers handle this differently; some reject the line.",
    mend: "Put the whole value in quotation marks and double each one inside it, or remove the quotation marks.",
    source: "RFC 4180",
    examples: &[
        Example::bad("balances", "a quotation mark inside a value", &[Edit::Set("client_balance_name", "5\" deposit")]),
        Example::good("balances", "quoted and doubled", &[Edit::Set("client_balance_name", "\"5\"\" deposit\"")]),
        Example::good(
            "accounts",
            "the bank's own form of a list",
            &[Edit::Set("account_holders", "\"cust_1\", \"cust_2\"")],
        ),
    ],
    say: |_| {
        Said::new("A quotation mark where CSV allows none")
            .expected("the whole value quoted, with each quotation mark within it doubled")
    },
};

/// The cell is read as the `csv` crate reads it.
pub(crate) fn find(text: &[u8]) -> Root {
    Root { slip: Slip::new(&RULE, Detail::None), cleaned: Some(text.to_vec()) }
}
