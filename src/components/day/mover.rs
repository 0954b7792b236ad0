//! Which day a file stands on, and moving it to another.

use std::rc::Rc;

use daybreak_calendar::{Date, Timestamp};
use daybreak_report::Values;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::hooks::AppHandle;
use crate::queries::dates::{short_date, short_weekday};
use crate::queries::day::days_to_move_to;
use crate::state::FileEntry;
use crate::tasks;

/// The mark of a list in which a day was chosen by keys, and not taken yet.
const BY_KEYS: &str = "data-by-keys";

/// Lets the user choose a day. A closed list changes at each arrow key, on the way to the day that is meant: so keys only
/// choose, and Enter, or leaving the list, moves the file.
pub(super) fn mover(app: &AppHandle, at: Date, file: &FileEntry) -> Html {
    let now = Timestamp::from_second(tasks::now()).unwrap_or_default();
    let (id, own) = (file.id, file.own_day());
    let give = {
        let app = app.clone();
        Rc::new(move |select: &HtmlSelectElement| {
            // To move the file takes the focus away, too: that leaves nothing to be done then.
            let _ = select.remove_attribute(BY_KEYS);
            if let Some(to) = select.value().parse().ok().filter(|to| *to != at) {
                tasks::give_day(&app.session, &app.state, id, to);
            }
        })
    };
    let select = |event: &Event| event.target_dyn_into::<HtmlSelectElement>();
    let onkeydown = {
        let give = Rc::clone(&give);
        Callback::from(move |event: KeyboardEvent| match select(&event) {
            Some(select) if event.key() == "Enter" => give(&select),
            // An element of our own takes every attribute.
            Some(select) => drop(select.set_attribute(BY_KEYS, "")),
            None => {}
        })
    };
    let onpointerdown = Callback::from(move |event: PointerEvent| {
        if let Some(select) = select(&event) {
            // As above.
            let _ = select.remove_attribute(BY_KEYS);
        }
    });
    let when = |by_keys: bool| {
        let give = Rc::clone(&give);
        move |event: &Event| {
            if let Some(select) = select(event).filter(|select| select.get_attribute(BY_KEYS).is_some() == by_keys) {
                give(&select);
            }
        }
    };
    let (changed, left) = (when(false), when(true));
    let onchange = Callback::from(move |event: Event| changed(&event));
    let onblur = Callback::from(move |event: FocusEvent| left(&event));
    let option = |date: Date| {
        let own = if own == Some(date) { " (its own)" } else { "" };
        let words = [short_weekday(date), ", ", &short_date(date), own].concat();
        html! { <option value={date.to_string()} selected={date == at}>{ words }</option> }
    };
    let label = ["Day of ", &Values::Shown.of(&file.name)].concat();
    html! {
        <label class="map__day">
            <span>{ "Day" }</span>
            <select class="select select--small" data-action="move" aria-label={label} {onkeydown} {onpointerdown} {onchange} {onblur}>
                { for days_to_move_to(&app.state, file, now).into_iter().map(option) }
            </select>
        </label>
    }
}
