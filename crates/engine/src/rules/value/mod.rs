//! The rules about one cell.

pub mod boolean_format;
pub mod currency_unknown;
pub mod date_format;
pub mod date_invalid;
pub mod datetime_format;
pub mod datetime_invalid;
pub mod datetime_offset_missing;
pub mod decimals;
pub mod id_list_format;
pub mod invisible_character;
pub mod null_word;
pub mod number_format;
pub mod reserved_prefix;
pub mod spreadsheet_damage;
pub mod surrounding_space;
pub mod value_not_allowed;
pub mod value_required;
pub mod value_too_long;

use daybreak_schema::{LayoutColumn, Type};

use crate::checker::spot_of_field;
use crate::lexer::Record;
use crate::sink::Sink;

/// Whether a text may be a word for "no value" or what a spreadsheet leaves. Quick, and rather too often yes than ever
/// wrongly no; a cell of another type that holds such a thing cannot be read anyway.
pub(crate) fn looks_damaged(ty: Type, text: &[u8]) -> bool {
    if !matches!(ty, Type::Text | Type::Id | Type::Enum | Type::IdList) {
        return false;
    }
    match text.first() {
        Some(b'#' | b'=' | b'n' | b'N' | b'u' | b'U' | b'(' | b'<' | b'\\') => true,
        Some(b'0'..=b'9') => text.windows(2).any(|pair| pair == b"E+"),
        _ => false,
    }
}

/// Whether a column has rules about its text.
pub(crate) fn may_offend(column: &LayoutColumn) -> bool {
    column.max_chars.is_some() || !column.reserved_prefixes.is_empty()
}

/// Checks the text of a cell that can be read.
pub(crate) fn check_text(column: &LayoutColumn, text: &[u8], record: &Record<'_>, field: usize, sink: &mut Sink) {
    let slips = [value_too_long::find(column.max_chars, text), reserved_prefix::find(column.reserved_prefixes, text)];
    for slip in slips.into_iter().flatten() {
        sink.take(slip, spot_of_field(record, field, text));
    }
}
