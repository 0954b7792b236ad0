//! Numbers in sentences.

use std::collections::BTreeSet;

use crate::model::Counts;

/// A number with its thousands apart, such as "1,300,412".
pub fn grouped(number: u64) -> String {
    grouped_digits(&number.to_string())
}

/// The same of digits, or of what masks them.
pub fn grouped_digits(digits: &str) -> String {
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

/// How many findings there are: "3 errors in 2 columns, 1 warning". What there is none of is left out, and so are the columns
/// where they are not known.
pub fn findings(counts: Counts, error_columns: Option<u64>) -> String {
    let columns = error_columns.map_or(String::new(), |columns| format!(" in {}", counted(columns, "column")));
    let mut parts = Vec::new();
    for (count, word, columns) in
        [(counts.error, "error", &*columns), (counts.warning, "warning", ""), (counts.info, "note", "")]
    {
        if count > 0 {
            parts.push(counted(count, word) + columns);
        }
    }
    if parts.is_empty() { "no findings".to_owned() } else { parts.join(", ") }
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
    fn what_there_is_none_of_is_left_out() {
        assert_eq!(findings(Counts::default(), None), "no findings");
        assert_eq!(findings(Counts { error: 3, warning: 0, info: 1 }, Some(2)), "3 errors in 2 columns, 1 note");
    }

    #[test]
    fn columns_are_counted_only_when_all_are_known() {
        assert_eq!(error_columns([Some("a"), Some("b"), Some("a")].into_iter(), 3), Some(2));
        assert_eq!(error_columns([Some("a"), None].into_iter(), 2), None);
        assert_eq!(error_columns([Some("a")].into_iter(), 2000), None);
    }
}
