//! Long texts, cut to what can be shown.

/// The first characters of a text, so many at most; a sign says where something is left out.
pub(super) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => text.get(..end).unwrap_or(text).to_owned() + "…",
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn only_what_is_too_long_is_cut() {
        assert_eq!(cut("Épargne", 7), "Épargne");
        assert_eq!(cut("Épargne", 2), "Ép…");
        assert_eq!(cut("", 0), "");
    }
}
