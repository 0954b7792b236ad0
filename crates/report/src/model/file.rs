//! What the report has of one file.

use std::ops::AddAssign;

use daybreak_engine::{Family, Severity, Verdict, rule};
use daybreak_schema::Authority;
use serde::{Deserialize, Serialize};

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

impl FileReport {
    /// Whether a finding is in the header, whose names are not values; not so where that line may be data.
    pub fn is_in_header(&self, finding: &FindingEntry) -> bool {
        let has_header = self.kind.is_some() && self.rules.iter().all(|tally| tally.rule != "header-missing");
        let is_there = finding.line == Some(1) || rule(&finding.rule).is_some_and(|rule| rule.family == Family::Header);
        has_header && is_there && finding.record.is_none() && finding.rule != "header-not-first"
    }
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

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.error += other.error;
        self.warning += other.warning;
        self.info += other.info;
    }
}

impl Counts {
    /// All together.
    pub const fn total(self) -> u64 {
        self.error + self.warning + self.info
    }

    /// So many of one severity.
    pub fn of(severity: Severity, count: u64) -> Self {
        let mut counts = Self::default();
        match severity {
            Severity::Error => counts.error = count,
            Severity::Warning => counts.warning = count,
            Severity::Info => counts.info = count,
        }
        counts
    }
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
    #[serde(default)]
    pub overridden_from: Option<Severity>,
}

impl RuleCount {
    /// Whether a finding is one of those that are counted here.
    pub fn holds(&self, finding: &FindingEntry) -> bool {
        finding.rule == self.rule && finding.severity == self.severity && finding.authority == self.authority
    }
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
