//! What the page knows, and everything that can happen to it. Pure: it runs under `cargo test` without a browser.

mod beside;
mod day;
mod file;
mod frame;
mod place;
mod readiness;
mod reduce;

use std::rc::Rc;

pub use beside::{Begun, Beside, BesideAction, Check, LoadedReceipt, Part, Side, name_of_day};
pub use day::{DayAction, DayState, DayTab, LedgerPhase, SetPhase, SetPlace};
pub use file::{Columns, FileEntry, Findings, OpenFile, Phase, Progress, Search};
pub use frame::{Extent, Frame, SampleChoice};
pub use place::{Place, Tab, View};
pub use readiness::{ReadinessAction, ReadinessState, Storage};

use daybreak_calendar::{BusinessCalendar, Date};
use daybreak_report::Values;

use crate::worker::protocol::{Event, FileId, Filter, GroupKey};

/// How many findings of a group are shown when it is opened, and more at each asking.
pub const GROUP_STEP: usize = 20;

/// What the page knows.
#[derive(Clone, Debug, PartialEq)]
pub struct AppState {
    /// The open files, in the order in which they came.
    pub files: Vec<FileEntry>,
    /// The file that is shown.
    pub selected: Option<FileId>,
    /// What fills the page.
    pub view: View,
    /// The view of the file that is shown.
    pub tab: Tab,
    /// The cell or record to go to, and the rule, as far as the address holds them.
    pub record: Option<u64>,
    /// The field within that record.
    pub field: Option<u16>,
    /// Only rows with findings are shown.
    pub only_marked: bool,
    /// The values of the files are hidden on the screen.
    pub hides_values: bool,
    /// Where the address leads, as long as no file of its kind has been checked.
    pub wanted: Option<Place>,
    /// The page can send nothing any more.
    pub sealed: bool,
    /// The worker runs.
    pub worker: WorkerState,
    /// The program profile.
    pub profile: Option<Rc<LoadedProfile>>,
    /// The activity day that the user chose for the clock while no file is open.
    pub activity_day: Option<Date>,
    /// How far a report is written that is to be saved.
    pub exporting: Option<f64>,
    /// What is held against the open files: earlier checks, reports, a receipt.
    pub beside: Beside,
    /// The days on the way to go live.
    pub readiness: ReadinessState,
    /// What the embedding page asked for; `None` outside of a frame.
    pub frame: Option<Frame>,
    /// What is to be told, the oldest first.
    pub notices: Vec<Notice>,
    /// The number of the next file and of the next notice.
    pub next: u32,
    /// The days that the files make.
    pub day: DayState,
}

/// Whether the worker can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkerState {
    /// It is being started.
    Starting,
    /// It answers.
    Ready,
    /// It broke down.
    Dead,
}

/// A profile and its text, which the worker reads again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadedProfile {
    /// The program's name.
    pub name: String,
    /// Its JSON.
    pub json: String,
    /// The days on which the bank is closed for it.
    pub closed_days: Vec<Date>,
}

/// How a notice is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Done.
    Good,
    /// Something could not be done.
    Problem,
    /// A slip in what was typed; it is soon out of date.
    Hint,
}

/// Something to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its number.
    pub id: u32,
    /// How it is meant.
    pub tone: Tone,
    /// In words.
    pub text: String,
}

/// Everything that can happen.
#[derive(Clone, Debug)]
pub enum Action {
    /// The seal was put on.
    Sealed,
    /// A file was opened under this number.
    Opened(OpenFile),
    /// A file is checked again: under another number, and perhaps as another kind.
    CheckedAgain(FileId, FileId, Option<String>),
    /// A file was closed.
    Closed(FileId),
    /// Another file is shown.
    Selected(FileId),
    /// Another view of the file is shown.
    Shown(Tab),
    /// Something else fills the page.
    Viewed(View),
    /// About what is held against the open files.
    Beside(BesideAction),
    /// About the days on the way to go live.
    Readiness(ReadinessAction),
    /// The address says where to go.
    Went(Place),
    /// A cell is shown in its row.
    ShownCell(u64, Option<u16>),
    /// The cell of a finding is shown among all rows.
    ShownCellOf(u64, Option<u16>),
    /// Only rows with findings, or all.
    OnlyMarked(bool),
    /// The values of the files are hidden, or shown again.
    ValuesHidden(bool),
    /// Other findings are asked for.
    Filtered(FileId, Filter),
    /// A group was opened, extended (with a greater number), or closed (with none).
    GroupOpened(FileId, GroupKey, usize),
    /// A finding was chosen.
    Chosen(FileId, usize),
    /// A text is looked for.
    Searching(FileId, u32),
    /// The text that a link looks for.
    SearchText(FileId, String),
    /// The columns are asked for.
    ColumnsAsked(FileId),
    /// A profile was loaded or put away.
    Profiled(Option<Rc<LoadedProfile>>),
    /// Another activity day was chosen for the clock, while no file is open.
    DayChosen(Option<Date>),
    /// Something is to be told.
    Told(Tone, String),
    /// A notice was read.
    Dismissed(u32),
    /// A report is being written.
    ExportBegun,
    /// The worker said something.
    Said(Box<Event>),
    /// The worker broke down.
    WorkerDied,
    /// A new worker is being started.
    WorkerRestarted,
    /// Something happens to a day.
    Day(DayAction),
}

impl Default for AppState {
    fn default() -> Self {
        Self {
            files: Vec::new(),
            selected: None,
            view: View::File,
            tab: Tab::Findings,
            record: None,
            field: None,
            only_marked: false,
            hides_values: false,
            wanted: None,
            sealed: false,
            worker: WorkerState::Starting,
            profile: None,
            activity_day: None,
            exporting: None,
            beside: Beside::default(),
            readiness: ReadinessState::default(),
            frame: None,
            notices: Vec::new(),
            next: 1,
            day: DayState::default(),
        }
    }
}

impl AppState {
    /// The file that is shown.
    pub fn file(&self) -> Option<&FileEntry> {
        self.files.iter().find(|file| Some(file.id) == self.selected)
    }

    /// The days on which the bank is open, by the program profile.
    pub fn calendar(&self) -> BusinessCalendar {
        let closed = self.profile.iter().flat_map(|profile| &profile.closed_days);
        BusinessCalendar::with_closed_days(closed.copied())
    }

    /// The token of the kind that the embedding page fixed.
    pub fn fixed_kind(&self) -> Option<String> {
        self.frame.as_ref().and_then(|frame| frame.kind.clone())
    }

    /// How much of the page is shown.
    pub fn extent(&self) -> Extent {
        self.frame.as_ref().map(|frame| frame.extent).unwrap_or_default()
    }

    /// How values of the files are written on the screen.
    pub fn values(&self) -> Values {
        if self.hides_values { Values::Masked } else { Values::Shown }
    }

    /// The word in `data-phase`.
    pub fn phase(&self) -> &'static str {
        let checking = |file: &FileEntry| matches!(file.phase, Phase::Checking(_));
        let failed = |file: &FileEntry| matches!(file.phase, Phase::Failed(_));
        if self.worker == WorkerState::Dead || (!self.files.is_empty() && self.files.iter().all(failed)) {
            "failed"
        } else if self.files.is_empty() {
            "idle"
        } else if self.files.iter().any(checking) {
            "checking"
        } else {
            "ready"
        }
    }

    /// Where the user is, for the address.
    pub fn place(&self) -> Place {
        if self.view != View::File {
            return Place { view: self.view, ..Place::default() };
        }
        if let Some(day) = self.shown_day() {
            return Place { day: Some(day), day_tab: Some(self.day.tab), ..Place::default() };
        }
        let file = self.file();
        let summary = file.and_then(FileEntry::summary);
        Place {
            view: View::File,
            kind: summary.and_then(|summary| summary.report.kind.clone()),
            tab: file.map(|_| self.tab),
            record: self.record,
            rule: file.and_then(|file| file.findings.detail.as_ref()).map(|detail| detail.entry.rule.clone()),
            ..Place::default()
        }
    }

    /// The day that is shown, if one is and not a file.
    pub fn shown_day(&self) -> Option<Date> {
        let days = || self.files.iter().filter_map(|file| self.day_of(file));
        let chosen = self.day.chosen.filter(|chosen| days().any(|day| day == *chosen));
        if self.day.open { chosen.or_else(|| days().max()) } else { None }
    }

    /// The activity day of a file: as the user has stated it, else its own.
    pub fn day_of(&self, file: &FileEntry) -> Option<Date> {
        self.day.moved.get(&file.id).copied().or_else(|| file.own_day())
    }

    /// The activity day that the clock is of: that of the day or the file shown, else of any other file; with no file open,
    /// as chosen.
    pub fn day(&self) -> Option<Date> {
        if self.files.is_empty() {
            return self.activity_day;
        }
        let of = |file: &FileEntry| self.day_of(file);
        self.shown_day().or_else(|| self.file().and_then(of)).or_else(|| self.files.iter().find_map(of))
    }
}

#[cfg(test)]
mod day_tests;
#[cfg(test)]
pub(crate) mod fixtures;
#[cfg(test)]
mod tests;
