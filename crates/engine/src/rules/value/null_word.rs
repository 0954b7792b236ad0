//! A word that stands for no value.

use crate::checker::Root;
use crate::finding::Detail;
use crate::sink::Slip;
use daybreak_schema::{Authority, Presence};

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// A word that stands for no value.
pub static RULE: Rule = Rule {
    name: "null-word",
    code: "V017",
    family: Family::Value,
    severity: Severity::Warning,
    authority: Authority::Assumed,
    group: Some(2),
    what: "A cell holds a word such as NULL instead of being empty.",
    why: "An empty value is an empty cell; the word is read as a value.",
    mend: "Leave the cell empty.",
    source: "the schema page of the kind",
    examples: &[
        Example::bad("balances", "NULL in a name", &[Edit::Set("client_balance_name", "NULL")]),
        Example::bad("transactions", "null for a date", &[Edit::Set("settlement_date", "null")]),
        Example::good(
            "non_posted_transactions",
            "null in an optional column of this kind",
            &[Edit::Set("balance_id", "null")],
        ),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let said = Said::new("The cell holds a word for \"no value\"");
    if saying.column.is_some_and(|column| column.presence.value == Presence::Required) {
        return said.expected("a value").help("Write the value: the cell must be filled in every record.");
    }
    said.expected("an empty cell, or a value")
}

/// Finds a word that stands for no value. Whether the cell may be empty is not asked: what was meant is not sure.
pub(crate) fn find(text: &[u8]) -> Option<Root> {
    is_word(text).then(|| Root { slip: Slip::new(&RULE, Detail::None), cleaned: None })
}

/// Whether a text is such a word, in whatever case.
pub(crate) fn is_word(text: &[u8]) -> bool {
    const WORDS: [&[u8]; 9] = [b"null", b"none", b"nil", b"nan", b"n/a", b"undefined", b"(null)", b"<null>", b"\\n"];
    text.len() <= 9 && WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
}
