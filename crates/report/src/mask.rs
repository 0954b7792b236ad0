//! Values without their content: what can be told of a value when the value itself must not be shown.

use daybreak_engine::is_unseen;

/// Whether values are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// Only their shape: every digit is a 9, every letter an a or A.
    Masked,
    /// As they are.
    Shown,
}

impl Values {
    /// The text as it may be shown; what cannot be seen is written out either way.
    pub fn of(self, text: &str) -> String {
        text.chars().map(|character| visible(self.one(character))).collect()
    }

    /// One character as it may be shown; its width stays, so that carets fit under it.
    pub fn one(self, character: char) -> char {
        match self {
            Self::Masked if character.is_numeric() => '9',
            Self::Masked if character.is_uppercase() => 'A',
            Self::Masked if character.is_alphabetic() => 'a',
            Self::Shown | Self::Masked => character,
        }
    }
}

fn visible(character: char) -> String {
    if is_unseen(character) { format!("⟨U+{:04X}⟩", u32::from(character)) } else { character.to_string() }
}

#[cfg(test)]
mod tests {
    use super::{Values, is_unseen};

    #[test]
    fn masks_every_letter_and_digit() {
        assert_eq!(Values::Masked.of("Straße 12-b, €4.50"), "Aaaaaa 99-a, €9.99");
        assert_eq!(Values::Shown.of("a\u{a0}b"), "a⟨U+00A0⟩b");
    }

    #[test]
    fn nothing_that_cannot_be_seen_is_shown_as_it_is() {
        for values in [Values::Shown, Values::Masked] {
            let shown = |character: char| values.of(&character.to_string());
            let passed = ('\0'..=char::MAX).filter(|&character| shown(character).chars().any(is_unseen));
            assert_eq!(passed.collect::<String>(), "");
        }
    }
}
