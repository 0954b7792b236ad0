//! Which of several words was probably meant.

/// How many letters must be inserted, left out, exchanged or swapped with their neighbour to turn one word into the
/// other; `limit` when it is at least that many.
pub(crate) fn distance(a: &str, b: &str, limit: usize) -> usize {
    Measure::default().distance(a, &b.chars().collect::<Vec<_>>(), limit)
}

/// The word of the list that is nearest to the given one, when one is near at all: at most every third letter differs.
pub(crate) fn nearest<'a>(words: impl IntoIterator<Item = &'a str>, given: &str) -> Option<&'a str> {
    let given: Vec<char> = given.trim().to_lowercase().chars().collect();
    // Of a short word hardly a letter may be another: `credit` was not meant for `debit`.
    let mut limit = given.len() / 3 + 1;
    let (mut found, mut measure) = (None, Measure::default());
    for word in words {
        // The lists of the schema are in lower case; those of a profile need not be.
        let distance = if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
            measure.distance(&word.to_lowercase(), &given, limit)
        } else {
            measure.distance(word, &given, limit)
        };
        if distance < limit {
            (limit, found) = (distance, Some(word));
        }
    }
    found
}

/// Measures words. What it works with is kept for the next.
#[derive(Default)]
struct Measure {
    word: Vec<char>,
    /// The last two rows of the table, and the one that is being filled.
    rows: [Vec<usize>; 3],
}

impl Measure {
    /// See [`distance`].
    fn distance(&mut self, word: &str, other: &[char], limit: usize) -> usize {
        let Self { word: letters, rows: [before_last, last, row] } = self;
        letters.clear();
        letters.extend(word.chars());
        if letters.len().abs_diff(other.len()) >= limit {
            return limit;
        }
        last.clear();
        last.extend(0..=other.len());
        for (i, &x) in letters.iter().enumerate() {
            row.clear();
            row.push(i + 1);
            for (j, &y) in other.iter().enumerate() {
                let at = |row: &[usize], index: usize| row.get(index).copied().unwrap_or(limit);
                let mut best = (at(last, j) + usize::from(x != y)).min(at(last, j + 1) + 1).min(at(row, j) + 1);
                let swapped = i > 0 && j > 0 && letters.get(i - 1) == Some(&y) && other.get(j - 1) == Some(&x);
                if swapped {
                    best = best.min(at(before_last, j - 1) + 1);
                }
                row.push(best);
            }
            std::mem::swap(before_last, last);
            std::mem::swap(last, row);
        }
        last.last().copied().unwrap_or(limit).min(limit)
    }
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn counts_edits() {
        for (other, edits) in [("amount", 0), ("ammount", 1), ("aomunt", 1), ("mount", 1), ("currency", 3)] {
            assert_eq!(distance("amount", other, 3), edits, "{other}");
        }
    }

    #[test]
    fn finds_what_was_meant() {
        assert_eq!(nearest(["active", "inactive", "closed"], "Actve"), Some("active"));
        assert_eq!(nearest(["active", "closed"], "pending"), None);
        assert_eq!(nearest(["debit", "refund"], "credit"), None);
        // A list of a profile may be in capitals.
        assert_eq!(nearest(["LEAD", "OTHER"], "lead"), Some("LEAD"));
        assert_eq!(nearest(["a", "b"], "c"), None);
        // Of two that are as near, the first.
        assert_eq!(nearest(["card", "cart"], "carx"), Some("card"));
    }
}
