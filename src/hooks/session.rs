//! The session with the worker, which lasts as long as the page.

use std::rc::Rc;

use yew::prelude::*;

use super::AppHandle;
use crate::state::{Action, AppState, WorkerState};
use crate::tasks::{self, Session};
use crate::worker::protocol::Request;

/// Starts it with the first drawing.
#[hook]
pub fn use_session() -> AppHandle {
    let state = use_reducer(|| AppState { frame: tasks::frame(), ..AppState::default() });
    let session = use_mut_ref(|| None::<Rc<Session>>);
    // Everything is loaded by now: the seal comes first, the worker inherits it.
    let session = {
        let mut slot = session.borrow_mut();
        Rc::clone(slot.get_or_insert_with(|| {
            if tasks::seal() {
                state.dispatch(Action::Sealed);
            }
            Session::start(state.dispatcher())
        }))
    };
    AppHandle { state: Rc::new((*state).clone()), session }
}

/// Starts the worker's helpers before a file comes. A page of its own is here for files; of many frames in a page few are used.
#[hook]
pub fn use_helpers(app: &AppHandle) {
    let session = Rc::clone(&app.session);
    let is_due = app.state.worker == WorkerState::Ready && app.state.frame.is_none();
    use_effect_with(is_due, move |is_due| {
        if *is_due {
            session.client.send(&Request::Warm);
        }
    });
}
