//! The report as data: what the JSON format holds, field by field. Within version 1 fields may be added;
//! names and meanings do not change.

use daybreak_engine::{Severity, Verdict};
use daybreak_schema::Authority;
use serde::{Deserialize, Serialize};

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

/// The report of one file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct FileReport {
    /// The file's name.
    pub name: String,
    /// The kind's token; `null` when the kind is unknown.
    pub kind: Option<String>,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its SHA-256 in lower-case hexadecimal.
    pub sha256: String,
    /// Data records, without the header and blank lines.
    pub records: u64,
    /// Whether the bank would take it.
    pub verdict: Verdict,
    /// How it is written.
    pub dialect: DialectEntry,
    /// Whether every check ran to its end.
    pub complete: bool,
    /// What was not checked, and why.
    pub skipped: Vec<Skipped>,
    /// Findings that follow from another one, counted but not listed.
    pub suppressed: Vec<Suppressed>,
    /// Exact counts by severity.
    pub counts: Counts,
    /// Exact counts by rule, severity and authority.
    pub rules: Vec<RuleCount>,
    /// The findings, by byte and rule; at most the cap for each rule.
    pub findings: Vec<FindingEntry>,
}

/// How a file is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct DialectEntry {
    /// The character between two fields.
    pub delimiter: String,
    /// `lf`, `crlf`, `cr`, `mixed` or `none`.
    pub line_ending: String,
    /// Whether it begins with a byte order mark.
    pub bom: bool,
    /// Whether any field is quoted.
    pub quoted: bool,
}

/// A check that did not run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Skipped {
    /// What was not checked.
    pub what: String,
    /// Why.
    pub why: String,
}

/// Findings that follow from another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Suppressed {
    /// The rule of the findings that are not listed.
    pub rule: String,
    /// How many they are.
    pub count: u64,
    /// The rule of the finding that they follow from, or `profile` when the profile switched the rule off.
    pub because: String,
}

/// Exact counts by severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Counts {
    /// What the bank would reject.
    pub error: u64,
    /// What is assumed, will be enforced, or is very likely a slip.
    pub warning: u64,
    /// What is worth knowing.
    pub info: u64,
}

/// How often a rule fired with one severity and authority.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct RuleCount {
    /// The rule's name.
    pub rule: String,
    /// The rule's code.
    pub code: String,
    /// The severity in force.
    pub severity: Severity,
    /// What the findings rest on.
    pub authority: Authority,
    /// The bank's group of checks that the rule belongs to; `null` for one outside of its groups.
    pub group: Option<u8>,
    /// The exact count.
    pub count: u64,
    /// How many of them are listed in `findings`.
    pub listed: u64,
    /// The severity before the profile changed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overridden_from: Option<Severity>,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct FindingEntry {
    /// The rule's name.
    pub rule: String,
    /// The rule's code.
    pub code: String,
    /// The severity in force.
    pub severity: Severity,
    /// What the finding rests on.
    pub authority: Authority,
    /// The data record, from 1; `null` when it concerns the header or the file.
    pub record: Option<u64>,
    /// The physical line, from 1, where the record starts.
    pub line: Option<u64>,
    /// The half-open range of the cell, or of what is meant, in the file.
    pub bytes: Option<[u64; 2]>,
    /// The schema's name of the column, the file's own where the schema has none.
    pub column: Option<String>,
    /// The other place of a duplicate.
    pub other: Option<OtherPlace>,
    /// What is wrong, in plain words.
    pub message: String,
    /// What was expected.
    pub expected: Option<String>,
    /// What was found; its shape only, unless values were asked for.
    pub found: Option<String>,
    /// How to mend it.
    pub help: String,
}

/// The other place of a duplicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct OtherPlace {
    /// The data record, from 1.
    pub record: u64,
    /// The physical line, from 1.
    pub line: u64,
    /// The half-open range of bytes.
    pub bytes: [u64; 2],
}

/// What concerns several files together; filled once sets are checked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct SetReport {
    /// Exact counts by severity.
    pub counts: Counts,
    /// The findings.
    pub findings: Vec<FindingEntry>,
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
    /// `open` or `late`, as of the report's `now`.
    pub status: String,
}
