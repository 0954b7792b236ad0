//! What must be unique in a file.

use std::hash::Hasher;

use foldhash::fast::FixedState;

use super::plan::{KeyField, Plan};
use crate::lexer::Record;
use crate::rules::value::null_word;

/// The mark of a hash that stands for a whole record, because it has no key.
const WHOLE: u8 = u8::MAX;

/// A part of a record that no other may repeat.
pub(crate) struct Unique<'a> {
    /// Which key of the kind it is; `None` when the whole record stands in for one.
    pub(crate) key: Option<usize>,
    pub(crate) text: &'a [u8],
    pub(crate) hash: u64,
    /// It comes first in its record.
    pub(crate) leads: bool,
}

/// Visits what must be unique in a record: its keys, or, where it has none, the record as it stands. In a record that is
/// torn or has a field too many, it is not known which field the key is.
pub(crate) fn each_unique(
    plan: Option<&Plan>,
    record: &Record<'_>,
    scratch: &mut Vec<u8>,
    mut visit: impl FnMut(Unique<'_>),
) {
    let mut any = false;
    let plan = plan.filter(|plan| plan.width == record.fields.len());
    for (index, key) in plan.iter().flat_map(|plan| &plan.keys).enumerate() {
        let text = record.text(key.field, scratch);
        if is_key(text) {
            visit(Unique { key: Some(index), text, hash: hash(index as u8, text), leads: !any });
            any = true;
        }
    }
    if !any {
        visit(Unique { key: None, text: record.bytes, hash: hash_of_record(record), leads: true });
    }
}

/// Whether a text is a key: neither nothing nor a word for that.
#[inline]
fn is_key(text: &[u8]) -> bool {
    // Most keys begin with none of these.
    let may_be_word = |first: &u8| matches!(first, b'n' | b'N' | b'u' | b'U' | b'(' | b'<' | b'\\');
    text.first().is_some_and(|first| !may_be_word(first) || !null_word::is_word(text))
}

/// The hash of a whole record.
pub(crate) fn hash_of_record(record: &Record<'_>) -> u64 {
    hash(WHOLE, record.bytes)
}

/// Another hash of what must be unique, which has nothing to do with the first: texts of which both are the same are the same.
pub(crate) fn second_hash(key: Option<usize>, text: &[u8]) -> u64 {
    hash(key.map_or(WHOLE - 1, |key| WHOLE - 2 - key as u8), text)
}

fn hash(tag: u8, text: &[u8]) -> u64 {
    let mut hasher = std::hash::BuildHasher::build_hasher(&FixedState::with_seed(u64::from(tag)));
    hasher.write(text);
    hasher.finish()
}

/// Visits the hashes of what must be unique in a record that is clean, the same that [`each_unique`] tells. `raw` gives its
/// fields, quotes included, and without one the whole record.
#[inline]
pub(crate) fn each_hash_of_clean<'a>(
    keys: &[KeyField],
    raw: impl Fn(Option<usize>) -> &'a [u8],
    mut visit: impl FnMut(u64),
) {
    let mut any = false;
    for (index, key) in keys.iter().enumerate() {
        let text = unquoted(raw(Some(key.field)));
        if is_key(text) {
            any = true;
            visit(hash(index as u8, text));
        }
    }
    if !any {
        visit(hash(WHOLE, raw(None)));
    }
}

/// The text of a cell that is clean: its quotes, if it has any, are around it.
fn unquoted(raw: &[u8]) -> &[u8] {
    raw.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\"")).unwrap_or(raw)
}
