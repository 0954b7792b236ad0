//! A date written in another way.

use crate::finding::Detail;
use crate::sink::Slip;
use crate::values::Reading;
use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// A date written in another way.
pub static RULE: Rule = Rule {
    name: "date-format",
    code: "V004",
    family: Family::Value,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(2),
    what: "A date is not written as YYYY-MM-DD.",
    why: "The bank reads dates as year, month and day with hyphens only; in another order it can even be read as a different day.",
    mend: "Write the date as year, month, day: 2026-11-20.",
    source: "the schema page of the kind",
    examples: &[
        Example::bad("transactions", "the American order", &[Edit::Set("settlement_date", "11/20/2026")]),
        Example::bad("transactions", "the day first", &[Edit::Set("settlement_date", "20/11/2026")]),
        Example::bad("transactions", "day or month first", &[Edit::Set("settlement_date", "05/06/2026")]),
        Example::bad("non_posted_transactions", "a spreadsheet's day number", &[Edit::Set("settlement_date", "46346")]),
        Example::bad("transaction_updates", "no hyphens", &[Edit::Set("settlement_date", "20261120")]),
        Example::good("transactions", "as it should be", &[Edit::Set("settlement_date", "2026-11-20")]),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let slip = if let Detail::Slip(slip) = &saying.finding.detail { slip } else { "another form" };
    Said::new(format!("The date is written {slip}")).expected("a date as YYYY-MM-DD, such as 2026-11-20")
}

/// Says what is wrong with a text that is not a date of the calendar.
pub(crate) fn explain(text: &[u8]) -> Reading {
    if is_shaped(text) {
        return Reading::Bad(Slip::new(&super::date_invalid::RULE, Detail::None));
    }
    Reading::Bad(Slip::new(&RULE, Detail::Slip(name(text).into())))
}

/// `9999-99-99`.
pub(super) fn is_shaped(text: &[u8]) -> bool {
    text.len() == 10
        && text
            .iter()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { *byte == b'-' } else { byte.is_ascii_digit() })
}

fn is_month(digits: &[u8]) -> bool {
    std::str::from_utf8(digits)
        .ok()
        .and_then(|digits| digits.parse::<u8>().ok())
        .is_some_and(|number| (1..=12).contains(&number))
}

fn has_month_name(text: &[u8]) -> bool {
    const MONTHS: [&[u8]; 12] = [
        b"january",
        b"february",
        b"march",
        b"april",
        b"may",
        b"june",
        b"july",
        b"august",
        b"september",
        b"october",
        b"november",
        b"december",
    ];
    let is_month = |word: &[u8]| {
        let begins = |month: &&[u8]| month.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        word.len() >= 3 && MONTHS.iter().any(begins)
    };
    text.split(|byte| !byte.is_ascii_alphabetic()).any(is_month)
}

/// In what way a date or time is written, when not as it should be.
pub(super) fn name(text: &[u8]) -> &'static str {
    let digits = |part: &[u8]| !part.is_empty() && part.iter().all(u8::is_ascii_digit);
    let parts: Vec<&[u8]> = text.split(|byte| matches!(byte, b'/' | b'-' | b'.')).collect();
    match parts.as_slice() {
        [day] if digits(day) && day.len() == 5 => "as a spreadsheet's day number",
        [date] if digits(date) && date.len() == 8 => "without hyphens",
        [number] if digits(number) && matches!(number.len(), 10 | 13) => "as seconds or milliseconds since 1970",
        [month, day, year]
            if digits(month) && digits(day) && year.len() >= 4 && digits(year.get(..4).unwrap_or(&[])) =>
        {
            match (is_month(month), is_month(day)) {
                (true, false) => "in the American order, month first",
                (false, true) => "with the day first",
                (true, true) => "with the year last; which number is the month cannot be told",
                (false, false) => "with the year last",
            }
        }
        [year, month, day] if year.len() == 4 && digits(year) && digits(month) && digits(day) => {
            if text.contains(&b'-') { "without leading zeros" } else { "with slashes or points" }
        }
        [a, b, c] if a.len() <= 2 && digits(a) && digits(b) && digits(c) && c.len() <= 2 => "with a year of two digits",
        _ if text.get(..10).is_some_and(is_shaped) => "with something after the day",
        _ if has_month_name(text) => "with words",
        _ => "in another format",
    }
}
