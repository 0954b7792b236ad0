//! Files that are dropped anywhere on the page.

use web_sys::DragEvent;
use yew::prelude::*;

use super::AppHandle;
use crate::state::{Action, Tone};
use crate::tasks;

/// What takes a drop.
pub struct DropTarget {
    /// Files are held over it that it would take.
    pub over: bool,
    /// They are let go.
    pub ondrop: Callback<DragEvent>,
    /// They are moved over it.
    pub ondragover: Callback<DragEvent>,
    /// They are moved away, or to another element of it.
    pub ondragleave: Callback<DragEvent>,
}

/// Opens what is dropped, where the view shows what comes of it.
#[hook]
pub fn use_drop(app: &AppHandle) -> DropTarget {
    let over = use_state_eq(|| false);
    let ondrop = {
        let (app, over) = (app.clone(), over.setter());
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(false);
            if !app.state.extent().shows_files() {
                let text = "Nothing was opened: this view does not show the results of checks.".to_owned();
                return app.act(Action::Told(Tone::Problem, text));
            }
            tasks::accept(&app.session, &app.state, tasks::dropped(&app.session, &event));
        })
    };
    let ondragover = {
        let (over, takes) = (over.setter(), app.state.extent().shows_files());
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(takes);
        })
    };
    let ondragleave = {
        let over = over.setter();
        Callback::from(move |event: DragEvent| {
            // Going from one element to the next is not leaving the page.
            if event.related_target().is_none() {
                over.set(false);
            }
        })
    };
    DropTarget { over: *over, ondrop, ondragover, ondragleave }
}
