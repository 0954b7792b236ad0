//! A number written in another way.

use crate::decimal::Decimal;
use crate::finding::Detail;
use crate::sink::Slip;
use crate::values::{Reading, Value};
use daybreak_schema::{Authority, Type};

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// A number written in another way.
pub static RULE: Rule = Rule {
    name: "number-format",
    code: "V002",
    family: Family::Value,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(2),
    what: "A number is not written as digits with a point.",
    why: "The bank reads a minus sign, digits and a decimal point. Anything else is not a number to it, or not the number that was meant.",
    mend: "Write the number plainly, such as -1234.50.",
    source: "the schema page of the kind",
    examples: &[
        Example::bad("transactions", "a thousands separator", &[Edit::Set("amount", "1,234.50")]),
        Example::bad("transactions", "a currency sign", &[Edit::Set("amount", "$12.50")]),
        Example::bad("transactions", "a plus sign", &[Edit::Set("amount", "+12.50")]),
        Example::good("transactions", "plain", &[Edit::Set("amount", "1234.50")]),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let slip = if let Detail::Slip(slip) = &saying.finding.detail { slip } else { "another form" };
    let said = Said::new(format!("The number is written with {slip}"));
    if saying.column.is_some_and(|column| column.ty.value == Type::Integer) {
        return said.expected("a whole number: digits alone").help("Write the number plainly, such as 712.");
    }
    said.expected("a minus sign if it is negative, digits, and a point before the decimals")
}

/// Says what is wrong with a text that is not plainly a number.
pub(crate) fn explain(text: &[u8]) -> Reading {
    if let Some((slip, number)) = unusual(text) {
        return match number {
            Some(number) => Reading::Odd(Value::Number(number), Slip::new(&RULE, Detail::Slip(slip.into())).assumed()),
            None => Reading::Bad(too_long()),
        };
    }
    Reading::Bad(Slip::new(&RULE, Detail::Slip(name(text).into())))
}

/// The same where a whole number is due.
pub(crate) fn explain_integer(text: &[u8]) -> Reading {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    if digits.contains(&b'.') && digits.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.') {
        return Reading::Bad(Slip::new(&RULE, Detail::Slip("decimals, where a whole number is expected".into())));
    }
    explain(text)
}

/// A number that we could not add exactly is refused: a wrong sum would be worse.
pub(crate) fn too_long() -> Slip {
    Slip::new(&RULE, Detail::Slip("more digits than can be added exactly (38)".into()))
}

/// Forms whose meaning is plain, which a strict reader may still refuse.
fn unusual(text: &[u8]) -> Option<(&'static str, Option<Decimal>)> {
    let (plus, rest) = text.strip_prefix(b"+").map_or((false, text), |rest| (true, rest));
    let digits = rest.strip_prefix(b"-").filter(|_| !plus).unwrap_or(rest);
    let points = digits.iter().filter(|&&byte| byte == b'.').count();
    let count = digits.iter().filter(|byte| byte.is_ascii_digit()).count();
    if count == 0 || points > 1 || count + points != digits.len() {
        return None;
    }
    let slip = match digits {
        _ if plus => "a plus sign",
        [b'.', ..] => "no digit before the point",
        [.., b'.'] => "no digit after the point",
        [b'0', b'0'..=b'9', ..] => "leading zeros",
        _ => "a minus sign before zero",
    };
    Some((slip, Decimal::from_plain(rest)))
}

fn name(text: &[u8]) -> &'static str {
    if !text.iter().any(u8::is_ascii_digit) {
        return "no digits";
    }
    let has = |bytes: &[u8]| text.iter().any(|byte| bytes.contains(byte));
    let only = |bytes: &[u8]| text.iter().all(|byte| byte.is_ascii_digit() || bytes.contains(byte));
    let signs: [&[u8]; 4] = [b"\xE2\x82\xAC", b"\xC2\xA3", b"\xC2\xA5", b"$"];
    if signs.iter().any(|sign| text.windows(sign.len()).any(|window| window == *sign)) {
        "a currency sign"
    } else if text.starts_with(b"(") && text.ends_with(b")") {
        "parentheses for a negative number"
    } else if has(b"eE") && only(b"eE+-.") {
        "an exponent"
    } else if has(b"%") {
        "a percent sign"
    } else if only(b",.- ") && has(b",") {
        comma(text)
    } else if text.ends_with(b"-") {
        "its minus sign at the end"
    } else if only(b"-. '_") && has(b" '_") {
        "a thousands separator"
    } else if has(b".") && only(b"-.") {
        "several points or minus signs"
    } else {
        "characters that are not part of a number"
    }
}

/// `1,234` and `1,234.50` separate thousands; `12,5` has a comma for the point.
fn comma(text: &[u8]) -> &'static str {
    let behind = text.rsplit(|&byte| byte == b',').next().unwrap_or(&[]);
    let commas = text.iter().filter(|&&byte| byte == b',').count();
    let whole = behind.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if commas > 1 || whole == 3 || behind.contains(&b'.') {
        "a thousands separator"
    } else {
        "a comma for the decimal point"
    }
}
