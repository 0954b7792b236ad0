//! Reads numbers and moments that are written in the usual way; all others are left to the plain reading.

use crate::decimal::Decimal;
use crate::values::{Days, instant};

/// So many digits fit without asking.
const MOST_DIGITS: usize = 18;

/// A number as `-`, digits, perhaps a point and digits: no leading zero, no minus zero. `None` for any other form.
#[inline]
pub(super) fn number(bytes: &[u8], start: usize, end: usize) -> Option<Number> {
    let negative = bytes.get(start) == Some(&b'-');
    let start = start + usize::from(negative);
    let length = end.checked_sub(start)?;
    let (units, scale) = match bytes.get(..end).and_then(|bytes| bytes.last_chunk::<8>()) {
        Some(last) if (1..=8).contains(&length) => short(u64::from_le_bytes(*last), length)?,
        _ => long(bytes.get(start..end)?)?,
    };
    let has_point = scale > 0;
    let whole = length - scale - usize::from(has_point);
    let needless_zero = whole > 1 && bytes.get(start) == Some(&b'0');
    if whole == 0 || needless_zero || (negative && units == 0) {
        return None;
    }
    Some(Number { units: if negative { -units } else { units }, scale: scale as u8 })
}

/// A number that was read: `units` divided by ten to the power of `scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) units: i64,
    pub(super) scale: u8,
}

impl From<Number> for Decimal {
    fn from(number: Number) -> Self {
        Self::new(i128::from(number.units), number.scale)
    }
}

/// Digits with at most one point between or before them, and their number of decimals: the last so many characters of eight,
/// all read at once.
#[inline]
fn short(last: u64, length: usize) -> Option<(i64, usize)> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let text = u64::MAX << (64 - 8 * length);
    let word = (last & text) | ((ONES * u64::from(b'0')) & !text);
    // The lowest bit of this that is set is that of the first point.
    let not_point = word ^ (ONES * u64::from(b'.'));
    let points = not_point.wrapping_sub(ONES) & !not_point & (ONES << 7);
    let (digits, scale) = if points == 0 {
        (word, 0)
    } else {
        let at = points.trailing_zeros() & !7;
        let before = word & !(u64::MAX << at);
        let behind = word & (u64::MAX << at << 8);
        ((before << 8) | behind | u64::from(b'0'), 7 - at as usize / 8)
    };
    if points != 0 && scale == 0 {
        return None;
    }
    let digits = digits ^ (ONES * u64::from(b'0'));
    if (digits | (digits + ONES * 6)) & (ONES * 0xf0) != 0 {
        return None;
    }
    // Neighbours are joined: eight digits to four pairs, two fours, one number.
    let pairs = (digits.wrapping_mul(10) + (digits >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs.wrapping_mul(100) + (pairs >> 16)) & 0x0000_ffff_0000_ffff;
    let units = (fours.wrapping_mul(10_000) + (fours >> 32)) & 0xffff_ffff;
    Some((units.cast_signed(), scale))
}

/// The same for longer numbers, one digit after another.
fn long(text: &[u8]) -> Option<(i64, usize)> {
    if text.is_empty() || text.len() > MOST_DIGITS {
        return None;
    }
    let mut units = 0;
    let mut point = None;
    for (at, &byte) in text.iter().enumerate() {
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            units = units * 10 + i64::from(digit);
        } else if byte == b'.' && point.is_none() && at + 1 < text.len() {
            point = Some(at);
        } else {
            return None;
        }
    }
    Some((units, point.map_or(0, |at| text.len() - at - 1)))
}

/// Reads moments, remembering the date and the offset seen last.
#[derive(Debug, Default)]
pub(crate) struct Moments {
    days: Days,
    /// A date and an offset as they were written, and the moment at which that day begins there.
    last: Option<(Frame, i64)>,
}

/// What stands around the time of day in `2026-11-20T09:30:00-06:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Frame {
    /// Up to the `T`.
    date: (u64, u64),
    /// The offset.
    zone: (u64, u8),
}

impl Moments {
    /// Seconds since 1970 of `2026-11-20T09:30:00-06:00`, and of whatever else RFC 3339 allows.
    #[inline]
    pub(crate) fn instant(&mut self, text: &[u8]) -> Option<i64> {
        let Some((frame, clock)) = <&[u8; 25]>::try_from(text).ok().and_then(split) else {
            return instant(text, &mut self.days);
        };
        match (time_of_day(clock), self.last) {
            (Some(time), Some((known, midnight))) if known == frame => Some(midnight + time),
            (time, _) => self.instant_of_another(text, frame, time),
        }
    }

    fn instant_of_another(&mut self, text: &[u8], frame: Frame, time: Option<i64>) -> Option<i64> {
        let read = instant(text, &mut self.days)?;
        if let Some(time) = time {
            self.last = Some((frame, read - time));
        }
        Some(read)
    }

    /// Midnight UTC of a date.
    #[inline]
    pub(super) fn day(&mut self, text: &[u8]) -> Option<i64> {
        self.days.midnight(text.try_into().ok()?)
    }
}

/// Takes the time of day out of a moment: the eight bytes behind the first eleven.
#[inline]
fn split(text: &[u8; 25]) -> Option<(Frame, u64)> {
    const DATE: u64 = 0x00ff_ffff;
    let (words, &[last]) = text.as_chunks::<8>() else { return None };
    let &[a, b, c] = words else { return None };
    let [a, b, c] = [a, b, c].map(u64::from_le_bytes);
    Some((Frame { date: (a, b & DATE), zone: (c >> 24, last) }, b >> 24 | c << 40))
}

/// Seconds since midnight of `09:30:00`, a text of eight bytes; `None` for what no clock shows.
#[inline]
fn time_of_day(clock: u64) -> Option<i64> {
    const SHAPE: u64 = u64::from_le_bytes(*b"00:00:00");
    // Digits differ from the shape in their low four bits only, and colons not at all.
    let digits = clock ^ SHAPE;
    if digits & 0xf0f0_fff0_f0ff_f0f0 != 0 {
        return None;
    }
    // In every byte: a nibble above 9 carries into the next bit.
    if (digits + 0x0606_0006_0600_0606) & 0x1010_0010_1000_1010 != 0 {
        return None;
    }
    // Each pair of digits is joined in the byte of its first.
    let pairs = digits * 10 + (digits >> 8);
    let at = |place: u32| (pairs >> (8 * place) & 0xff).cast_signed();
    let (hour, minute, second) = (at(0), at(3), at(6));
    (hour < 24 && minute < 60 && second < 60).then_some(hour * 3600 + minute * 60 + second)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Moments, number};
    use crate::decimal::Decimal;
    use crate::values::{Days, instant};

    proptest! {
        #[test]
        fn a_number_is_read_as_the_plain_reading_does(text in "-?[0-9.]{0,20}") {
            if let Some(read) = number(text.as_bytes(), 0, text.len()) {
                let plain = Decimal::from_plain(text.as_bytes()).ok_or("none").map_err(|_| TestCaseError::fail("plain"))?;
                prop_assert!(Decimal::from(read).equals(plain));
                prop_assert_eq!(read.scale, plain.scale());
                prop_assert!(crate::values::is_plain_number(text.as_bytes()), "{}", text);
            }
        }

        #[test]
        fn what_stands_around_a_number_is_not_read(text in "-?[0-9.]{1,20}", before in "[0-9.-]{0,9}", behind in "[0-9.]{0,9}") {
            let all = format!("{before}{text}{behind}");
            let found = number(all.as_bytes(), before.len(), before.len() + text.len());
            prop_assert_eq!(found, number(text.as_bytes(), 0, text.len()));
        }

        #[test]
        fn a_plain_number_is_read(text in "-?(0|[1-9][0-9]{0,9})\\.[0-9]{1,6}") {
            prop_assert_eq!(number(text.as_bytes(), 0, text.len()).is_some(), crate::values::is_plain_number(text.as_bytes()));
        }

        #[test]
        fn a_moment_is_read_as_the_plain_reading_does(
            texts in proptest::collection::vec(
                "20(26|27)-(02|11|13)-(20|30)T[0-2][0-9]:[0-6][0-9]:[0-6][0-9:;](Z|[+-]0[56]:[0-6]0|\\.5Z|\\.Z|)",
                1..6,
            ),
        ) {
            let mut moments = Moments::default();
            for text in texts {
                prop_assert_eq!(moments.instant(text.as_bytes()), instant(text.as_bytes(), &mut Days::default()), "{}", text);
            }
        }
    }
}
