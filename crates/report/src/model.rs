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
    #[serde(default)]
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

/// What concerns several files together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct SetReport {
    /// Exact counts by severity.
    pub counts: Counts,
    /// The findings.
    pub findings: Vec<SetFindingEntry>,
    /// Whether the files were checked together.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub checked: bool,
    /// Exact counts by rule, severity and authority.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<RuleCount>,
    /// Findings that follow from another one, counted but not listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suppressed: Vec<Suppressed>,
    /// What was not checked, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skipped: Vec<SetSkipped>,
    /// The days, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<DayEntry>,
}

/// A finding about several files: a finding, its file and its day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct SetFindingEntry {
    /// The activity day.
    pub day: String,
    /// The file's name; `null` when a file is missing.
    pub file: Option<String>,
    /// The kind that is missing.
    pub kind: Option<String>,
    /// The name of the file in which `other` lies.
    pub other_file: Option<String>,
    /// The finding.
    #[serde(flatten)]
    pub finding: FindingEntry,
    /// How a sum that does not roll forward comes about.
    pub account: Option<AccountEntry>,
}

/// A sum that does not roll forward. Amounts are as exact as the files have them; only their shape is given unless values
/// were asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct AccountEntry {
    /// The column of the sum.
    pub column: String,
    /// The currency.
    pub currency: String,
    /// The sum of the day before.
    pub opening: String,
    /// The day's transactions by type.
    pub movements: Vec<MovementEntry>,
    /// What follows from both.
    pub expected: String,
    /// What the file has.
    pub reported: String,
    /// Reported less expected.
    pub difference: String,
}

/// The transactions of one type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct MovementEntry {
    /// The type.
    #[serde(rename = "type")]
    pub transaction_type: String,
    /// Their sum; `null` when it has more digits than can be added exactly.
    pub sum: Option<String>,
    /// How many they are.
    pub count: u64,
    /// Whether the type moves this sum.
    pub counted: bool,
    /// The numbers of the first records, in the day's Transactions.
    pub first_records: Vec<u64>,
}

/// A check of the set that did not run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct SetSkipped {
    /// The activity day, where it is one day's.
    pub day: Option<String>,
    /// The name of the file that is the reason, where one is.
    pub file: Option<String>,
    /// What was not checked.
    pub what: String,
    /// Why.
    pub why: String,
}

/// A day of the set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct DayEntry {
    /// The activity day.
    pub activity_day: String,
    /// It was sent before, and is here for comparison.
    pub previous: bool,
    /// Whether the bank would take the day's files.
    pub verdict: Verdict,
    /// When the day's files are due.
    pub due_at: String,
    /// What there is of each kind.
    pub kinds: Vec<KindEntry>,
    /// The books, by type of balance and currency.
    pub books: Vec<BookEntry>,
    /// What the account at the bank should hold, by currency.
    pub fbo: Vec<FboEntry>,
    /// How the profile's mapping of event types is used by the day's transactions; absent without a mapping.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub events: Option<EventsEntry>,
}

/// The partner's own types of events against the day's transactions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct EventsEntry {
    /// The events of the mapping that occur.
    pub occur: Vec<String>,
    /// Those that do not.
    pub never: Vec<String>,
    /// What occurs and is mapped to no event, the commonest first.
    pub unmapped: Vec<TupleEntry>,
}

/// What a transaction has in the columns that events are mapped to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct TupleEntry {
    /// `type`
    #[serde(rename = "type")]
    pub transaction_type: String,
    /// `fee_type`
    pub fee_type: String,
    /// `action`
    pub action: String,
    /// `transfer_type`
    pub transfer_type: String,
    /// How many transactions have these.
    pub count: u64,
}

/// A kind on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct KindEntry {
    /// The kind's token.
    pub kind: String,
    /// It is due every day.
    pub due: bool,
    /// The name of its file; `null` when there is none.
    pub file: Option<String>,
    /// The file's records.
    pub records: Option<u64>,
    /// The verdict on the file by itself.
    pub verdict: Option<Verdict>,
}

/// The books of a day for one type of balance and one currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct BookEntry {
    /// `deposit`, `credit`, or empty where the file does not say.
    pub balance_type: String,
    /// The currency.
    pub currency: String,
    /// How many balances there are.
    pub balances: u64,
    /// The sum of the balances of the day before; `null` without that day.
    pub opening: Option<String>,
    /// The day's transactions by type.
    pub movements: Vec<MovementEntry>,
    /// The sum of the day's balances.
    pub closing: Option<String>,
    /// Closing less opening and the movements that count.
    pub difference: Option<String>,
    /// How many balances do not roll forward.
    pub balances_off: u64,
}

/// What the account at the bank should hold in one currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct FboEntry {
    /// The currency.
    pub currency: String,
    /// The sum of the deposit balances.
    pub balances: Option<String>,
    /// The sum of the amounts that are not posted yet.
    pub non_posted: Option<String>,
    /// Both together.
    pub total: Option<String>,
    /// What the account holds, where that was said.
    pub stated: Option<String>,
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
