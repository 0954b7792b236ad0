//! What a cell says, however it is written: one moment can be written with several offsets, one number with several zeros, one word in either case.

use std::borrow::Cow;
use std::hash::{BuildHasher as _, Hasher as _};

use daybreak_calendar::Timestamp;
use daybreak_schema::{Kind, Type};
use foldhash::fast::FixedState;

use crate::fast::Moments;
use crate::values;

/// The text of a cell in the one form of all that say the same. What cannot be read says itself.
pub(super) fn meaning<'a>(ty: Type, text: &'a [u8], moments: &mut Moments) -> Cow<'a, [u8]> {
    match ty {
        Type::DateTime => moment(text, moments),
        Type::Number(_) | Type::Integer => values::number(text).map_or(Cow::Borrowed(text), |number| {
            let written = number.to_string();
            let written = if number.sign() == 0 { "0" } else { without_zeros(&written) };
            Cow::Owned(written.as_bytes().to_vec())
        }),
        Type::Boolean if [b"true", &b"false"[..]].iter().any(|word| word.eq_ignore_ascii_case(text)) => {
            Cow::Owned(text.to_ascii_lowercase())
        }
        _ => Cow::Borrowed(text),
    }
}

/// The type of a column of a kind.
pub(super) fn type_of(kind: Option<&Kind>, column: &str) -> Type {
    let known = kind.and_then(|kind| kind.columns.iter().find(|known| known.name == column));
    known.map_or(Type::Text, |known| known.ty.value)
}

/// One number for what several cells say, each added to that of those before it.
pub(super) fn print(before: u64, meaning: &[u8]) -> u64 {
    let mut hasher = FixedState::with_seed(before).build_hasher();
    hasher.write(meaning);
    hasher.finish()
}

fn moment<'a>(text: &'a [u8], moments: &mut Moments) -> Cow<'a, [u8]> {
    // The usual form is the one that all are brought to.
    if let [.., b'0'..=b'9', b'Z'] = text
        && text.len() == 20
    {
        return Cow::Borrowed(text);
    }
    let Some(moment) = moments.instant(text).and_then(|seconds| Timestamp::from_second(seconds).ok()) else {
        return Cow::Borrowed(text);
    };
    let fraction = text.get(19..).unwrap_or(&[]).strip_prefix(b".").unwrap_or(&[]);
    let digits = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let fraction = String::from_utf8_lossy(fraction.get(..digits).unwrap_or(&[]));
    let written = moment.to_string();
    let written = written.trim_end_matches('Z');
    Cow::Owned(match fraction.trim_end_matches('0') {
        "" => format!("{written}Z").into_bytes(),
        fraction => format!("{written}.{fraction}Z").into_bytes(),
    })
}

fn without_zeros(number: &str) -> &str {
    if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { number }
}

#[cfg(test)]
mod tests {
    use daybreak_schema::{Decimals, Number};

    use super::*;

    fn says(ty: Type, text: &str) -> String {
        String::from_utf8_lossy(&meaning(ty, text.as_bytes(), &mut Moments::default())).into_owned()
    }

    #[test]
    fn one_moment_is_one_whatever_its_offset() {
        let same = |a: &str, b: &str| says(Type::DateTime, a) == says(Type::DateTime, b);
        for (a, b) in [
            ("2026-03-02T15:04:05Z", "2026-03-02T09:04:05-06:00"),
            ("2026-03-02T15:04:05Z", "2026-03-02T15:04:05.000Z"),
            ("2026-03-02T15:04:05.5Z", "2026-03-02T09:04:05.500-06:00"),
            ("2026-03-02T15:04:05+00:00", "2026-03-02T15:04:05Z"),
        ] {
            assert!(same(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("2026-03-02T15:04:05Z", "2026-03-02T15:04:05-06:00"),
            ("2026-03-02T15:04:05Z", "2026-03-02T15:04:05.1Z"),
            ("2026-03-02T15:04:05Z", "2026-03-02T15:04:05"),
            ("2026-03-02T15:04:05Z", ""),
        ] {
            assert!(!same(a, b), "{a} {b}");
        }
    }

    #[test]
    fn one_number_is_one_whatever_its_zeros() {
        let number = Type::Number(Number { decimals: Decimals::Any, currency: None });
        for (text, said) in
            [("1.50", "1.5"), ("100", "100"), ("-0.00", "0"), ("0", "0"), ("-2.0", "-2"), ("x0", "x0"), ("", "")]
        {
            assert_eq!(says(number, text), said);
        }
        assert_eq!(says(Type::Text, "1.50"), "1.50");
    }

    #[test]
    fn one_word_is_one_in_either_case() {
        for (text, said) in [("FALSE", "false"), ("True", "true"), ("false", "false"), ("NO", "NO"), ("", "")] {
            assert_eq!(says(Type::Boolean, text), said);
        }
        assert_eq!(says(Type::Text, "TRUE"), "TRUE");
    }
}
