//! What is held against the open files: earlier checks of this session, reports and a receipt that were dropped here.
//! Counts and checksums only: neither a finding nor a value of a file is kept.

use std::collections::BTreeMap;
use std::rc::Rc;

use daybreak_calendar::Date;
use daybreak_engine::Verdict;
use daybreak_report::Receipt;
use daybreak_report::model::RuleCount;

use super::{AppState, FileEntry, LoadedProfile, View};
use crate::worker::protocol::FileId;
use crate::worker::set::protocol::{DaySummary, SetGroup, SetSummary};

/// So many earlier checks are kept; of older ones nobody thinks any more.
const MOST_KEPT: usize = 40;

/// What is held against the open files.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beside {
    /// When and with what the check of each open file was begun.
    pub begun: BTreeMap<FileId, Begun>,
    /// Earlier checks and reports, the oldest first.
    pub kept: Vec<Rc<Check>>,
    /// The check before, in a comparison; `None` for the one that suggests itself.
    pub before: Option<Side>,
    /// The check after.
    pub after: Option<Side>,
    /// The receipt.
    pub receipt: Option<Rc<LoadedReceipt>>,
}

/// When and with what a check was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    /// In seconds since 1970.
    pub at: i64,
    /// The profile in force.
    pub profile: Option<Rc<LoadedProfile>>,
}

/// A check in outline.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// Its number, as long as the page is open.
    pub number: u32,
    /// The name of its file, or of the report.
    pub name: String,
    /// It was read from a report.
    pub is_report: bool,
    /// When it was made, in seconds since 1970.
    pub at: Option<i64>,
    /// The name of the profile in force.
    pub profile: Option<String>,
    /// The versions of the schema and the engine.
    pub versions: (String, String),
    /// What it came to.
    pub verdict: Verdict,
    /// What was checked.
    pub parts: Vec<Part>,
}

/// What was checked: a file, or the files together.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The kind's token, `set` for the files together, empty where the kind is not known.
    pub about: String,
    /// The file's name.
    pub name: String,
    /// The file's SHA-256, where it is known.
    pub sha256: Option<String>,
    /// Its records.
    pub records: u64,
    /// What the check came to.
    pub verdict: Verdict,
    /// Whether every check ran to its end.
    pub complete: bool,
    /// Exact counts by rule.
    pub rules: Vec<RuleCount>,
}

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Side {
    /// An open file.
    File(FileId),
    /// The open files of an activity day.
    Day(Date),
    /// An earlier check or a report, by its number.
    Kept(u32),
    /// One file of a report.
    Part(u32, usize),
}

/// A receipt that was dropped here.
#[derive(Clone, Debug, PartialEq)]
pub struct LoadedReceipt {
    /// The name of its file.
    pub name: String,
    /// What it says.
    pub receipt: Receipt,
}

/// What can happen to all this.
#[derive(Clone, Debug)]
pub enum BesideAction {
    /// A check was begun.
    Begun(FileId, Begun),
    /// A report was read.
    Report(Box<Check>),
    /// A receipt was read, or put away.
    Receipt(Option<Rc<LoadedReceipt>>),
    /// The sides of the comparison were chosen.
    Sides(Option<Side>, Option<Side>),
}

/// What the check of a day is called.
pub fn name_of_day(day: Date) -> String {
    format!("the files of {day}")
}

impl Part {
    /// What came of the check of an open file.
    pub fn of(file: &FileEntry) -> Option<Self> {
        let summary = file.summary()?;
        Some(Self {
            about: summary.report.kind.clone().unwrap_or_default(),
            name: file.name.clone(),
            sha256: file.sha256.clone(),
            records: summary.report.records,
            verdict: summary.verdict(),
            complete: summary.report.complete,
            rules: summary.report.rules.clone(),
        })
    }

    /// What came of the files of a day together.
    pub fn together(set: &SetSummary, day: &DaySummary) -> Self {
        let rule = |group: &SetGroup| {
            let known = daybreak_engine::rule(&group.key.rule);
            RuleCount {
                rule: group.key.rule.clone(),
                code: known.map(|rule| rule.code.to_owned()).unwrap_or_default(),
                severity: group.key.severity,
                authority: group.key.authority,
                group: known.and_then(|rule| rule.group),
                count: group.count,
                listed: group.items.len() as u64,
                overridden_from: None,
            }
        };
        Self {
            about: "set".to_owned(),
            name: String::new(),
            sha256: None,
            records: 0,
            verdict: day.verdict,
            complete: !set.stopped && day.skipped.is_empty(),
            rules: day.groups.iter().map(rule).collect(),
        }
    }
}

impl AppState {
    /// The check of the files of a day in outline, each by itself and all together.
    pub fn check_of_day(&self, number: u32, day: Date) -> Option<Check> {
        let is_known = |file: &&FileEntry| file.summary().is_some_and(|summary| summary.report.kind.is_some());
        let of_day = |file: &&FileEntry| self.day_of(file) == Some(day);
        let files: Vec<&FileEntry> = self.files.iter().filter(is_known).filter(of_day).collect();
        let mut check = self.check_of(number, name_of_day(day), &files)?;
        if let Some(set) = self.day.summary()
            && let Some(together) = set.days.iter().find(|of| of.day == day)
        {
            check.verdict = check.verdict.max(together.verdict);
            check.parts.push(Part::together(set, together));
        }
        Some(check)
    }

    /// The check of some open files in outline.
    pub fn check_of(&self, number: u32, name: String, files: &[&FileEntry]) -> Option<Check> {
        let parts: Vec<Part> = files.iter().filter_map(|file| Part::of(file)).collect();
        let begun = files.iter().filter_map(|file| self.beside.begun.get(&file.id)).max_by_key(|begun| begun.at);
        Some(Check {
            number,
            name,
            is_report: false,
            at: begun.map(|begun| begun.at),
            profile: begun.and_then(|begun| begun.profile.as_ref()).map(|profile| profile.name.clone()),
            versions: (daybreak_schema::VERSION.to_owned(), daybreak_engine::VERSION.to_owned()),
            verdict: parts.iter().map(|part| part.verdict).max()?,
            parts,
        })
    }

    /// Keeps what came of a check that is about to be forgotten, so that the next one can be held against it; and what came of
    /// its day, as long as that has all of its files.
    pub(super) fn keep_check(&mut self, id: FileId) {
        let is_open = |id: FileId| self.files.iter().any(|file| file.id == id);
        let is_whole = self.day.summary().is_some_and(|set| set.files.iter().all(|(file, _)| is_open(*file)));
        let day = self.files.iter().find(|file| file.id == id && is_whole).and_then(|file| self.day_of(file));
        // One file and what is said of it as a day are no more than the file.
        if let Some(check) = day.and_then(|day| self.check_of_day(self.next, day)).filter(|day| day.parts.len() > 2) {
            self.keep(check);
        }
        let file = self.files.iter().find(|file| file.id == id);
        let check = file.and_then(|file| self.check_of(self.next, file.name.clone(), &[file]));
        self.beside.begun.remove(&id);
        if let Some(check) = check {
            self.keep(check);
        }
    }

    fn keep(&mut self, check: Check) {
        self.next += 1;
        self.beside.kept.push(Rc::new(check));
        if self.beside.kept.len() > MOST_KEPT {
            self.beside.kept.remove(0);
        }
    }

    pub(super) fn hold(&mut self, action: BesideAction) {
        match action {
            BesideAction::Begun(file, begun) => {
                self.beside.begun.insert(file, begun);
            }
            BesideAction::Report(check) => {
                let number = self.next;
                // The same report dropped again takes the place of the one before.
                self.beside.kept.retain(|kept| !kept.is_report || kept.name != check.name);
                self.keep(Check { number, ..*check });
                (self.beside.before, self.beside.after) = (None, None);
                self.view = View::Compare;
            }
            BesideAction::Receipt(receipt) => {
                self.view = if receipt.is_some() { View::Receipt } else { View::File };
                self.beside.receipt = receipt;
            }
            BesideAction::Sides(before, after) => (self.beside.before, self.beside.after) = (before, after),
        }
    }
}
