//! The check of one file: bytes in, an [`Outcome`] out.
//!
//! The start of a file tells what it is ([`Opening`]); behind it, ranges of its bytes can be checked in any number and
//! order ([`RangeChecker`]), and their parts are joined ([`Joiner`]). [`Checker`] does it with one range, for whoever
//! reads a file from its start to its end.
//!
//! Most is known as the bytes pass. Two things are known only at the end: which keys repeat, and which day the file is
//! for. When there is anything to say about them, the end asks for the same bytes once more, and [`Recheck`] finds the
//! places. A clean file is read once.

mod absences;
mod body;
mod borders;
mod cell;
mod doubt;
mod endings;
mod firsts;
mod hashes;
mod join;
mod keys;
mod listing;
mod null_keys;
mod opening;
mod outcome;
mod part;
mod pass;
mod plan;
mod quick;
mod range;
mod recheck;
mod scan;
mod settings;
mod sieve;
mod spot;
mod time;
pub(crate) mod view;

pub use borders::ranges;
pub use hashes::{Share, repeated_hashes};
pub use join::{Joiner, Next, Stretch};
pub use listing::Listing;
pub use opening::{Opened, Opening};
pub use outcome::{Dialect, Heading, LineEnding, Outcome, Skipped, Verdict};
pub use part::Part;
pub use range::RangeChecker;
pub use recheck::Recheck;
pub use scan::{Lookout, RecheckPart, RecheckRange};
pub use settings::{DEFAULT_CAP, Settings};

pub(crate) use cell::{Cell, Cells, State};
pub(crate) use doubt::Root;
pub(crate) use plan::{Bound, Plan};
#[cfg(test)]
pub(crate) use recheck::MOST_SUSPECTS;
pub(crate) use spot::{spot_of_field, spot_of_record};
pub(crate) use view::{Seen, View};

use crate::finding::Finding;
use crate::sink::{Counts, Tally};

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

/// How a reading ended.
#[derive(Debug)]
pub enum Ended {
    /// The check is complete.
    Done(Box<Outcome>),
    /// The same bytes are needed once more.
    Again(Box<Recheck>),
}

/// Checks one file from its start to its end: the check of a range that is the whole of it.
#[derive(Debug)]
pub struct Checker {
    bytes: u64,
    stage: CheckerStage,
}

#[derive(Debug)]
enum CheckerStage {
    Opening(Opening),
    Records(Box<RangeChecker>),
}

impl Checker {
    /// A check of the file of this name.
    pub fn new(name: &str, settings: &Settings) -> Self {
        Self { bytes: 0, stage: CheckerStage::Opening(Opening::new(name, settings)) }
    }

    /// Takes the next bytes of the file.
    pub fn push(&mut self, chunk: &[u8]) {
        self.bytes += chunk.len() as u64;
        match &mut self.stage {
            CheckerStage::Records(range) => range.push(chunk),
            CheckerStage::Opening(opening) => {
                opening.push(chunk);
                if !opening.wants_more() {
                    self.open();
                }
            }
        }
    }

    /// Goes on with the records.
    fn open(&mut self) {
        if let CheckerStage::Opening(opening) = &mut self.stage {
            let rest = opening.finish();
            let mut range = RangeChecker::new(&opening.opened(), 0..u64::MAX);
            range.push(&rest);
            self.stage = CheckerStage::Records(Box::new(range));
        }
    }

    /// How far the check has come.
    pub fn progress(&self) -> Progress {
        let (records, counts) = match &self.stage {
            CheckerStage::Opening(opening) => (0, opening.sink().counts()),
            CheckerStage::Records(range) => (range.progress().records, range.progress().counts),
        };
        Progress { bytes: self.bytes, records, counts }
    }

    /// The findings stored so far, in the order in which they were found.
    pub fn findings(&self) -> &[Finding] {
        match &self.stage {
            CheckerStage::Opening(opening) => opening.sink().findings(),
            CheckerStage::Records(range) => range.findings(),
        }
    }

    /// The exact counts so far.
    pub fn tallies(&self) -> &[Tally] {
        match &self.stage {
            CheckerStage::Opening(opening) => opening.sink().tallies(),
            CheckerStage::Records(range) => range.tallies(),
        }
    }

    /// The columns, as far as they are known yet.
    pub fn heading(&self) -> Heading<'_> {
        match &self.stage {
            CheckerStage::Opening(_) => Heading { kind: None, layout: None, header: &[] },
            CheckerStage::Records(range) => range.opened().heading(),
        }
    }

    /// Says that the file has been read to its end.
    pub fn end(self) -> Ended {
        self.end_with(recheck::MOST_SUSPECTS)
    }

    pub(crate) fn end_with(mut self, most_suspects: usize) -> Ended {
        self.open();
        let bytes = self.bytes;
        self.joiner(RangeChecker::end).end_with(bytes, most_suspects)
    }

    /// Stops before the end of the file, because the user wants it or the rest cannot be read.
    pub fn stop(self, why: &'static str) -> Outcome {
        let bytes = self.bytes;
        self.joiner(RangeChecker::stop).stop(bytes, why)
    }

    fn joiner(self, end: impl FnOnce(RangeChecker) -> Part) -> Joiner {
        let range = match self.stage {
            CheckerStage::Opening(opening) => RangeChecker::new(&opening.opened(), 0..u64::MAX),
            CheckerStage::Records(range) => *range,
        };
        let mut joiner = Joiner::new(range.opened());
        // The only part always fits, and its hashes stay in it.
        joiner.push(end(range), []);
        joiner
    }
}

/// Checks a file whose pieces are in memory.
#[expect(clippy::needless_pass_by_value, reason = "iterators and lists of pieces are given as they are")]
pub fn check_pieces<'a>(
    name: &str,
    pieces: impl IntoIterator<Item = &'a [u8]> + Clone,
    settings: &Settings,
) -> Outcome {
    let mut checker = Checker::new(name, settings);
    for piece in pieces.clone() {
        checker.push(piece);
    }
    let mut ended = checker.end();
    loop {
        match ended {
            Ended::Done(outcome) => return *outcome,
            Ended::Again(mut again) => {
                for piece in pieces.clone() {
                    again.push(piece);
                }
                ended = again.end();
            }
        }
    }
}
