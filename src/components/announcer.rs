//! Tells those who cannot see the page how far a check is and what came of it.
//!
//! A live region is heard only when it is there before its words change: so it stands in the page from the start.

use yew::prelude::*;

use crate::hooks::use_app;
use crate::queries::day;
use crate::queries::words::announcement;

/// The live region.
#[component]
pub fn Announcer() -> Html {
    let words = use_app().and_then(|app| match app.state.shown_day() {
        Some(shown) => Some(day::announcement(&day::day(&app.state, &shown)?)),
        None => app.state.file().map(announcement),
    });
    let words = words.unwrap_or_default();
    html! { <p class="visually-hidden" id="announcer" role="status">{ words }</p> }
}
