//! Reads numbers and moments that are written in the usual way; all others are left to the plain reading.

use crate::decimal::Decimal;
use crate::values::{Days, instant};

/// So many digits fit without asking.
const MOST_DIGITS: usize = 18;

/// A number as `-`, digits, perhaps a point and digits: no leading zero, no minus zero. `None` for any other form.
#[inline]
pub(super) fn number(text: &[u8]) -> Option<Decimal> {
    let (negative, digits) = match text.split_first() {
        Some((b'-', digits)) => (true, digits),
        _ => (false, text),
    };
    if digits.len() > MOST_DIGITS {
        return None;
    }
    let mut units = 0_i64;
    let mut point = digits.len();
    for (at, &byte) in digits.iter().enumerate() {
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            units = units * 10 + i64::from(digit);
        } else if byte == b'.' && point == digits.len() {
            point = at;
        } else {
            return None;
        }
    }
    let has_point = point < digits.len();
    // No digit before the point, none behind it, or a zero too many.
    if point == 0 || point + 1 == digits.len() || (digits.first() == Some(&b'0') && point > 1) {
        return None;
    }
    if negative && units == 0 {
        return None;
    }
    let scale = if has_point { digits.len() - point - 1 } else { 0 };
    Some(Decimal::new(i128::from(if negative { -units } else { units }), scale as u8))
}

/// Reads moments, remembering the date and the offset seen last.
#[derive(Debug)]
pub(super) struct Moments {
    days: Days,
    zone: [u8; 6],
    offset: i64,
}

impl Default for Moments {
    fn default() -> Self {
        Self { days: Days::default(), zone: *b"+00:00", offset: 0 }
    }
}

impl Moments {
    /// Seconds since 1970 of `2026-11-20T09:30:00-06:00`, of the same with `Z`, or with a fraction.
    #[inline]
    pub(super) fn instant(&mut self, text: &[u8]) -> Option<i64> {
        self.usual(text).or_else(|| instant(text, &mut self.days))
    }

    /// Midnight UTC of a date.
    #[inline]
    pub(super) fn day(&mut self, text: &[u8]) -> Option<i64> {
        self.days.midnight(text.try_into().ok()?)
    }

    #[inline]
    fn usual(&mut self, text: &[u8]) -> Option<i64> {
        let (date, rest) = text.split_first_chunk::<10>()?;
        let (&[b'T', ref clock @ ..], zone) = rest.split_first_chunk::<9>()? else { return None };
        let time = time_of_day(*clock)?;
        let offset = match zone {
            [b'Z'] => 0,
            zone => {
                let zone: &[u8; 6] = zone.try_into().ok()?;
                if *zone != self.zone {
                    // The plain reading says what the offset is; from then on it is known.
                    let read = instant(text, &mut self.days)?;
                    self.offset = self.days.midnight(date)? + time - read;
                    self.zone = *zone;
                }
                self.offset
            }
        };
        Some(self.days.midnight(date)? + time - offset)
    }
}

/// Seconds since midnight of `09:30:00`; `None` for what no clock shows.
#[inline]
fn time_of_day(clock: [u8; 8]) -> Option<i64> {
    const SHAPE: u64 = u64::from_le_bytes(*b"00:00:00");
    // Digits differ from the shape in their low four bits only, and colons not at all.
    let digits = u64::from_le_bytes(clock) ^ SHAPE;
    if digits & 0xf0f0_fff0_f0ff_f0f0 != 0 {
        return None;
    }
    // In every byte: a nibble above 9 carries into the next bit.
    if (digits + 0x0606_0006_0600_0606) & 0x1010_0010_1000_1010 != 0 {
        return None;
    }
    let at = |place: u32| (digits >> (8 * place) & 0xf) as i64;
    let (hour, minute, second) = (at(0) * 10 + at(1), at(3) * 10 + at(4), at(6) * 10 + at(7));
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
            if let Some(read) = number(text.as_bytes()) {
                let plain = Decimal::from_plain(text.as_bytes()).ok_or("none").map_err(|_| TestCaseError::fail("plain"))?;
                prop_assert!(read.equals(plain));
                prop_assert_eq!(read.scale(), plain.scale());
                prop_assert!(crate::values::is_plain_number(text.as_bytes()), "{}", text);
            }
        }

        #[test]
        fn a_plain_number_is_read(text in "-?(0|[1-9][0-9]{0,9})\\.[0-9]{1,6}") {
            prop_assert_eq!(number(text.as_bytes()).is_some(), crate::values::is_plain_number(text.as_bytes()));
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
