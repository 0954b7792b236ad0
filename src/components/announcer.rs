//! Tells those who cannot see the page how far a check is and what came of it.
//!
//! A live region is heard only when it is there before its words change: so it stands in the page from the start.

use yew::prelude::*;

use crate::hooks::use_app;
use crate::queries::words::announcement;

/// The live region.
#[component]
pub fn Announcer() -> Html {
    let words = use_app().and_then(|app| app.state.file().map(announcement)).unwrap_or_default();
    html! { <p class="visually-hidden" id="announcer" role="status">{ words }</p> }
}
