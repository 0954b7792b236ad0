//! Which of several words was probably meant.

/// How many letters must be inserted, left out, exchanged or swapped with their neighbour to turn one word into the
/// other; `limit` when it is at least that many.
pub(crate) fn distance(a: &str, b: &str, limit: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) >= limit {
        return limit;
    }
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        for (j, &y) in b.iter().enumerate() {
            let at = |row: &[usize], index: usize| row.get(index).copied().unwrap_or(limit);
            let mut best = (at(&last, j) + usize::from(x != y)).min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(&y) && b.get(j - 1) == Some(&x);
            if swapped {
                best = best.min(at(&before_last, j - 1) + 1);
            }
            row.push(best);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(limit).min(limit)
}

/// The word of the list that is nearest to the given one, when one is near at all.
pub(crate) fn nearest<'a>(words: impl IntoIterator<Item = &'a str>, given: &str) -> Option<&'a str> {
    let given = given.trim().to_lowercase();
    let limit = given.chars().count() / 3 + 1;
    let measured = words.into_iter().map(|word| (distance(word, &given, limit + 1), word));
    measured.filter(|(distance, _)| *distance <= limit).min_by_key(|(distance, _)| *distance).map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn counts_edits() {
        assert_eq!(distance("amount", "amount", 3), 0);
        assert_eq!(distance("amount", "ammount", 3), 1);
        assert_eq!(distance("amount", "aomunt", 3), 1);
        assert_eq!(distance("amount", "currency", 3), 3);
    }

    #[test]
    fn finds_what_was_meant() {
        assert_eq!(nearest(["active", "inactive", "closed"], "Actve"), Some("active"));
        assert_eq!(nearest(["active", "closed"], "pending"), None);
    }
}
