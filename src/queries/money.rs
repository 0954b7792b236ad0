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

/// An amount with as many decimals as its currency has, or more: figures below each other are read by their points.
pub fn padded(amount: &str, currency: &str) -> String {
    let least = daybreak_schema::currency_digits(currency.as_bytes()).map_or(0, usize::from);
    let decimals = amount.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let point = if decimals == 0 && least > 0 { "." } else { "" };
    format!("{amount}{point}{}", "0".repeat(least.saturating_sub(decimals)))
}

/// What is said of an amount that is written with a comma where none belongs.
const COMMA: &str = "A comma stands only between thousands, and a point before the decimals, as in 42,562.68.";

/// What is said of one that is none.
const NO_AMOUNT: &str = "An amount is due here, such as 42,562.68.";

/// An amount as people write one, as a decimal number: spaces, the currency's own sign or code, and commas between thousands
/// may stand in it. `None` where nothing is written.
pub fn read(text: &str, currency: &str) -> Result<Option<String>, &'static str> {
    let compact: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    if compact.is_empty() {
        return Ok(None);
    }
    let sign = match currency {
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "JPY" => "¥",
        _ => currency,
    };
    let bare = |text: &str| text.strip_prefix(sign).or_else(|| text.strip_prefix(currency)).unwrap_or(text).to_owned();
    let amount = bare(&compact);
    let (minus, amount) = amount.strip_prefix('-').map_or(("", &*amount), |amount| ("-", amount));
    let amount = bare(amount);
    let (whole, decimals) = amount.split_once('.').map_or((&*amount, None), |(whole, part)| (whole, Some(part)));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let is_grouped = groups.clone().next().is_none() || (1..=3).contains(&first.len());
    if !is_grouped || groups.any(|group| group.len() != 3) || decimals.is_some_and(|decimals| decimals.contains(',')) {
        return Err(COMMA);
    }
    let digits = format!("{minus}{}", amount.replace(',', ""));
    digits.parse::<Decimal>().map(|_| Some(digits)).map_err(|_| NO_AMOUNT)
}

/// Grouped, with a plus before what is added.
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
    use super::{COMMA, NO_AMOUNT, grouped, is_zero, length, less, padded, read, signed};

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
    fn an_amount_has_the_decimals_of_its_currency_at_least() {
        assert_eq!(["12.5", "-3", "0.125"].map(|amount| padded(amount, "USD")), ["12.50", "-3.00", "0.125"]);
        assert_eq!(
            (padded("12", "JPY"), padded("12.5", "KWD"), padded("12.5", "")),
            ("12".into(), "12.500".into(), "12.5".into())
        );
    }

    #[test]
    fn an_amount_is_read_as_people_write_it() {
        for text in ["42562.68", "42,562.68", " $ 42,562.68 ", "USD 42 562.68", "42\u{a0}562.68"] {
            assert_eq!(read(text, "USD"), Ok(Some("42562.68".to_owned())), "{text}");
        }
        assert_eq!(read("-$1,000", "USD"), Ok(Some("-1000".to_owned())));
        assert_eq!(read("€5", "EUR"), Ok(Some("5".to_owned())));
        assert_eq!(read("  ", "USD"), Ok(None));
        // A comma before the decimals would make a hundred times as much of it.
        for text in ["42562,68", "42,562,68", "4256,268", "42,5626.8", ",562", "1.000,50", "1,000.50,0"] {
            assert_eq!(read(text, "USD"), Err(COMMA), "{text}");
        }
        for text in ["abc", "€5", "12.3.4", "$", "-", "1e5"] {
            assert_eq!(read(text, "USD"), Err(NO_AMOUNT), "{text}");
        }
    }

    #[test]
    fn differences_are_exact() {
        assert_eq!(less("0.30", "0.1").as_deref(), Some("0.20"));
        assert_eq!(less("x", "0.1"), None);
        assert!(is_zero("0.00") && is_zero("-0.0") && !is_zero("0.01"));
        assert_eq!(length("-12.50"), Some(-12.5));
    }
}
