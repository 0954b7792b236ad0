//! Which day a file stands on, and moving it to another.

use daybreak_calendar::{Date, Timestamp};
use daybreak_report::Values;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::hooks::{AppHandle, use_app};
use crate::queries::dates::{short_date, short_weekday};
use crate::queries::day::days_to_move_to;
use crate::state::FileEntry;
use crate::tasks;
use crate::worker::protocol::FileId;

/// What [`DayMover`] takes.
#[derive(Properties, PartialEq)]
pub(super) struct DayMoverProps {
    file: FileId,
    name: String,
    /// The day on which it stands.
    at: Date,
    /// Its own.
    own: Option<Date>,
    /// Where it can go.
    days: Vec<Date>,
}

/// The same for a file of the map.
pub(super) fn mover(app: &AppHandle, at: Date, file: &FileEntry) -> Html {
    let now = Timestamp::from_second(tasks::now()).unwrap_or_default();
    let days = days_to_move_to(&app.state, file, now);
    html! { <DayMover file={file.id} name={file.name.clone()} {at} own={file.own_day()} {days} /> }
}

/// Lets the user choose a day. A closed list changes at each arrow key, on the way to the day that is meant: so keys only
/// choose, and Enter, or leaving the list, moves the file.
#[component]
fn DayMover(props: &DayMoverProps) -> Html {
    let app = use_app();
    let by_keys = use_mut_ref(|| false);
    let (file, at) = (props.file, props.at);
    let give = move |select: &HtmlSelectElement| {
        let to = select.value().parse().ok().filter(|to| *to != at);
        if let Some((app, to)) = app.as_ref().zip(to) {
            tasks::give_day(&app.session, &app.state, file, to);
        }
    };
    let onkeydown = {
        let (by_keys, give) = (by_keys.clone(), give.clone());
        Callback::from(move |event: KeyboardEvent| {
            let is_enter = event.key() == "Enter";
            *by_keys.borrow_mut() = !is_enter;
            if let Some(select) = event.target_dyn_into::<HtmlSelectElement>().filter(|_| is_enter) {
                give(&select);
            }
        })
    };
    let onpointerdown = {
        let by_keys = by_keys.clone();
        Callback::from(move |_: PointerEvent| *by_keys.borrow_mut() = false)
    };
    let onchange = {
        let (by_keys, give) = (by_keys.clone(), give.clone());
        Callback::from(move |event: Event| {
            if let Some(select) = event.target_dyn_into::<HtmlSelectElement>().filter(|_| !*by_keys.borrow()) {
                give(&select);
            }
        })
    };
    let onblur = Callback::from(move |event: FocusEvent| {
        // To move the file takes the focus away, too.
        let is_chosen = std::mem::take(&mut *by_keys.borrow_mut());
        if let Some(select) = event.target_dyn_into::<HtmlSelectElement>().filter(|_| is_chosen) {
            give(&select);
        }
    });
    let option = |date: Date| {
        let own = if props.own == Some(date) { " (its own)" } else { "" };
        let words = [short_weekday(date), ", ", &short_date(date), own].concat();
        html! { <option value={date.to_string()} selected={date == at}>{ words }</option> }
    };
    let label = ["Day of ", &Values::Shown.of(&props.name)].concat();
    html! {
        <label class="map__day">
            <span>{ "Day" }</span>
            <select class="select select--small" data-action="move" aria-label={label} {onkeydown} {onpointerdown} {onchange} {onblur}>
                { for props.days.iter().copied().map(option) }
            </select>
        </label>
    }
}
