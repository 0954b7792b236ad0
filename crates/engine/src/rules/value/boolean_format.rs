//! Neither true nor false.

use crate::finding::Detail;
use crate::sink::Slip;
use crate::values::{Reading, Value};
use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// Neither true nor false.
pub static RULE: Rule = Rule {
    name: "boolean-format",
    code: "V009",
    family: Family::Value,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(2),
    what: "A cell that must be true or false holds something else.",
    why: "Other words are not booleans to the bank; that the two are written in lower case is inferred.",
    mend: "Write true or false.",
    source: "file-integrations/card-files/schema",
    examples: &[
        Example::bad("cards", "a word for it", &[Edit::Set("is_virtual", "yes")]),
        Example::bad("cards", "upper case", &[Edit::Set("is_virtual", "TRUE")]),
        Example::good("cards", "lower case", &[Edit::Set("is_virtual", "true")]),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let slip = if let Detail::Slip(slip) = &saying.finding.detail { slip } else { "another form" };
    Said::new(format!("The cell holds {slip}")).expected("true or false")
}

/// Says what is wrong with a text that is neither `true` nor `false`.
pub(crate) fn explain(text: &[u8]) -> Reading {
    if text.eq_ignore_ascii_case(b"true") || text.eq_ignore_ascii_case(b"false") {
        return Reading::Odd(Value::None, Slip::new(&RULE, Detail::Slip("the word in upper case".into())).assumed());
    }
    let lower = text.to_ascii_lowercase();
    let slip = match lower.as_slice() {
        b"yes" | b"no" | b"y" | b"n" => "yes or no",
        b"1" | b"0" => "a digit for true or false",
        b"t" | b"f" => "a letter for true or false",
        _ => "neither true nor false",
    };
    Reading::Bad(Slip::new(&RULE, Detail::Slip(slip.into())))
}
