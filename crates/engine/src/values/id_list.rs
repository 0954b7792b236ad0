//! A list of IDs: `"entity_123", "entity_456"` as the bank's documentation writes it, a JSON array, or one bare ID.

use super::{Reading, Value};
use crate::rules::value::id_list_format;

/// Reads the raw cell: the bank's own form is not RFC 4180, so the quotes are part of it.
pub(super) fn read(raw: &[u8]) -> Reading {
    let bare = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    if raw.iter().all(bare) {
        return Reading::Good(Value::None);
    }
    id_list_format::explain(raw)
}

/// Whether a list is a JSON array without items: as good as an empty cell.
pub(crate) fn is_empty(text: &[u8]) -> bool {
    let inner = text.strip_prefix(b"[").and_then(|rest| rest.strip_suffix(b"]"));
    inner.is_some_and(|inner| inner.trim_ascii().is_empty())
}

/// The IDs of a list in any of its forms: what is neither a quotation mark, a bracket, a comma nor white space.
pub(crate) fn items(raw: &[u8]) -> impl Iterator<Item = &[u8]> {
    let between = |byte: &u8| matches!(byte, b'"' | b'[' | b']' | b',' | b';') || byte.is_ascii_whitespace();
    raw.split(between).filter(|item| !item.is_empty())
}
