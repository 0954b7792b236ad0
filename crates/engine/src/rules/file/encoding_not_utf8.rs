//! Bytes that are not UTF-8.

use crate::checker::Root;
use crate::finding::Detail;
use crate::sink::Slip;
use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// Bytes that are not UTF-8.
pub static RULE: Rule = Rule {
    name: "encoding-not-utf8",
    code: "F002",
    family: Family::File,
    severity: Severity::Warning,
    authority: Authority::Assumed,
    group: None,
    what: "The file contains bytes that are not UTF-8, or is written in UTF-16.",
    why: "No page states the encoding, and UTF-8 is what an ordinary reader expects: in any other encoding, names with accents end up garbled. In UTF-16 no column name can be read, and the bank rejects a file without its columns.",
    mend: "Export the file as UTF-8. Spreadsheet programs call it \"CSV UTF-8\".",
    source: "RFC 3629 (UTF-8); the bank states no encoding, but requires the columns",
    examples: &[
        Example::bad(
            "balances",
            "an accented letter in Latin-1",
            &[Edit::SetBytes("client_balance_name", b"Caf\xE9 fund")],
        ),
        Example::bad("transactions", "the whole file in UTF-16", &[Edit::Utf16]),
        Example::good("balances", "an accented letter in UTF-8", &[Edit::Set("client_balance_name", "Café fund")]),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    match &saying.finding.detail {
        Detail::Slip(slip) => Said::new(format!("The file is written in {slip}")).expected("UTF-8"),
        _ => Said::new("A byte that is not UTF-8").expected("UTF-8 text"),
    }
}

/// Finds bytes in a cell that are not UTF-8. What was meant cannot be known.
pub(crate) fn find(text: &[u8]) -> Option<Root> {
    std::str::from_utf8(text).is_err().then(|| Root { slip: Slip::new(&RULE, Detail::None), cleaned: None })
}

/// The whole file is UTF-16: no column can be read, which is what the bank would say, so it is an error.
pub(crate) fn utf16() -> Slip {
    Slip {
        severity: Severity::Error,
        authority: Authority::Documented,
        ..Slip::new(&RULE, Detail::Slip("UTF-16".into()))
    }
}
