//! A NUL byte in a value.

use crate::checker::Root;
use crate::finding::Detail;
use crate::sink::Slip;
use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;

/// A NUL byte in a value.
pub static RULE: Rule = Rule {
    name: "nul-byte",
    code: "F009",
    family: Family::File,
    severity: Severity::Warning,
    authority: Authority::Assumed,
    group: None,
    what: "A value contains a NUL byte, which represents no character.",
    why: "Databases reject it or cut the value there. It is a sign of a damaged export.",
    mend: "Remove the byte; if it pads a fixed-width field, leave the padding out.",
    source: "encoding not stated by the bank",
    examples: &[
        Example::bad("balances", "padded with NUL", &[Edit::SetBytes("client_balance_name", b"Savings\0\0")]),
        Example::good("balances", "not padded", &[Edit::Set("client_balance_name", "Savings")]),
    ],
    say: |_| Said::new("The value contains a NUL byte").expected("text without NUL bytes"),
};

/// Finds NUL bytes; without them the value is what was meant.
pub(crate) fn find(text: &[u8]) -> Option<Root> {
    let cleaned = || text.iter().copied().filter(|&byte| byte != 0).collect();
    text.contains(&0).then(|| Root { slip: Slip::new(&RULE, Detail::None), cleaned: Some(cleaned()) })
}
