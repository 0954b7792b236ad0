//! Where in the page somebody is: the address and the title follow it, and whoever goes back and forth in the browser is followed.

use std::rc::Rc;

use gloo::events::EventListener;
use yew::prelude::*;

use super::{AppHandle, keep_focus_soon};
use crate::queries::title::title;
use crate::state::View;
use crate::tasks;

/// Keeps address and title up to date. In a frame they are the embedding page's, and its history too.
#[hook]
pub fn use_place(app: &AppHandle) {
    let state = &app.state;
    let framed = state.frame.is_some();
    // While a file is being checked its kind is not known yet: that is no place to go back to.
    let shown = state.view;
    let has_place =
        shown != View::File || state.shown_day().is_some() || state.file().is_some_and(|file| file.summary().is_some());
    let idle = state.files.is_empty();
    {
        let was = use_mut_ref(|| (shown, has_place));
        use_effect_with((shown, has_place), move |now| {
            let (view, had_place) = was.replace(*now);
            // Another view was left, or the last file closed.
            if !has_place && (view != shown || (had_place && idle)) {
                keep_focus_soon("start");
                if !framed {
                    tasks::leave_address();
                }
            }
        });
    }
    use_effect_with((!framed).then(|| title(state)), |title| {
        if let Some(title) = title {
            tasks::set_title(title);
        }
    });
    use_effect_with((has_place && !framed).then(|| state.place()), |place| {
        if let Some(place) = place {
            tasks::keep_address(place);
        }
    });
    let session = Rc::clone(&app.session);
    use_effect_with((), move |()| {
        let window = web_sys::window().filter(|_| !framed);
        if window.is_some() {
            tasks::follow_address(&session);
        }
        let listener =
            window.map(|window| EventListener::new(&window, "popstate", move |_| tasks::follow_address(&session)));
        move || drop(listener)
    });
}
