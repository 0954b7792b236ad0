//! What is saved: the files that a report or a receipt is about, and those that they are compared with.

use std::path::Path;

use super::day::{day, members};
use crate::state::{AppState, FileEntry};
use crate::worker::protocol::FileId;
use crate::worker::set::protocol::Member;

/// What a report is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Its files.
    pub files: Vec<FileId>,
    /// What is checked together; files of it that the report is not about are compared with.
    pub together: Option<Vec<Member>>,
}

/// What a report is about: the file that is shown, or the day that is, compared with the other days, or all open files.
pub fn scope(state: &AppState, all: bool) -> Scope {
    let checked = |files: &[&FileEntry]| -> Vec<FileId> {
        files.iter().filter(|file| file.summary().is_some()).map(|file| file.id).collect()
    };
    let shown = state.shown_day().and_then(|shown| day(state, shown));
    let files = match &shown {
        _ if all => checked(&state.files.iter().collect::<Vec<_>>()),
        // What came with the wrong date belongs to the day, too: it is why the day is not in order.
        Some(day) => checked(&[&day.files[..], &day.astray(state)].concat()),
        None => checked(&state.file().into_iter().collect::<Vec<_>>()),
    };
    let is_set = if all { files.len() > 1 } else { shown.is_some() };
    let together = members(state).filter(|members| is_set && members.len() > 1);
    Scope { files, together }
}

/// What the name of such a report begins with: the day, the file's own name without its ending, or the page's.
pub fn name(state: &AppState, all: bool) -> String {
    let day = state.shown_day().map(|day| format!("daybreak-{day}"));
    let file = || Some(Path::new(&state.file()?.name).file_stem()?.to_string_lossy().into_owned());
    let own = if all { None } else { day.or_else(file) };
    own.unwrap_or_else(|| "daybreak".to_owned())
}

#[cfg(test)]
mod tests {
    use daybreak_engine::Verdict;

    use daybreak_report::receipt::Stated;

    use super::{Scope, scope};
    use crate::state::fixtures::{after, date, day, file, opened, said, together};
    use crate::state::{Action, AppState, DayAction};
    use crate::worker::protocol::{Export, FileId, Format, Together};
    use crate::worker::set::protocol::{Placed, SetEvent, SetSummary};

    fn two_days() -> Vec<Action> {
        let mut all = Vec::new();
        for (id, kind) in (1..).zip(["accounts", "balances"]) {
            all.extend(file(id, kind, "2026-11-20", "accepted"));
            all.extend(file(id + 10, kind, "2026-11-19", "accepted"));
        }
        let of = |name, first| day(name, &[("accounts", first), ("balances", first + 1)], &[], Verdict::Accepted);
        all.extend(together(vec![of("2026-11-19", 11), of("2026-11-20", 1)]));
        all
    }

    /// The files of a report and those that they are compared with.
    fn of(state: &AppState, all: bool) -> (Vec<FileId>, Vec<FileId>) {
        let Scope { files, together } = scope(state, all);
        let together = together.map(|members| Together { members, held: Vec::new() });
        let export = Export {
            files,
            format: Format::Receipt,
            about: String::new(),
            shown: false,
            every: false,
            together,
            stated: Stated::default(),
            asked: 0,
        };
        let compared = export.compared_with();
        (export.files, compared)
    }

    #[test]
    fn the_other_days_are_what_a_day_is_compared_with() {
        let mut all = two_days();
        all.push(Action::Day(DayAction::Shown(Some(date("2026-11-20")))));
        let state = after(all);
        assert_eq!(of(&state, false), (vec![1, 2], vec![11, 12]));
        assert_eq!(of(&state, true), (vec![1, 11, 2, 12], vec![]));
    }

    #[test]
    fn a_file_that_is_shown_is_compared_with_nothing() {
        let mut all = two_days();
        all.push(Action::Selected(11));
        let state = after(all);
        assert_eq!(of(&state, false), (vec![11], vec![]));
        assert_eq!(of(&state, true).0.len(), 4);
    }

    #[test]
    fn what_came_with_the_wrong_date_belongs_to_the_day() {
        let mut all = two_days();
        let files = vec![(1, Placed::Used), (11, Placed::OfAnotherDay(date("2026-11-20")))];
        let summary = SetSummary { files, ..SetSummary::default() };
        all.push(said(SetEvent::Checked { ask: 7, summary: Box::new(summary) }));
        all.push(Action::Day(DayAction::Shown(Some(date("2026-11-20")))));
        assert_eq!(of(&after(all), false), (vec![1, 2, 11], vec![12]));
    }

    #[test]
    fn nothing_is_compared_while_a_file_is_being_checked() {
        let mut all = two_days();
        all.push(Action::Day(DayAction::Shown(Some(date("2026-11-20")))));
        all.push(opened(3, "2026-11-21_transactions_v1.csv"));
        assert_eq!(of(&after(all), false), (vec![1, 2], vec![]));
    }
}
