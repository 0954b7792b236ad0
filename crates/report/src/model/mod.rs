//! The report as data: what the JSON format holds, field by field. Within version 1 fields may be added;
//! names and meanings do not change.

mod file;
mod set;

use daybreak_engine::Verdict;
use serde::{Deserialize, Serialize};

pub use file::{Counts, DialectEntry, FileReport, FindingEntry, OtherPlace, RuleCount, Skipped, Suppressed};
pub use set::{
    AccountEntry, BookEntry, DayEntry, EventsEntry, FboEntry, KindEntry, MovementEntry, SetFindingEntry, SetReport,
    SetSkipped, TupleEntry,
};

/// The version of the report's form.
pub const REPORT_VERSION: u32 = 1;

/// A whole report: one check of one or more files.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Report {
    /// The version of the report's form: 1.
    pub report_version: u32,
    /// The version of the schema definitions that were used.
    pub schema_version: String,
    /// The version of the engine that was used.
    pub engine_version: String,
    /// The moment that the check took for the present, RFC 3339 in UTC.
    pub now: String,
    /// The program profile in force, if one was loaded.
    pub profile: Option<ProfileUsed>,
    /// The worst verdict of all files.
    pub verdict: Verdict,
    /// Whether `found` holds the file's values or only their shape.
    pub values_shown: bool,
    /// One entry a file, in the order given.
    pub files: Vec<FileReport>,
    /// What concerns several files together.
    pub set: SetReport,
    /// When the files are due; absent when no activity day is known.
    pub cutoff: Option<CutoffEntry>,
}

/// The profile that was in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct ProfileUsed {
    /// Its name.
    pub name: String,
    /// The SHA-256 of its JSON, in lower-case hexadecimal.
    pub sha256: String,
}

/// When the files are due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct CutoffEntry {
    /// The day whose activity the files carry.
    pub activity_day: String,
    /// The date in their names: the next calendar day.
    pub file_date: String,
    /// The moment before which they must arrive, in Central time with its offset.
    pub due_at: String,
    /// Whether that moment has passed, as of the report's `now`.
    pub status: DueStatus,
}

/// Whether files are still in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum DueStatus {
    /// There is time left.
    Open,
    /// They are late.
    Late,
}
