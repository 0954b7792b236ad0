//! What the account at the bank should hold, beside what it holds: that is in none of the files, the user says it.

use daybreak_calendar::Date;
use daybreak_engine::Decimal;
use daybreak_report::model::FboEntry;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::money::in_currency;
use super::places::to_row;
use crate::hooks::{AppHandle, use_app};
use crate::queries::day::day;
use crate::queries::money;
use crate::queries::sign::Sign;
use crate::state::{Action, DayAction, Tone};

/// The account, by currency.
pub(super) fn fbo(app: &AppHandle) -> Html {
    let Some(shown) = app.state.shown_day() else { return Html::default() };
    let fbo = day(&app.state, shown).and_then(|day| day.summary.map(|summary| summary.fbo.clone())).unwrap_or_default();
    html! {
        <section class="panel" aria-labelledby="fbo-title">
            <div class="money__head">
                <h2 class="panel__title" id="fbo-title">{ "The account at the bank (FBO)" }</h2>
            </div>
            <p class="money__note muted">
                { "Held for the benefit of customers, it should hold every deposit balance and everything that is not posted yet." }
            </p>
            if fbo.is_empty() {
                <p class="money__note">{ "The total cannot be calculated: that takes the day's Balances and Non-Posted Transactions, with every amount a number in a known currency." }</p>
            }
            { for fbo.iter().map(|total| html! { <Currency key={total.currency.clone()} day={shown} total={total.clone()} /> }) }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct CurrencyProps {
    day: Date,
    total: FboEntry,
}

/// The account in one currency.
#[component]
fn Currency(props: &CurrencyProps) -> Html {
    // What is being typed must outlast that something else is drawn anew.
    let typed = use_state_eq(|| None::<String>);
    let Some(app) = use_app() else { return Html::default() };
    let CurrencyProps { day, ref total } = *props;
    let held = app.state.day.held.iter().find(|held| held.day == day && held.currency == total.currency);
    let shown = typed.as_ref().or(held.map(|held| &held.amount)).cloned().unwrap_or_default();
    let oninput = {
        let typed = typed.setter();
        Callback::from(move |event: InputEvent| {
            typed.set(Some(event.target_unchecked_into::<HtmlInputElement>().value()));
        })
    };
    let values = app.state.values();
    let amount = |amount: &Option<String>| {
        amount.as_ref().map_or_else(|| "not known".to_owned(), |amount| money::grouped(&values.of(amount)))
    };
    let difference =
        total.stated.as_deref().zip(total.total.as_deref()).and_then(|(held, total)| money::less(held, total));
    let onchange = {
        let (app, currency, typed) = (app.clone(), total.currency.clone(), typed.setter());
        Callback::from(move |event: Event| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            let digits: String = text.chars().filter(|letter| !matches!(letter, ',' | ' ' | '\u{a0}')).collect();
            let held = match digits.parse::<Decimal>() {
                Ok(_) => Some(digits),
                Err(_) if digits.is_empty() => None,
                Err(_) => {
                    return app.act(Action::Told(Tone::Hint, "Enter an amount, such as 1234.50.".to_owned()));
                }
            };
            typed.set(None);
            app.act(Action::Day(DayAction::Stated(day, currency.clone(), held)));
        })
    };
    // Each sum leads to the file that it is the sum of.
    let behind = |kind: &str| {
        let file = crate::queries::day::day(&app.state, day)?.file(kind)?.id;
        Some(to_row(&app, file, 1, None, "rows".to_owned()))
    };
    let sum = |title: &'static str, amount: String, kind: &str| {
        html! { <div data-sum={kind.to_owned()}><dt>{ title }</dt><dd><span class="mono">{ amount }</span>{ " " }{ behind(kind).unwrap_or_default() }</dd></div> }
    };
    let id = format!("fbo-{}", total.currency);
    html! {
        <div class="fbo" data-fbo={total.currency.clone()}>
            <dl class="fbo__sums">
                { sum("Deposit balances", amount(&total.balances), "balances") }
                { sum("Not posted yet", amount(&total.non_posted), "non_posted_transactions") }
                <div><dt>{ in_currency("Should hold", &total.currency) }</dt><dd class="mono fbo__total">{ amount(&total.total) }</dd></div>
            </dl>
            <label class="field">
                <span class="field__label">{ in_currency("Held at the end of the day", &total.currency) }</span>
                <input class="input input--mono" {id} type="text" inputmode="decimal" autocomplete="off" value={shown} {oninput} {onchange} />
            </label>
            if total.stated.is_some() && total.total.is_none() {
                { Sign::Incomplete.mark("not compared: nothing of the day is in this currency, or it is too large to add") }
            }
            if let Some(difference) = difference {
                if money::is_zero(&difference) {
                    { Sign::Ok.mark("as expected") }
                } else {
                    { Sign::Error.mark(format!("{} {}", money::grouped(&values.of(money::unsigned(&difference))), if money::is_negative(&difference) { "too little" } else { "too much" })) }
                }
            }
        </div>
    }
}
