//! Whether the money of a day adds up: the books, the balances that do not follow, the account at the bank.

use daybreak_report::book::{credit_note, following};
use daybreak_report::model::BookEntry;
use yew::prelude::*;

use super::fbo::fbo;
use super::ledger::LedgerView;
use super::off::OffView;
use super::waterfall;
use crate::components::empty::empty;
use crate::components::hide_values::hide_values;
use crate::components::icons::Icon;
use crate::hooks::AppHandle;
use crate::queries::day::day;
use crate::queries::sums::sign_of_book;
use crate::state::SetPhase;
use crate::worker::set::protocol::DaySummary;

/// The reconciliation.
pub(super) fn money_tab(app: &AppHandle) -> Html {
    let summary = app.state.shown_day().and_then(|shown| Some(day(&app.state, shown)?.summary?.clone()));
    html! {
        <div class="money">
            { summary.as_ref().map_or_else(|| nothing_yet(app), |summary| sums(app, summary)) }
            // A ledger needs no sums: it is read by itself.
            <LedgerView />
            if summary.is_some() {
                { fbo(app) }
            }
        </div>
    }
}

fn nothing_yet(app: &AppHandle) -> Html {
    let (title, words) = if matches!(app.state.day.phase, SetPhase::Checking(..)) {
        ("The files are still being read", "The sums are shown once every file has been read.")
    } else {
        ("There is nothing to add up yet", "Add the day's Balances and Transactions, and those of the day before.")
    };
    html! {
        <section class="panel">{ empty(Icon::Balance, title, html! { <p>{ words }</p> }) }</section>
    }
}

/// The books, what explains their differences, and the sums that do not follow.
fn sums(app: &AppHandle, summary: &DaySummary) -> Html {
    let books = &summary.books;
    // Not every difference is one of a balance that is there.
    let beside = [
        ("balance-not-reported", "balances of the day before that are not reported"),
        ("reference-missing", "transactions on balances that were not sent"),
        ("closed-record-changed", "balances that were closed and have changed"),
    ];
    let is_found = |rule: &str| summary.groups.iter().any(|group| group.key.rule == rule);
    let aside: Vec<&str> = beside.into_iter().filter(|(rule, _)| is_found(rule)).map(|(_, words)| words).collect();
    html! {
        <>
            <div class="money__bar">{ hide_values(app) }</div>
            if books.is_empty() {
                <section class="panel">
                    { empty(Icon::Balance, "No balance of the day could be added up", html! {
                        <p>{ "Add its Balances file, or see what is wrong with it." }</p>
                    }) }
                </section>
            }
            { for books.iter().map(|of| book(app, of)) }
            if !aside.is_empty() {
                <p class="muted" data-beside={aside.len().to_string()}>
                    { format!("A difference between the sums also includes what is listed under “Across files”: {}.", aside.join(", ")) }
                </p>
            }
            <OffView />
        </>
    }
}

/// The books of a type of balance in a currency.
fn book(app: &AppHandle, book: &BookEntry) -> Html {
    let kind = match book.balance_type.as_str() {
        "deposit" => "Deposit balances",
        "credit" => "Credit balances",
        _ => "Balances of unknown type",
    };
    html! {
        <section class="panel money__book" key={format!("{}-{}", book.balance_type, book.currency)} data-book={book.balance_type.clone()} data-currency={book.currency.clone()} data-off={book.balances_off.to_string()} data-checked={book.balances_checked.to_string()}>
            <div class="money__head">
                <h2 class="panel__title">{ in_currency(kind, &book.currency) }</h2>
                { sign_of_book(book).mark(following(book)) }
            </div>
            if let Some(note) = credit_note(book) {
                <p class="money__note muted" data-credit="true">{ note }</p>
            }
            { waterfall::book(app, book) }
        </section>
    }
}

/// A title with its currency, where that is known.
pub(super) fn in_currency(title: &str, currency: &str) -> String {
    if currency.is_empty() { title.to_owned() } else { format!("{title}, {currency}") }
}
