//! Feeds the days of readiness with what is checked here, and keeps them.

use gloo::events::EventListener;
use yew::prelude::*;

use super::AppHandle;
use crate::queries::result::results;
use crate::state::Phase;
use crate::tasks;

/// Loads what the browser has kept, notes each day that was checked, keeps what has changed.
#[hook]
pub fn use_readiness(app: &AppHandle) {
    let latest = use_mut_ref(|| app.clone());
    latest.replace(app.clone());
    use_effect_with((), move |()| {
        tasks::readiness::load(&latest.borrow().session);
        let document = web_sys::window().and_then(|window| window.document());
        let listener = document.map(|document| {
            EventListener::new(&document, "visibilitychange", move |_| {
                let app = latest.borrow().clone();
                tasks::readiness::load_again(&app.session, &app.state);
            })
        });
        move || drop(listener)
    });

    let readiness = app.state.readiness.clone();
    {
        let app = app.clone();
        use_effect_with(readiness, move |_| tasks::readiness::keep(&app.session, &app.state));
    }
    // What days come to changes with the files and what they come to together; scrolling through them is no reason to work it out.
    let files: Vec<(u32, bool, bool)> = app
        .state
        .files
        .iter()
        .map(|file| (file.id, matches!(file.phase, Phase::Checking(_)), file.sha256.is_some()))
        .collect();
    let together = (app.state.day.phase.clone(), app.state.day.moved.clone());
    let cause = (app.state.readiness.on, files, app.state.profile.clone(), together);
    let app = app.clone();
    let found = use_memo(cause, |(on, ..)| if *on { results(&app.state) } else { Vec::new() });
    use_effect_with(found, move |found| tasks::readiness::note(&app.session, &app.state, found));
}
