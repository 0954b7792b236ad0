//! The check of one file: bytes in, an [`Outcome`] out.
//!
//! Most is known as the bytes pass. Two things are known only at the end: which keys repeat, and which day the file is
//! for. When there is anything to say about them, [`Checker::end`] asks for the same bytes once more, and [`Recheck`]
//! finds the places. A clean file is read once.

mod body;
mod cell;
mod doubt;
mod keys;
mod outcome;
mod plan;
mod recheck;
mod settings;
mod time;
pub(crate) mod view;

pub use outcome::{Dialect, Heading, LineEnding, Outcome, Skipped, Verdict};
pub use recheck::Recheck;
pub use settings::{DEFAULT_CAP, Settings};

pub(crate) use body::{spot_of_field, spot_of_record};
pub(crate) use cell::{Cell, Cells, State};
pub(crate) use doubt::Root;
pub(crate) use plan::{Bound, Plan};
pub(crate) use view::{Seen, View};

use self::body::Body;
use crate::finding::{Detail, Finding};
use crate::head::{BOM, FileName, HEAD, delimiter, is_known_name, is_utf16, not_text};
use crate::place::Span;
use crate::row_index::RowIndex;
use crate::rules::file as rules;
use crate::sink::{Counts, Sink, Slip, Spot, Tally};

/// How far a check has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many bytes were read.
    pub bytes: u64,
    /// How many data records were read.
    pub records: u64,
    /// The findings so far.
    pub counts: Counts,
}

/// Checks one file.
#[derive(Debug)]
pub struct Checker {
    name: String,
    file_name: FileName,
    settings: Settings,
    sink: Sink,
    bytes: u64,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    /// The first bytes, until there are enough of them to tell what the file is.
    Head(Vec<u8>),
    Body(Box<Body>),
    /// Not delimited text: nothing more can be said.
    Refused,
}

/// How a reading ended.
#[derive(Debug)]
pub enum Ended {
    /// The check is complete.
    Done(Box<Outcome>),
    /// The same bytes are needed once more.
    Again(Box<Recheck>),
}

impl Checker {
    /// A check of the file of this name.
    pub fn new(name: &str, settings: &Settings) -> Self {
        Self {
            name: name.to_owned(),
            file_name: FileName::read(name, settings.profile.as_deref()),
            sink: Sink::new(settings.cap, settings.overrides()),
            settings: settings.clone(),
            bytes: 0,
            stage: Stage::Head(Vec::new()),
        }
    }

    /// Takes the next bytes of the file.
    pub fn push(&mut self, chunk: &[u8]) {
        self.bytes += chunk.len() as u64;
        match &mut self.stage {
            Stage::Refused => {}
            Stage::Body(body) => body.push(chunk, &mut self.sink, &self.settings),
            Stage::Head(head) => {
                head.extend_from_slice(chunk);
                if head.len() >= HEAD {
                    let head = std::mem::take(head);
                    self.begin(&head);
                }
            }
        }
    }

    /// How far the check has come.
    pub fn progress(&self) -> Progress {
        let records = if let Stage::Body(body) = &self.stage { body.records() } else { 0 };
        Progress { bytes: self.bytes, records, counts: self.sink.counts() }
    }

    /// The findings stored so far, in the order in which they were found.
    pub fn findings(&self) -> &[Finding] {
        self.sink.findings()
    }

    /// The columns, as far as they are known yet.
    pub fn heading(&self) -> Heading<'_> {
        match &self.stage {
            Stage::Body(body) => body.heading(),
            _ => Heading { kind: None, layout: None, header: &[] },
        }
    }

    /// The exact counts so far.
    pub fn tallies(&self) -> &[Tally] {
        self.sink.tallies()
    }

    /// Says that the file has been read to its end.
    pub fn end(mut self) -> Ended {
        if let Stage::Head(head) = &mut self.stage {
            let head = std::mem::take(head);
            self.begin(&head);
        }
        let (name, mut sink) = (self.name, self.sink);
        let Stage::Body(mut body) = self.stage else {
            return Ended::Done(Box::new(refused(name, self.file_name, self.bytes, sink, &self.settings)));
        };
        body.end(&mut sink, &self.settings);
        let open_ended = body.plan().is_some_and(|plan| plan.kind().token == "non_posted_transactions");
        let judgement = time::judge(body.moments(), &self.file_name, open_ended, &self.settings);
        crate::rules::time::file_name_date_mismatch::check(judgement.name_date_expected, judgement.folded, &mut sink);
        let repeated = body.take_hashes().into_repeated();
        let look_again = judgement.look_again;
        let finished = Finished {
            name,
            file_name: self.file_name,
            bytes: self.bytes,
            activity_day: judgement.activity_day,
            body,
            sink,
        };
        if repeated.is_empty() && look_again.is_none() {
            return Ended::Done(Box::new(finished.outcome(Vec::new())));
        }
        Ended::Again(Box::new(Recheck::new(finished, repeated, look_again, self.settings)))
    }

    /// Stops before the end of the file, because the user wants it or the rest cannot be read.
    pub fn stop(self, why: &'static str) -> Outcome {
        let skipped = vec![Skipped { what: "the rest of the file", why }];
        match self.stage {
            Stage::Body(body) => Finished {
                name: self.name,
                activity_day: self.settings.activity_day.or_else(|| self.file_name.activity_day()),
                file_name: self.file_name,
                bytes: self.bytes,
                body,
                sink: self.sink,
            }
            .outcome(skipped),
            _ => Outcome { skipped, ..refused(self.name, self.file_name, self.bytes, self.sink, &self.settings) },
        }
    }

    /// Decides from the first bytes what the file is.
    fn begin(&mut self, head: &[u8]) {
        self.stage = Stage::Refused;
        // How much came at once must not matter.
        let first = head.get(..HEAD).unwrap_or(head);
        let start = Spot { span: Some(Span { start: 0, end: head.len().min(4) as u64 }), ..Spot::default() };
        if head.is_empty() {
            self.sink.take(Slip::new(&rules::empty_file::RULE, Detail::None), Spot::default());
        } else if let Some(what) = not_text(first) {
            self.sink.take(Slip::new(&rules::not_a_text_file::RULE, Detail::Slip(what)), start);
        } else if is_utf16(first) {
            self.sink.take(rules::encoding_not_utf8::utf16(), start);
            crate::rules::header::column_missing::suppress_all(
                self.settings.kind.or(self.file_name.kind),
                &mut self.sink,
            );
        } else {
            let bom = head.starts_with(BOM);
            if bom {
                let span = Some(Span { start: 0, end: BOM.len() as u64 });
                self.sink
                    .take(Slip::new(&rules::byte_order_mark::RULE, Detail::None), Spot { span, ..Spot::default() });
            }
            let profile = self.settings.profile.clone();
            let known =
                |name: &str| is_known_name(name) || profile.as_ref().is_some_and(|profile| profile.names_column(name));
            let delimiter = delimiter(first, known);
            let mut body = Box::new(Body::new(delimiter, bom, self.file_name.clone()));
            let text = if bom { head.get(BOM.len()..).unwrap_or(&[]) } else { head };
            body.push(text, &mut self.sink, &self.settings);
            self.stage = Stage::Body(body);
        }
    }
}

/// A file that was read, before its report is made.
#[derive(Debug)]
pub(crate) struct Finished {
    name: String,
    file_name: FileName,
    bytes: u64,
    activity_day: Option<daybreak_calendar::Date>,
    pub(crate) body: Box<Body>,
    pub(crate) sink: Sink,
}

impl Finished {
    pub(crate) fn outcome(self, mut skipped: Vec<Skipped>) -> Outcome {
        let collected = self.sink.into_parts();
        let body = self.body.into_parts();
        skipped.extend(body.skipped);
        Outcome {
            name: self.name,
            file_name: self.file_name,
            kind: body.kind,
            layout: body.layout,
            header: body.header,
            bytes: self.bytes,
            records: body.records,
            dialect: body.dialect,
            activity_day: self.activity_day,
            skipped,
            counts: collected.counts,
            tallies: collected.tallies,
            suppressed: collected.suppressed,
            findings: collected.findings,
            marked: collected.marked,
            index: body.index,
        }
    }
}

/// The outcome of a file that has no records to look at.
fn refused(name: String, file_name: FileName, bytes: u64, sink: Sink, settings: &Settings) -> Outcome {
    let collected = sink.into_parts();
    // In an empty file there is nothing that could have been left out.
    let unread = Skipped { what: "columns and values", why: "the file cannot be read as delimited text" };
    let skipped = if bytes == 0 { Vec::new() } else { vec![unread] };
    Outcome {
        name,
        kind: settings.kind.or(file_name.kind),
        layout: None,
        header: Vec::new(),
        bytes,
        records: 0,
        dialect: Dialect { delimiter: b'|', line_ending: LineEnding::None, bom: false, quoted: false },
        activity_day: settings.activity_day.or_else(|| file_name.activity_day()),
        file_name,
        skipped,
        counts: collected.counts,
        tallies: collected.tallies,
        suppressed: collected.suppressed,
        findings: collected.findings,
        marked: collected.marked,
        index: RowIndex::default(),
    }
}
