//! The second reading: it finds the places of what was known only at the end of the first.

use std::collections::BTreeMap;

use super::Finished;
use super::body::spot_of_field;
use super::keys::{each_unique, hash_of_record};
use super::outcome::Outcome;
use super::settings::Settings;
use super::time::{Windows, is_future};
use crate::finding::Detail;
use crate::lexer::{Lexer, Record};
use crate::place::{Place, Span};
use crate::rules::{key, time as time_rules};
use crate::sink::{Sink, Slip, Spot};
use crate::values::{Days, instant};

/// The second reading of a file.
#[derive(Debug)]
pub struct Recheck {
    finished: Finished,
    lexer: Lexer,
    /// Bytes still to pass over: the byte order mark.
    pass_over: usize,
    header_seen: bool,
    work: Work,
}

#[derive(Debug)]
struct Work {
    records: u64,
    /// The hashes that occur more than once, in order. Equal hashes are only a suspicion; the bytes decide.
    repeated: Vec<u64>,
    first_seen: BTreeMap<u64, Vec<First>>,
    windows: Option<Windows>,
    settings: Settings,
    days: Days,
    scratch: Vec<u8>,
}

/// The first record with a key.
#[derive(Debug)]
struct First {
    key: Option<usize>,
    text: Box<[u8]>,
    /// The hash of the record: a file given twice must not be held as a whole.
    record: u64,
    place: Place,
    span: Span,
}

impl Recheck {
    pub(crate) fn new(finished: Finished, repeated: Vec<u64>, windows: Option<Windows>, settings: Settings) -> Self {
        let dialect = finished.body.dialect();
        let pass_over = if dialect.bom { 3 } else { 0 };
        let start = Place { byte: pass_over as u64, line: 1, record: 0 };
        Self {
            lexer: Lexer::at(dialect.delimiter, start),
            pass_over,
            // Without a header the first line is a record already.
            header_seen: finished.body.has_no_header(),
            work: Work {
                records: 0,
                repeated,
                first_seen: BTreeMap::new(),
                windows,
                settings,
                days: Days::default(),
                scratch: Vec::new(),
            },
            finished,
        }
    }

    /// Takes the next bytes of the file, from its start.
    pub fn push(&mut self, chunk: &[u8]) {
        let passed = self.pass_over.min(chunk.len());
        self.pass_over -= passed;
        self.lexer.push(chunk.get(passed..).unwrap_or(&[]));
        self.drain();
    }

    /// Says that the file has been read to its end.
    pub fn end(mut self) -> Outcome {
        self.lexer.end();
        self.drain();
        self.finished.outcome(Vec::new())
    }

    /// Stops before the end of the second reading.
    pub fn stop(self, why: &'static str) -> Outcome {
        self.finished.outcome(vec![super::Skipped { what: "which keys repeat and which days do not fit", why }])
    }

    fn drain(&mut self) {
        while let Some(mut record) = self.lexer.next_record() {
            if record.is_blank() {
                continue;
            }
            if !self.header_seen {
                self.header_seen = true;
                continue;
            }
            self.work.records += 1;
            record.place.record = self.work.records;
            let Finished { body, sink, .. } = &mut self.finished;
            self.work.check_keys(&record, body.plan(), sink);
            if let Some(plan) = body.plan()
                && record.fields.len() == plan.width
            {
                self.work.check_moments(&record, plan, sink);
            }
        }
    }
}

impl Work {
    fn check_keys(&mut self, record: &Record<'_>, plan: Option<&super::plan::Plan>, sink: &mut Sink) {
        let Self { repeated, first_seen, scratch, .. } = self;
        each_unique(plan, record, scratch, |unique| {
            if repeated.binary_search(&unique.hash).is_err() {
                return;
            }
            let key = unique.key.and_then(|index| plan?.keys.get(index));
            let spot = key.map_or_else(
                || super::body::spot_of_record(record),
                |key| spot_of_field(record, key.field, unique.text),
            );
            let seen = first_seen.entry(unique.hash).or_default();
            match seen.iter().find(|first| first.key == unique.key && *first.text == *unique.text) {
                Some(first) => {
                    let spot = Spot { other: Some((first.place, first.span)), ..spot };
                    key::report(key.map(|key| key.authority), first.record == hash_of_record(record), spot, sink);
                }
                None => seen.push(First {
                    key: unique.key,
                    text: unique.text.into(),
                    record: hash_of_record(record),
                    place: record.place,
                    span: spot.span.unwrap_or_default(),
                }),
            }
        });
    }

    fn check_moments(&mut self, record: &Record<'_>, plan: &super::plan::Plan, sink: &mut Sink) {
        let Some(windows) = self.windows else { return };
        let columns = [
            (plan.effective_at, windows.effective, &time_rules::activity_day_mismatch::RULE),
            (plan.generated_at, windows.generated, &time_rules::generated_at_mismatch::RULE),
        ];
        for (field, (from, before), rule) in columns {
            let Some(field) = field else { continue };
            let text = record.text(field, &mut self.scratch).trim_ascii();
            let Some(moment) = instant(text, &mut self.days) else { continue };
            if (from..before).contains(&moment) || is_future(moment, &self.settings) {
                continue;
            }
            sink.take(Slip::new(rule, Detail::Day(windows.activity_day)), spot_of_field(record, field, text));
        }
    }
}
