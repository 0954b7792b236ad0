//! Opens files, checks them again, closes them.

use std::rc::Rc;

use daybreak_calendar::Date;
use daybreak_report::Values;
use gloo::timers::callback::Timeout;
use web_sys::File;

use super::{Session, circumstances, json};
use crate::state::{Action, AppState, Begun, BesideAction, DayAction, FileEntry, OpenFile, Phase, Tone, View};
use crate::worker::protocol::{Circumstances, FileId, Request};

/// So many files are opened at once; more are hardly a day's files.
pub(super) const MOST_AT_ONCE: usize = 60;

/// Who gives files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Giver {
    User,
    /// The page itself: they are samples, to try it with.
    Sample,
    /// The embedding page. Its files may be made by a program that dates them all alike.
    Host,
}

/// Opens what was dropped: data files are checked, a JSON file is what it says it is.
pub fn accept(session: &Rc<Session>, state: &AppState, files: Vec<File>) {
    open(session, state, files, Giver::User, None);
}

/// Opens files that were made here, to try the page with.
pub fn accept_samples(session: &Rc<Session>, state: &AppState, files: Vec<File>) {
    open(session, state, files, Giver::Sample, None);
}

/// The same, with the day that is stated of them; gives back the numbers of the files that were opened.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "sizes and times are whole and not negative"
)]
pub(super) fn open(
    session: &Rc<Session>,
    state: &AppState,
    files: Vec<File>,
    giver: Giver,
    day: Option<Date>,
) -> Vec<FileId> {
    if files.len() > MOST_AT_ONCE {
        let text = format!(
            "{} files at once is more than a day's set. Choose at most {MOST_AT_ONCE}; nothing was opened.",
            files.len()
        );
        session.tell(Tone::Problem, text);
        return Vec::new();
    }
    let mut fresh: Vec<OpenFile> = Vec::new();
    let mut again_dropped: Vec<String> = Vec::new();
    let mut orders = Vec::new();
    for file in files {
        if file.name().to_lowercase().ends_with(".json") {
            json::load(session, state, file);
            continue;
        }
        let open = OpenFile {
            id: session.next_id(),
            name: file.name(),
            size: file.size() as u64,
            modified: file.last_modified() as i64,
            is_sample: giver == Giver::Sample,
        };
        let is_same =
            |name: &str, size: u64, modified: i64| (name, size, modified) == (&*open.name, open.size, open.modified);
        let is_known = |known: &FileEntry| {
            is_same(&known.name, known.size, known.modified) && !matches!(known.phase, Phase::Failed(_))
        };
        let is_open = || state.files.iter().any(is_known);
        if (giver != Giver::Host && is_open())
            || fresh.iter().any(|known| is_same(&known.name, known.size, known.modified))
        {
            again_dropped.push(open.name);
            continue;
        }
        // The same name with another content is the mended file: it takes the place of the old one. A name without a date may
        // be that of every day's file: which it is, is seen once it is checked.
        let of_that_name = || state.files.iter().filter(|known| known.name == open.name);
        of_that_name().filter(|known| known.named.date.is_some()).for_each(|known| replace(session, known));
        session.dispatch.dispatch(Action::Opened(open.clone()));
        let day = day.or_else(|| of_that_name().find_map(|known| state.day.moved.get(&known.id).copied()));
        orders.push(begin(session, state, &open.name, file, Stated { id: open.id, kind: state.fixed_kind(), day }));
        fresh.push(open);
    }
    give(session, orders);
    tell_already_open(session, &again_dropped);
    lead_to(session, state, &fresh);
    fresh.iter().map(|open| open.id).collect()
}

fn tell_already_open(session: &Session, names: &[String]) {
    match names {
        [] => {}
        [name] => session.tell(Tone::Problem, format!("{} is already open.", Values::Shown.of(name))),
        several => session.tell(Tone::Problem, format!("{} of these files are already open.", several.len())),
    }
}

/// Shows what was opened. Several files are a day; who looks at a day or follows an address stays there.
fn lead_to(session: &Session, state: &AppState, opened: &[OpenFile]) {
    let Some(first) = opened.first().filter(|_| !state.day.open) else { return };
    let is_day = opened.len() > 1 && state.wanted.is_none();
    session.dispatch.dispatch(if is_day { Action::Day(DayAction::Shown(None)) } else { Action::Selected(first.id) });
    // Who looks at something else than files goes on with that, and comes back to what was opened last.
    if state.view != View::File {
        session.dispatch.dispatch(Action::Viewed(state.view));
    }
}

/// What the worker is to be told of a file.
struct Order {
    id: FileId,
    request: Request,
    file: File,
}

/// What the user has stated of the file of this number.
struct Stated {
    id: FileId,
    kind: Option<String>,
    day: Option<Date>,
}

/// Begins the check of a file, which the worker is yet to be told of.
fn begin(session: &Session, state: &AppState, name: &str, file: File, stated: Stated) -> Order {
    let Stated { id, kind, day } = stated;
    session.dispatch.dispatch(Action::Day(DayAction::Moved(id, day)));
    let circumstances = Circumstances { activity_day: day, ..circumstances(state, kind) };
    let begun = Begun { at: circumstances.now, profile: state.profile.clone() };
    session.dispatch.dispatch(Action::Beside(BesideAction::Begun(id, begun)));
    session.files.borrow_mut().insert(id, file.clone());
    Order { id, request: Request::Open { file: id, name: name.to_owned(), circumstances }, file }
}

/// Gives files to the worker, which checks them. Several are drawn first: while all cores read files, drawing a whole day
/// would take several times as long.
fn give(session: &Rc<Session>, orders: Vec<Order>) {
    if orders.len() < 2 {
        return orders.iter().for_each(|order| session.client.send_with(&order.request, &order.file));
    }
    let session = Rc::clone(session);
    let later = Timeout::new(0, move || {
        let is_open = |order: &&Order| session.files.borrow().contains_key(&order.id);
        orders.iter().filter(is_open).for_each(|order| session.client.send_with(&order.request, &order.file));
    });
    later.forget();
}

/// Checks a file again, as another kind if one is given.
pub fn again(session: &Rc<Session>, state: &AppState, id: FileId, kind: Option<String>) {
    let day = state.day.moved.get(&id).copied();
    give(session, begin_again(session, state, id, kind, day).into_iter().collect());
}

/// Checks a file again, for the day that is stated of it, or for its own.
pub fn for_day(session: &Rc<Session>, state: &AppState, id: FileId, day: Option<Date>) {
    let kind = state.files.iter().find(|file| file.id == id).and_then(|file| file.chosen_kind.clone());
    give(session, begin_again(session, state, id, kind, day).into_iter().collect());
}

fn begin_again(
    session: &Session,
    state: &AppState,
    id: FileId,
    kind: Option<String>,
    day: Option<Date>,
) -> Option<Order> {
    let known = state.files.iter().find(|file| file.id == id);
    let handle = session.files.borrow_mut().remove(&id);
    let (known, handle) = known.zip(handle)?;
    session.client.send(&Request::Close { file: id });
    let anew = session.next_id();
    session.dispatch.dispatch(Action::CheckedAgain(id, anew, kind.clone()));
    Some(begin(session, state, &known.name, handle, Stated { id: anew, kind, day }))
}

/// Checks every file again: after the profile has changed, or by a new worker.
pub fn check_all(session: &Rc<Session>, state: &AppState) {
    let again = |file: &FileEntry| {
        let day = state.day.moved.get(&file.id).copied();
        begin_again(session, state, file.id, file.chosen_kind.clone(), day)
    };
    give(session, state.files.iter().filter_map(again).collect());
}

/// Closes a file whose place another of its name takes.
pub(super) fn replace(session: &Session, old: &FileEntry) {
    close(session, old.id);
    let text = format!("{} replaces the earlier file of that name.", Values::Shown.of(&old.name));
    session.tell(Tone::Good, text);
}

/// Closes a file.
pub fn close(session: &Session, id: FileId) {
    session.files.borrow_mut().remove(&id);
    session.client.send(&Request::Close { file: id });
    session.dispatch.dispatch(Action::Closed(id));
}

/// Closes a file by its button, which goes with it: the focus stays near.
pub fn close_by_button(session: &Session, id: FileId) {
    close(session, id);
    super::focus("main");
}
