//! A value that a spreadsheet has spoilt.

use daybreak_schema::Authority;
use daybreak_schema::{LayoutColumn, Type};

use crate::checker::Root;
use crate::finding::Detail;
use crate::sink::Slip;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// A value that a spreadsheet has spoilt.
pub static RULE: Rule = Rule {
    name: "spreadsheet-damage",
    code: "V018",
    family: Family::Value,
    severity: Severity::Warning,
    authority: Authority::Assumed,
    group: Some(2),
    what: "A value looks as if a spreadsheet program had changed it.",
    why: "Spreadsheets turn long IDs into rounded numbers and broken formulas into words; the real value is lost.",
    mend: "Export the data from its source again, and do not open the file in a spreadsheet program.",
    source: "the schema page of the kind",
    examples: &[
        Example::bad("transactions", "a rounded ID", &[Edit::Set("balance_id", "1.23E+11")]),
        Example::bad("balances", "a broken formula", &[Edit::Set("client_balance_name", "#REF!")]),
        Example::bad("transactions", "a formula for a text", &[Edit::Set("balance_id", "=\"bal_1\"")]),
        Example::good("transactions", "a long ID as it is", &[Edit::Set("balance_id", "123456789012")]),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let slip = if let Detail::Slip(slip) = &saying.finding.detail { slip } else { "another form" };
    Said::new(format!("The value is {slip}, as left by a spreadsheet")).expected("the value as it is in its source")
}

/// Finds what spreadsheets leave. A text that was wrapped in a formula can be taken out of it; the rest is lost.
pub(crate) fn find(column: &LayoutColumn, text: &[u8]) -> Option<Root> {
    const ERRORS: [&[u8]; 8] = [b"#REF!", b"#N/A", b"#VALUE!", b"#NAME?", b"#DIV/0!", b"#NULL!", b"#NUM!", b"#SPILL!"];
    let root = |slip: &'static str, cleaned| Some(Root { slip: Slip::new(&RULE, Detail::Slip(slip.into())), cleaned });
    if let Some(inner) = text.strip_prefix(b"=\"").and_then(|rest| rest.strip_suffix(b"\"")) {
        return root("a formula around text", Some(inner.to_vec()));
    }
    if ERRORS.contains(&text) {
        return root("a formula error", None);
    }
    if text.len() >= 3 && text.iter().all(|&byte| byte == b'#') {
        return root("the fill of a column that was too narrow", None);
    }
    let may_be_id = matches!(column.ty.value, Type::Id | Type::Text | Type::Enum | Type::IdList);
    if may_be_id && is_scientific(text) {
        return root("a number in scientific notation", None);
    }
    None
}

/// `1.23E+11`.
fn is_scientific(text: &[u8]) -> bool {
    let Some(at) = text.windows(2).position(|pair| pair == b"E+") else { return false };
    let (mantissa, exponent) = text.split_at(at);
    let exponent = exponent.get(2..).unwrap_or(&[]);
    mantissa.first().is_some_and(u8::is_ascii_digit)
        && mantissa.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.')
        && !exponent.is_empty()
        && exponent.iter().all(u8::is_ascii_digit)
}
