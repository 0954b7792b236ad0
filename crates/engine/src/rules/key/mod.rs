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
    let of_key = key.map(|authority| Slip::new(&duplicate_key::RULE, Detail::None).resting_on(authority));
    let Some(leads) = whole else {
        return of_key.into_iter().for_each(|slip| sink.take(slip, spot));
    };
    let of_record = Slip::new(&duplicate_record::RULE, Detail::None);
    // Where the profile makes less of the record than of its key, the key is a finding of its own.
    let stands_alone = sink.is_overridden(of_record.rule)
        && of_key.as_ref().is_some_and(|slip| sink.in_force(slip) > sink.in_force(&of_record));
    if leads {
        sink.take(of_record, spot);
    }
    match of_key {
        Some(slip) if stands_alone => sink.take(slip, spot),
        of_key => sink.suppress(&duplicate_key::RULE, u64::from(of_key.is_some()), duplicate_record::RULE.name),
    }
}
