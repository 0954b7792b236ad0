//! Numbers: `-`, digits, and a point with digits behind it.

use daybreak_schema::{Decimals, Number, currency_digits};

use super::{Reading, Value};
use crate::decimal::Decimal;
use crate::rules::value::{decimals, number_format};

/// How many decimals a program's currency has where it is not said or not known.
pub(crate) const USD_DIGITS: u8 = 2;

pub(super) fn read(text: &[u8], form: Number, currency: Option<&[u8]>, credit_only: bool) -> Reading {
    let reading = if is_plain(text) {
        match Decimal::from_plain(text) {
            Some(number) => Reading::Good(Value::Number(number)),
            None => return Reading::Bad(number_format::too_long()),
        }
    } else {
        number_format::explain(text)
    };
    let (number, form_slip) = match reading {
        Reading::Good(Value::Number(number)) => (number, None),
        Reading::Odd(Value::Number(number), slip) => (number, Some(slip)),
        other => return other,
    };
    let digits = if form.currency.is_none() { Some(USD_DIGITS) } else { currency.and_then(digits_of) };
    let wrong = match form.decimals {
        Decimals::Any => None,
        Decimals::AtLeast(least) => decimals::at_least(number.scale(), least),
        Decimals::Exactly(exact) => decimals::exactly(number.scale(), exact),
        Decimals::Currency => digits.and_then(|digits| decimals::currency(number.scale(), digits)),
        Decimals::ByProgram if credit_only => digits.and_then(|digits| decimals::currency(number.scale(), digits)),
        Decimals::ByProgram => digits.and_then(|digits| decimals::at_least(number.scale(), digits)),
    };
    // Of two faults of one number the worse is told: an odd form must not hide that decimals are missing.
    match form_slip.into_iter().chain(wrong).max_by_key(|slip| slip.severity) {
        Some(slip) => Reading::Odd(Value::Number(number), slip),
        None => Reading::Good(Value::Number(number)),
    }
}

fn digits_of(currency: &[u8]) -> Option<u8> {
    if currency == b"USD" { Some(USD_DIGITS) } else { currency_digits(currency) }
}

pub(super) fn read_integer(text: &[u8]) -> Reading {
    if is_plain(text) && !text.contains(&b'.') {
        return Decimal::from_plain(text)
            .map_or_else(|| Reading::Bad(number_format::too_long()), |number| Reading::Good(Value::Number(number)));
    }
    number_format::explain_integer(text)
}

/// An optional minus, then digits without a leading zero, then perhaps a point and digits; and not minus zero.
pub(crate) fn is_plain(text: &[u8]) -> bool {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    let whole = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (before, after) = digits.split_at(whole);
    let fraction = match after.split_first() {
        None => true,
        Some((b'.', rest)) => !rest.is_empty() && rest.iter().all(u8::is_ascii_digit),
        Some(_) => false,
    };
    let no_leading_zero = before.len() == 1 || before.first().is_some_and(|&first| first != b'0');
    let minus_zero = digits.len() < text.len() && digits.iter().all(|byte| matches!(byte, b'0' | b'.'));
    fraction && no_leading_zero && !minus_zero
}
