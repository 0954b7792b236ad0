//! Which files make which day: the newest version of each kind, the ones that it replaces, the ones that came with the
//! wrong day, and the kinds that are due and missing.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use daybreak_calendar::Date;
use daybreak_schema::{Due, KINDS, Kind, Profile};

use super::file::SetFile;

/// The order in which the files of a day are read: what others refer to comes first.
pub(super) const READING: [&str; 6] =
    ["accounts", "cards", "balances", "transactions", "non_posted_transactions", "transaction_updates"];

/// What became of a file in its set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    /// It stands for its kind on its day.
    Used,
    /// Another file of its kind and day replaces it: this one, by its position in the list.
    Replaced(usize),
    /// It stands alone on its own day, and is probably meant for this other one, where its kind is missing.
    OfAnotherDay(Date),
    /// Its kind or its day is not known.
    Unplaced,
}

/// One day.
#[derive(Clone, Debug)]
pub(super) struct Day {
    pub(super) date: Date,
    /// All of its files were sent before.
    pub(super) previous: bool,
    /// The file of each kind, by the kind's token; positions in the sorted list.
    pub(super) files: BTreeMap<&'static str, usize>,
    /// Kinds that are missing because their file carries another day.
    pub(super) astray: Vec<&'static str>,
}

impl Day {
    pub(super) fn file(&self, kind: &str) -> Option<usize> {
        self.files.get(kind).copied()
    }
}

/// The days of some files, in order.
#[derive(Clone, Debug)]
pub(super) struct Arranged {
    /// What became of each file.
    pub(super) states: Vec<FileState>,
    /// Files that stand alone on their own day, and may be meant for any of several others.
    pub(super) doubtful: Vec<(usize, Vec<Date>)>,
    pub(super) days: Vec<Day>,
}

/// By day, kind, version and name: how files are sorted before anything else, so that the order in which they were given
/// does not matter. Of two with one version, one that was sent before gives way.
pub(super) fn order(a: &SetFile, b: &SetFile) -> Ordering {
    let kind = |file: &SetFile| KINDS.iter().position(|kind| file.kind == Some(kind));
    let key = |file: &SetFile| (file.day, kind(file), file.version, !file.previous);
    key(a).cmp(&key(b)).then_with(|| a.name.cmp(&b.name)).then_with(|| (a.bytes, a.print).cmp(&(b.bytes, b.print)))
}

/// Puts files, each with its position among those given, in order, and groups them.
pub(super) fn arrange(files: &mut [(usize, SetFile)]) -> Arranged {
    files.sort_by(|(_, a), (_, b)| order(a, b));
    Arranged::new(files)
}

impl Arranged {
    /// Groups files that are in order.
    fn new(files: &[(usize, SetFile)]) -> Self {
        let mut states = vec![FileState::Unplaced; files.len()];
        let mut days: BTreeMap<Date, Day> = BTreeMap::new();
        let mut doubtful = Vec::new();
        for (index, (_, file)) in files.iter().enumerate() {
            let (Some(kind), Some(date)) = (file.kind, file.day) else { continue };
            let homes = homes_of_stray(file, kind, date, files);
            let state = if let [home] = *homes {
                FileState::OfAnotherDay(home)
            } else {
                if !homes.is_empty() {
                    doubtful.push((index, homes));
                }
                let day = days.entry(date).or_insert_with(|| new_day(date));
                day.previous &= file.previous;
                // The files are in order: the last of a kind is the newest version.
                if let Some(older) = day.files.insert(kind.token, index) {
                    set(&mut states, older, FileState::Replaced(index));
                }
                FileState::Used
            };
            set(&mut states, index, state);
        }
        // What an older file was replaced by may itself have been replaced.
        for index in (0..states.len()).rev() {
            if let Some(&FileState::Replaced(by)) = states.get(index)
                && let Some(&FileState::Replaced(newest)) = states.get(by)
            {
                set(&mut states, index, FileState::Replaced(newest));
            }
        }
        for ((_, file), state) in files.iter().zip(&states) {
            if let (Some(kind), FileState::OfAnotherDay(home)) = (file.kind, state)
                && let Some(day) = days.get_mut(home)
            {
                day.astray.push(kind.token);
            }
        }
        Self { states, doubtful, days: days.into_values().collect() }
    }

    /// The day before a day, when it is at hand.
    pub(super) fn before(&self, index: usize) -> Option<usize> {
        let day = self.days.get(index)?;
        let before = index.checked_sub(1)?;
        (self.days.get(before)?.date == day.date.yesterday().ok()?).then_some(before)
    }
}

fn new_day(day: Date) -> Day {
    Day { date: day, previous: true, files: BTreeMap::new(), astray: Vec::new() }
}

fn set(states: &mut [FileState], index: usize, state: FileState) {
    if let Some(slot) = states.get_mut(index) {
        *slot = state;
    }
}

/// The days to which a file may belong that stands nearly alone on its own: those where its kind is missing, although they
/// have more than twice as many kinds. All files at hand count, whenever they came; what was sent before is complete. Cards
/// are not due everywhere: a day without them lacks nothing.
fn homes_of_stray(file: &SetFile, kind: &Kind, date: Date, files: &[(usize, SetFile)]) -> Vec<Date> {
    if file.settled || kind.due == Due::WithCards {
        return Vec::new();
    }
    let mut kinds: BTreeMap<Date, Vec<&Kind>> = BTreeMap::new();
    for (_, other) in files.iter().filter(|(_, other)| other.day == Some(date) || !other.previous) {
        let (Some(kind), Some(day)) = (other.kind, other.day) else { continue };
        let known = kinds.entry(day).or_default();
        if !known.contains(&kind) {
            known.push(kind);
        }
    }
    let own = kinds.get(&date).map_or(0, Vec::len);
    let lacking = kinds.iter().filter(|(day, known)| **day != date && !known.contains(&kind) && known.len() > own * 2);
    lacking.map(|(day, _)| *day).collect()
}

/// What is known of a program that decides which files are due each day.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Program {
    /// It has cards: the profile names their numbers, some are at hand, or transactions were made with them.
    pub(super) cards: bool,
    /// It has credit balances only.
    pub(super) credit_only: bool,
}

impl Program {
    pub(super) fn new(profile: Option<&Profile>) -> Self {
        Self {
            cards: profile.is_some_and(|profile| profile.bins.is_some()),
            credit_only: profile.is_some_and(Profile::is_credit_only),
        }
    }

    /// Whether a file of this kind is due every day.
    pub(super) fn is_due(self, kind: &Kind) -> bool {
        match kind.due {
            Due::EveryDay => true,
            Due::WithDeposits => !self.credit_only,
            Due::WithCards => self.cards,
        }
    }
}
