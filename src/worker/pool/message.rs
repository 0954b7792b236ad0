//! What the lead and its helpers say to each other. Files, and what is too large to be copied often, go beside it.

use std::ops::Range;

use daybreak_report::model::FindingEntry;
use serde::{Deserialize, Serialize};

use crate::worker::protocol::Circumstances;

/// What the lead asks of a helper. A helper has one task at a time; each is answered once, unless the helper dies.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Task {
    /// Check a sample, until there is a file. Not answered.
    Rehearse,
    /// Work on the file that goes with this message from now on, whose first bytes are these. Not answered.
    Begin { name: String, circumstances: Circumstances, start: Vec<u8> },
    /// Check the records that start in this range, and hand over the hashes in so many shares. The range begins exactly where a
    /// record does, or was cut anywhere.
    Range { range: Range<u64>, exactly: bool, shares: usize },
    /// Find what repeats in the shares that go with this message.
    Repeats,
    /// Look for something in a stretch of records.
    Look { stretch: Vec<u8>, lookout: Vec<u8> },
    /// Stop the task at hand: its answer is what was done so far. Not answered itself.
    Stop,
}

/// What a helper says.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Answer {
    /// It runs.
    Ready,
    /// How far the task at hand has come.
    Progress(Progress),
    /// A range was checked, to its end or not; its hashes go with this message.
    Part { part: Vec<u8>, stopped: bool },
    /// What repeats goes with this message.
    Repeated,
    /// A stretch was looked through.
    Looked { part: Vec<u8> },
    /// The file could not be read.
    Failed { message: String },
}

/// How far a task has come.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Progress {
    /// The bytes read.
    pub(super) bytes: u64,
    /// The records read.
    pub(super) records: u64,
    /// Errors, warnings and infos.
    pub(super) counts: [u64; 3],
    /// The first findings, where their place in the file is known already.
    pub(super) first: Vec<FindingEntry>,
}
