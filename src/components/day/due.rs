//! What is still to be sent for a day.

use daybreak_calendar::{Cutoff, Timestamp};
use yew::prelude::*;

use crate::hooks::AppHandle;
use crate::queries::day::{day, still_to_send};
use crate::queries::sign::Sign;

/// What is still to be sent for a day that is at hand.
pub(crate) fn still_to_send_list(app: &AppHandle, cutoff: &Cutoff, now: Timestamp) -> Html {
    let Some(day) = day(&app.state, cutoff.activity_day) else { return Html::default() };
    let said = still_to_send(&day, cutoff, now);
    let sign = day.verdict.map_or(Sign::Waiting, crate::queries::words::sign_of_verdict);
    html! {
        <section class="due" aria-labelledby="due-title" data-still-missing={day.missing().len().to_string()}>
            <h3 class="cutoff__skipped-title" id="due-title">{ "The day as a whole" }</h3>
            <p>{ sign.mark(day.title()) }</p>
            <ul class="due__list">{ for said.into_iter().map(|sentence| html! { <li>{ sentence }</li> }) }</ul>
        </section>
    }
}
