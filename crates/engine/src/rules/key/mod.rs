//! The rules about several records of one file.

pub mod duplicate_key;
pub mod duplicate_record;

use daybreak_schema::Authority;

use crate::finding::Detail;
use crate::sink::{Sink, Slip, Spot};

/// Reports a record that repeats the key of an earlier one, or the whole of it. `key` is what the uniqueness of the key
/// rests on; `None` when the record has no key.
pub(crate) fn report(key: Option<Authority>, whole: bool, spot: Spot<'_>, sink: &mut Sink) {
    if whole {
        sink.take(Slip::new(&duplicate_record::RULE, Detail::None), spot);
        sink.suppress(&duplicate_key::RULE, u64::from(key.is_some()), duplicate_record::RULE.name);
    } else if let Some(authority) = key {
        sink.take(Slip::new(&duplicate_key::RULE, Detail::None).resting_on(authority), spot);
    }
}
