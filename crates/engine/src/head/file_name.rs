//! What a file's name says: `<date or batch>_<kind>_<version>.<extension>`.

use daybreak_calendar::Date;
use daybreak_schema::{KINDS, Kind, Profile, normalised_token};

/// What was read from a file's name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileName {
    /// The date it begins with.
    pub date: Option<Date>,
    /// The kind it names.
    pub kind: Option<&'static Kind>,
    /// The version it ends with, such as `v1` or `001`.
    pub version: Option<String>,
    /// Whether it has the whole pattern.
    pub recognised: bool,
}

impl FileName {
    /// The activity day of the files that carry its date: the day before.
    pub(crate) fn activity_day(&self) -> Option<Date> {
        self.date?.yesterday().ok()
    }

    /// Reads a file's name, without its folder.
    pub fn read(name: &str, profile: Option<&Profile>) -> Self {
        let stem = match name.rsplit_once('.') {
            Some((stem, extension)) if extension.len() <= 4 && !extension.contains('_') => stem,
            _ => name,
        };
        let normal = normalised_token(stem);
        let words: Vec<&str> = normal.split('_').collect();
        let Some((kind, first, last)) = find_kind(&words, profile) else {
            return Self { date: date_at_start(stem), ..Self::default() };
        };
        let batch = words.get(..first).unwrap_or(&[]);
        let rest = words.get(last..).unwrap_or(&[]);
        let version = match rest {
            [version] if is_version(version) => Some((*version).to_owned()),
            _ => None,
        };
        let date = date_at_start(stem);
        let recognised = version.is_some()
            && !batch.is_empty()
            && batch.iter().all(|word| !word.is_empty())
            // A batch may have any name, but what looks like a date must be one.
            && (date.is_some() || !begins_like_a_date(stem));
        Self { date, kind: Some(kind), version, recognised }
    }
}

/// The longest run of words that names a kind, with the positions of its first word and of the one behind it.
fn find_kind(words: &[&str], profile: Option<&Profile>) -> Option<(&'static Kind, usize, usize)> {
    let mut found: Option<(&'static Kind, usize, usize)> = None;
    for &kind in KINDS {
        let agreed = profile.and_then(|profile| profile.file_tokens.get(kind.token));
        let tokens = kind
            .file_tokens
            .iter()
            .map(|token| normalised_token(token))
            .chain(agreed.into_iter().flatten().map(|token| normalised_token(token)));
        for token in tokens {
            let parts: Vec<&str> = token.split('_').collect();
            let Some(first) = words.windows(parts.len()).position(|window| window == parts) else { continue };
            if found.is_none_or(|(_, a, b)| b - a < parts.len()) {
                found = Some((kind, first, first + parts.len()));
            }
        }
    }
    found
}

/// `v1`, `V2`, `001`, or an epoch.
fn is_version(word: &str) -> bool {
    let digits = word.strip_prefix('v').unwrap_or(word);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a name begins like `2026-13-27`.
fn begins_like_a_date(stem: &str) -> bool {
    let mut parts = stem.splitn(4, |c: char| !c.is_ascii_digit()).map(str::len);
    [4, 2, 2].into_iter().all(|digits| parts.next() == Some(digits))
        && stem.get(4..5) == Some("-")
        && stem.get(7..8) == Some("-")
}

fn date_at_start(stem: &str) -> Option<Date> {
    let text = stem.get(..10)?;
    let ends_there = stem.as_bytes().get(10).is_none_or(|byte| !byte.is_ascii_digit());
    text.parse().ok().filter(|_| ends_there)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use super::FileName;

    fn read(name: &str) -> (Option<String>, Option<&'static str>, Option<String>, bool) {
        let name = FileName::read(name, None);
        (name.date.map(|date| date.to_string()), name.kind.map(|kind| kind.token), name.version, name.recognised)
    }

    #[test]
    fn reads_the_bank_s_own_examples() {
        let day = Some("2026-01-27".to_owned());
        assert_eq!(
            read("2026-01-27_transactions_v1.csv"),
            (day.clone(), Some("transactions"), Some("v1".into()), true)
        );
        assert_eq!(read("2026-01-27_balance_001"), (day.clone(), Some("balances"), Some("001".into()), true));
        assert_eq!(read("2026-01-27-01-Batch-1_cards_V1.csv"), (day, Some("cards"), Some("v1".into()), true));
    }

    #[test]
    fn the_longest_kind_wins() {
        assert_eq!(read("2026-01-27_non-posted-transactions_v2.csv").1, Some("non_posted_transactions"));
        assert_eq!(read("2026-01-27_transaction_updates_v2.csv").1, Some("transaction_updates"));
    }

    #[test]
    fn a_bare_kind_is_found_but_not_recognised() {
        assert_eq!(read("transactions.csv"), (None, Some("transactions"), None, false));
        assert!(!read("2026-01-27_transactions_v1 (1).csv").3);
        assert!(read("export.csv").1.is_none());
        assert_eq!(read("2026-13-27_cards_v1.csv"), (None, Some("cards"), Some("v1".into()), false));
        assert!(!read("2026-02-29-01-batch_cards_v1.csv").3);
        assert!(read("20261327_cards_v1.csv").3, "a batch may have any name");
        FileName::read("é_cards", None).kind.unwrap();
    }
}
