//! An open file.

use daybreak_calendar::Date;
use std::rc::Rc;

use daybreak_engine::FileName;
use daybreak_report::FindingEntry;

use super::GROUP_STEP;
use crate::worker::protocol::{ColumnProfile, Detail, FileId, Filter, Group, GroupKey, Row, Summary};

/// What is told of a file when it is opened.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenFile {
    /// Its number.
    pub id: FileId,
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last changed, in milliseconds since 1970; tells the same file from another of its name.
    pub modified: i64,
    /// It was made here, to try the page with.
    pub is_sample: bool,
}

/// An open file.
#[derive(Clone, Debug, PartialEq)]
pub struct FileEntry {
    /// Its number.
    pub id: FileId,
    /// Its name.
    pub name: String,
    /// What its name says.
    pub named: FileName,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last changed.
    pub modified: i64,
    /// It was made here, to try the page with: it says nothing of the program's days.
    pub is_sample: bool,
    /// The kind that the user chose for it.
    pub chosen_kind: Option<String>,
    /// The activity day found in its last check for which the user had stated none.
    pub found_day: Option<Date>,
    /// How far its check is.
    pub phase: Phase,
    /// Its SHA-256, once known.
    pub sha256: Option<String>,
    /// Its findings, as far as they are shown.
    pub findings: Findings,
    /// Its rows, as far as they are shown: the position of the first, and the rows.
    pub rows: Option<(u64, Rc<Vec<Rc<Row>>>)>,
    /// The number of the last question for rows.
    pub rows_ask: u32,
    /// The search for a text.
    pub search: Search,
    /// What is in its columns.
    pub columns: Columns,
}

/// How far a check is.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// It is being read.
    Checking(Progress),
    /// It is done.
    Checked(Rc<Summary>),
    /// The file cannot be read.
    Failed(String),
}

/// How far a check has come.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// How many bytes were read.
    pub bytes: u64,
    /// How many records.
    pub records: u64,
    /// It is the second reading.
    pub again: bool,
    /// Errors so far.
    pub errors: u64,
    /// Warnings so far.
    pub warnings: u64,
    /// The first findings.
    pub first: Vec<FindingEntry>,
}

/// The findings that are shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// Which are asked for.
    pub filter: Filter,
    /// The open groups, and how many findings of each are shown.
    pub open: Vec<(GroupKey, usize)>,
    /// The groups; `None` until the worker has answered.
    pub groups: Option<Rc<Vec<Group>>>,
    /// The chosen finding.
    pub chosen: Option<usize>,
    /// It was chosen by the user.
    pub asked: bool,
    /// The rule, and perhaps the record, of the finding that the address leads to, until it is listed.
    pub wanted: Option<(String, Option<u64>)>,
    /// Everything about it.
    pub detail: Option<Rc<Detail>>,
}

impl Findings {
    /// Opens the group of a finding.
    pub fn show_group(&mut self, finding: &FindingEntry) {
        self.show(GroupKey::from(finding));
    }

    /// Chooses the finding that the address leads to, once it is listed.
    pub fn choose_wanted(&mut self) {
        let Some((rule, record)) = &self.wanted else { return };
        let listed = || self.groups.iter().flat_map(|groups| groups.iter()).filter(|group| group.key.rule == *rule);
        let items = || listed().flat_map(|group| &group.items);
        let found = items().find(|item| record.is_some() && item.entry.record == *record).or_else(|| items().next());
        if let Some(index) = found.map(|item| item.index) {
            (self.chosen, self.wanted) = (Some(index), None);
        }
    }

    /// Opens a group, if it is not open.
    fn show(&mut self, key: GroupKey) {
        if !self.open.iter().any(|(open, _)| *open == key) {
            self.open.push((key, GROUP_STEP));
        }
    }
}

/// A search for a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Search {
    /// The number of the last question.
    pub ask: u32,
    /// How much of the file was looked through, while it goes on.
    pub share: Option<f64>,
    /// It came to an end without finding anything.
    pub in_vain: bool,
    /// The text that a link looks for.
    pub text: String,
}

/// What is in the columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Columns {
    /// Nobody has asked.
    #[default]
    Unasked,
    /// They are being counted: how much of the file has been.
    Counting(f64),
    /// They are counted.
    Counted(Rc<Vec<ColumnProfile>>),
}

impl FileEntry {
    /// A file whose check has just begun.
    pub fn new(file: OpenFile) -> Self {
        Self {
            id: file.id,
            named: FileName::read(&file.name, None),
            name: file.name,
            size: file.size,
            modified: file.modified,
            is_sample: file.is_sample,
            chosen_kind: None,
            found_day: None,
            phase: Phase::Checking(Progress::default()),
            sha256: None,
            findings: Findings::default(),
            rows: None,
            rows_ask: 0,
            search: Search::default(),
            columns: Columns::default(),
        }
    }

    /// The activity day that it has by itself: as found in a check for which none was stated, else as its name says.
    pub fn own_day(&self) -> Option<Date> {
        let named = || self.named.date?.yesterday().ok();
        self.found_day.or_else(named)
    }

    /// What is known of it, once it was checked.
    pub fn summary(&self) -> Option<&Rc<Summary>> {
        match &self.phase {
            Phase::Checked(summary) => Some(summary),
            _ => None,
        }
    }

    /// Forgets what an earlier check has shown.
    pub fn begin_again(&mut self, id: FileId, kind: Option<String>) {
        let (name, size, modified) = (std::mem::take(&mut self.name), self.size, self.modified);
        let (again, found_day) =
            (OpenFile { id, name, size, modified, is_sample: self.is_sample }, self.found_day.take());
        *self = Self { chosen_kind: kind, found_day, ..Self::new(again) };
    }

    /// Opens the findings of a rule, and chooses that of a record among them, else the first.
    pub fn show_rule(&mut self, rule: &str, record: Option<u64>) {
        let Some(summary) = self.summary().cloned() else { return };
        for tally in summary.report.rules.iter().filter(|tally| tally.rule == rule) {
            self.findings.show(GroupKey::from(tally));
        }
        let is_shown = self.findings.detail.as_ref().is_some_and(|detail| detail.entry.rule == rule);
        if !is_shown {
            self.findings.wanted = Some((rule.to_owned(), record));
            self.findings.choose_wanted();
        }
    }
}
