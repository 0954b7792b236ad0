//! Keeps the focus from getting lost.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::tasks;

/// Moves the focus to the element of this name whenever there is another `cause` and what had the focus is gone with it.
///
/// Whoever works by keyboard would otherwise start from the top of the page after each change of view.
#[hook]
pub fn use_focus_kept<C: PartialEq + 'static>(id: &'static str, cause: Option<C>) {
    use_effect_with(cause, move |cause| {
        // In a task of its own: before anything takes the focus the browser lays out all that was just drawn.
        let later = cause.is_some().then(|| Timeout::new(0, move || keep(id)));
        move || drop(later)
    });
}

/// The same once, when what was just changed is drawn.
pub fn keep_focus_soon(id: &'static str) {
    Timeout::new(0, move || keep(id)).forget();
}

fn keep(id: &str) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let lost = document.active_element().is_none_or(|active| active.tag_name() == "BODY");
    if lost && tasks::may_lead() {
        tasks::focus(id);
    }
}
