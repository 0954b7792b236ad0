//! Opens files, checks them again, closes them.

use web_sys::File;

use super::{Session, circumstances, profile};
use crate::state::{Action, AppState, OpenFile, Phase, Tone};
use crate::worker::protocol::{FileId, Request};

/// So many files are opened at once; more are hardly a day's files.
const MOST_AT_ONCE: usize = 60;

/// Opens what was dropped or chosen: data files are checked, a JSON file is the program profile.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "sizes and times are whole and not negative"
)]
pub fn accept(session: &Session, state: &AppState, files: Vec<File>) {
    if files.len() > MOST_AT_ONCE {
        let text = format!(
            "{} files at once are more than a day's set. Choose at most {MOST_AT_ONCE}; nothing was opened.",
            files.len()
        );
        return session.tell(Tone::Problem, text);
    }
    let mut next = state.next;
    let mut fresh: Vec<OpenFile> = Vec::new();
    for file in files {
        if file.name().to_lowercase().ends_with(".json") {
            profile::load(session, state, file);
            continue;
        }
        let open =
            OpenFile { id: next, name: file.name(), size: file.size() as u64, modified: file.last_modified() as i64 };
        let same =
            |name: &str, size: u64, modified: i64| name == open.name && size == open.size && modified == open.modified;
        let known = state
            .files
            .iter()
            .any(|known| same(&known.name, known.size, known.modified) && !matches!(known.phase, Phase::Failed(_)));
        if known || fresh.iter().any(|known| same(&known.name, known.size, known.modified)) {
            session.tell(Tone::Problem, format!("{} is open already.", open.name));
            continue;
        }
        next += 1;
        session.files.borrow_mut().insert(open.id, file.clone());
        session.dispatch.dispatch(Action::Opened(open.clone()));
        let request =
            Request::Open { file: open.id, name: open.name.clone(), circumstances: circumstances(state, None) };
        session.client.send_with(&request, &file);
        fresh.push(open);
    }
}

/// Checks a file again, as another kind if one is given.
pub fn again(session: &Session, state: &AppState, id: FileId, kind: Option<String>) {
    session.dispatch.dispatch(Action::CheckedAgain(id, kind.clone()));
    session.client.send(&Request::Again { file: id, circumstances: circumstances(state, kind) });
}

/// Checks every file again, after the profile or the day has changed; a new worker is given the files first.
pub fn check_all(session: &Session, state: &AppState, new_worker: bool) {
    session.dispatch.dispatch(Action::AllAgain);
    for file in state.files.iter().filter(|file| new_worker || !matches!(file.phase, Phase::Failed(_))) {
        let circumstances = circumstances(state, file.chosen_kind.clone());
        match session.files.borrow().get(&file.id) {
            Some(handle) if new_worker => {
                session.dispatch.dispatch(Action::CheckedAgain(file.id, file.chosen_kind.clone()));
                session
                    .client
                    .send_with(&Request::Open { file: file.id, name: file.name.clone(), circumstances }, handle);
            }
            _ => session.client.send(&Request::Again { file: file.id, circumstances }),
        }
    }
}

/// Closes a file.
pub fn close(session: &Session, id: FileId) {
    session.files.borrow_mut().remove(&id);
    session.client.send(&Request::Close { file: id });
    session.dispatch.dispatch(Action::Closed(id));
}
