//! The program profile in force.

use yew::prelude::*;

use super::AppHandle;
use crate::tasks;

/// Has every file checked again when there is another profile.
#[hook]
pub fn use_profile(app: &AppHandle) {
    let profile = app.state.profile.clone();
    let app = app.clone();
    let first = use_mut_ref(|| true);
    use_effect_with(profile, move |_| {
        if !std::mem::replace(&mut *first.borrow_mut(), false) {
            tasks::check_all(&app.session, &app.state);
        }
    });
}
