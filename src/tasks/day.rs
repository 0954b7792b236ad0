//! What is done to days: their files are checked together, moved, replaced; a balance's ledger is read.

use std::rc::Rc;

use daybreak_calendar::Date;
use web_sys::File;

use super::open::Giver;
use super::{Session, circumstances, open};
use crate::queries::day::{members, outdated};
use crate::state::{Action, AppState, DayAction, DayTab, FileEntry};
use crate::worker::protocol::{FileId, Request};
use crate::worker::set::protocol::{BalanceOf, SetRequest};

/// Checks the open files together, or, while one of them is still checked by itself, forgets what they came to.
pub fn check_set(session: &Session, state: &AppState) {
    let outdated = outdated(state);
    if !outdated.is_empty() {
        // What is left is checked together in turn.
        return outdated.into_iter().for_each(|old| open::replace(session, old));
    }
    let ask = session.client.next_ask();
    let Some(members) = members(state) else {
        session.dispatch.dispatch(Action::Day(DayAction::Cleared(ask)));
        return session.client.send(&Request::Set(SetRequest::Stop));
    };
    session.dispatch.dispatch(Action::Day(DayAction::Checking(ask)));
    let (held, circumstances) = (state.day.held.clone(), circumstances(state, None));
    session.client.send(&Request::Set(SetRequest::Check { ask, members, held, circumstances }));
}

/// Stops the check of the files together; what it has come to is told.
pub fn stop_set(session: &Session) {
    session.client.send(&Request::Set(SetRequest::Stop));
}

/// Reads the ledger of a balance.
pub fn read_ledger(session: &Session, state: &AppState, balance: BalanceOf) {
    let Some(members) = members(state) else { return };
    let ask = session.client.next_ask();
    session.dispatch.dispatch(Action::Day(DayAction::LedgerAsked(ask)));
    let circumstances = circumstances(state, None);
    session.client.send(&Request::Set(SetRequest::Ledger { ask, members, balance, circumstances }));
}

/// Shows the ledger of the balance that a record is of, or names, in the reconciliation of its day.
pub fn show_ledger(session: &Session, state: &AppState, file: FileId, record: u64) {
    let day = state.files.iter().find(|open| open.id == file).and_then(|open| state.day_of(open));
    if day != state.shown_day() {
        session.dispatch.dispatch(Action::Day(DayAction::Shown(day)));
    }
    session.dispatch.dispatch(Action::Day(DayAction::TabShown(DayTab::Money)));
    read_ledger(session, state, BalanceOf::Record(file, record));
}

/// Shows the next row behind this one that has a text for a cell; the search goes on from there.
pub fn show_next_with(session: &Session, state: &AppState, file: FileId, record: u64, cell: &str) {
    let Some(report) = state.files.iter().find(|open| open.id == file).and_then(FileEntry::summary) else { return };
    let (delimiter, records) = (&report.report.dialect.delimiter, report.report.records);
    let text = format!("{delimiter}{cell}{delimiter}");
    let ask = session.client.next_ask();
    session.dispatch.dispatch(Action::Day(DayAction::Followed(file, record, None)));
    session.dispatch.dispatch(Action::SearchText(file, text.clone()));
    session.dispatch.dispatch(Action::Searching(file, ask));
    let from = record % records.max(1) + 1;
    session.client.send(&Request::Find { file, ask, text, from });
}

/// Moves a file to a day. What was pressed for that goes when the map is drawn anew: the focus goes to the verdict first.
pub fn give_day(session: &Rc<Session>, state: &AppState, file: FileId, day: Date) {
    super::focus("day-verdict");
    open::for_day(session, state, file, Some(day));
}

/// Lets the user choose the file that takes the place of another.
pub fn choose_instead(session: &Session, file: FileId) {
    session.replacing.set(Some(file));
    super::click("daybreak-files");
}

/// Lets the user choose files that are added.
pub fn choose_files(session: &Session) {
    session.replacing.set(None);
    super::click("daybreak-files");
}

/// Opens what was chosen; a single file may take the place of another, and then stands on the same day.
pub fn accept_chosen(session: &Rc<Session>, state: &AppState, files: Vec<File>) {
    let replaced = session.replacing.take().filter(|_| files.len() == 1);
    let day = replaced.and_then(|before| state.day.moved.get(&before).copied());
    let opened = open::open(session, state, files, Giver::User, day);
    let (Some(before), [_]) = (replaced, opened.as_slice()) else { return };
    if state.files.iter().any(|file| file.id == before) {
        open::close(session, before);
    }
}
