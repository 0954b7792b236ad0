//! What is known of one day.

use daybreak_calendar::Date;
use daybreak_engine::Verdict;
use daybreak_report::words::counted;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::hooks::AppHandle;
use crate::queries::dates::{in_own_zone, long_date};
use crate::queries::sign::Sign;
use crate::state::{Action, ReadinessAction};

/// The day that is looked at. `on_choice` is called with the day to look at, or with none.
pub fn day_panel(app: &AppHandle, day: Option<Date>, on_choice: &Callback<Option<Date>>) -> Html {
    let Some(result) = day.and_then(|day| app.state.readiness.data.day(day)) else {
        let words = if app.state.readiness.data.days.is_empty() {
            "No day has been checked yet. Open a day's files: as soon as all of them are checked, the day is noted here."
        } else {
            "Choose a day in the calendar to see the result of its check."
        };
        return html! { <section class="panel beside__panel day day--none"><p class="muted">{ words }</p></section> };
    };
    let date = result.activity_day;
    let (sign, words) = app
        .state
        .readiness
        .data
        .why_not(result)
        .map_or_else(|| (Sign::Ok, "passed".to_owned()), |why| (Sign::Error, format!("does not count: {why}")));
    let verdict = match result.verdict {
        Verdict::Accepted => "would be accepted",
        Verdict::Rejected => "would be rejected",
        Verdict::Incomplete => "not fully checked",
    };
    let checked = in_own_zone(result.checked_at);
    // Only the files that are open tell which kind is missing: of the others nothing but checksums is kept.
    let missing = crate::queries::day::day(&app.state, date)
        .map(|day| day.missing())
        .filter(|missing| !result.all_due && !missing.is_empty())
        .map_or_else(String::new, |missing| format!(": {}", missing.join(", ")));
    let in_time = {
        let app = app.clone();
        Callback::from(move |event: Event| {
            let Some(select) = event.target_dyn_into::<HtmlSelectElement>() else { return };
            let in_time = match select.value().as_str() {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            };
            app.act(Action::Readiness(ReadinessAction::InTime(date, in_time)));
        })
    };
    let remove = {
        let (app, on_choice) = (app.clone(), on_choice.clone());
        Callback::from(move |_: MouseEvent| {
            app.act(Action::Readiness(ReadinessAction::Removed(date)));
            on_choice.emit(None);
        })
    };
    html! {
        <section class="panel beside__panel day" aria-labelledby="day-title" data-shown-day={date.to_string()}>
            <h2 class="beside__heading" id="day-title">{ long_date(date) }</h2>
            <p>{ sign.mark(words) }</p>
            <dl class="facts">
                <dt>{ "Files" }</dt><dd>{ format!("{}, {verdict}", counted(result.files.len() as u64, "file")) }</dd>
                <dt>{ "Due files" }</dt><dd>{ if result.all_due { "all there".to_owned() } else { format!("not all there{missing}") } }</dd>
                <dt>{ "Checked" }</dt><dd>{ checked }</dd>
                <dt><label for="in-time">{ "Sent in time" }</label></dt>
                <dd>
                    <select class="select select--small" id="in-time" onchange={in_time}>
                        <option value="" selected={result.in_time.is_none()}>{ "not known here" }</option>
                        <option value="yes" selected={result.in_time == Some(true)}>{ "yes" }</option>
                        <option value="no" selected={result.in_time == Some(false)}>{ "no, late" }</option>
                    </select>
                </dd>
                <dt>{ "Checksums" }</dt>
                <dd class="mono day__hashes">
                    { for result.files.iter().map(|sha256| html! { <span title={sha256.clone()}>{ format!("{}…", sha256.chars().take(8).collect::<String>()) }</span> }) }
                </dd>
            </dl>
            <p class="muted">{ "Only you know when the files were sent. If one of them changes, open the day's files again: the day is then checked again." }</p>
            <div class="buttons">
                <button class="button button--small" type="button" data-action="remove-day" onclick={remove}>{ "Forget this day" }</button>
            </div>
        </section>
    }
}
