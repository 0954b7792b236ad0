//! The cutoff of the files that are open, or of yesterday's.

use daybreak_calendar::{BusinessCalendar, Date, Timestamp, activity_day_default, cutoff};
use yew::prelude::*;

use super::cutoff::{CutoffPanel, in_own_zone};
use crate::hooks::{use_app, use_now};
use crate::state::{Action, AppState};

/// The business days of the profile in force.
pub fn calendar(state: &AppState) -> BusinessCalendar {
    let closed = state.profile.as_ref().map(|profile| profile.closed_days.clone()).unwrap_or_default();
    BusinessCalendar::with_closed_days(closed)
}

/// The cutoff panel.
#[component]
pub fn CutoffTab() -> Html {
    let now = use_now();
    let Some(app) = use_app() else { return Html::default() };
    let now = Timestamp::from_second(now).unwrap_or_default();
    let day = app.state.day().and_then(|day| day.parse().ok()).unwrap_or_else(|| activity_day_default(now));
    let cutoff = cutoff(&calendar(&app.state), day);
    let own_zone = in_own_zone(cutoff.due);
    let on_day = app.acting(|day: Date| Action::DayChosen(Some(day.to_string())));
    html! { <CutoffPanel {cutoff} {now} {own_zone} {on_day} /> }
}
