//! A character that cannot be seen.

use daybreak_schema::Authority;
use daybreak_schema::{LayoutColumn, Type};

use crate::checker::Root;
use crate::finding::Detail;
use crate::sink::Slip;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};
use crate::unseen::{is_filler, is_space, is_unseen};

/// A character that cannot be seen.
pub static RULE: Rule = Rule {
    name: "invisible-character",
    code: "V016",
    family: Family::Value,
    severity: Severity::Warning,
    authority: Authority::Assumed,
    group: Some(2),
    what: "A value holds a character that cannot be seen, such as a no-break space.",
    why: "Two values that look the same are different to a program: a status with a no-break space is not a status, and an ID with one is a different ID.",
    mend: "Remove the character; it often comes from copying from a web page or a document.",
    source: "Unicode, general categories Cf, Cc and Zs",
    examples: &[
        Example::bad("accounts", "a no-break space behind a status", &[Edit::Set("status", "active\u{a0}")]),
        Example::bad("transactions", "a zero-width space in an ID", &[Edit::Set("balance_id", "bal\u{200b}_1")]),
        Example::good("balances", "a letter with an accent", &[Edit::Set("client_balance_name", "Épargne")]),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let character = if let Detail::Character(character) = saying.finding.detail { character } else { '\u{fffd}' };
    Said::new(format!("The value holds {}", in_words(character))).expected("characters that can be seen")
}

/// "a zero-width space (U+200B), which cannot be seen".
pub(crate) fn in_words(character: char) -> String {
    format!("{} (U+{:04X}), which cannot be seen", name(character), u32::from(character))
}

/// Finds characters that cannot be seen. Those that stand for a space become one, the others go.
pub(crate) fn find(column: &LayoutColumn, text: &[u8]) -> Option<Root> {
    let text = std::str::from_utf8(text).ok()?;
    let free_text = column.ty.value == Type::Text;
    let unseen = |character: char| is_unseen(character) && !(free_text && matches!(character, '\n' | '\r'));
    let first = text.chars().find(|&character| unseen(character))?;
    let cleaned: String = text
        .chars()
        .filter_map(|character| if unseen(character) { is_space(character).then_some(' ') } else { Some(character) })
        .collect();
    Some(Root { slip: Slip::new(&RULE, Detail::Character(first)), cleaned: Some(cleaned.trim().as_bytes().to_vec()) })
}

fn name(character: char) -> &'static str {
    match character {
        '\t' => "a tab",
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => "a line break",
        '\u{a0}' | '\u{202f}' => "a no-break space",
        '\u{ad}' => "a soft hyphen",
        '\u{200b}' => "a zero-width space",
        '\u{200c}' | '\u{200d}' => "a zero-width joiner",
        '\u{feff}' => "a byte order mark",
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            "a text direction mark"
        }
        other if other.is_control() => "a control character",
        other if is_filler(other) => "a filler character",
        _ => "an unusual space",
    }
}
