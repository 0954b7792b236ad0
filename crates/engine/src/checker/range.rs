//! The check of a range of a file's bytes.
//!
//! A file can be cut anywhere and its pieces be checked side by side. The first record of a piece is taken to start behind
//! the first line break. Whether that lies between two records or within quotes cannot be seen there: it is a guess, and
//! [`super::Joiner`] sees whether it was right. What makes it exact is that a range has all records that *start* in it, the
//! last of them read to its end beyond the border, and that a lexer remembers nothing from one record to the next.

use std::ops::Range;

use super::Progress;
use super::body::Body;
use super::opening::{Opened, Text};
use super::part::{Gathered, Part};
use crate::finding::Finding;
use crate::place::Place;
use crate::sink::{Sink, Tally};

/// A line break is looked for in so many bytes; a range without one is checked once what is before it is.
const BORDER_SEARCH: u64 = 1 << 20;

/// Checks the records of a file that start in a range of its bytes.
#[derive(Debug)]
pub struct RangeChecker {
    opened: Opened,
    /// Where the first record starts, or how far it was looked for.
    start: Place,
    /// How many bytes more to look for it in.
    search: u64,
    bound: u64,
    bytes: u64,
    sink: Sink,
    /// `None` when the file has no records to look at.
    body: Option<Body>,
}

impl RangeChecker {
    /// A check of the records that start in this range, the first of them at its start or, in the range from 0, where the
    /// file's start ends. That range also answers for the file's start.
    pub fn new(opened: &Opened, range: Range<u64>) -> Self {
        let start = opened.start();
        if range.start == 0 {
            let place = start.text.as_ref().map(|text| text.records).unwrap_or_default();
            Self::at(opened, place, range.end, start.sink.clone())
        } else {
            Self::at(opened, Place { byte: range.start, line: 1, record: 0 }, range.end, opened.new_sink())
        }
    }

    /// A check of the records that start in a range that was cut anywhere: the first of them is looked for behind a line
    /// break.
    pub fn behind_border(opened: &Opened, range: Range<u64>) -> Self {
        // The break may be the last byte before the range.
        let Some(byte) = range.start.checked_sub(1) else { return Self::new(opened, range) };
        let start = Place { byte, line: 1, record: 0 };
        let search = if opened.text().is_some_and(Text::has_records) { BORDER_SEARCH } else { 0 };
        Self { opened: opened.clone(), start, search, bound: range.end, bytes: 0, sink: opened.new_sink(), body: None }
    }

    fn at(opened: &Opened, start: Place, bound: u64, sink: Sink) -> Self {
        let body = body(opened, start, bound);
        Self { opened: opened.clone(), start, search: 0, bound, bytes: 0, sink, body }
    }

    /// The byte of the file that the first bytes given must begin at.
    pub fn starts_at(&self) -> u64 {
        self.start.byte
    }

    /// Whether there are records in the range that are not wholly read.
    pub fn wants_more(&self) -> bool {
        self.search > 0 || self.body.as_ref().is_some_and(Body::wants_more)
    }

    /// Takes the next bytes of the file; those that are more than wanted are passed over.
    pub fn push(&mut self, chunk: &[u8]) {
        self.bytes += chunk.len() as u64;
        let records = if self.search > 0 { self.pass_border(chunk) } else { chunk };
        if let Some(body) = &mut self.body {
            body.push(records, &mut self.sink);
        }
    }

    /// Looks for the first record; what is given back begins with it.
    fn pass_border<'a>(&mut self, chunk: &'a [u8]) -> &'a [u8] {
        let Some(at) = chunk.iter().position(|&byte| byte == b'\n') else {
            self.start.byte += chunk.len() as u64;
            self.search = self.search.saturating_sub(chunk.len() as u64);
            return &[];
        };
        self.search = 0;
        self.start.byte += at as u64 + 1;
        self.body = body(&self.opened, self.start, self.bound);
        chunk.get(at + 1..).unwrap_or(&[])
    }

    /// How far the check of the range has come.
    pub fn progress(&self) -> Progress {
        let records = self.body.as_ref().map_or(0, Body::records);
        // What is given beyond the range is another's.
        let bytes = self.bytes.min(self.bound.saturating_sub(self.start.byte));
        Progress { bytes, records, counts: self.sink.counts() }
    }

    /// The findings stored so far. Their lines and records are counted from the range's own start.
    pub fn findings(&self) -> &[Finding] {
        self.sink.findings()
    }

    /// The exact counts so far.
    pub fn tallies(&self) -> &[Tally] {
        self.sink.tallies()
    }

    /// What the file's start has told.
    pub fn opened(&self) -> &Opened {
        &self.opened
    }

    /// Says that all bytes are given: as many as were wanted, or up to the end of the file.
    pub fn end(mut self) -> Part {
        if let Some(body) = &mut self.body {
            body.end(&mut self.sink);
        }
        self.stop()
    }

    /// Stops before that: the part is what was checked so far.
    pub fn stop(self) -> Part {
        let Self { start, bound, sink, .. } = self;
        let (end, cut_short) = self.body.as_ref().map_or((start, false), |body| (body.place(), body.is_cut_short()));
        let gathered = self.body.map(Body::into_gathered).unwrap_or_default();
        Part { start, bound, end, cut_short, gathered: Gathered { sink, ..gathered } }
    }
}

fn body(opened: &Opened, start: Place, bound: u64) -> Option<Body> {
    let text = opened.text().filter(|text| text.has_records())?;
    Some(Body::new(opened, text.delimiter, start, bound))
}
