//! Which keys were seen before: the bytes decide, and which record was the first.

use std::collections::BTreeMap;

use super::plan::Plan;
use super::scan::Sighting;
use crate::place::{Place, Span};
use crate::rules::key;
use crate::sink::{Sink, Spot};

/// The first record with each suspect key, by the hash of the key.
#[derive(Debug, Default)]
pub(crate) struct Firsts(BTreeMap<u64, Vec<First>>);

#[derive(Debug)]
struct First {
    key: Option<usize>,
    text: Box<[u8]>,
    record: u64,
    place: Place,
    span: Span,
}

impl Firsts {
    /// Takes the next sighting in the order of the file, and reports it if it is not the first of its key.
    pub(crate) fn take(&mut self, sighting: &Sighting<'_>, plan: Option<&Plan>, sink: &mut Sink) {
        let &Sighting { hash, key, text, record, place, span } = sighting;
        let seen = self.0.entry(hash).or_default();
        let Some(first) = seen.iter().find(|first| first.key == key && *first.text == *text) else {
            // Two keys of one hash are a rarity; a vector would make room for four.
            seen.reserve_exact(1);
            return seen.push(First { key, text: text.into(), record, place, span });
        };
        let field = key.and_then(|index| plan?.keys.get(index));
        let spot = Spot {
            place: Some(place),
            span: Some(span),
            field: field.map(|key| key.field as u16),
            found: field.map(|_| text),
            other: Some((first.place, first.span)),
        };
        key::report(field.map(|key| key.authority), first.record == record, spot, sink);
    }
}
