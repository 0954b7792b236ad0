//! The days on the way to go live.

mod calendar;
mod day;
mod gates;
mod keeping;

use daybreak_calendar::{Date, Timestamp};
use yew::prelude::*;

use super::beside::{Frame, answer};
use crate::hooks::{use_app, use_focus_kept};
use crate::queries::sign::Sign;
use crate::queries::standing::standing;
use crate::state::Storage;
use crate::tasks::now;
use calendar::Calendar;
use day::day_panel;
use gates::gates;
use keeping::{keeping, off};

/// Which days passed, what comes next, and how this is kept.
#[component]
pub fn ReadinessView() -> Html {
    let chosen = use_state_eq(|| None::<Date>);
    let app = use_app();
    // The button that switches it on or off goes with what it switched.
    use_focus_kept("view", app.as_ref().map(|app| app.state.readiness.on));
    let Some(app) = app else { return Html::default() };
    let readiness = &app.state.readiness;
    if !readiness.on {
        return html! {
            <Frame title="Readiness" class="readiness">
                if readiness.storage == Storage::Unknown {
                    <p class="muted">{ "Checking whether this browser has kept anything …" }</p>
                } else {
                    { off(&app, readiness.storage == Storage::Absent) }
                }
                { gates(&app) }
            </Frame>
        };
    }
    let calendar = app.state.calendar();
    // To the minute is enough: the view is drawn again with every check.
    let now = Timestamp::from_second(now()).unwrap_or_default();
    let stands = standing(&readiness.data, &calendar, now);
    let sign = match (stands.is_reached(), stands.streak.days, stands.needed) {
        (true, ..) => Sign::Ok,
        (_, _, 0) => Sign::Info,
        (_, 0, _) => Sign::Incomplete,
        _ => Sign::Info,
    };
    let on_choice = {
        let chosen = chosen.setter();
        Callback::from(move |day: Option<Date>| chosen.set(day))
    };
    let filled = stands.streak.days.min(stands.needed);
    html! {
        <Frame title="Readiness" class="readiness">
            { answer(sign, stands.title(), html! {
                <>
                    if stands.needed > 0 {
                        <ol class="streak" data-streak={stands.streak.days.to_string()} aria-hidden="true">
                            { for (0..stands.needed).map(|at| html! { <li class={classes!("streak__day", (at < filled).then_some("streak__day--passed"))}></li> }) }
                        </ol>
                    }
                    { for stands.sentences().into_iter().map(|sentence| html! { <p class="verdict__next">{ sentence }</p> }) }
                </>
            }) }
            <div class="readiness__days">
                <Calendar {calendar} {now} chosen={*chosen} on_choice={on_choice.clone()} />
                { day_panel(&app, *chosen, &on_choice) }
            </div>
            { gates(&app) }
            { keeping(&app) }
        </Frame>
    }
}
