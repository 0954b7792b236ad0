//! Numbers in sentences.

use std::collections::BTreeSet;

/// A number with its thousands apart, such as "1,300,412".
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A count with its word: "1 error", "4,000 records".
pub fn counted(count: u64, word: &str) -> String {
    format!("{} {word}{}", grouped(count), if count == 1 { "" } else { "s" })
}

/// In how many columns there are errors, of which so many were counted. `None` unless each of them is listed and has a
/// column: it would be too few.
pub fn error_columns<C: Ord>(columns: impl Iterator<Item = Option<C>>, errors: u64) -> Option<u64> {
    let columns: Vec<C> = columns.collect::<Option<_>>()?;
    (columns.len() as u64 == errors).then(|| columns.into_iter().collect::<BTreeSet<C>>().len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_000), "1,000");
        assert_eq!(grouped(1_300_412), "1,300,412");
    }

    #[test]
    fn one_is_not_many() {
        assert_eq!(counted(0, "error"), "0 errors");
        assert_eq!(counted(1, "error"), "1 error");
        assert_eq!(counted(1_200, "record"), "1,200 records");
    }

    #[test]
    fn columns_are_counted_only_when_all_are_known() {
        assert_eq!(error_columns([Some("a"), Some("b"), Some("a")].into_iter(), 3), Some(2));
        assert_eq!(error_columns([Some("a"), None].into_iter(), 2), None);
        assert_eq!(error_columns([Some("a")].into_iter(), 2000), None);
    }
}
