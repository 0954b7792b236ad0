//! Which keys were seen before: the bytes decide, and which record was the first.

use std::collections::BTreeMap;

use super::keys::second_hash;
use super::plan::Plan;
use super::scan::KeySighting;
use crate::place::{Place, Span};
use crate::rules::key;
use crate::sink::{Sink, Spot};

/// The first record with each suspect key, by the hash of the key.
#[derive(Debug, Default)]
pub(crate) struct Firsts(BTreeMap<u64, Vec<FirstRecord>>);

#[derive(Debug)]
struct FirstRecord {
    key: Option<usize>,
    text: Box<[u8]>,
    record: u64,
    place: Place,
    span: Span,
}

impl Firsts {
    /// Takes the next sighting in the order of the file, and reports it if it is not the first of its key.
    pub(crate) fn take(&mut self, sighting: &KeySighting<'_>, plan: Option<&Plan>, sink: &mut Sink) {
        let &KeySighting { hash, key, text, record, place, span, .. } = sighting;
        let seen = self.0.entry(hash).or_default();
        let Some(first) = seen.iter().find(|first| first.key == key && *first.text == *text) else {
            // Two keys of one hash are a rarity; a vector would make room for four.
            seen.reserve_exact(1);
            return seen.push(FirstRecord { key, text: text.into(), record, place, span });
        };
        report(sighting, (first.place, first.span), first.record == record, plan, sink);
    }
}

/// The same in a reading for which memory must not grow with the keys themselves: of each it holds a few numbers.
#[derive(Debug, Default)]
pub(crate) struct FirstPlaces {
    /// In the order of the suspects.
    firsts: Vec<FirstPlace>,
    /// Keys whose hash is that of another one: a rarity.
    others: Firsts,
}

/// The first record with a key; that of a key which was not seen yet has no number.
#[derive(Clone, Copy, Debug, Default)]
struct FirstPlace {
    place: Place,
    /// Where the key, or the record, begins and ends, from the record's start.
    from: u32,
    to: u32,
    /// Together with the hash it stands for the bytes, which an earlier reading has compared.
    second_hash: u64,
    record: u64,
}

impl FirstPlaces {
    /// Takes the next sighting, of one of some suspects.
    pub(crate) fn take(&mut self, sighting: &KeySighting<'_>, suspects: &[u64], plan: Option<&Plan>, sink: &mut Sink) {
        let &KeySighting { key, text, record, place, span, .. } = sighting;
        self.firsts.resize(suspects.len(), FirstPlace::default());
        let at = suspects.binary_search(&sighting.hash).ok();
        let Some(first) = at.and_then(|at| self.firsts.get_mut(at)) else { return };
        let second_hash = second_hash(key, text);
        if first.place.record == 0 {
            let [from, to] = [span.start, span.end].map(|byte| (byte - place.byte) as u32);
            *first = FirstPlace { place, from, to, second_hash, record };
        } else if first.second_hash == second_hash {
            let [start, end] = [first.from, first.to].map(|offset| first.place.byte + u64::from(offset));
            report(sighting, (first.place, Span { start, end }), first.record == record, plan, sink);
        } else {
            self.others.take(sighting, plan, sink);
        }
    }
}

/// Reports a key that was seen before, in another record or in the same one again.
fn report(sighting: &KeySighting<'_>, first: (Place, Span), is_same: bool, plan: Option<&Plan>, sink: &mut Sink) {
    let field = sighting.key.and_then(|index| plan?.keys.get(index));
    let spot = Spot {
        place: Some(sighting.place),
        span: Some(sighting.span),
        field: field.map(|key| key.field as u16),
        found: field.map(|_| sighting.text),
        other: Some(first),
    };
    key::report(field.map(|key| key.authority), is_same.then_some(sighting.leads), spot, sink);
}

#[cfg(test)]
mod tests {
    use super::{FirstPlace, FirstPlaces, Firsts};
    use crate::checker::scan::KeySighting;
    use crate::place::{Place, Span};
    use crate::sink::Sink;

    /// Suspects of which some have the hash of another.
    fn sightings() -> Vec<(u64, Option<usize>, &'static [u8])> {
        let whole: [(u64, &[u8]); 7] = [(7, b"a"), (9, b"b"), (7, b"c"), (7, b"a"), (7, b"c"), (9, b"b"), (7, b"d")];
        whole.into_iter().map(|(hash, text)| (hash, None, text)).collect()
    }

    #[test]
    fn places_alone_tell_what_texts_tell() {
        let (mut firsts, mut places) = (Firsts::default(), FirstPlaces::default());
        let [mut by_text, mut by_place] = [(); 2].map(|()| Sink::new(100, std::collections::BTreeMap::new()));
        for (number, (hash, key, text)) in (1..).zip(sightings()) {
            let place = Place { byte: number * 10, line: number + 1, record: number };
            let span = Span { start: place.byte + 2, end: place.byte + 3 };
            let sighting = KeySighting { hash, key, text, leads: true, record: number % 2, place, span };
            firsts.take(&sighting, None, &mut by_text);
            places.take(&sighting, &[7, 9], None, &mut by_place);
        }
        assert_eq!(format!("{:?}", by_place.findings()), format!("{:?}", by_text.findings()));
        // `a` comes again in a record that is another: as a whole it does not repeat.
        assert_eq!(by_place.findings().len(), 2);
    }

    #[test]
    fn a_place_takes_as_much_as_is_said() {
        // docs/ARCHITECTURE.md
        assert_eq!(size_of::<FirstPlace>(), 48);
    }
}
