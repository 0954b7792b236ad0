//! The check of a range of a file's bytes.
//!
//! A file can be cut anywhere behind a line break and its pieces be checked side by side. Whether a border lies between
//! two records or within quotes cannot be seen at the border: it is a guess, and [`super::Joiner`] sees whether it was
//! right. What makes it exact is that a range has all records that *start* in it, the last of them read to its end beyond
//! the border, and that a lexer remembers nothing from one record to the next.

use std::ops::Range;

use super::Progress;
use super::body::Body;
use super::opening::Opened;
use super::part::{Gathered, Part};
use crate::finding::Finding;
use crate::place::Place;
use crate::sink::{Sink, Tally};

/// Checks the records of a file that start in a range of its bytes.
#[derive(Debug)]
pub struct RangeChecker {
    opened: Opened,
    start: Place,
    bound: u64,
    bytes: u64,
    sink: Sink,
    /// `None` when the file has no records to look at.
    body: Option<Body>,
}

impl RangeChecker {
    /// A check of the records that start in this range. The range from 0 also answers for the file's start.
    pub fn new(opened: &Opened, range: Range<u64>) -> Self {
        let start = opened.start();
        let text = start.text.as_ref();
        let (place, sink) = if range.start == 0 {
            (text.map(|text| text.records).unwrap_or_default(), start.sink.clone())
        } else {
            (Place { byte: range.start, line: 1, record: 0 }, opened.new_sink())
        };
        Self {
            opened: opened.clone(),
            start: place,
            bound: range.end,
            bytes: 0,
            sink,
            body: text
                .filter(|text| text.has_records())
                .map(|text| Body::new(opened, text.delimiter, place, range.end)),
        }
    }

    /// The byte of the file that the first bytes given must begin at.
    pub fn starts_at(&self) -> u64 {
        self.start.byte
    }

    /// Whether there are records in the range that are not wholly read.
    pub fn wants_more(&self) -> bool {
        self.body.as_ref().is_some_and(Body::wants_more)
    }

    /// Takes the next bytes of the file; those that are more than wanted are passed over.
    pub fn push(&mut self, chunk: &[u8]) {
        self.bytes += chunk.len() as u64;
        if let Some(body) = &mut self.body {
            body.push(chunk, &mut self.sink);
        }
    }

    /// How far the check of the range has come.
    pub fn progress(&self) -> Progress {
        let records = self.body.as_ref().map_or(0, Body::records);
        Progress { bytes: self.bytes, records, counts: self.sink.counts() }
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
