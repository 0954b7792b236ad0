//! The cutoff of the files that are open, or of yesterday's.

use daybreak_calendar::{Date, next_open};
use yew::prelude::*;

use super::cutoff::{ChosenFor, CutoffPanel};
use super::day::still_to_send_list;
use crate::hooks::{use_app, use_cutoff};
use crate::queries::dates::in_own_zone;
use crate::queries::day::{Sending, day};
use crate::state::Action;
use crate::tasks;

/// The cutoff panel.
#[component]
pub fn CutoffTab() -> Html {
    let (Some(app), Some((cutoff, now))) = (use_app(), use_cutoff()) else { return Html::default() };
    let own_zone = in_own_zone(cutoff.due);
    let file = app.state.file().map(|file| file.id);
    let (chosen_for, chosen) = match file {
        None => (ChosenFor::Clock, app.state.activity_day.is_some()),
        Some(_) if app.state.shown_day().is_some() => (ChosenFor::Nothing, false),
        Some(file) => (ChosenFor::File, app.state.day.moved.contains_key(&file)),
    };
    let on_day = {
        let app = app.clone();
        Callback::from(move |day: Option<Date>| match file {
            None => app.act(Action::DayChosen(day)),
            Some(file) => tasks::for_day(&app.session, &app.state, file, day),
        })
    };
    let next = (cutoff.seconds_left(now) <= 0).then(|| next_open(&app.state.calendar(), cutoff.activity_day, now));
    let sending = day(&app.state, cutoff.activity_day).map_or(Sending::Unknown, |day| day.sending());
    let set = still_to_send_list(&app, &cutoff, now);
    html! { <CutoffPanel {cutoff} {now} {next} {own_zone} {chosen_for} {chosen} {sending} {set} {on_day} /> }
}
