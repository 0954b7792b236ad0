//! A list of IDs that cannot be read.

use std::borrow::Cow;

use crate::finding::Detail;
use crate::sink::Slip;
use crate::values::{Reading, Value};
use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// A list of IDs that cannot be read.
pub static RULE: Rule = Rule {
    name: "id-list-format",
    code: "V012",
    family: Family::Value,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(2),
    what: "A list of IDs is not written as \"entity_123\", \"entity_456\" or as a JSON array.",
    why: "The bank must be able to see where one ID ends and the next begins.",
    mend: "Write each ID in quotation marks, with a comma and a space between them.",
    source: "file-integrations/account/schema",
    examples: &[
        Example::bad("accounts", "an empty item", &[Edit::Set("account_holders", "\"cust_1\", \"\"")]),
        Example::bad("accounts", "no quotation marks", &[Edit::Set("account_holders", "cust_1, cust_2")]),
        Example::bad(
            "accounts",
            "text after a quotation mark",
            &[Edit::Set("account_holders", "\"cust_1\"x, \"cust_2\"")],
        ),
        Example::bad(
            "accounts",
            "all of it in one pair of quotation marks",
            &[Edit::Set("account_holders", "\"cust_1, cust_2\"")],
        ),
        Example::bad("accounts", "braces", &[Edit::Set("account_holders", "{cust_1}")]),
        Example::good("accounts", "an empty array where no IDs are needed", &[Edit::Set("authorized_users", "[]")]),
        Example::good("accounts", "the bank's own form", &[Edit::Set("account_holders", "\"cust_1\", \"cust_2\"")]),
        Example::good("accounts", "a JSON array", &[Edit::Set("account_holders", "[\"cust_1\",\"cust_2\"]")]),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let slip = if let Detail::Slip(slip) = &saying.finding.detail { slip } else { "another form" };
    Said::new(format!("The list has {slip}")).expected("IDs as \"entity_123\", \"entity_456\"")
}

/// Says what is wrong with a cell, if anything: the plain single ID was taken before.
pub(crate) fn explain(raw: &[u8]) -> Reading {
    let Ok(raw) = std::str::from_utf8(raw) else { return Reading::Bad(slip("bytes that are not UTF-8")) };
    // The whole list may stand in one quoted cell, its own quotation marks doubled.
    let unquoted = raw
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .filter(|inner| inner.contains("\"\"") || inner.starts_with('[') || !inner.contains('"'));
    let list = unquoted.map_or(Cow::Borrowed(raw), |inner| inner.replace("\"\"", "\"").into());
    let list = list.trim();
    let list = match (list.strip_prefix('['), list.strip_suffix(']')) {
        (Some(_), Some(_)) => list.get(1..list.len() - 1).unwrap_or("").trim(),
        (None, None) => list,
        _ => return Reading::Bad(slip("a bracket that is not closed")),
    };
    if list.is_empty() {
        return Reading::Bad(slip("no IDs"));
    }
    if list.matches('"').count() % 2 == 1 {
        return Reading::Bad(slip("a quotation mark that is not closed"));
    }
    let items = || list.split([',', ';']).map(str::trim);
    let bare = |item: &str| !item.contains('"');
    // The worse of several faults is told.
    if items().any(|item| item.trim_matches('"').trim().is_empty()) {
        Reading::Bad(slip("an empty item"))
    } else if items().any(|item| item.matches('"').count() > 2) {
        Reading::Bad(slip("no comma between two IDs"))
    } else if items().any(|item| !bare(item) && !is_quoted(item)) {
        Reading::Bad(slip("text beside its quotation marks"))
    } else if items().any(|item| super::null_word::is_word(item.as_bytes())) {
        Reading::Odd(Value::None, Slip::new(&super::null_word::RULE, Detail::None))
    } else if items().filter(|item| bare(item)).any(|item| item.contains(is_of_another_form)) {
        Reading::Odd(Value::None, slip("an ID with white space, a brace or an apostrophe in it").assumed())
    } else if list.contains(';') {
        Reading::Odd(Value::None, slip("semicolons between its IDs").assumed())
    } else if items().nth(1).is_some() && items().any(bare) {
        Reading::Odd(Value::None, slip("IDs without quotation marks").assumed())
    } else {
        Reading::Good(Value::None)
    }
}

/// Whether a character stands in no ID, but in another way of writing lists.
fn is_of_another_form(character: char) -> bool {
    character.is_whitespace() || matches!(character, '{' | '}' | '(' | ')' | '\'')
}

fn is_quoted(item: &str) -> bool {
    item.len() > 1 && item.starts_with('"') && item.ends_with('"')
}

fn slip(slip: &'static str) -> Slip {
    Slip::new(&RULE, Detail::Slip(slip.into()))
}
