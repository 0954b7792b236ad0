//! The cutoff of the files that are open, or of yesterday's.

use yew::prelude::*;

use super::cutoff::CutoffPanel;
use super::day::still_to_send_list;
use crate::hooks::{use_app, use_cutoff};
use crate::queries::cutoff::next_cutoff;
use crate::queries::dates::in_own_zone;
use crate::queries::day::{Sending, day, days};
use crate::state::Action;

/// The cutoff panel.
#[component]
pub fn CutoffTab() -> Html {
    let (Some(app), Some((cutoff, now))) = (use_app(), use_cutoff()) else { return Html::default() };
    let own_zone = in_own_zone(cutoff.due);
    let on_day = app.acting(Action::DayChosen);
    let chosen = app.state.activity_day.is_some();
    let next = (cutoff.seconds_left(now) <= 0).then(|| next_cutoff(&app.state.calendar(), &cutoff, now)).flatten();
    // One day cannot be said of the files of several; there a file is moved by itself.
    let fixed = days(&app.state).len() > 1;
    let sending = day(&app.state, cutoff.activity_day).map_or(Sending::Unknown, |day| day.sending());
    let set = still_to_send_list(&app, &cutoff, now);
    html! { <CutoffPanel {cutoff} {now} {next} {own_zone} {chosen} {fixed} {sending} {set} {on_day} /> }
}
