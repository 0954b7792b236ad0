//! The rules about several records of one file.

pub mod duplicate_key;
pub mod duplicate_record;

use daybreak_schema::Authority;

use crate::finding::Detail;
use crate::sink::{Sink, Slip, Spot};

/// Reports a record that repeats the key of an earlier one, or the whole of it. `key` is what the uniqueness of the key
/// rests on; `None` when the record has no key. Of a `whole` that repeats it says whether this is the record's first key: it
/// is reported once.
pub(crate) fn report(key: Option<Authority>, whole: Option<bool>, spot: Spot<'_>, sink: &mut Sink) {
    if let Some(leads) = whole {
        if leads {
            sink.take(Slip::new(&duplicate_record::RULE, Detail::None), spot);
        }
        sink.suppress(&duplicate_key::RULE, u64::from(key.is_some()), duplicate_record::RULE.name);
    } else if let Some(authority) = key {
        sink.take(Slip::new(&duplicate_key::RULE, Detail::None).resting_on(authority), spot);
    }
}
