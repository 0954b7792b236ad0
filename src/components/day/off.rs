//! The balances that do not follow from the day before, the largest difference first.

use daybreak_report::words::grouped;
use yew::prelude::*;

use super::places::{to_ledger, to_row};
use super::waterfall;

use crate::hooks::{AppHandle, use_app};
use crate::queries::day::day;
use crate::queries::money;
use crate::queries::sums::{shown_of, sum_title, sums_off};
use crate::queries::words::{severity_word, sign_of};
use crate::state::{Action, DayAction, SetPlace};
use crate::worker::set::protocol::{DaySummary, SetItem};

/// So many are shown at first, and more at each asking.
const STEP: usize = 10;

/// The balances.
#[component]
pub(super) fn OffView() -> Html {
    let shown = use_state_eq(|| STEP);
    let Some(app) = use_app() else { return Html::default() };
    let summary = app.state.shown_day().and_then(|shown| Some(day(&app.state, shown)?.summary?.clone()));
    let Some(summary) = summary.filter(|summary| !summary.by_difference.is_empty()) else { return Html::default() };
    let (listed, all) = (summary.by_difference.len(), sums_off(&summary));
    let more = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(*shown + STEP * 5))
    };
    html! {
        <section class="panel" aria-labelledby="off-title">
            <div class="money__head">
                <h2 class="panel__title" id="off-title">{ "Sums that do not follow, largest difference first" }</h2>
            </div>
            <ul class="off">
                { for summary.by_difference.iter().take(*shown).filter_map(|place| entry(&app, &summary, *place)) }
            </ul>
            if listed > *shown || all > listed as u64 {
                <p class="findings__more" data-all={all.to_string()}>
                    { shown_of(*shown, listed, all) }
                    if listed > *shown {
                        { " " }
                        <button class="button button--link" type="button" onclick={more}>{ "Show more" }</button>
                    }
                </p>
            }
        </section>
    }
}

fn entry(app: &AppHandle, summary: &DaySummary, place: SetPlace) -> Option<Html> {
    let item: &SetItem = summary.groups.get(place.0 as usize)?.items.get(place.1 as usize)?;
    let account = item.account.as_ref()?;
    let values = app.state.values();
    let open = app.state.day.finding == Some(place);
    let what = sum_title(&account.column).unwrap_or("balance");
    let record = item.file.zip(item.entry.record);
    let id = account.balance.as_deref().map(|id| values.of(id));
    let at = item.entry.record.map_or(String::new(), |record| format!(", record {}", grouped(record)));
    let difference = money::padded(&account.difference, &account.currency);
    let amount = format!("{} {}", money::signed(&values.of(&difference)), account.currency);
    let toggle =
        app.acting(move |_: MouseEvent| Action::Day(DayAction::Chosen(if open { (u32::MAX, 0) } else { place })));
    Some(html! {
        <li class="off__item" key={format!("{}-{}", place.0, place.1)} data-off-column={account.column.clone()}>
            <button class="fold off__head" type="button" aria-expanded={open.to_string()} onclick={toggle}>
                { crate::components::icons::Icon::Chevron.picture() }
                { sign_of(item.severity()).shape(severity_word(item.severity())) }
                <span>{ what }{ for id.map(|id| html! { <>{ " " }<code>{ id }</code></> }) }{ at }</span>
                <span class="off__difference mono">{ amount }</span>
            </button>
            if open {
                <div class="off__body">
                    { waterfall::account(app, account) }
                    <p class="places places--apart">
                        if let Some((file, record)) = record {
                            { to_row(app, file, record, item.field, format!("This balance, record {}", grouped(record))) }
                            { to_ledger(app, file, record) }
                        }
                        if let (Some(file), Some(other)) = (item.other_file, item.entry.other) {
                            { to_row(app, file, other.record, None, format!("The day before, record {}", grouped(other.record))) }
                        }
                    </p>
                </div>
            }
        </li>
    })
}
