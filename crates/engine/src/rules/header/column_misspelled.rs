//! A column name with a slip of the pen.

use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::rules::value::invisible_character;
use crate::saying::{Said, Saying};
use crate::unseen::is_unseen;

/// A column name with a slip of the pen.
pub static RULE: Rule = Rule {
    name: "column-misspelled",
    code: "H006",
    family: Family::Header,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(1),
    what: "A column name is nearly, but not quite, one that is missing.",
    why: "Columns are found by their exact names; a wrong letter makes one missing and another unknown.",
    mend: "Write the name exactly as on the schema page.",
    source: "the schema page of the kind",
    examples: &[
        Example::bad("transactions", "a letter too many", &[Edit::Rename("currency", "currrency")]),
        Example::bad("accounts", "two letters swapped", &[Edit::Rename("account_holders", "acocunt_holders")]),
        Example::bad("transactions", "a zero-width space", &[Edit::Rename("currency", "curr\u{200b}ency")]),
        Example::bad("cards", "a letter too few", &[Edit::Rename("generated_at", "generatd_at")]),
        Example::good("accounts", "spelled right", &[]),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let name = saying.column.map_or("", |column| &column.header);
    let found = saying.finding.found.as_deref().unwrap_or_default();
    let hidden = found.chars().find(|character| is_unseen(*character));
    if let Some(hidden) = hidden.filter(|_| found.chars().filter(|character| !is_unseen(*character)).eq(name.chars())) {
        return Said::new(format!("The column name holds {}", invisible_character::in_words(hidden))).expected(name);
    }
    Said::new(format!("The column name is misspelled; {name} was probably meant")).expected(name)
}
