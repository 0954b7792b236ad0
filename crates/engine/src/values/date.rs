//! `YYYY-MM-DD`.

use daybreak_calendar::Date;

use super::{Reading, Value};
use crate::rules::value::date_format;

/// Turns dates into seconds since 1970, remembering the last one.
#[derive(Debug, Default)]
pub(crate) struct Days {
    text: [u8; 10],
    midnight: i64,
}

impl Days {
    /// Midnight UTC of a date written `YYYY-MM-DD`; `None` when it is not written so or is not in the calendar.
    #[inline]
    pub(crate) fn midnight(&mut self, text: &[u8; 10]) -> Option<i64> {
        if same(text, &self.text) { Some(self.midnight) } else { self.midnight_of_another(text) }
    }

    fn midnight_of_another(&mut self, text: &[u8; 10]) -> Option<i64> {
        let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else { return None };
        let year = two(y1, y2)? * 100 + two(y3, y4)?;
        let date = Date::new(year, two(m1, m2)? as i8, two(d1, d2)? as i8).ok()?;
        self.text = *text;
        self.midnight = midnight(date);
        Some(self.midnight)
    }
}

/// Compares in two steps what is longer than a register.
#[inline]
fn same(a: &[u8; 10], b: &[u8; 10]) -> bool {
    let halves =
        |text: &[u8; 10]| Some((u64::from_le_bytes(*text.first_chunk()?), u16::from_le_bytes(*text.last_chunk()?)));
    halves(a) == halves(b)
}

/// Midnight UTC of a date, in seconds since 1970.
pub(crate) fn midnight(date: Date) -> i64 {
    const EPOCH: Date = Date::constant(1970, 1, 1);
    date.duration_since(EPOCH).as_secs()
}

/// The number of two digits.
pub(super) fn two(tens: u8, ones: u8) -> Option<i16> {
    (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| i16::from(tens - b'0') * 10 + i16::from(ones - b'0'))
}

pub(super) fn read(text: &[u8], days: &mut Days) -> Reading {
    let midnight = <&[u8; 10]>::try_from(text).ok().and_then(|text| days.midnight(text));
    match midnight {
        Some(midnight) => Reading::Good(Value::Day(midnight)),
        None => date_format::explain(text),
    }
}
