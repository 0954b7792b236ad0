//! What each action does. No IO and no dispatch here.

use std::rc::Rc;

use daybreak_report::Values;
use daybreak_report::words::grouped;
use yew::Reducible;

use super::file::{Columns, Progress};
use super::{Action, AppState, DayAction, FileEntry, Notice, Phase, Place, Tab, Tone, View, WorkerState};
use crate::worker::protocol::{Event, FileId, LeftOut};

impl Reducible for AppState {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = (*self).clone();
        next.apply(action);
        if next == *self { self } else { Rc::new(next) }
    }
}

impl AppState {
    fn entry(&mut self, id: FileId) -> Option<&mut FileEntry> {
        self.files.iter_mut().find(|file| file.id == id)
    }

    fn tell(&mut self, tone: Tone, text: String) {
        self.notices.retain(|notice| notice.text != text);
        self.notices.push(Notice { id: self.next, tone, text });
        self.next += 1;
    }

    fn apply(&mut self, action: Action) {
        match action {
            Action::Sealed => self.sealed = true,
            Action::Opened(file) => {
                self.selected = self.selected.or(Some(file.id));
                let chosen_kind = self.fixed_kind();
                self.files.push(FileEntry { chosen_kind, ..FileEntry::new(file) });
            }
            Action::CheckedAgain(before, id, kind) => {
                self.keep_check(before);
                if let Some(file) = self.entry(before) {
                    file.begin_again(id, kind);
                }
                self.day.renumber(before, id);
                if self.selected == Some(before) {
                    self.select(Some(id));
                }
            }
            Action::Closed(id) => {
                self.keep_check(id);
                self.files.retain(|file| file.id != id);
                self.day.forget(id);
                self.day.open &= !self.files.is_empty();
                if self.selected == Some(id) {
                    self.select(self.files.first().map(|file| file.id));
                }
            }
            Action::Selected(id) => {
                self.day.open = false;
                self.select(Some(id));
            }
            Action::Shown(tab) => {
                self.day.open = false;
                (self.view, self.tab, self.wanted) = (View::File, tab, None);
            }
            Action::Viewed(view) => self.view = view,
            Action::Beside(action) => self.hold(action),
            Action::Readiness(action) => self.readiness.apply(action),
            Action::Went(place) => self.follow(place),
            Action::ShownCell(record, field) => self.show_cell(record, field),
            Action::ShownCellOf(record, field) => {
                self.only_marked = false;
                self.show_cell(record, field);
            }
            Action::OnlyMarked(only) => self.only_marked = only,
            Action::ValuesHidden(hides) => self.hides_values = hides,
            Action::Filtered(id, filter) => self.change(id, |file| file.findings.filter = filter),
            Action::GroupOpened(id, key, count) => self.change(id, |file| {
                file.findings.open.retain(|(open, _)| *open != key);
                if count > 0 {
                    file.findings.open.push((key, count));
                }
            }),
            Action::Chosen(id, index) => self.change(id, |file| {
                (file.findings.chosen, file.findings.asked, file.findings.wanted) = (Some(index), true, None);
                // Chosen again, it must come into view again.
                if let Some(detail) = file.findings.detail.clone().filter(|detail| detail.index == index) {
                    file.findings.show_group(&detail.entry);
                }
            }),
            Action::Searching(id, ask) => self.change(id, |file| {
                file.search.ask = ask;
                file.search.share = Some(0.0);
                file.search.in_vain = false;
            }),
            Action::SearchText(id, text) => self.change(id, |file| file.search.text = text),
            Action::ColumnsAsked(id) => self.change(id, |file| file.columns = Columns::Counting(0.0)),
            Action::Profiled(profile) => self.profile = profile,
            Action::DayChosen(day) => self.activity_day = day,
            Action::Told(tone, text) => self.tell(tone, text),
            Action::Dismissed(id) => self.notices.retain(|notice| notice.id != id),
            Action::Said(event) => self.hear(*event),
            Action::ExportBegun => self.exporting = Some(0.0),
            Action::WorkerDied => {
                self.worker = WorkerState::Dead;
                self.exporting = None;
                self.day.phase = super::SetPhase::Idle;
                for file in self.files.iter_mut().filter(|file| matches!(file.phase, Phase::Checking(_))) {
                    file.phase = Phase::Failed(
                        "The program crashed while it was checking this file. This is our fault, not the file's."
                            .to_owned(),
                    );
                }
            }
            Action::Day(action) => {
                if matches!(action, DayAction::Shown(_) | DayAction::TabShown(_) | DayAction::Followed(..)) {
                    self.view = View::File;
                }
                if let DayAction::Followed(file, record, field) = action {
                    self.select(Some(file));
                    self.only_marked = false;
                    self.show_cell(record, field);
                }
                self.day.apply(action);
            }
            Action::WorkerRestarted => self.worker = WorkerState::Starting,
        }
    }

    fn show_cell(&mut self, record: u64, field: Option<u16>) {
        self.wanted = None;
        (self.record, self.field, self.tab) = (Some(record), field, Tab::Rows);
    }

    /// Goes where the address says, or remembers it until the file is there.
    fn follow(&mut self, place: Place) {
        self.view = place.view;
        self.day.open = place.day.is_some();
        if place.day.is_some() {
            self.day.chosen = place.day;
            self.day.tab = place.day_tab.unwrap_or(self.day.tab);
            return;
        }
        self.go(&place);
        let is_there = self.file().and_then(FileEntry::summary).is_some() && self.place().kind == place.kind;
        self.wanted = Some(place).filter(|place| place.kind.is_some() && !is_there);
    }

    /// Shows another file; where one was in the file before means nothing in it.
    fn select(&mut self, id: Option<FileId>) {
        if self.selected != id {
            self.selected = id;
            (self.record, self.field, self.only_marked) = (None, None, false);
        }
    }

    fn change(&mut self, id: FileId, change: impl FnOnce(&mut FileEntry)) {
        if let Some(file) = self.entry(id) {
            change(file);
        }
    }

    fn go(&mut self, place: &super::Place) {
        let of_kind = |file: &&FileEntry| file.summary().is_some_and(|summary| summary.report.kind == place.kind);
        if place.kind.is_some()
            && self.place().kind != place.kind
            && let Some(file) = self.files.iter().find(of_kind)
        {
            self.select(Some(file.id));
        }
        self.tab = place.tab.unwrap_or(self.tab);
        let most = self.file().and_then(FileEntry::summary).map(|summary| summary.report.records.max(1));
        self.record = place.record.map(|record| most.map_or(record, |most| record.min(most)));
        if let (Some(rule), Some(file)) = (&place.rule, self.selected.and_then(|id| self.entry(id))) {
            file.show_rule(rule, place.record);
        }
    }

    fn hear(&mut self, event: Event) {
        match event {
            Event::Ready => self.worker = WorkerState::Ready,
            Event::Progress { file, bytes, records, again, errors, warnings, first, .. } => self.change(file, |file| {
                if matches!(file.phase, Phase::Checking(_)) {
                    file.phase = Phase::Checking(Progress { bytes, records, again, errors, warnings, first });
                }
            }),
            Event::Checked { file, summary } => {
                let kind = summary.report.kind.clone();
                let is_stated = self.day.moved.contains_key(&file);
                self.change(file, |file| {
                    if !is_stated {
                        file.found_day = summary.activity_day;
                    }
                    file.findings.open.clear();
                    file.findings.chosen = summary.first_index;
                    file.phase = Phase::Checked(Rc::new(*summary));
                });
                // The address led here before there was a file to show.
                if let Some(place) = self.wanted.take_if(|place| place.kind == kind) {
                    self.select(Some(file));
                    self.go(&place);
                }
            }
            Event::Failed { file, message } => self.change(file, |file| file.phase = Phase::Failed(message)),
            Event::Hashed { file, sha256 } => self.change(file, |file| file.sha256 = Some(sha256)),
            Event::Rows { file, ask, first, rows } => self.change(file, |file| {
                if ask >= file.rows_ask {
                    file.rows_ask = ask;
                    file.rows = Some((first, Rc::new(rows.into_iter().map(Rc::new).collect())));
                }
            }),
            Event::Findings { file, groups, .. } => {
                self.change(file, |file| {
                    file.findings.groups = Some(Rc::new(groups));
                    file.findings.choose_wanted();
                });
            }
            Event::Detail { file, detail, .. } => self.change(file, |file| {
                if file.findings.chosen == Some(detail.index) {
                    file.findings.show_group(&detail.entry);
                    file.findings.detail = Some(Rc::new(*detail));
                }
            }),
            Event::Found { file, ask, record, done, share } => {
                let shown = self.selected == Some(file);
                let Some(entry) = self.entry(file).filter(|entry| entry.search.ask == ask) else { return };
                entry.search.share = (!done).then_some(share);
                entry.search.in_vain = done && record.is_none();
                if shown && record.is_some() {
                    (self.record, self.field, self.only_marked) = (record, None, false);
                }
            }
            Event::ColumnsProgress { file, share } => self.change(file, |file| file.columns = Columns::Counting(share)),
            Event::Columns { file, columns } => {
                self.change(file, |file| file.columns = Columns::Counted(Rc::new(columns)));
            }
            Event::Exporting { share } => self.exporting = self.exporting.map(|_| share),
            Event::Exported { name, left_out } => {
                self.exporting = None;
                let text = format!("Saved {}.", Values::Shown.of(&name));
                match left_out {
                    None => self.tell(Tone::Good, text),
                    Some(LeftOut { listed, all }) => self.tell(
                        Tone::Problem,
                        format!(
                            "{text} Of the {} findings across files it lists {}; daybreak check --all lists all of them.",
                            grouped(all),
                            grouped(listed)
                        ),
                    ),
                }
            }
            Event::NotExported { why } => {
                self.exporting = None;
                if let Some(why) = why {
                    self.tell(
                        Tone::Problem,
                        format!("The report was not saved: {}. Save it again.", why.trim_end_matches('.')),
                    );
                }
            }
            Event::Set(event) => self.day.hear(event),
            Event::Probed { .. } | Event::ForHost { .. } => {}
        }
    }
}
