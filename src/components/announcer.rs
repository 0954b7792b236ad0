//! Tells those who cannot see the page how far a check is and what came of it.
//!
//! A live region is heard only when it is there before its words change: so it stands in the page from the start.

use yew::prelude::*;

use crate::queries::day;
use crate::queries::words::announcement;
use crate::state::AppState;

/// The live region.
pub fn announcer(state: &AppState) -> Html {
    let words = match state.shown_day() {
        Some(shown) => day::day(state, shown).map(|day| day::announcement(&day)),
        None => state.file().map(announcement),
    };
    let words = words.unwrap_or_default();
    html! { <p class="visually-hidden" id="announcer" role="status">{ words }</p> }
}
