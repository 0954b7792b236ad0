//! Has the open files checked together, again whenever others are open, one was moved, or another amount was said.

use yew::prelude::*;

use super::AppHandle;
use crate::queries::day::members;
use crate::state::WorkerState;
use crate::tasks;

/// Keeps the check of the set up to date.
#[hook]
pub fn use_set_check(app: &AppHandle) {
    let state = &app.state;
    let cause = (members(state), state.day.held.clone(), state.worker == WorkerState::Ready);
    let app = app.clone();
    use_effect_with(cause, move |(_, _, ready)| {
        if *ready && !app.state.files.is_empty() {
            tasks::check_set(&app.session, &app.state);
        }
    });
}
