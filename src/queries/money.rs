//! Amounts of money in words and pictures. They are decimals in text, as exact as the files have them; only where they are
//! drawn do they become lengths.

use daybreak_engine::Decimal;
use daybreak_report::words::grouped_digits;

/// An amount with its thousands apart: "-1,234.50". What is masked keeps its form.
pub fn grouped(amount: &str) -> String {
    let (sign, digits) = amount.strip_prefix('-').map_or(("", amount), |digits| ("-", digits));
    let (whole, part) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let mut out = sign.to_owned() + &grouped_digits(whole);
    if let Some(part) = part {
        out.push('.');
        out.push_str(part);
    }
    out
}

/// The same with a plus before what is added.
pub fn signed(amount: &str) -> String {
    let plus = if is_negative(amount) || is_zero(amount) { "" } else { "+" };
    format!("{plus}{}", grouped(amount))
}

/// Whether it is below zero.
pub fn is_negative(amount: &str) -> bool {
    amount.starts_with('-')
}

/// Whether it is nothing.
pub fn is_zero(amount: &str) -> bool {
    !amount.chars().any(|digit| digit.is_ascii_digit() && digit != '0')
}

/// Without its sign.
pub fn unsigned(amount: &str) -> &str {
    amount.trim_start_matches('-')
}

/// One less the other, exactly.
pub fn less(one: &str, other: &str) -> Option<String> {
    let (one, other): (Decimal, Decimal) = (one.parse().ok()?, other.parse().ok()?);
    one.checked_sub(other).map(|difference| difference.to_string())
}

/// How far an amount lies from zero, as a length; for drawing only.
#[expect(clippy::cast_precision_loss, reason = "a picture")]
pub fn length(amount: &str) -> Option<f64> {
    let amount: Decimal = amount.parse().ok()?;
    let mut length = amount.units() as f64;
    for _ in 0..amount.scale() {
        length /= 10.0;
    }
    Some(length)
}

#[cfg(test)]
mod tests {
    use super::{grouped, is_zero, length, less, signed};

    #[test]
    fn thousands_stand_apart_and_nothing_is_rounded() {
        assert_eq!(grouped("1234567.005"), "1,234,567.005");
        assert_eq!(grouped("-123.50"), "-123.50");
        assert_eq!(grouped("-1234"), "-1,234");
        assert_eq!(grouped("9999.99"), "9,999.99");
        assert_eq!(signed("1000.00"), "+1,000.00");
        assert_eq!(signed("-1000.00"), "-1,000.00");
        assert_eq!(signed("0.00"), "0.00");
        let long = "12345678901234567890123456789012345.67";
        assert_eq!(grouped(long).replace(',', ""), long);
    }

    #[test]
    fn differences_are_exact() {
        assert_eq!(less("0.30", "0.1").as_deref(), Some("0.20"));
        assert_eq!(less("x", "0.1"), None);
        assert!(is_zero("0.00") && is_zero("-0.0") && !is_zero("0.01"));
        assert_eq!(length("-12.50"), Some(-12.5));
    }
}
