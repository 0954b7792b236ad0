//! The ledger of one balance over the days that are open.

use daybreak_report::Values;
use daybreak_report::words::{counted, grouped};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::places::to_row;
use crate::components::icons::Icon;
use crate::hooks::{AppHandle, use_app, use_focus_kept};
use crate::queries::dates::{short_date, short_weekday};
use crate::queries::money;
use crate::queries::sign::Sign;
use crate::queries::sums::sum_title;
use crate::queries::words::sign_of;
use crate::state::{Action, DayAction, LedgerPhase};
use crate::tasks;
use crate::worker::set::protocol::{BalanceOf, LedgerLine, LedgerPage, LedgerWhat};

/// The ledger, and the question for one.
#[component]
pub(super) fn LedgerView() -> Html {
    let app = use_app();
    let asked = app.as_ref().map(|app| app.state.day.ledger_ask).filter(|ask| *ask > 0);
    use_focus_kept("ledger-title", asked);
    {
        // It may open far below what was pressed.
        let is_open = app.as_ref().is_some_and(|app| matches!(app.state.day.ledger, LedgerPhase::Open(_)));
        use_effect_with((asked, is_open), move |(_, is_open)| {
            if *is_open {
                tasks::reveal("ledger");
                tasks::focus("ledger-title");
            }
        });
    }
    let typed = use_node_ref();
    let Some(app) = app else { return Html::default() };
    let ask = {
        let (app, typed) = (app.clone(), typed.clone());
        move || {
            let id = typed.cast::<HtmlInputElement>().map(|input| input.value().trim().to_owned()).unwrap_or_default();
            if !id.is_empty() {
                tasks::read_ledger(&app.session, &app.state, BalanceOf::Id(id));
            }
        }
    };
    let on_key = {
        let ask = ask.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                event.prevent_default();
                ask();
            }
        })
    };
    html! {
        <section class="panel" id="ledger" aria-labelledby="ledger-title">
            <div class="money__head">
                <h2 class="panel__title" id="ledger-title" tabindex="-1">{ "Ledger of one balance" }</h2>
                <label class="field field--inline">
                    <span class="field__label">{ "Balance ID" }</span>
                    <input class="input input--mono" ref={typed} id="ledger-id" type="text" autocomplete="off" spellcheck="false" onkeydown={on_key} />
                </label>
                <button class="button" type="button" data-action="read-ledger" onclick={Callback::from(move |_: MouseEvent| ask())}>{ "Show" }</button>
            </div>
            { match &app.state.day.ledger {
                LedgerPhase::Closed => html! { <p class="money__note muted">{ "Every record of one balance over the days that are open: what moved it, what is not posted yet, what was reported." }</p> },
                LedgerPhase::Reading => html! { <p class="money__note" role="status">{ "Reading the files …" }</p> },
                LedgerPhase::NotFound => html! { <p class="money__note" role="status">{ "No such balance could be read in the open files." }</p> },
                LedgerPhase::Open(page) if page.rows.is_empty() => html! {
                    <>
                        <p class="money__note" role="status">{ "No record in the open files names this balance." }</p>
                        { unreadable(&app, page) }
                    </>
                },
                LedgerPhase::Open(page) => opened(&app, page),
            } }
        </section>
    }
}

fn opened(app: &AppHandle, page: &LedgerPage) -> Html {
    let values = app.state.values();
    let close = app.acting(|_: MouseEvent| Action::Day(DayAction::LedgerClosed));
    html! {
        <>
            <div class="ledger__of" data-ledger={page.rows.len().to_string()}>
                <span>{ "Balance " }<code>{ values.of(&page.balance) }</code>{ format!(", {}", counted(page.rows.len() as u64, "record")) }</span>
                <button class="button button--small button--plain" type="button" aria-label="Close the ledger" onclick={close}>
                    { Icon::Close.with_class("icon--small") }
                </button>
            </div>
            <div class="figures__room">
                <table class="figures figures--folding">
                    <caption class="visually-hidden">{ "The records of the balance, by day" }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ "Day" }</th>
                            <th scope="col">{ "What" }</th>
                            <th scope="col" class="figures__number">{ "Amount" }</th>
                            <th scope="col" class="figures__number">{ "Follows" }</th>
                            <th scope="col">{ "Record" }</th>
                        </tr>
                    </thead>
                    <tbody>{ for page.rows.iter().enumerate().map(|(at, line)| row(app, page, at, line)) }</tbody>
                </table>
            </div>
            if page.is_credit {
                <p class="money__note muted" data-credit="true">{ "Which types move a credit balance is not known: they are counted in whichever way matches the reported balance." }</p>
            }
            if page.beyond > 0 {
                <p class="money__note muted">{ format!("{} more records are not shown.", grouped(page.beyond)) }</p>
            }
            { unreadable(app, page) }
        </>
    }
}

/// The files whose rows are lacking.
fn unreadable(app: &AppHandle, page: &LedgerPage) -> Html {
    let name = |id| app.state.files.iter().find(|file| file.id == id).map_or("a file", |file| file.name.as_str());
    page.unreadable
        .iter()
        .map(|(id, why)| {
            html! {
                <p class="money__note" data-ledger-lacks={id.to_string()}>
                    { Sign::Incomplete.mark(format!("Records of {} are missing: {why}", Values::Shown.of(name(*id)))) }
                </p>
            }
        })
        .collect()
}

fn row(app: &AppHandle, page: &LedgerPage, at: usize, line: &LedgerLine) -> Html {
    let values = app.state.values();
    let first = at.checked_sub(1).and_then(|before| page.rows.get(before)).is_none_or(|before| before.day != line.day);
    let day = format!("{}, {}", short_weekday(line.day), short_date(line.day));
    let padded = |amount: &str| values.of(&money::padded(amount, &page.currency));
    let amount = |amount: &Option<String>, signed: bool| match amount {
        Some(amount) if signed => money::signed(&padded(amount)),
        Some(amount) => money::grouped(&padded(amount)),
        None => "–".to_owned(),
    };
    let of = sum_title(&line.column).map_or(String::new(), |of| format!("{of}: "));
    let (what, is_sum) = match &line.what {
        LedgerWhat::Transaction(ty, true) => (Values::Shown.of(ty), false),
        LedgerWhat::Transaction(ty, false) => (format!("{}, does not move it", Values::Shown.of(ty)), false),
        LedgerWhat::NotPosted => ("not posted yet".to_owned(), false),
        LedgerWhat::Reported(status) if status.is_empty() => ("reported".to_owned(), true),
        LedgerWhat::Reported(status) => (format!("reported, {}", values.of(status)), true),
    };
    html! {
        <tr class={classes!("ledger__row", is_sum.then_some("ledger__row--sum"), line.off.is_some().then_some("ledger__row--off"))} data-column={line.column.clone()}>
            <td>{ if first { day } else { String::new() } }</td>
            <td>
                { of }{ what }
                if let Some((difference, severity)) = &line.off {
                    <span class="ledger__off">{ sign_of(*severity).mark(format!("{} off", money::signed(&padded(difference)))) }</span>
                }
            </td>
            <td class="figures__number mono">{ amount(&line.amount, !is_sum) }</td>
            <td class="figures__number mono">{ amount(&line.after, false) }</td>
            <td>{ to_row(app, line.file, line.record, None, format!("record {}", grouped(line.record))) }</td>
        </tr>
    }
}
