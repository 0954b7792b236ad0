//! Date and time as RFC 3339 writes them: `2026-11-20T09:30:00-06:00`, with any fraction of a second.

use super::date::{Days, two};
use super::{Reading, Value};
use crate::rules::value::datetime_format;

pub(super) fn read(text: &[u8], days: &mut Days) -> Reading {
    match instant(text, days) {
        Some(seconds) => Reading::Good(Value::Instant(seconds)),
        None => datetime_format::explain(text, days),
    }
}

/// Seconds since 1970; `None` for anything but RFC 3339 with an offset.
pub(crate) fn instant(text: &[u8], days: &mut Days) -> Option<i64> {
    let (date, rest) = text.split_first_chunk::<10>()?;
    let (&[b'T', h1, h2, b':', m1, m2, b':', s1, s2], zone) = rest.split_first_chunk::<9>()? else { return None };
    let (hour, minute, second) = (two(h1, h2)?, two(m1, m2)?, two(s1, s2)?);
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let zone = match zone.strip_prefix(b".") {
        Some(fraction) => {
            let digits = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
            if digits == 0 {
                return None;
            }
            fraction.get(digits..)?
        }
        None => zone,
    };
    let offset = match *zone {
        [b'Z'] => 0,
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let (hours, minutes) = (i64::from(two(h1, h2)?), i64::from(two(m1, m2)?));
            if hours > 23 || minutes > 59 {
                return None;
            }
            let seconds = hours * 3600 + minutes * 60;
            if sign == b'-' { -seconds } else { seconds }
        }
        _ => return None,
    };
    let time = i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second);
    Some(days.midnight(date)? + time - offset)
}
