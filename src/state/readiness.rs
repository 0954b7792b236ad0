//! The days on the way to go live, as far as this browser knows them: only once the user has switched it on.

use daybreak_calendar::Date;
use daybreak_report::readiness::{DayResult, Milestone, Readiness};

/// The days on the way to go live.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadinessState {
    /// The user has switched it on.
    pub on: bool,
    /// Whether the browser keeps it.
    pub storage: Storage,
    /// The days; empty as long as it is not switched on.
    pub data: Readiness,
}

/// Whether the browser keeps anything for the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Storage {
    /// It was not asked yet.
    #[default]
    Unknown,
    /// It does.
    There,
    /// It does not: private windows, frames, settings.
    Absent,
}

/// What can happen to it.
#[derive(Clone, Debug)]
pub enum ReadinessAction {
    /// What the browser has kept; nothing when it was never switched on, or cleared.
    Loaded(Option<Readiness>),
    /// The browser keeps nothing.
    Absent,
    /// The user switches it on.
    SwitchedOn,
    /// The user clears everything, which switches it off.
    Cleared,
    /// A day was checked.
    Recorded(DayResult),
    /// The result of a day is to be forgotten.
    Removed(Date),
    /// The program is at another milestone.
    Reached(Milestone),
    /// Days from this one on count.
    Since(Option<Date>),
    /// Whether a day's files were sent in time.
    InTime(Date, Option<bool>),
    /// Days from a file.
    Imported(Readiness),
}

impl ReadinessState {
    pub(super) fn apply(&mut self, action: ReadinessAction) {
        match action {
            // The user may have switched it on before the browser has answered.
            ReadinessAction::Loaded(None) if self.on && self.storage == Storage::Unknown => {
                self.storage = Storage::There;
            }
            ReadinessAction::Loaded(kept) => {
                self.storage = Storage::There;
                self.on = kept.is_some();
                self.data = kept.unwrap_or_default();
            }
            ReadinessAction::Absent => self.storage = Storage::Absent,
            ReadinessAction::SwitchedOn => self.on = true,
            ReadinessAction::Cleared => *self = Self { storage: self.storage, ..Self::default() },
            ReadinessAction::Recorded(day) => {
                if self.on {
                    self.data.record(day);
                }
            }
            ReadinessAction::Removed(day) => self.data.days.retain(|other| other.activity_day != day),
            ReadinessAction::Reached(milestone) => self.reach(milestone),
            ReadinessAction::Since(since) => self.data.since = since,
            ReadinessAction::InTime(day, in_time) => {
                if let Some(known) = self.data.days.iter_mut().find(|known| known.activity_day == day) {
                    known.in_time = in_time;
                }
            }
            ReadinessAction::Imported(other) => self.import(other),
        }
    }

    /// The days of the milestone before do not count for the next one.
    fn reach(&mut self, milestone: Milestone) {
        self.data.since = match milestone {
            Milestone::Production => self.data.last().and_then(|last| last.tomorrow().ok()),
            _ => None,
        };
        self.data.milestone = milestone;
    }

    /// Takes the days of a file; of a day that is here too, the later check stays.
    fn import(&mut self, other: Readiness) {
        if self.data.days.is_empty() {
            self.data = other;
            return;
        }
        for day in other.days {
            let is_older = self.data.day(day.activity_day).is_some_and(|known| known.checked_at >= day.checked_at);
            if !is_older {
                self.data.record(day);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ReadinessAction, ReadinessState, Storage};

    #[test]
    fn what_is_switched_on_before_the_browser_answers_stays_on() {
        let mut state = ReadinessState::default();
        state.apply(ReadinessAction::SwitchedOn);
        state.apply(ReadinessAction::Loaded(None));
        assert!(state.on && state.storage == Storage::There);
        // Another window may clear everything later.
        state.apply(ReadinessAction::Loaded(None));
        assert!(!state.on);
    }
}
