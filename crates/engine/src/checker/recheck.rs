//! The second reading: it finds the places of what was known only at the end of the first.

use std::collections::BTreeMap;

use super::Ended;
use super::join::{Joined, Stretch};
use super::outcome::{Outcome, Skipped};
use super::plan::Plan;
use super::scan::{Lookout, RecheckPart, Scan, Sighting};
use super::time::Windows;
use crate::finding::Finding;
use crate::place::{Place, Shift, Span};
use crate::rules::key;
use crate::sink::{Sink, Spot};

/// So many suspects are looked for in one reading: it bounds the memory. Are there more, the file is read once more.
pub(crate) const MOST_SUSPECTS: usize = 1_000_000;

/// The second reading of a file, and those after it. Either the whole file is pushed, or its stretches are read by
/// [`super::RecheckRange`]s, side by side, and joined here.
#[derive(Debug)]
pub struct Recheck {
    joined: Joined,
    lookout: Lookout,
    /// The suspects of the readings after this one, in order, and how many of them one reading takes.
    later: Vec<u64>,
    most: usize,
    /// What earlier readings found about keys.
    keys: Sink,
    reading: Reading,
}

/// What is known in one reading.
#[derive(Debug)]
struct Reading {
    sink: Sink,
    firsts: BTreeMap<u64, Vec<First>>,
    /// The reading of the whole file, if it is read so.
    scan: Option<Scan>,
    /// Bytes still to pass over, up to the first record.
    pass_over: u64,
}

/// The first record with a key.
#[derive(Debug)]
struct First {
    key: Option<usize>,
    text: Box<[u8]>,
    record: u64,
    place: Place,
    span: Span,
}

impl Recheck {
    pub(crate) fn new(joined: Joined, mut suspects: Vec<u64>, windows: Option<Windows>, most: usize) -> Self {
        let later = suspects.split_off(most.min(suspects.len()));
        Self {
            keys: joined.new_sink(),
            reading: Reading::new(&joined),
            lookout: Lookout { suspects, windows },
            later,
            most,
            joined,
        }
    }

    /// What is looked for in the stretches.
    pub fn lookout(&self) -> &Lookout {
        &self.lookout
    }

    /// The stretches of records in which to look.
    pub fn stretches(&self) -> &[Stretch] {
        &self.joined.stretches
    }

    /// Takes what was seen in the next stretch.
    pub fn join(&mut self, part: RecheckPart) {
        let Self { joined, reading: Reading { sink, firsts, .. }, .. } = self;
        for sighting in part.sightings() {
            take(firsts, &sighting, joined.opened.plan(), sink);
        }
        joined.gathered.sink.append(part.sink, Shift::default());
    }

    /// Takes the next bytes of the file, from its start, when it is read as a whole.
    pub fn push(&mut self, chunk: &[u8]) {
        let passed = self.reading.pass_over.min(chunk.len() as u64);
        self.reading.pass_over -= passed;
        let opened = &self.joined.opened;
        let whole = Stretch { start: self.joined.first_record(), end: u64::MAX };
        let scan = self.reading.scan.get_or_insert_with(|| Scan::new(opened, whole));
        scan.push(chunk.get(passed as usize..).unwrap_or(&[]));
        self.drain();
    }

    fn drain(&mut self) {
        let Self { joined, lookout, reading: Reading { sink, firsts, scan: Some(scan), .. }, .. } = self else {
            return;
        };
        let opened = joined.opened.clone();
        scan.drain(lookout, &mut joined.gathered.sink, |sighting, _| take(firsts, &sighting, opened.plan(), sink));
    }

    /// Says that the file, or each of its stretches, has been read.
    pub fn end(mut self) -> Ended {
        if let Some(scan) = &mut self.reading.scan {
            scan.end();
            self.drain();
        }
        self.keep_keys();
        if self.later.is_empty() {
            return Ended::Done(Box::new(self.finish(Vec::new())));
        }
        let rest = self.later.split_off(self.most.min(self.later.len()));
        self.lookout = Lookout { suspects: std::mem::replace(&mut self.later, rest), windows: None };
        Ended::Again(Box::new(self))
    }

    /// Stops before the end of the second reading.
    pub fn stop(mut self, why: &'static str) -> Outcome {
        self.keep_keys();
        self.finish(vec![Skipped { what: "which keys repeat and which days do not fit", why }])
    }

    /// Adds what this reading found about keys to what earlier ones did.
    fn keep_keys(&mut self) {
        let Reading { sink, .. } = std::mem::replace(&mut self.reading, Reading::new(&self.joined));
        let plan = self.joined.opened.plan();
        self.keys.interleave(sink, |finding| order(finding, plan));
    }

    fn finish(self, skipped: Vec<Skipped>) -> Outcome {
        let mut joined = self.joined;
        joined.gathered.sink.append(self.keys, Shift::default());
        joined.outcome(skipped)
    }
}

impl Reading {
    fn new(joined: &Joined) -> Self {
        Self { sink: joined.new_sink(), firsts: BTreeMap::new(), scan: None, pass_over: joined.first_record().byte }
    }
}

/// The order in which findings about keys come up: by record, and in a record by key.
fn order(finding: &Finding, plan: Option<&Plan>) -> (u64, Option<usize>) {
    let key = finding.field.and_then(|field| plan?.keys.iter().position(|key| key.field == usize::from(field)));
    (finding.place.map_or(0, |place| place.byte), key)
}

/// Takes the next sighting in the order of the file.
fn take(firsts: &mut BTreeMap<u64, Vec<First>>, sighting: &Sighting<'_>, plan: Option<&Plan>, sink: &mut Sink) {
    let &Sighting { hash, key, text, record, place, span } = sighting;
    let seen = firsts.entry(hash).or_default();
    match seen.iter().find(|first| first.key == key && *first.text == *text) {
        Some(first) => {
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
        None => seen.push(First { key, text: text.into(), record, place, span }),
    }
}
