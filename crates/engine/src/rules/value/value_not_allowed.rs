//! A value outside of the column's list.

use daybreak_schema::Authority;
use daybreak_schema::LayoutColumn;

use crate::finding::Detail;
use crate::sink::Slip;
use crate::values::{Reading, Value};

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// A value outside of the column's list.
pub static RULE: Rule = Rule {
    name: "value-not-allowed",
    code: "V010",
    family: Family::Value,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(2),
    what: "A value is not one of those that the column allows.",
    why: "The bank compares the value letter by letter with its list.",
    mend: "Use one of the allowed values, in exactly that spelling.",
    source: "file-integrations/file-delivery/errors; the schema page of the kind",
    examples: &[
        Example::bad("accounts", "another case", &[Edit::Set("account_holder_type", "Consumer")]),
        Example::bad("cards", "a value of one's own", &[Edit::Set("card_type", "gift")]),
        Example::bad(
            "transactions",
            "a transfer type that is not in the known part of the list",
            &[Edit::Set("transfer_type", "carrier_pigeon")],
        ),
        Example::good("accounts", "as listed", &[Edit::Set("account_holder_type", "consumer")]),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let list = saying.column.map(|column| column.values.value.list.join(", ")).unwrap_or_default();
    let open = saying.column.is_some_and(|column| column.values.value.open);
    let expected =
        if open { format!("one of {list} (the list we know may be incomplete)") } else { format!("one of {list}") };
    let said = Said::new("The value is not one of those that are allowed here").expected(expected);
    match &saying.finding.detail {
        Detail::Meant(meant) => said.help(format!("Write {meant}, if that was meant.")),
        _ => said,
    }
}

/// Says what is wrong with a text that is not in the column's list.
pub(crate) fn explain(column: &LayoutColumn, text: &[u8]) -> Reading {
    let values = &column.values.value;
    let text = String::from_utf8_lossy(text);
    if let Some((_, meant)) = values.misprints.iter().find(|(printed, _)| *printed == text) {
        return Reading::Odd(Value::None, Slip::new(&RULE, Detail::Meant((*meant).into())).assumed());
    }
    // A number that is nearly another is not a slip of the pen.
    let words =
        values.list.iter().map(|value| &**value).filter(|value| !value.bytes().all(|byte| byte.is_ascii_digit()));
    let detail = match crate::spelling::nearest(words, &text) {
        Some(meant) => Detail::Meant(meant.to_owned().into()),
        None => Detail::None,
    };
    let slip = Slip::new(&RULE, detail).resting_on(column.values.authority);
    if values.open { Reading::Odd(Value::None, slip.assumed()) } else { Reading::Bad(slip) }
}
