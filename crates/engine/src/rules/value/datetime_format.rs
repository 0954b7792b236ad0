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
    why: "The bank asks for ISO 8601. Many readers do not accept everything that the standard allows beyond the usual form.",
    mend: "Write date, T, time and offset: 2026-11-20T09:30:00-06:00 or 2026-11-20T15:30:00Z.",
    source: "the schema page of the kind; ISO 8601; RFC 3339",
    examples: &[
        Example::bad("transactions", "a space for the T", &[Edit::Set("effective_at", "2026-11-20 09:30:00-06:00")]),
        Example::bad("cards", "a date without a time", &[Edit::Set("created_at", "2026-03-02")]),
        Example::bad("transactions", "no seconds", &[Edit::Set("effective_at", "2026-11-20T09:30-06:00")]),
        Example::bad(
            "cards",
            "a comma before the fraction",
            &[Edit::Set("created_at", "2026-03-02T09:30:00,125-06:00")],
        ),
        Example::bad("cards", "words", &[Edit::Set("created_at", "Wed, 04 Mar 2026 15:30:00 GMT")]),
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
        return unusual(text, days);
    };
    let Some((&separator, rest)) = rest.split_first() else { return refused("as a date without a time") };
    let (time, zone) = split_zone(rest);
    let Some(clock) = Clock::read(time) else { return refused("in another format") };
    match separator {
        b'T' => {}
        b' ' => return refused("with a space instead of the T"),
        b't' => return refused("with a lower-case t"),
        _ => return refused("without the T"),
    }
    let zone = Zone::read(zone);
    match zone {
        Zone::Small => return refused("with a lower-case z"),
        Zone::Unreadable => return refused("with an offset that cannot be read"),
        _ => {}
    }
    if days.midnight(date).is_none() || clock.is_impossible() || zone == Zone::Impossible {
        return Reading::Bad(Slip::new(&super::datetime_invalid::RULE, Detail::None));
    }
    if clock.hour == 24 {
        allowed("with 24 o'clock instead of the next day's midnight")
    } else if clock.second == Some(60) {
        allowed("with a leap second")
    } else if clock.minute.is_none() {
        allowed("without minutes and seconds")
    } else if clock.second.is_none() {
        allowed("without seconds")
    } else if zone == Zone::None {
        Reading::Odd(Value::None, Slip::new(&super::datetime_offset_missing::RULE, Detail::None))
    } else if time.contains(&b',') {
        allowed("with a comma before the fraction of a second")
    } else {
        allowed("with an offset without a colon")
    }
}

/// The same for one whose date is not written as usual: ISO 8601 allows some of these, if all of it is written so.
fn unusual(text: &[u8], days: &mut Days) -> Reading {
    let name = || refused(super::date_format::name(text));
    let Some(at) = text.iter().position(|&byte| byte == b'T') else { return name() };
    let (date, rest) = (text.get(..at).unwrap_or(&[]), text.get(at + 1..).unwrap_or(&[]));
    let Some(slip) = unusual_date(date, days) else { return name() };
    let (time, zone) = split_zone(rest);
    let is_basic = !date.contains(&b'-');
    let clock = if is_basic { Clock::read_basic(time) } else { Clock::read(time) };
    let is_moment = clock.is_some_and(|clock| !clock.is_impossible())
        && matches!(Zone::read(zone), Zone::None | Zone::Usual | Zone::WithoutColon);
    if is_moment { allowed(slip) } else { refused("in another format") }
}

/// What stands before the offset, and the offset.
fn split_zone(text: &[u8]) -> (&[u8], &[u8]) {
    text.split_at(text.iter().position(|byte| matches!(byte, b'Z' | b'z' | b'+' | b'-')).unwrap_or(text.len()))
}

/// How an offset is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Zone {
    None,
    Usual,
    Small,
    WithoutColon,
    /// There is none of so many hours or minutes.
    Impossible,
    Unreadable,
}

impl Zone {
    fn read(text: &[u8]) -> Self {
        let (written, hours, minutes) = match *text {
            [] => return Self::None,
            [b'Z'] => return Self::Usual,
            [b'z'] => return Self::Small,
            [_, h1, h2] => (Self::WithoutColon, two_digits(&[h1, h2]), Some(0)),
            [_, h1, h2, m1, m2] => (Self::WithoutColon, two_digits(&[h1, h2]), two_digits(&[m1, m2])),
            [_, h1, h2, b':', m1, m2] => (Self::Usual, two_digits(&[h1, h2]), two_digits(&[m1, m2])),
            _ => return Self::Unreadable,
        };
        match hours.zip(minutes) {
            Some((hours, minutes)) if hours < 24 && minutes < 60 => written,
            Some(_) => Self::Impossible,
            None => Self::Unreadable,
        }
    }
}

/// The time of day, as far as it was given.
struct Clock {
    hour: u8,
    minute: Option<u8>,
    second: Option<u8>,
}

impl Clock {
    /// Reads `09`, `09:30`, `09:30:00` and `09:30:00.125`.
    fn read(text: &[u8]) -> Option<Self> {
        let time = without_fraction(text)?;
        Self::of(time.split(|&byte| byte == b':'))
    }

    /// Reads `09`, `0930`, `093000` and `093000.125`.
    fn read_basic(text: &[u8]) -> Option<Self> {
        let time = without_fraction(text)?;
        Self::of(time.chunks(2))
    }

    fn of<'a>(parts: impl Iterator<Item = &'a [u8]>) -> Option<Self> {
        let mut parts = parts.map(two_digits);
        let mut next = || parts.next().map_or(Some(None), |part| part.map(Some));
        let (hour, minute, second) = (next()??, next()?, next()?);
        next()?.is_none().then_some(Self { hour, minute, second })
    }

    /// Whether no clock ever shows it.
    fn is_impossible(&self) -> bool {
        let (minute, second) = (self.minute.unwrap_or(0), self.second.unwrap_or(0));
        let end_of_day = self.hour == 24 && minute == 0 && second == 0;
        (self.hour > 23 && !end_of_day) || minute > 59 || second > 60
    }
}

/// A time without the fraction at its end; `None` when that is none.
fn without_fraction(text: &[u8]) -> Option<&[u8]> {
    let at = text.iter().position(|byte| matches!(byte, b'.' | b',')).unwrap_or(text.len());
    let (time, fraction) = text.split_at(at);
    let is_right = fraction.is_empty() || (fraction.len() > 1 && fraction.iter().skip(1).all(u8::is_ascii_digit));
    is_right.then_some(time)
}

fn two_digits(text: &[u8]) -> Option<u8> {
    match text {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => Some((tens - b'0') * 10 + (ones - b'0')),
        _ => None,
    }
}

/// Forms of the date that ISO 8601 allows and few readers take.
fn unusual_date(date: &[u8], days: &mut Days) -> Option<&'static str> {
    let digits: Vec<u8> = date.iter().copied().filter(|&byte| byte != b'-').collect();
    let are_digits = |text: &[u8]| text.iter().all(u8::is_ascii_digit);
    match (digits.as_slice(), date.len()) {
        (&[y1, y2, y3, y4, b'W', w1, w2, day], 8 | 10) => {
            let hyphens = date.len() == 8 || matches!(date, [_, _, _, _, b'-', b'W', _, _, b'-', _]);
            let week = two_digits(&[w1, w2])?;
            let is_right = hyphens && are_digits(&[y1, y2, y3, y4]);
            (is_right && (1..=53).contains(&week) && (b'1'..=b'7').contains(&day)).then_some("with a week date")
        }
        (&[y1, y2, y3, y4, m1, m2, d1, d2], 8) => {
            days.midnight(&[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2])?;
            Some("without hyphens and colons")
        }
        (&[y1, y2, y3, y4, d1, d2, d3], 7 | 8) => {
            let hyphen = date.len() == 7 || date.get(4) == Some(&b'-');
            let is_right = hyphen && are_digits(&[y1, y2, y3, y4, d1, d2, d3]);
            (is_right && (b"001".as_slice()..=b"366").contains(&[d1, d2, d3].as_slice()))
                .then_some("with the day of the year")
        }
        _ => None,
    }
}

fn refused(slip: &'static str) -> Reading {
    Reading::Bad(Slip::new(&RULE, Detail::Slip(slip.into())))
}

/// ISO 8601 allows it, so it only warns; no moment is computed from it.
fn allowed(slip: &'static str) -> Reading {
    Reading::Odd(Value::None, Slip::new(&RULE, Detail::Slip(slip.into())).assumed())
}
