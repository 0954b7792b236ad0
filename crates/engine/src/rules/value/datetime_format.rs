//! A date and time written in another way.

use crate::finding::Detail;
use crate::sink::Slip;
use crate::values::Days;
use crate::values::{Reading, Value};
use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// A date and time written in another way.
pub static RULE: Rule = Rule {
    name: "datetime-format",
    code: "V006",
    family: Family::Value,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(2),
    what: "A date and time is not written as in 2026-11-20T09:30:00-06:00.",
    why: "The bank asks for ISO 8601. What that standard allows beside the usual form, many readers do not take.",
    mend: "Write date, T, time and offset: 2026-11-20T09:30:00-06:00 or 2026-11-20T15:30:00Z.",
    source: "the schema page of the kind; ISO 8601; RFC 3339",
    examples: &[
        Example::bad("transactions", "a space for the T", &[Edit::Set("effective_at", "2026-11-20 09:30:00-06:00")]),
        Example::bad("cards", "a date without a time", &[Edit::Set("created_at", "2026-03-02")]),
        Example::bad("transactions", "no seconds", &[Edit::Set("effective_at", "2026-11-20T09:30-06:00")]),
        Example::good(
            "transactions",
            "a fraction of a second",
            &[Edit::Set("effective_at", "2026-11-20T09:30:00.125-06:00")],
        ),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let slip = if let Detail::Slip(slip) = &saying.finding.detail { slip } else { "another form" };
    Said::new(format!("The date and time is written {slip}"))
        .expected("a date and time with its offset, such as 2026-11-20T09:30:00-06:00")
}

/// Says what is wrong with a text that is not a moment as RFC 3339 writes it.
pub(crate) fn explain(text: &[u8], days: &mut Days) -> Reading {
    let Some((date, rest)) = text.split_first_chunk::<10>().filter(|(date, _)| super::date_format::is_shaped(*date))
    else {
        return match unusual_date(text) {
            Some(slip) => allowed(slip),
            None => refused(super::date_format::name(text)),
        };
    };
    let Some((&separator, rest)) = rest.split_first() else { return refused("as a date without a time") };
    let (time, zone) =
        rest.split_at(rest.iter().position(|byte| matches!(byte, b'Z' | b'z' | b'+' | b'-')).unwrap_or(rest.len()));
    let Some(clock) = Clock::read(time) else { return refused("in another way") };
    match separator {
        b'T' => {}
        b' ' => return refused("with a space instead of the T"),
        b't' => return refused("with a small t"),
        _ => return refused("without the T"),
    }
    if zone == b"z" {
        return refused("with a small z");
    }
    if days.midnight(date).is_none() || clock.is_impossible() {
        return Reading::Bad(Slip::new(&super::datetime_invalid::RULE, Detail::None));
    }
    if clock.hour == 24 {
        return allowed("with 24 o'clock instead of the next day's midnight");
    }
    if clock.second == Some(60) {
        return allowed("with a leap second");
    }
    if clock.second.is_none() {
        return allowed("without seconds");
    }
    match zone {
        [] => Reading::Odd(Value::None, Slip::new(&super::datetime_offset_missing::RULE, Detail::None)),
        [b'+' | b'-', h1, h2] | [b'+' | b'-', h1, h2, _, _] if h1.is_ascii_digit() && h2.is_ascii_digit() => {
            allowed("with an offset without a colon")
        }
        [b'+' | b'-', _, _, b':', _, _] => Reading::Bad(Slip::new(&super::datetime_invalid::RULE, Detail::None)),
        _ => refused("with an offset that cannot be read"),
    }
}

/// The time of day, as far as it was given.
struct Clock {
    hour: u8,
    minute: u8,
    second: Option<u8>,
}

impl Clock {
    /// Reads `09:30`, `09:30:00` and `09:30:00.125`.
    fn read(text: &[u8]) -> Option<Self> {
        let (time, fraction) =
            text.split_at(text.iter().position(|byte| matches!(byte, b'.' | b',')).unwrap_or(text.len()));
        let fraction_is_right =
            fraction.is_empty() || (fraction.len() > 1 && fraction.iter().skip(1).all(u8::is_ascii_digit));
        let mut parts = time.split(|&byte| byte == b':').map(two_digits);
        let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next());
        let clock = Self {
            hour,
            minute,
            second: match second {
                Some(second) => Some(second?),
                None => None,
            },
        };
        (fraction_is_right && parts.next().is_none()).then_some(clock)
    }

    /// Whether no clock ever shows it.
    fn is_impossible(&self) -> bool {
        let second = self.second.unwrap_or(0);
        let end_of_day = self.hour == 24 && self.minute == 0 && second == 0;
        (self.hour > 23 && !end_of_day) || self.minute > 59 || second > 60
    }
}

fn two_digits(text: &[u8]) -> Option<u8> {
    match text {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => Some((tens - b'0') * 10 + (ones - b'0')),
        _ => None,
    }
}

/// Forms of the date that ISO 8601 allows and few readers take.
fn unusual_date(text: &[u8]) -> Option<&'static str> {
    let (date, _) = text.split_at(text.iter().position(|&byte| byte == b'T')?);
    let digits = date.iter().filter(|byte| byte.is_ascii_digit()).count();
    if date.contains(&b'W') {
        Some("with a week date")
    } else if date.len() == 8 && digits == 8 {
        Some("without hyphens and colons")
    } else if date.len() == 8 && digits == 7 {
        Some("with the day of the year")
    } else {
        None
    }
}

fn refused(slip: &'static str) -> Reading {
    Reading::Bad(Slip::new(&RULE, Detail::Slip(slip.into())))
}

/// ISO 8601 allows it, so it only warns; no moment is computed from it.
fn allowed(slip: &'static str) -> Reading {
    Reading::Odd(Value::None, Slip::new(&RULE, Detail::Slip(slip.into())).assumed())
}
