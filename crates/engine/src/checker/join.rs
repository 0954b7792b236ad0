//! Joins the parts of a file to what one reading from its start would have come to.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::opening::{Opened, Text};
use super::outcome::{Dialect, LineEnding, Outcome, Skipped};
use super::part::{Gathered, Part};
use super::recheck::Recheck;
use super::scan::Lookout;
use super::{Ended, time};
use crate::finding::Detail;
use crate::place::{Place, Shift};
use crate::rules::file as rules;
use crate::sink::{Raise, Slip, Spot};

/// Joins the parts of a file, in their order. Hashes that were taken out of the parts are kept beside them, in whatever
/// form they came: as `H`.
#[derive(Debug)]
pub struct Joiner<H = Vec<u64>> {
    joined: Joined,
    /// By share, those of all parts that were joined.
    hashes: Vec<Vec<H>>,
}

/// What the joiner says to a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// It fits; the next part is due.
    Fits,
    /// A record before it reaches over the whole of its range: nothing found in it counts. The next part is due.
    PassedOver,
    /// Its border did not lie between two records: this range must be checked in its place.
    Redo(Range<u64>),
    /// Nothing behind it is read, for a record was too long.
    Enough,
}

/// Records that start in a range of bytes, from a place that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// The place of the first record; its number is how many stand before it.
    pub start: Place,
    /// The byte before which the records start.
    pub end: u64,
}

/// The parts that were joined, before their report is made.
#[derive(Debug)]
pub(crate) struct Joined {
    pub(crate) opened: Opened,
    pub(crate) gathered: Gathered,
    /// The first byte that was not read; how many lines and records stand before it.
    at: Place,
    cut_short: bool,
    line_ending: LineEnding,
    pub(crate) stretches: Vec<Stretch>,
    bytes: u64,
    activity_day: Option<daybreak_calendar::Date>,
    /// Hashes that were found to repeat elsewhere.
    repeated: Vec<u64>,
    /// What the second reading looked for.
    pub(crate) lookout: Arc<Lookout>,
    /// What was not checked.
    skipped: Vec<Skipped>,
    /// Findings with the severity of what follows from them.
    raised: Vec<Raise>,
}

impl<H> Joiner<H> {
    /// Joins the parts of a file of this start.
    pub fn new(opened: &Opened) -> Self {
        let start = opened.start();
        let mut gathered = Gathered { sink: opened.new_sink(), ..Gathered::default() };
        if let Some(text) = &start.text {
            gathered.endings = text.endings.clone();
            gathered.quoted = text.quoted;
        }
        let joined = Joined {
            at: opened.text().map(|text| text.records).unwrap_or_default(),
            cut_short: opened.text().is_some_and(|text| text.cut_short),
            gathered,
            line_ending: LineEnding::None,
            stretches: Vec::new(),
            bytes: 0,
            repeated: Vec::new(),
            lookout: Arc::default(),
            skipped: Vec::new(),
            raised: Vec::new(),
            activity_day: start.settings.activity_day.or_else(|| start.file_name.activity_day()),
            opened: opened.clone(),
        };
        Self { joined, hashes: Vec::new() }
    }

    /// Takes the next part, and its hashes by share where they were taken out ([`Part::take_hashes`]). One that must be
    /// done again leaves no trace.
    pub fn push(&mut self, part: Part, hashes: impl IntoIterator<Item = H>) -> Next {
        let joined = &mut self.joined;
        let has_records = joined.opened.text().is_some_and(Text::has_records);
        let is_first = joined.stretches.is_empty();
        if !is_first && (joined.cut_short || !has_records) {
            return Next::Enough;
        }
        if part.start.byte != joined.at.byte {
            // A record may reach over the whole of a range.
            let swallowed = part.bound <= joined.at.byte;
            return if swallowed { Next::PassedOver } else { Next::Redo(joined.at.byte..part.bound) };
        }
        let shift = Shift { lines: joined.at.line - part.start.line, records: joined.at.record };
        joined.stretches.push(Stretch { start: joined.at, end: part.end.byte });
        joined.at = shift.end(part.end);
        joined.cut_short |= part.cut_short;
        joined.gathered.append(part.gathered, shift);
        for (share, hashes) in hashes.into_iter().enumerate() {
            match self.hashes.get_mut(share) {
                Some(all) => all.push(hashes),
                None => self.hashes.push(vec![hashes]),
            }
        }
        if joined.cut_short { Next::Enough } else { Next::Fits }
    }

    /// Hands over the hashes of all parts, by share, to be looked through.
    pub fn take_hashes(&mut self) -> Vec<Vec<H>> {
        std::mem::take(&mut self.hashes)
    }

    /// Takes the hashes that repeat, as [`super::repeated_hashes`] found them, where those of the parts were taken out.
    pub fn push_repeated(&mut self, hashes: Vec<u64>) {
        self.joined.repeated.extend(hashes);
    }

    /// The first byte that is not joined yet.
    pub fn reached(&self) -> u64 {
        self.joined.at.byte
    }

    /// Says that something could not be checked, and why.
    pub fn skip(&mut self, what: &'static str, why: &'static str) {
        self.joined.skipped.push(Skipped { what, why });
    }

    /// Says that all parts of the file, which has so many bytes, are joined.
    pub fn end(self, bytes: u64) -> Ended {
        self.end_with(bytes, super::recheck::MOST_SUSPECTS)
    }

    /// The same with another limit to how many suspects one reading looks for.
    pub(crate) fn end_with(self, bytes: u64, most_suspects: usize) -> Ended {
        let mut joined = Joined { bytes, ..self.joined };
        if joined.opened.text().is_none() {
            return Ended::Done(Box::new(joined.outcome(Vec::new())));
        }
        joined.settle();
        let start = joined.opened.start();
        let has_header = joined.opened.text().is_some_and(|text| text.has_header);
        joined.line_ending = joined.gathered.endings.judge(&mut joined.gathered.sink);
        let sink = &mut joined.gathered.sink;
        if !joined.cut_short && !has_header {
            sink.take(Slip::new(&rules::empty_file::RULE, Detail::None), Spot::default());
        } else if !joined.cut_short && joined.gathered.records == 0 {
            sink.take(Slip::new(&rules::no_records::RULE, Detail::None), Spot::default());
        }
        let open_ended = joined.opened.plan().is_some_and(|plan| plan.kind().open_ended);
        let judgement = time::judge(&joined.gathered.moments, &start.file_name, open_ended, &start.settings);
        crate::rules::time::file_name_date_mismatch::check(judgement.name_date_expected, judgement.folded, sink);
        joined.activity_day = judgement.activity_day;
        let mut suspects = std::mem::take(&mut joined.gathered.hashes).into_repeated();
        suspects.append(&mut joined.repeated);
        suspects.sort_unstable();
        let lookout = Lookout { suspects, windows: judgement.look_again };
        if lookout.suspects.is_empty() && lookout.windows.is_none() {
            return Ended::Done(Box::new(joined.outcome(Vec::new())));
        }
        Ended::Again(Box::new(Recheck::new(joined, lookout, most_suspects)))
    }

    /// Stops before the end of the file, because the user wants it or the rest cannot be read. So many bytes were read.
    pub fn stop(self, bytes: u64, why: &'static str) -> Outcome {
        let mut joined = Joined { bytes, ..self.joined };
        joined.line_ending = joined.gathered.endings.judge(&mut joined.gathered.sink);
        joined.settle();
        joined.outcome(vec![Skipped { what: "the rest of the file", why }])
    }
}

impl Shift {
    /// Where a part ends; unlike a header, a part without records has a number there.
    fn end(self, end: Place) -> Place {
        Place { byte: end.byte, line: end.line + self.lines, record: end.record + self.records }
    }
}

impl Joined {
    /// Where the records begin.
    pub(crate) fn first_record(&self) -> Place {
        self.opened.text().map(|text| text.records).unwrap_or_default()
    }

    /// Folds what follows from absent columns and from words in the place of keys.
    fn settle(&mut self) {
        let Gathered { sink, absences, null_keys, .. } = &mut self.gathered;
        if let Some(plan) = self.opened.plan() {
            self.raised = absences.settle(plan, sink);
            self.raised.extend(null_keys.settle(plan, sink));
        }
    }

    pub(crate) fn outcome(self, mut skipped: Vec<Skipped>) -> Outcome {
        let first_record = self.first_record();
        skipped.splice(0..0, self.skipped);
        let start = self.opened.start();
        let collected = self.gathered.sink.into_parts();
        let mut dialect = Dialect { delimiter: b'|', line_ending: LineEnding::None, bom: false, quoted: false };
        let (mut kind, mut layout, mut header) = (start.settings.kind.or(start.file_name.kind), None, Vec::new());
        if let Some(text) = &start.text {
            let Self { line_ending, .. } = self;
            dialect = Dialect { delimiter: text.delimiter, line_ending, bom: text.bom, quoted: self.gathered.quoted };
            kind = text.kind;
            layout = text.plan.as_ref().map(|plan| plan.layout.clone());
            header.clone_from(&text.header);
            skipped.extend_from_slice(&text.skipped);
            if self.cut_short {
                let why = "a record in it is longer than this program reads: 16 MiB, or 65,535 fields";
                skipped.push(Skipped { what: "the rest of the file", why });
            }
        } else if self.bytes > 0 && skipped.is_empty() {
            // In an empty file there is nothing that could have been left out.
            let why = "the file cannot be read as delimited text";
            skipped.push(Skipped { what: "columns and values", why });
        }
        Outcome {
            name: start.name.clone(),
            file_name: start.file_name.clone(),
            kind,
            layout,
            header,
            bytes: self.bytes,
            records: self.gathered.records,
            first_record,
            dialect,
            activity_day: self.activity_day,
            skipped,
            counts: collected.counts,
            tallies: collected.tallies,
            suppressed: collected.suppressed,
            findings: collected.findings,
            marked: collected.marked,
            index: self.gathered.index,
            lookout: self.lookout,
            raised: self.raised,
        }
    }
}
