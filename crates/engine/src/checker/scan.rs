//! What a second reading looks for in a range of records: repetitions of suspect keys, and moments outside of their windows.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::join::Stretch;
use super::keys::{each_hash_of_clean, each_unique, hash_of_record};
use super::opening::Opened;
use super::plan::Plan;
use super::settings::Settings;
use super::sieve::Sieve;
use super::spot::{spot_of_field, spot_of_record};
use super::time::{Windows, is_future};
use crate::fast::{Row, Skim, Turns, over};
use crate::finding::Detail;
use crate::lexer::{Lexer, Record};
use crate::place::{Place, Span};
use crate::rules::time as time_rules;
use crate::sink::{Sink, Slip};
use crate::values::{Days, instant};

/// What to look for.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Lookout {
    /// Hashes that occur more than once, in order. Equal hashes are only a suspicion; the bytes decide.
    pub(crate) suspects: Vec<u64>,
    pub(crate) windows: Option<Windows>,
}

/// A suspect key, or whole record, where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KeySighting<'a> {
    pub(crate) hash: u64,
    /// Which key of the kind it is; `None` when the whole record stands in for one.
    pub(crate) key: Option<usize>,
    pub(crate) text: &'a [u8],
    /// It comes first in its record.
    pub(crate) leads: bool,
    /// The hash of the record: a file given twice must not be held as a whole.
    pub(crate) record: u64,
    pub(crate) place: Place,
    pub(crate) span: Span,
}

/// The second reading of records. Most of them are only skimmed: there is nothing to be seen in them.
#[derive(Debug)]
pub(crate) struct Scan {
    opened: Opened,
    lexer: Lexer,
    bound: u64,
    records: u64,
    days: Days,
    scratch: Vec<u8>,
    /// `None` where all records are read plainly.
    skim: Option<Skim>,
    /// Of the suspects; made when they are first asked for.
    sieve: Option<Sieve>,
}

impl Scan {
    pub(crate) fn new(opened: &Opened, stretch: Stretch) -> Self {
        let delimiter = opened.text().map_or(b'|', |text| text.delimiter);
        let plan = opened.plan().filter(|_| opened.start().settings.quick);
        Self {
            skim: plan.map(|plan| Skim::new(delimiter, plan.width)),
            sieve: None,
            opened: opened.clone(),
            lexer: Lexer::at(delimiter, Place { record: 0, ..stretch.start }),
            bound: stretch.end,
            records: stretch.start.record,
            days: Days::default(),
            scratch: Vec::new(),
        }
    }

    pub(crate) fn wants_more(&self) -> bool {
        self.lexer.place().byte < self.bound && !self.lexer.is_cut_short()
    }

    pub(crate) fn push(&mut self, chunk: &[u8]) {
        if self.wants_more() {
            self.lexer.push(chunk);
        }
    }

    pub(crate) fn end(&mut self) {
        if self.wants_more() {
            self.lexer.end();
        }
    }

    /// What is not read yet.
    fn rest(&self) -> Option<Stretch> {
        let start = Place { record: self.records, ..self.lexer.place() };
        self.wants_more().then_some(Stretch { start, end: self.bound })
    }

    /// Looks through what was pushed: moments go to the sink, suspects to `see`.
    pub(crate) fn drain(&mut self, lookout: &Lookout, sink: &mut Sink, mut see: impl FnMut(KeySighting<'_>)) {
        while self.skim_over(lookout, sink, &mut see) || self.read_plainly(lookout, sink, &mut see) {}
    }

    /// Skims over the next window of bytes; `false` when there is no whole record in it.
    fn skim_over(&mut self, lookout: &Lookout, sink: &mut Sink, see: &mut impl FnMut(KeySighting<'_>)) -> bool {
        let (Some(skim), Some(rest)) = (&mut self.skim, self.lexer.rest()) else { return false };
        let origin = self.lexer.place().byte;
        if origin >= self.bound {
            return false;
        }
        let rows = skim.look(rest, origin);
        let turns = Turns {
            row: |scan: &Self, number| scan.skim.as_ref()?.row(number),
            byte: |scan: &Self| scan.lexer.place().byte,
            quickly: |scan: &mut Self, _: &mut Sink, number| scan.pass_over(number, origin, lookout),
            plainly: |scan: &mut Self, sink: &mut Sink, _: &_| scan.read_plainly(lookout, sink, see),
        };
        over(self, sink, (rows, origin), turns)
    }

    /// Passes over the rows from one on in which there is nothing to be seen; says how many they were.
    fn pass_over(&mut self, first: usize, origin: u64, lookout: &Lookout) -> usize {
        let (Some(skim), Some(plan), Some(rest)) = (&mut self.skim, self.opened.plan(), self.lexer.rest()) else {
            return 0;
        };
        let sieve = self.sieve.get_or_insert_with(|| Sieve::new(&lookout.suspects));
        let here = self.lexer.place().byte;
        let (mut number, mut at) = (first, here);
        while let Some(row) = skim.row(number) {
            let start = origin + u64::from(row.start);
            if start != at || start >= self.bound || !row.is_plain() {
                break;
            }
            // What is left begins where the first of these rows does.
            let from = (start - here) as usize;
            let Some(bytes) = rest.get(from..from + (row.next - row.start) as usize) else { break };
            if is_of_interest(skim, bytes, &row, plan, lookout, sieve) {
                break;
            }
            at += u64::from(row.next - row.start);
            number += 1;
        }
        self.lexer.pass_over((at - here) as usize, (number - first) as u64);
        self.records += (number - first) as u64;
        number - first
    }

    /// Looks at the next record; `false` when there is none, or more bytes are needed.
    fn read_plainly(&mut self, lookout: &Lookout, sink: &mut Sink, see: &mut impl FnMut(KeySighting<'_>)) -> bool {
        if self.lexer.place().byte >= self.bound {
            return false;
        }
        let Some(mut record) = self.lexer.next_record() else { return false };
        if record.is_blank() {
            return true;
        }
        self.records += 1;
        record.place.record = self.records;
        let plan = self.opened.plan();
        if !lookout.suspects.is_empty() {
            each_suspect(&record, plan, &lookout.suspects, &mut self.scratch, see);
        }
        if let (Some(plan), Some(windows)) = (plan, &lookout.windows)
            && record.fields.len() == plan.width
        {
            let settings = &self.opened.start().settings;
            check_moments(&record, plan, windows, settings, &mut self.days, &mut self.scratch, sink);
        }
        true
    }
}

/// Whether a record that is plain must be looked at: it may have a key that is looked for, or a moment outside of its window.
/// `bytes` begin with it.
fn is_of_interest(skim: &mut Skim, bytes: &[u8], row: &Row, plan: &Plan, lookout: &Lookout, sieve: &Sieve) -> bool {
    let mut is_suspect = false;
    if !lookout.suspects.is_empty() {
        let text = |field| skim.text(bytes, row, field);
        each_hash_of_clean(&plan.keys, text, |hash| is_suspect |= sieve.may_have(hash));
    }
    let Some(windows) = lookout.windows.filter(|_| !is_suspect) else { return is_suspect };
    let columns = [(plan.effective_at, windows.effective), (plan.generated_at, windows.generated)];
    columns.into_iter().any(|(field, (from, before))| {
        let moment = field.and_then(|field| skim.moment(bytes, row, field));
        moment.is_some_and(|moment| !(from..before).contains(&moment))
    })
}

fn check_moments(
    record: &Record<'_>,
    plan: &Plan,
    windows: &Windows,
    settings: &Settings,
    days: &mut Days,
    scratch: &mut Vec<u8>,
    sink: &mut Sink,
) {
    let columns = [
        (plan.effective_at, windows.effective, &time_rules::activity_day_mismatch::RULE),
        (plan.generated_at, windows.generated, &time_rules::generated_at_mismatch::RULE),
    ];
    for (field, (from, before), rule) in columns {
        let Some(field) = field else { continue };
        let text = record.text(field, scratch).trim_ascii();
        let Some(moment) = instant(text, days) else { continue };
        if !(from..before).contains(&moment) && !is_future(moment, settings) {
            sink.take(Slip::new(rule, Detail::Day(windows.activity_day)), spot_of_field(record, field, text));
        }
    }
}

fn each_suspect(
    record: &Record<'_>,
    plan: Option<&Plan>,
    suspects: &[u64],
    scratch: &mut Vec<u8>,
    mut see: impl FnMut(KeySighting<'_>),
) {
    each_unique(plan, record, scratch, |unique| {
        if suspects.binary_search(&unique.hash).is_err() {
            return;
        }
        let field = unique.key.and_then(|index| plan?.keys.get(index)).map(|key| key.field);
        let spot = field.map_or_else(|| spot_of_record(record), |field| spot_of_field(record, field, unique.text));
        see(KeySighting {
            hash: unique.hash,
            key: unique.key,
            text: unique.text,
            leads: unique.leads,
            record: hash_of_record(record),
            place: record.place,
            span: spot.span.unwrap_or_default(),
        });
    });
}

/// So many sightings are held at most before they are joined, give or take a piece of the file: where all records have one
/// key, each of them is one.
const MOST_SEEN: usize = 1 << 17;

/// The second reading of a range of records.
#[derive(Debug)]
pub struct RecheckRange {
    scan: Scan,
    lookout: Lookout,
    part: RecheckPart,
    most: usize,
    /// The keys seen, by their hashes.
    known: BTreeMap<u64, Vec<u32>>,
}

/// What the second reading of a range came to.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct RecheckPart {
    pub(crate) sink: Sink,
    suspects: Vec<RepeatedKey>,
    seen: Vec<SeenAt>,
    /// What was left of the stretch: too much was seen in it.
    pub(crate) rest: Option<Stretch>,
}

/// A suspect key, or whole record; its text is kept once a range.
#[derive(Debug, Serialize, Deserialize)]
struct RepeatedKey {
    hash: u64,
    key: Option<usize>,
    text: Box<[u8]>,
}

/// Where it was seen.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct SeenAt {
    suspect: u32,
    leads: bool,
    record: u64,
    place: Place,
    span: Span,
}

impl RecheckRange {
    /// A second reading of the records of this stretch.
    pub fn new(opened: &Opened, lookout: &Lookout, stretch: Stretch) -> Self {
        Self {
            scan: Scan::new(opened, stretch),
            lookout: lookout.clone(),
            part: RecheckPart { sink: opened.new_sink(), ..RecheckPart::default() },
            most: MOST_SEEN,
            known: BTreeMap::new(),
        }
    }

    /// The same with less room for what is seen.
    #[cfg(test)]
    pub(crate) fn seeing_at_most(self, most: usize) -> Self {
        Self { most, ..self }
    }

    /// Whether there are records in the stretch that are not wholly read, and room for what is seen in them.
    pub fn wants_more(&self) -> bool {
        self.scan.wants_more() && !self.is_full()
    }

    fn is_full(&self) -> bool {
        self.part.seen.len() >= self.most
    }

    /// Takes the next bytes of the file, from the start of the stretch on.
    pub fn push(&mut self, chunk: &[u8]) {
        self.scan.push(chunk);
        self.drain();
    }

    /// Says that all bytes are given: as many as were wanted, or up to the end of the file.
    pub fn end(mut self) -> RecheckPart {
        if self.is_full() {
            self.part.rest = self.scan.rest();
        } else {
            self.scan.end();
            self.drain();
        }
        self.part
    }

    fn drain(&mut self) {
        let Self { scan, lookout, part: RecheckPart { sink, suspects, seen, .. }, known, .. } = self;
        scan.drain(lookout, sink, |sighting| {
            let KeySighting { hash, key, text, leads, record, place, span } = sighting;
            let known = known.entry(hash).or_default();
            let same =
                |at: &&u32| suspects.get(**at as usize).is_some_and(|other| other.key == key && *other.text == *text);
            let at = known.iter().find(same).copied().unwrap_or_else(|| {
                let at = suspects.len() as u32;
                suspects.push(RepeatedKey { hash, key, text: text.into() });
                known.push(at);
                at
            });
            seen.push(SeenAt { suspect: at, leads, record, place, span });
        });
    }
}

impl RecheckPart {
    /// What was seen, in the order of the file.
    pub(crate) fn sightings(&self) -> impl Iterator<Item = KeySighting<'_>> {
        self.seen.iter().filter_map(|&SeenAt { suspect, leads, record, place, span }| {
            let RepeatedKey { hash, key, text } = self.suspects.get(suspect as usize)?;
            Some(KeySighting { hash: *hash, key: *key, text, leads, record, place, span })
        })
    }
}
