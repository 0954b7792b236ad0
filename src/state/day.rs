//! The days that the open files make, as far as the page has to remember them; what follows from the files themselves is
//! worked out in `queries::day`.

use std::collections::BTreeMap;
use std::rc::Rc;

use daybreak_calendar::Date;

use crate::worker::protocol::{Ask, FileId};
use crate::worker::set::protocol::{Held, LedgerPage, SetEvent, SetSummary};

/// A view of a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DayTab {
    /// Which files are there.
    #[default]
    Files,
    /// What is wrong between them.
    Findings,
    /// Whether the money adds up.
    Money,
    /// The partner's own types of events.
    Events,
    /// When the day is due.
    Cutoff,
}

impl DayTab {
    /// All of them, in the order in which they stand.
    pub const ALL: [Self; 5] = [Self::Files, Self::Findings, Self::Money, Self::Events, Self::Cutoff];

    /// The word in the address.
    pub const fn token(self) -> &'static str {
        match self {
            Self::Files => "files",
            Self::Findings => "together",
            Self::Money => "money",
            Self::Events => "events",
            Self::Cutoff => "due",
        }
    }

    /// The word on the tab.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Files => "Files of the day",
            Self::Findings => "Across files",
            Self::Money => "Reconciliation",
            Self::Events => "Event types",
            Self::Cutoff => "Cutoff",
        }
    }
}

/// How far the check of the files together is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum SetPhase {
    /// There is nothing to check, or a file is still being checked by itself.
    #[default]
    Idle,
    /// It runs: bytes read, of how many.
    Checking(u64, u64),
    /// It is over.
    Checked(Rc<SetSummary>),
    /// A file could not be read.
    Failed,
}

/// The ledger that is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum LedgerPhase {
    /// None.
    #[default]
    Closed,
    /// It is being read.
    Reading,
    /// There is none: the record names no balance, or a file could not be read.
    NotFound,
    /// It is read.
    Open(Rc<LedgerPage>),
}

/// Which finding of a day is chosen: its group and its position in it.
pub type SetPlace = (u32, u32);

/// What the page remembers of days.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DayState {
    /// A day is shown, and not a file.
    pub open: bool,
    /// Which; the last one when there is none of this date.
    pub chosen: Option<Date>,
    /// The view of it.
    pub tab: DayTab,
    /// The days that the user has stated of files; such a file stands on that day, and is checked for it.
    pub moved: BTreeMap<FileId, Date>,
    /// The number of the last check of the set.
    pub ask: Ask,
    /// How far it is.
    pub phase: SetPhase,
    /// What the files came to before another amount was said: it is shown until the check has run again.
    pub kept: Option<Rc<SetSummary>>,
    /// What the account at the bank holds.
    pub held: Vec<Held>,
    /// The groups of findings that are closed.
    pub folded: Vec<u32>,
    /// The finding that is chosen.
    pub finding: Option<SetPlace>,
    /// The number of the last ledger.
    pub ledger_ask: Ask,
    /// The ledger.
    pub ledger: LedgerPhase,
}

/// What happens to days.
#[derive(Clone, Debug)]
pub enum DayAction {
    /// A day is shown; the last one without a date.
    Shown(Option<Date>),
    /// Another view of it.
    TabShown(DayTab),
    /// A file is of this day, as the user states; without one, of its own.
    Moved(FileId, Option<Date>),
    /// The files are being checked together, under this number.
    Checking(Ask),
    /// There is nothing to check together for now; what is said of earlier checks than this one is not heard.
    Cleared(Ask),
    /// What the account at the bank holds in a currency at the end of a day, or that it is not known: day, currency, amount.
    Stated(Date, String, Option<String>),
    /// A group of findings is opened or closed.
    Folded(u32),
    /// A finding is chosen.
    Chosen(SetPlace),
    /// The ledger of a balance is being read, under this number.
    LedgerAsked(Ask),
    /// It is put away.
    LedgerClosed,
    /// A record of a file is shown, and perhaps a field of it.
    Followed(FileId, u64, Option<u16>),
}

impl DayState {
    /// What an action does here; what it does to files is done in `reduce`.
    pub(super) fn apply(&mut self, action: DayAction) {
        match action {
            DayAction::Shown(day) => {
                if self.chosen != day || !self.open {
                    self.leave();
                }
                (self.open, self.chosen) = (true, day);
            }
            DayAction::TabShown(tab) => self.tab = tab,
            DayAction::Moved(file, day) => {
                self.kept = None;
                match day {
                    Some(day) => self.moved.insert(file, day),
                    None => self.moved.remove(&file),
                };
            }
            DayAction::Checking(ask) => {
                // Where another amount was said, what was open stays so.
                if self.kept.is_none() {
                    self.leave();
                }
                (self.ask, self.phase) = (ask, SetPhase::Checking(0, 0));
            }
            DayAction::Cleared(ask) => (self.ask, self.phase, self.kept) = (ask, SetPhase::Idle, None),
            DayAction::Stated(day, currency, amount) => {
                self.kept = self.summary().cloned();
                self.held.retain(|held| held.day != day || held.currency != currency);
                self.held.extend(amount.map(|amount| Held { day, currency, amount }));
            }
            DayAction::Folded(group) => {
                if let Some(at) = self.folded.iter().position(|folded| *folded == group) {
                    self.folded.remove(at);
                } else {
                    self.folded.push(group);
                }
            }
            DayAction::Chosen(place) => self.finding = Some(place),
            DayAction::LedgerAsked(ask) => (self.ledger_ask, self.ledger) = (ask, LedgerPhase::Reading),
            DayAction::LedgerClosed => self.ledger = LedgerPhase::Closed,
            DayAction::Followed(..) => self.open = false,
        }
    }

    /// What was open in one day means nothing in another.
    fn leave(&mut self) {
        (self.finding, self.ledger) = (None, LedgerPhase::Closed);
        self.folded.clear();
    }

    /// A file is checked again under another number.
    pub(super) fn renumber(&mut self, before: FileId, id: FileId) {
        if let Some(day) = self.moved.remove(&before) {
            self.moved.insert(id, day);
        }
    }

    /// A file was closed.
    pub(super) fn forget(&mut self, id: FileId) {
        self.kept = None;
        self.moved.remove(&id);
    }

    /// What the worker says. What it says of an earlier check is not heard.
    pub(super) fn hear(&mut self, event: SetEvent) {
        match event {
            SetEvent::Progress { ask, bytes, of } if ask == self.ask => {
                if matches!(self.phase, SetPhase::Checking(..)) {
                    self.phase = SetPhase::Checking(bytes, of);
                }
            }
            SetEvent::Checked { ask, summary } if ask == self.ask => {
                (self.phase, self.kept) = (SetPhase::Checked(Rc::new(*summary)), None);
            }
            SetEvent::Failed { ask } if ask == self.ask => self.phase = SetPhase::Failed,
            SetEvent::Ledger { ask, ledger } if ask == self.ledger_ask && self.ledger != LedgerPhase::Closed => {
                self.ledger = ledger.map_or(LedgerPhase::NotFound, |ledger| LedgerPhase::Open(Rc::new(*ledger)));
            }
            _ => {}
        }
    }

    /// What the files came to together, once that is known.
    pub fn summary(&self) -> Option<&Rc<SetSummary>> {
        match &self.phase {
            SetPhase::Checked(summary) => Some(summary),
            SetPhase::Checking(..) => self.kept.as_ref(),
            _ => None,
        }
    }
}
