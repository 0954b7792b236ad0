//! The partner's own types of events, as the profile maps them, against the day's transactions.

use daybreak_report::words::{counted, grouped};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::components::icons::Icon;
use crate::hooks::AppHandle;
use crate::queries::day::day;
use crate::queries::sign::Sign;
use crate::tasks;
use crate::worker::set::protocol::DaySummary;

/// So many combinations are shown.
const SHOWN: usize = 100;

/// The mapping and how it is used.
pub(super) fn events_tab(app: &AppHandle) -> Html {
    let summary = app.state.shown_day().and_then(|shown| Some(day(&app.state, shown)?.summary?.clone()));
    let load = {
        let app = app.clone();
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else {
                return;
            };
            let files = tasks::chosen(&input);
            input.set_value("");
            if let Some(file) = files.first() {
                tasks::load_events(&app.session, &app.state, file);
            }
        })
    };
    let mapped = summary.as_ref().map_or(0, |summary| summary.events.len()) as u64;
    html! {
        <section class="panel" aria-label="Event types">
            <div class="money__head">
                <h2 class="panel__title">
                    { if mapped > 0 { format!("{} in the profile", counted(mapped, "event type")) } else { "No event types in the profile".to_owned() } }
                </h2>
                <input class="visually-hidden" id="daybreak-events" type="file" accept=".csv,.txt,.json" tabindex="-1" aria-label="Choose a list of event types" onchange={load} />
                <button class="button" type="button" data-action="load-events" onclick={|_: MouseEvent| tasks::click("daybreak-events")}>
                    { Icon::Open.picture() }{ "Load a list" }
                </button>
            </div>
            <p class="money__note muted">
                { "Each of your own event types is mapped to the bank's type, fee type, action and transfer type, before sandbox testing begins. \
                   The list is CSV with the columns event, type, fee_type, action, transfer_type, or JSON; an empty cell stands for any value." }
            </p>
            if let Some(summary) = summary {
                { used(app, &summary) }
            } else {
                <p class="money__note">{ "What occurs is shown once the files have been checked together." }</p>
            }
        </section>
    }
}

fn used(app: &AppHandle, summary: &DaySummary) -> Html {
    let occur: Vec<_> = summary.events.iter().filter(|(_, count)| *count > 0).collect();
    let never: Vec<_> = summary.events.iter().filter(|(_, count)| *count == 0).collect();
    let has_mapping = !summary.events.is_empty();
    html! {
        <div class="events">
            if has_mapping {
                <section>
                    <h3 class="events__title">{ Sign::Ok.mark(format!("{} occur", occur.len())) }</h3>
                    <ul class="events__list" data-events="occur">
                        { for occur.iter().map(|(event, count)| html! { <li><span>{ event }</span><span class="mono">{ grouped(*count) }</span></li> }) }
                    </ul>
                </section>
                <section>
                    <h3 class="events__title">{ (if never.is_empty() { Sign::Ok } else { Sign::Info }).mark(format!("{} never occur", never.len())) }</h3>
                    <ul class="events__list" data-events="never">
                        { for never.iter().map(|(event, _)| html! { <li><span>{ event }</span></li> }) }
                    </ul>
                </section>
            }
            { unmapped(app, summary, has_mapping) }
        </div>
    }
}

/// The combinations that nobody mapped.
fn unmapped(app: &AppHandle, summary: &DaySummary, has_mapping: bool) -> Html {
    let count = summary.unmapped.len() as u64;
    let title = if has_mapping {
        format!("{} mapped to no event type", counted(count, "combination"))
    } else {
        format!("{} in the day's transactions", counted(count, "combination"))
    };
    let sign = match (has_mapping, count) {
        (true, 1..) => Sign::Warning,
        (true, 0) => Sign::Ok,
        (false, _) => Sign::Info,
    };
    let values = app.state.values();
    html! {
        <section class="events__unmapped">
            <h3 class="events__title">{ sign.mark(title) }</h3>
            if count > 0 {
                <table class="figures events__table" data-events="unmapped">
                    <caption class="visually-hidden">{ "What the transactions have in these columns" }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ "type" }</th><th scope="col">{ "fee_type" }</th><th scope="col">{ "action" }</th>
                            <th scope="col">{ "transfer_type" }</th><th scope="col" class="figures__number">{ "count" }</th>
                        </tr>
                    </thead>
                    <tbody>
                        { for summary.unmapped.iter().take(SHOWN).map(|tuple| {
                            let cells = [&tuple.transaction_type, &tuple.fee_type, &tuple.action, &tuple.transfer_type];
                            html! {
                                <tr>
                                    { for cells.into_iter().map(|cell| html! { <td>{ if cell.is_empty() { "–".to_owned() } else { values.of(cell) } }</td> }) }
                                    <td class="figures__number mono">
                                        { grouped(tuple.count) }{ if tuple.not_posted { " not posted" } else { "" } }
                                    </td>
                                </tr>
                            }
                        }) }
                    </tbody>
                </table>
                if summary.unmapped.len() > SHOWN {
                    <p class="money__note muted" data-events="more">
                        { format!("And {} more, each of which occurs no more often than these.", grouped(summary.unmapped.len() as u64 - SHOWN as u64)) }
                    </p>
                }
            }
        </section>
    }
}
