//! What page and worker say to each other. Files go beside the messages.

use daybreak_calendar::Date;
use daybreak_engine::{Severity, Tally, Verdict};
use daybreak_report::model::{FileReport, FindingEntry, RuleCount};
use daybreak_report::receipt::Stated;
use daybreak_schema::Authority;
use serde::{Deserialize, Serialize};

use super::set::protocol::{Held, Member, SetEvent, SetRequest};

/// One check of an open file. A file that is checked again gets another number, so that nothing that is said of the
/// check before can be taken for an answer.
pub type FileId = u32;

/// The number of a question that another can overtake; an answer to an older one than the last is dropped.
pub type Ask = u32;

/// Why a check that the user stopped is incomplete.
pub const STOPPED: &str = "the check was stopped";

/// Why a check is incomplete whose helpers died.
pub const LOST: &str = "the browser stopped the program's workers, most likely for lack of memory";

/// What a check depends on beside the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Circumstances {
    /// The moment taken for the present, in seconds since 1970.
    pub now: i64,
    /// The kind that the user chose.
    pub kind: Option<String>,
    /// The JSON of the program profile.
    pub profile: Option<String>,
    /// The activity day that the user chose.
    #[serde(with = "daybreak_calendar::text::option")]
    pub activity_day: Option<Date>,
}

/// Which findings are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// Severities to leave out.
    pub hidden: Vec<Severity>,
    /// Only this column: the field's position, from 0.
    pub column: Option<u16>,
    /// Only findings in whose words this occurs.
    pub text: String,
}

impl Filter {
    /// The text as it is looked for.
    pub fn wanted_text(&self) -> String {
        self.text.trim().to_lowercase()
    }

    /// Whether a finding passes: `field` is the position of its column.
    pub fn lets_through(&self, entry: &FindingEntry, field: Option<u16>) -> bool {
        let text = self.wanted_text();
        !self.hidden.contains(&entry.severity)
            && (self.column.is_none() || self.column == field)
            && (text.is_empty() || says(entry, &text))
    }
}

/// Whether a text, in lower case, occurs in the words of a finding.
pub fn says(entry: &FindingEntry, text: &str) -> bool {
    let said = [Some(&entry.message), entry.column.as_ref(), entry.found.as_ref(), Some(&entry.rule)];
    said.into_iter().flatten().any(|said| said.to_lowercase().contains(text))
}

/// A group of findings: one rule, severity and authority.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct GroupKey {
    /// The rule's name.
    pub rule: String,
    /// The severity.
    pub severity: Severity,
    /// The authority.
    pub authority: Authority,
}

impl From<&Tally> for GroupKey {
    fn from(tally: &Tally) -> Self {
        Self { rule: tally.rule.name.to_owned(), severity: tally.severity, authority: tally.authority }
    }
}

impl From<&RuleCount> for GroupKey {
    fn from(tally: &RuleCount) -> Self {
        Self { rule: tally.rule.clone(), severity: tally.severity, authority: tally.authority }
    }
}

impl From<&FindingEntry> for GroupKey {
    fn from(finding: &FindingEntry) -> Self {
        Self { rule: finding.rule.clone(), severity: finding.severity, authority: finding.authority }
    }
}

/// The number of a request of the embedding page; each is higher than those before, and zero is none.
pub type Asked = u32;

/// How an export is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// The whole report.
    Json,
    /// The findings, one line each.
    Csv,
    /// Names, checksums and counts.
    Receipt,
    /// The whole report, for the embedding page instead of the disk: it has no name.
    Host,
}

/// Which report is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Export {
    /// Of which files.
    pub files: Vec<FileId>,
    /// How it is written.
    pub format: Format,
    /// What its name begins with: the file or the day that it is about.
    pub about: String,
    /// With the files' values, or masked.
    pub shown: bool,
    /// With every finding, for which the files are read once more, or with the stored ones.
    pub every: bool,
    /// What they are to be checked as together, if they are, with the files that they are compared with.
    pub together: Option<Together>,
    /// What the user has stated by hand, for a receipt.
    pub stated: Stated,
    /// Up to which of its requests the embedding page is told what came of them.
    pub asked: Asked,
}

/// Files that are checked together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Together {
    /// The files with their days.
    pub members: Vec<Member>,
    /// What the account at the bank holds, as the user stated it.
    pub held: Vec<Held>,
}

impl Export {
    /// The name under which it is saved.
    pub fn file_name(&self) -> String {
        let what = match self.format {
            Format::Json => "report.json",
            Format::Csv => "report.csv",
            Format::Receipt => "receipt.json",
            Format::Host => return String::new(),
        };
        format!("{}-{what}", self.about)
    }

    /// The files that those of the report are compared with: they are checked together with them, and nothing is told of
    /// them.
    pub fn compared_with(&self) -> Vec<FileId> {
        let members = self.together.iter().flat_map(|together| &together.members).map(|member| member.file);
        members.filter(|file| !self.files.contains(file)).collect()
    }
}

/// How many of the findings across files are in a report that was to have every one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Those that are in it.
    pub listed: u64,
    /// All of them.
    pub all: u64,
}

/// What the page asks of the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each variant says what its fields are")]
pub enum Request {
    /// Check the file that goes with this message.
    Open { file: FileId, name: String, circumstances: Circumstances },
    /// Start the helpers: a large file may come.
    Warm,
    /// Stop the check.
    Cancel { file: FileId },
    /// Forget a file.
    Close { file: FileId },
    /// Rows, by position among all records or among those with findings.
    Rows { file: FileId, ask: Ask, first: u64, count: u64, only_marked: bool },
    /// The groups of findings that pass a filter; of open groups so many findings.
    Findings { file: FileId, filter: Filter, open: Vec<(GroupKey, usize)> },
    /// One finding with the line that it stands in.
    Detail { file: FileId, index: usize },
    /// The next record from this one on in which a text occurs.
    Find { file: FileId, ask: Ask, text: String, from: u64 },
    /// What is in each column.
    Columns { file: FileId },
    /// A report of some files; the file that it is to be written to may go with this message.
    Export { export: Export, circumstances: Circumstances },
    /// Stop writing the report.
    StopExport,
    /// Try each way out.
    Probe,
    /// What concerns the files together.
    Set(SetRequest),
}

/// What the worker tells the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each variant says what its fields are")]
pub enum Event {
    /// The worker runs.
    Ready,
    /// How far a check has come.
    Progress {
        file: FileId,
        bytes: u64,
        records: u64,
        again: bool,
        errors: u64,
        warnings: u64,
        infos: u64,
        first: Vec<FindingEntry>,
    },
    /// A check is over.
    Checked { file: FileId, summary: Box<Summary> },
    /// A file cannot be read any more.
    Failed { file: FileId, message: String },
    /// The SHA-256 of a file is known.
    Hashed { file: FileId, sha256: String },
    /// Rows.
    Rows { file: FileId, ask: Ask, first: u64, rows: Vec<Row> },
    /// Groups of findings.
    Findings { file: FileId, groups: Vec<Group> },
    /// One finding.
    Detail { file: FileId, detail: Box<Detail> },
    /// Where a text was found, if it was; or how far the search has come.
    Found { file: FileId, ask: Ask, record: Option<u64>, done: bool, share: f64 },
    /// How far the columns have been counted.
    ColumnsProgress { file: FileId, share: f64 },
    /// What is in each column.
    Columns { file: FileId, columns: Vec<ColumnProfile> },
    /// How far a report is written.
    Exporting { share: f64 },
    /// A report was written; if it is still to be saved, it goes with this message.
    Exported { name: String, left_out: Option<LeftOut> },
    /// A report was not written: for this reason or, without one, because the user stopped it.
    NotExported { why: Option<String> },
    /// The report for the embedding page goes with this message; or there is none, for this reason.
    ForHost { asked: Asked, why: Option<String> },
    /// What came of trying each way out.
    Probed { channels: Vec<Probe> },
    /// What concerns the files together.
    Set(SetEvent),
}

/// What is known of a checked file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// The report, without findings.
    pub report: FileReport,
    /// The columns of the file.
    pub columns: Vec<Column>,
    /// What each of equally long stretches of records holds; `None` where nothing was found.
    pub stretches: Vec<Option<Stretch>>,
    /// How many records have findings.
    pub marked: u64,
    /// The first and the last of them.
    pub marked_ends: Option<(u64, u64)>,
    /// The day whose activity it carries.
    #[serde(with = "daybreak_calendar::text::option")]
    pub activity_day: Option<Date>,
    /// The first error or, without one, the first finding.
    pub first: Option<FindingEntry>,
    /// Its position among the stored findings.
    pub first_index: Option<usize>,
    /// In how many columns there are errors; `None` where that cannot be said of all of them.
    pub error_columns: Option<u64>,
}

impl Summary {
    /// Whether the bank would take the file.
    pub fn verdict(&self) -> Verdict {
        self.report.verdict
    }

    /// Whether the check did not come to its end, and may do so when it is tried again: the user stopped it, or workers died.
    pub fn is_broken_off(&self) -> bool {
        self.report.skipped.iter().any(|skipped| [STOPPED, LOST].contains(&skipped.why.as_str()))
    }
}

/// What was found in a stretch of records.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stretch {
    /// The worst severity.
    pub severity: Severity,
    /// What share of the records has findings, from 0 to 1.
    pub share: f32,
}

/// A column of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// As the file's header has it.
    pub name: String,
    /// Its type in words; `None` for a column that the schema does not have.
    pub ty: Option<String>,
    /// When it must be filled, in words.
    pub presence: Option<String>,
    /// Whether it holds numbers, which are set to the right.
    pub number: bool,
}

/// One row of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The record, from 1.
    pub record: u64,
    /// The physical line.
    pub line: u64,
    /// The texts of its cells.
    pub cells: Vec<String>,
    /// The worst finding of the record as a whole.
    pub severity: Option<Severity>,
    /// Findings of its cells: field, severity, position among the stored findings, message.
    pub marks: Vec<CellMark>,
}

/// A finding of a cell in the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellMark {
    /// The field, from 0; `None` for one of the whole record.
    pub field: Option<u16>,
    /// How bad it is.
    pub severity: Severity,
    /// Its position among the stored findings.
    pub index: usize,
    /// What it is.
    pub message: String,
}

/// A group of findings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// Which.
    pub key: GroupKey,
    /// The rule's code.
    pub code: String,
    /// The bank's group of checks.
    pub checked_in: Option<u8>,
    /// What the rule finds.
    pub what: String,
    /// The exact count.
    pub count: u64,
    /// How many of them are listed one by one.
    pub listed: u64,
    /// How many of those pass the filter.
    pub matching: u64,
    /// The first of them, when the group is open.
    pub items: Vec<Item>,
}

/// A finding in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Its position among the stored findings.
    pub index: usize,
    /// The field that it is about, from 0.
    pub field: Option<u16>,
    /// In words.
    pub entry: FindingEntry,
}

/// One finding with everything about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Detail {
    /// Its position among the stored findings.
    pub index: usize,
    /// The field that it is about, from 0.
    pub field: Option<u16>,
    /// In words.
    pub entry: FindingEntry,
    /// The line before the cell, the cell, and the line behind it.
    pub line: Option<[String; 3]>,
}

/// What is in a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnProfile {
    /// How many cells are filled.
    pub filled: u64,
    /// How many different values were told apart.
    pub distinct: u64,
    /// Whether these are all.
    pub is_all: bool,
    /// The smallest value.
    pub least: Option<String>,
    /// The largest.
    pub most: Option<String>,
    /// The commonest values with their counts.
    pub common: Vec<(String, u64)>,
    /// How the values spread from the smallest to the largest.
    pub steps: Vec<u64>,
}

/// What came of trying a way out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Probe {
    /// Which.
    pub name: String,
    /// `Some(true)` when it was refused, `Some(false)` when it went through, `None` when the browser does not say.
    pub refused: Option<bool>,
}
