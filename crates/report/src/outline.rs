//! A report in outline: what it came to, rule by rule, without the findings. This is all that a comparison needs, and
//! reading no more keeps values of files out of whoever reads it.

use daybreak_engine::Verdict;
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::model::{ProfileUsed, REPORT_VERSION, RuleCount};

/// A report without its findings.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Outline {
    /// The version of the report's form.
    pub report_version: u32,
    /// The version of the schema definitions.
    pub schema_version: String,
    /// The version of the engine.
    pub engine_version: String,
    /// The moment of the check, RFC 3339 in UTC.
    pub now: String,
    /// The profile in force.
    pub profile: Option<ProfileUsed>,
    /// The worst verdict.
    pub verdict: Verdict,
    /// The files.
    pub files: Vec<FileOutline>,
    /// What concerns several files together.
    pub set: SetOutline,
}

/// A file of a report.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct FileOutline {
    /// Its name.
    pub name: String,
    /// The kind's token.
    pub kind: Option<String>,
    /// Its SHA-256.
    pub sha256: String,
    /// Data records.
    pub records: u64,
    /// Whether the bank would take it.
    pub verdict: Verdict,
    /// Whether every check ran to its end.
    pub complete: bool,
    /// Exact counts by rule.
    pub rules: Vec<RuleCount>,
}

/// What concerns several files together.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct SetOutline {
    /// Whether the files were checked together.
    #[serde(default)]
    pub checked: bool,
    /// What was not checked.
    #[serde(default)]
    pub skipped: Vec<IgnoredAny>,
    /// Exact counts by rule.
    #[serde(default)]
    pub rules: Vec<RuleCount>,
}

impl Outline {
    /// Reads a report.
    pub fn read(json: &str) -> Result<Self, String> {
        let outline: Self = serde_json::from_str(json).map_err(|error| format!("this is not a report: {error}"))?;
        if outline.report_version == REPORT_VERSION {
            Ok(outline)
        } else {
            Err(format!("reports of version {} are not supported", outline.report_version))
        }
    }
}
