//! What a check came to.

use std::sync::Arc;

use daybreak_calendar::Date;
use daybreak_schema::{Kind, Layout, LayoutColumn};
use serde::{Deserialize, Serialize};

use super::scan::Lookout;
use crate::finding::Finding;
use crate::head::{FileName, HeaderColumn};
use crate::place::Place;
use crate::row_index::RowIndex;
use crate::sink::{Counts, Marked, Raise, Suppressed, Tally};

/// Whether the bank would take a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Everything was checked, and nothing is wrong that we know of.
    Accepted,
    /// Something was not checked, and nothing else is wrong.
    Incomplete,
    /// There is at least one error.
    Rejected,
}

impl Verdict {
    /// What follows from whether there are errors, and whether everything was checked.
    pub const fn of(has_errors: bool, is_whole: bool) -> Self {
        match (has_errors, is_whole) {
            (true, _) => Self::Rejected,
            (false, true) => Self::Accepted,
            (false, false) => Self::Incomplete,
        }
    }

    /// The lower-case word used in reports.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Incomplete => "incomplete",
            Self::Rejected => "rejected",
        }
    }
}

/// How the lines of a file end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LineEnding {
    /// There is no line end in it.
    None,
    /// `\n`
    Lf,
    /// `\r\n`
    CrLf,
    /// A `\r` alone.
    Cr,
    /// Several of them.
    Mixed,
}

impl LineEnding {
    /// The word used in reports.
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Lf => "lf",
            Self::CrLf => "crlf",
            Self::Cr => "cr",
            Self::Mixed => "mixed",
        }
    }
}

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// The byte between two fields.
    pub delimiter: u8,
    /// How its lines end.
    pub line_ending: LineEnding,
    /// It begins with a byte order mark.
    pub bom: bool,
    /// Some field is quoted.
    pub quoted: bool,
}

/// A check that did not run, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// What was not checked.
    pub what: &'static str,
    /// Why.
    pub why: &'static str,
}

/// The columns of a file and what they mean.
#[derive(Clone, Copy, Debug)]
pub struct Heading<'a> {
    /// The kind, where it is known.
    pub kind: Option<&'static Kind>,
    /// The columns that were expected.
    pub layout: Option<&'a Layout>,
    /// The columns that the file has.
    pub header: &'a [HeaderColumn],
}

impl<'a> Heading<'a> {
    /// The column of the schema that a field belongs to.
    pub fn column(self, field: u16) -> Option<&'a LayoutColumn> {
        self.layout?.columns.get(self.header.get(usize::from(field))?.column?)
    }

    /// The name of the column that a field belongs to: the schema's, else the file's own.
    pub fn name(self, field: u16) -> Option<&'a str> {
        let own = self.header.get(usize::from(field))?.name.as_str();
        Some(self.column(field).map_or(own, |column| &column.name))
    }
}

/// What the check of one file came to.
#[derive(Debug)]
pub struct Outcome {
    /// The file's name.
    pub name: String,
    /// What the name says.
    pub file_name: FileName,
    /// The kind, where it is known.
    pub kind: Option<&'static Kind>,
    /// The columns that were expected of it.
    pub layout: Option<Layout>,
    /// The columns that it has.
    pub header: Vec<HeaderColumn>,
    /// How many bytes were read.
    pub bytes: u64,
    /// How many data records were read.
    pub records: u64,
    /// Where the first of them stands.
    pub first_record: Place,
    /// How it is written.
    pub dialect: Dialect,
    /// The day whose activity it carries.
    pub activity_day: Option<Date>,
    /// What was not checked.
    pub skipped: Vec<Skipped>,
    /// Exact counts by severity.
    pub counts: Counts,
    /// Exact counts by rule, severity and authority; the worst first.
    pub tallies: Vec<Tally>,
    /// What follows from other findings and is not listed.
    pub suppressed: Vec<Suppressed>,
    /// The stored findings, by byte and rule.
    pub findings: Vec<Finding>,
    /// The records with findings, by number.
    pub marked: Vec<Marked>,
    /// Where the records stand.
    pub index: RowIndex,
    /// What the second reading looked for.
    pub(crate) lookout: Arc<Lookout>,
    /// Findings whose severity was known at the end only.
    pub(crate) raised: Vec<Raise>,
}

impl Outcome {
    /// Whether the bank would take the file.
    pub fn verdict(&self) -> Verdict {
        Verdict::of(self.counts.error > 0, self.skipped.is_empty())
    }

    /// The columns of the file.
    pub fn heading(&self) -> Heading<'_> {
        Heading { kind: self.kind, layout: self.layout.as_ref(), header: &self.header }
    }
}
