//! The days that the open files make: which files are of a day, what stands in each place of it, and its verdict.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use daybreak_calendar::{Cutoff, Date, Timestamp};
use daybreak_engine::{Severity, Verdict};
use daybreak_report::Values;
use daybreak_report::model::Counts;
use daybreak_report::words::{counted, grouped};
use daybreak_schema::{Due, KINDS, Kind, kind_by_token};

use super::dates::long_date;
use super::words::kind_title;
use crate::state::{AppState, FileEntry, Phase, SetPhase, SetPlace};
use crate::worker::protocol::FileId;
use crate::worker::set::protocol::{DaySummary, Member, Placed, SetItem};

/// A day.
#[derive(Clone, Debug)]
pub struct Day<'a> {
    /// The activity day.
    pub day: Date,
    /// Its open files, in the order in which they came; those that another replaces included.
    pub files: Vec<&'a FileEntry>,
    /// What the files came to together; `None` until that is known.
    pub summary: Option<&'a DaySummary>,
    /// Whether the bank would take the day's files; `None` while they are checked.
    pub verdict: Option<Verdict>,
    /// What became of each file.
    placed: &'a [(FileId, Placed)],
}

/// Where a finding of a day is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// Among the findings of this file by itself, at this position.
    InFile(FileId, usize),
    /// Among those across the files.
    Across(SetPlace),
}

/// What stands in the place of a kind.
#[derive(Clone, Debug)]
pub struct Slot<'a> {
    /// The kind.
    pub kind: &'static Kind,
    /// It is due every day.
    pub due: bool,
    /// The file that counts.
    pub file: Option<&'a FileEntry>,
    /// Files of this kind and day that do not count.
    pub others: Vec<&'a FileEntry>,
}

/// The days of the open files, the last one first.
pub fn days(state: &AppState) -> Vec<Day<'_>> {
    let mut files: BTreeMap<Date, Vec<&FileEntry>> = BTreeMap::new();
    for file in &state.files {
        if let Some(day) = state.day_of(file) {
            files.entry(day).or_default().push(file);
        }
    }
    files.into_iter().rev().map(|(day, files)| made(state, day, files)).collect()
}

/// One of them.
pub fn day(state: &AppState, day: Date) -> Option<Day<'_>> {
    days(state).into_iter().find(|of| of.day == day)
}

/// The open files whose day is not known.
pub fn without_day(state: &AppState) -> Vec<&FileEntry> {
    state.files.iter().filter(|file| state.day_of(file).is_none()).collect()
}

fn made<'a>(state: &'a AppState, day: Date, files: Vec<&'a FileEntry>) -> Day<'a> {
    let checking = state.files.iter().any(|file| matches!(file.phase, Phase::Checking(_)));
    let set = state.day.summary().filter(|_| !checking);
    let summary = set.and_then(|set| set.days.iter().find(|of| of.day == day));
    let placed = set.map_or(&[][..], |set| &set.files);
    let failed = files.iter().any(|file| matches!(file.phase, Phase::Failed(_)));
    let worst = || files.iter().filter_map(|file| file.summary()).map(|file| file.verdict()).max();
    let verdict = match &state.day.phase {
        _ if checking => None,
        // A day of which no file can be part of a set.
        SetPhase::Checked(_) | SetPhase::Failed => {
            let lacking = if summary.is_none() || failed { Verdict::Incomplete } else { Verdict::Accepted };
            let known = summary.map(|summary| summary.verdict).or_else(worst);
            Some(known.map_or(lacking, |known| known.max(lacking)))
        }
        SetPhase::Idle if members(state).is_none() => Some(Verdict::Incomplete),
        SetPhase::Idle | SetPhase::Checking(..) => None,
    };
    Day { day, files, summary, verdict, placed }
}

/// The files that can be checked together; `None` while one is still checked by itself, or when there is none.
pub fn members(state: &AppState) -> Option<Vec<Member>> {
    if state.files.iter().any(|file| matches!(file.phase, Phase::Checking(_))) {
        return None;
    }
    let member = |file: &FileEntry| Member { file: file.id, day: state.day.moved.get(&file.id).copied() };
    let members: Vec<Member> = state.files.iter().filter(|file| file.summary().is_some()).map(member).collect();
    Some(members).filter(|members| !members.is_empty())
}

/// Files without a date in their name that have given way to a later one of the same name, kind and day.
pub fn outdated(state: &AppState) -> Vec<&FileEntry> {
    let is_done = |file: &&FileEntry| !matches!(file.phase, Phase::Checking(_)) && file.named.date.is_none();
    let is_of_it = |old: &FileEntry, new: &FileEntry| {
        old.name == new.name && kind_of(old) == kind_of(new) && state.day_of(old) == state.day_of(new)
    };
    let done: Vec<&FileEntry> = state.files.iter().filter(is_done).collect();
    let later = |at: usize| done.iter().skip(at + 1);
    done.iter().enumerate().filter(|(at, old)| later(*at).any(|new| is_of_it(old, new))).map(|(_, old)| *old).collect()
}

/// The kind of a file: as it was found, as it was chosen, or as its name says.
pub fn kind_of(file: &FileEntry) -> Option<&'static Kind> {
    match &file.phase {
        Phase::Checked(summary) => summary.report.kind.as_deref().and_then(kind_by_token),
        _ => file.chosen_kind.as_deref().and_then(kind_by_token).or(file.named.kind),
    }
}

/// Whether the records of a file are of balances, or name one: then a balance has its ledger from there.
pub fn has_ledgers(state: &AppState, file: &FileEntry) -> bool {
    let is_of = |kind: &Kind| ["balances", "transactions", "non_posted_transactions"].contains(&kind.token);
    state.day_of(file).is_some() && kind_of(file).is_some_and(is_of)
}

impl<'a> Day<'a> {
    /// Its files that were checked and are of a known kind.
    pub fn checked(&self) -> impl Iterator<Item = &'a FileEntry> {
        self.files.iter().copied().filter(|file| file.summary().is_some() && kind_of(file).is_some())
    }

    /// What stands in the place of each kind.
    pub fn slots(&self) -> Vec<Slot<'a>> {
        KINDS.iter().copied().map(|kind| self.slot(kind)).collect()
    }

    /// The file that counts for a kind.
    pub fn file(&self, kind: &str) -> Option<&'a FileEntry> {
        kind_by_token(kind).and_then(|kind| self.slot(kind).file)
    }

    fn slot(&self, kind: &'static Kind) -> Slot<'a> {
        let of_kind = || self.files.iter().copied().filter(|file| kind_of(file) == Some(kind));
        let known = self.summary.and_then(|summary| summary.kinds.iter().find(|of| of.kind == kind.token));
        let id = match known {
            Some(known) => known.file,
            None => of_kind().next_back().map(|file| file.id),
        };
        Slot {
            kind,
            // Cards are due where there are any; until the files were read together nobody knows.
            due: known.map_or(kind.due != Due::WithCards, |known| known.due),
            file: of_kind().find(|file| Some(file.id) == id),
            others: of_kind().filter(|file| Some(file.id) != id).collect(),
        }
    }

    /// Files of which nobody knows the kind.
    pub fn of_no_kind(&self) -> Vec<&'a FileEntry> {
        self.files.iter().copied().filter(|file| kind_of(file).is_none()).collect()
    }

    /// What became of a file.
    pub fn placed(&self, file: FileId) -> Option<&'a Placed> {
        self.placed.iter().find(|(id, _)| *id == file).map(|(_, placed)| placed)
    }

    /// Files that stand alone on another day and are probably meant for this one.
    pub fn astray(&self, state: &'a AppState) -> Vec<&'a FileEntry> {
        let is_of_this = |placed: &Placed| matches!(placed, Placed::OfAnotherDay(day) if *day == self.day);
        let ids: Vec<FileId> = self.placed.iter().filter(|(_, placed)| is_of_this(placed)).map(|(id, _)| *id).collect();
        state.files.iter().filter(|file| ids.contains(&file.id)).collect()
    }

    /// The titles of the kinds that are due and missing.
    pub fn missing(&self) -> Vec<&'static str> {
        let is_missing = |slot: &Slot<'_>| slot.due && slot.file.is_none();
        self.slots().into_iter().filter(is_missing).map(|slot| slot.kind.title).collect()
    }

    /// The titles of the kinds whose files the bank would reject by themselves.
    pub fn rejected(&self) -> Vec<&'static str> {
        let is_rejected = |file: &FileEntry| file.summary().is_some_and(|file| file.verdict() == Verdict::Rejected);
        let slots = self.slots().into_iter();
        slots.filter(|slot| slot.file.is_some_and(is_rejected)).map(|slot| slot.kind.title).collect()
    }

    /// How much was found between the files.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for group in self.summary.iter().flat_map(|summary| &summary.groups) {
            counts += Counts::of(group.key.severity, group.count);
        }
        counts
    }

    /// How much was found in the files that count, each by itself.
    pub fn counts_of_files(&self) -> Counts {
        let mut counts = Counts::default();
        for summary in self.slots().iter().filter_map(|slot| slot.file).filter_map(FileEntry::summary) {
            counts += summary.report.counts;
        }
        counts
    }

    /// The finding between the files to begin with: the first of the worst.
    pub fn first(&self) -> Option<(SetPlace, &'a SetItem)> {
        // They are in this order.
        let mut groups = (0..).zip(self.summary.iter().flat_map(|summary| &summary.groups));
        groups.find_map(|(at, group)| Some(((at, 0), group.items.first()?)))
    }

    /// The finding to begin with, and how bad it is: the worst, one in a file before one across the files.
    pub fn start(&self) -> Option<(Severity, Listed)> {
        let in_file = |slot: Slot<'a>| {
            let (file, summary) = (slot.file?, slot.file?.summary()?);
            Some((summary.first.as_ref()?.severity, Listed::InFile(file.id, summary.first_index?)))
        };
        let across = self.first().map(|(place, first)| (first.severity(), Listed::Across(place)));
        self.slots().into_iter().filter_map(in_file).chain(across).min_by_key(|(severity, _)| Reverse(*severity))
    }

    /// Whether its balances were held against nothing: those of the day before are not here.
    fn is_alone(&self) -> bool {
        self.file("balances").is_some() && self.summary.is_some_and(|summary| !summary.is_compared)
    }

    fn kind_token(&self, file: FileId) -> Option<&'static str> {
        let file = self.files.iter().find(|open| open.id == file)?;
        kind_of(file).map(|kind| kind.token)
    }

    /// The word in the markup.
    pub fn word(&self) -> &'static str {
        self.verdict.map_or("checking", Verdict::word)
    }

    /// The verdict in a sentence.
    pub fn title(&self) -> String {
        let (own, between) = (self.counts_of_files(), self.counts());
        match self.verdict {
            None => "The day is being checked".to_owned(),
            Some(Verdict::Rejected) => {
                let across = if own.error > 0 { "across them" } else { "across its files" };
                let parts = [(own.error, "in its files"), (between.error, across)];
                let mut said = Vec::new();
                for (count, place) in parts.into_iter().filter(|(count, _)| *count > 0) {
                    said.push(format!("{} {place}", counted(count, "error")));
                }
                format!("The day would be rejected: {}", said.join(", "))
            }
            Some(Verdict::Incomplete) if !self.missing().is_empty() => {
                format!("The day is not complete: {} missing", counted(self.missing().len() as u64, "file"))
            }
            Some(Verdict::Incomplete) => "The day is not fully checked".to_owned(),
            Some(Verdict::Accepted) => {
                let alone = if self.is_alone() { " on its own" } else { "" };
                let warnings = own.warning + between.warning;
                let with =
                    if warnings > 0 { format!(", with {}", counted(warnings, "warning")) } else { String::new() };
                format!("The day would be accepted{alone}{with}")
            }
        }
    }

    /// What stands against it, or what to do next.
    pub fn next(&self) -> String {
        let mut said = Vec::new();
        let missing = self.missing();
        if !missing.is_empty() {
            said.push(format!("Missing: {}.", missing.join(", ")));
        }
        let rejected = self.rejected();
        if !rejected.is_empty() {
            said.push(format!("Would be rejected on their own: {}.", rejected.join(", ")));
        }
        if let Some((_, first)) = self.first().filter(|(_, first)| first.severity() == Severity::Error) {
            let kind = first.file.map_or(first.kind.as_deref(), |file| self.kind_token(file));
            let line = first.entry.line.map_or_else(String::new, |line| format!(", line {}", grouped(line)));
            let message = first.entry.message.trim_end_matches('.');
            said.push(format!("Across the files: {}{line}. {}.", kind_title(kind), Values::Shown.of(message)));
        }
        if said.is_empty() && self.verdict == Some(Verdict::Accepted) {
            let unknown = if self.is_alone() {
                " To check whether its balances follow from the day before, open that day's Balances too."
            } else {
                ""
            };
            said.push(format!("No problems found in these files.{unknown}"));
        }
        said.join(" ")
    }
}

/// What would become of a day's files if they were sent as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Sending {
    /// No file of the day is open: nothing is known of them.
    #[default]
    Unknown,
    /// They are still being checked.
    Checking,
    /// Everything that is due is here and would be accepted.
    Good,
    /// They are not fit to be sent.
    Bad(Faults),
}

/// What keeps a day's files from being sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// The kinds that are due and missing.
    pub missing: Vec<&'static str>,
    /// The kinds whose files would be rejected by themselves.
    pub rejected: Vec<&'static str>,
    /// How many errors there are across the files.
    pub across: u64,
}

impl Faults {
    /// Whether anything would be rejected; else something is missing, or was not checked.
    pub fn reject(&self) -> bool {
        !self.rejected.is_empty() || self.across > 0
    }
}

impl Day<'_> {
    /// What would become of the day's files if they were sent now.
    pub fn sending(&self) -> Sending {
        match self.verdict {
            None => Sending::Checking,
            Some(Verdict::Accepted) => Sending::Good,
            Some(Verdict::Rejected | Verdict::Incomplete) => {
                Sending::Bad(Faults { missing: self.missing(), rejected: self.rejected(), across: self.counts().error })
            }
        }
    }
}

/// What is still to be done for a day before it is due, in sentences.
pub fn still_to_send(day: &Day<'_>, cutoff: &Cutoff, now: Timestamp) -> Vec<String> {
    let late = cutoff.seconds_left(now) <= 0;
    let due = |it: &str| {
        let was = if late { "was" } else { "is" };
        format!("{it} {was} due before {}, 6:00 a.m. Central", long_date(cutoff.due_date))
    };
    let faults = match day.sending() {
        Sending::Unknown | Sending::Checking => return Vec::new(),
        Sending::Good => return vec!["Every file that is due is here.".to_owned()],
        Sending::Bad(faults) => faults,
    };
    let mut said = Vec::new();
    for kind in &faults.missing {
        said.push(format!(
            "{kind} is missing; {}. If there is nothing to report, send a file with only its header.",
            due("it")
        ));
    }
    for kind in &faults.rejected {
        said.push(format!("{kind} would be rejected on its own: fix it first; {}.", due("it")));
    }
    if faults.across > 0 {
        said.push(format!(
            "{} across the files would get the day rejected: fix them first; {}.",
            counted(faults.across, "error"),
            due("the day")
        ));
    }
    if said.is_empty() {
        said.push(format!("Not everything could be checked; {}.", due("the day")));
    }
    said
}

/// What is said aloud of a day, for those who cannot see it.
pub fn announcement(day: &Day<'_>) -> String {
    format!("{}: {}", long_date(day.day), day.title())
}

/// The days to which a file can be moved: those at hand, the ones beside them, and its own.
pub fn days_to_move_to(state: &AppState, file: &FileEntry, now: Timestamp) -> Vec<Date> {
    let mut dates: BTreeSet<Date> = BTreeSet::new();
    let own = file.own_day();
    let at_hand = state.files.iter().filter_map(|file| state.day_of(file)).chain(own);
    for date in at_hand.chain([daybreak_calendar::activity_day_default(now)]) {
        dates.insert(date);
        dates.extend(date.yesterday());
        dates.extend(date.tomorrow());
    }
    dates.into_iter().collect()
}
