//! Where in a file a record and its fields stand.

use crate::lexer::Record;
use crate::place::Span;
use crate::sink::Spot;

/// The spot of a whole record.
pub(crate) fn spot_of_record<'a>(record: &Record<'_>) -> Spot<'a> {
    let start = record.place.byte;
    Spot {
        place: Some(record.place),
        span: Some(Span { start, end: start + record.bytes.len() as u64 }),
        ..Spot::default()
    }
}

/// The spot of a field.
pub(crate) fn spot_of_field<'a>(record: &Record<'_>, field: usize, found: &'a [u8]) -> Spot<'a> {
    let span = record
        .fields
        .get(field)
        .map(|f| Span { start: record.place.byte + u64::from(f.start), end: record.place.byte + u64::from(f.end) });
    Spot { place: Some(record.place), span, field: Some(field as u16), found: Some(found), other: None }
}
