//! A sum from yesterday to today: a table whose rows are the bars of a waterfall.

use daybreak_report::model::{AccountEntry, BookEntry};
use daybreak_report::words::counted;
use yew::prelude::*;

use super::money::in_currency;
use super::places::{More, to_row, to_rows};
use crate::hooks::AppHandle;
use crate::queries::day::day;
use crate::queries::money;
use crate::queries::waterfall::{Bar, Step, Waterfall, of_account, of_book};
use crate::worker::protocol::FileId;

/// The height of a bar.
const HEIGHT: &str = "20";

/// Where the rows behind a sum lie.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Behind {
    balances: Option<FileId>,
    transactions: Option<FileId>,
    before: Option<FileId>,
}

impl Behind {
    fn of(app: &AppHandle) -> Self {
        let Some(shown) = app.state.shown_day().and_then(|shown| day(&app.state, shown)) else {
            return Self::default();
        };
        let file = |of: &crate::queries::day::Day<'_>, kind: &str| of.file(kind).map(|file| file.id);
        let before = shown.day.yesterday().ok().and_then(|before| day(&app.state, before));
        Self {
            balances: file(&shown, "balances"),
            transactions: file(&shown, "transactions"),
            before: before.and_then(|before| file(&before, "balances")),
        }
    }
}

/// The books of a type of balance in a currency.
pub(super) fn book(app: &AppHandle, book: &BookEntry) -> Html {
    let title = in_currency(&format!("{} balances", book.balance_type), &book.currency);
    table(app, &of_book(book), &title, (Behind::of(app), More::OfType))
}

/// How one sum that does not follow comes about.
pub(super) fn account(app: &AppHandle, account: &AccountEntry) -> Html {
    let title = if account.is_of_bank() {
        "The account at the bank".to_owned()
    } else {
        format!("Column {} of this balance", account.column)
    };
    let behind = Behind { balances: None, before: None, ..Behind::of(app) };
    table(app, &of_account(account), &title, (behind, More::Ledger))
}

fn table(app: &AppHandle, made: &Waterfall, title: &str, behind: (Behind, More)) -> Html {
    html! {
        <figure class="waterfall figures__room">
            <table class="figures figures--folding">
                <caption class="visually-hidden">{ format!("{title}: from the day before to this day") }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ "What" }</th>
                        <th scope="col" class="figures__number">{ "Amount" }</th>
                        <th scope="col" class="waterfall__picture">{ "Picture" }</th>
                        <th scope="col">{ "Behind it" }</th>
                    </tr>
                </thead>
                <tbody>{ for made.bars.iter().map(|bar| row(app, bar, behind)) }</tbody>
            </table>
            <figcaption class="waterfall__words">{ in_words(app, made) }</figcaption>
        </figure>
    }
}

/// What stands before a bar.
fn name(bar: &Bar) -> String {
    match bar.step {
        Step::Opening => "The day before".to_owned(),
        Step::Movement | Step::Aside => bar.transaction_type.clone(),
        Step::Expected => "Expected".to_owned(),
        Step::Reported => "Reported".to_owned(),
        Step::Difference => "Difference".to_owned(),
    }
}

fn class(bar: &Bar) -> &'static str {
    let amount = bar.amount.as_deref().unwrap_or_default();
    match bar.step {
        Step::Opening | Step::Expected => "sum",
        Step::Reported => "reported",
        Step::Aside => "aside",
        Step::Movement if money::is_negative(amount) => "down",
        Step::Movement => "up",
        Step::Difference if money::is_zero(amount) => "none",
        Step::Difference => "off",
    }
}

fn row(app: &AppHandle, bar: &Bar, (behind, more): (Behind, More)) -> Html {
    let values = app.state.values();
    let shown = |amount: &String| match bar.step {
        Step::Movement | Step::Aside | Step::Difference => money::signed(&values.of(amount)),
        _ => money::grouped(&values.of(amount)),
    };
    let amount = bar.amount.as_ref().map_or_else(|| "not known".to_owned(), shown);
    let rows = match bar.step {
        Step::Opening => behind.before.map(|file| to_row(app, file, 1, None, "Balances of the day before".to_owned())),
        Step::Reported => behind.balances.map(|file| to_row(app, file, 1, None, "Balances of the day".to_owned())),
        Step::Movement | Step::Aside => {
            Some(to_rows(app, behind.transactions, (&bar.records, bar.count), &bar.transaction_type, more))
        }
        Step::Expected | Step::Difference => None,
    };
    let class = class(bar);
    html! {
        <tr class={classes!("waterfall__row", format!("waterfall__row--{class}"))} data-step={class} data-type={bar.transaction_type.clone()}>
            <th scope="row">
                { name(bar) }
                if bar.count > 0 {
                    <span class="waterfall__count">{ counted(bar.count, "transaction") }</span>
                }
                if bar.step == Step::Aside {
                    <span class="waterfall__count">{ "does not move this sum" }</span>
                }
            </th>
            <td class="figures__number mono">{ amount }</td>
            <td class="waterfall__picture">{ picture(bar, class) }</td>
            <td class="waterfall__behind">{ rows.unwrap_or_default() }</td>
        </tr>
    }
}

/// The bar; the figures beside it say the same.
fn picture(bar: &Bar, class: &str) -> Html {
    let Some((from, to)) = bar.drawn else { return Html::default() };
    // What is nothing, or next to it, is still seen as a line.
    let width = (to - from).max(0.5);
    html! {
        <svg class="waterfall__svg" viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true">
            <rect class={format!("waterfall__bar waterfall__bar--{class}")} x={format!("{from:.2}")} y="3" width={format!("{width:.2}")} height="14" />
            <line class="waterfall__edge" x1={format!("{to:.2}")} x2={format!("{to:.2}")} y1="17" y2={HEIGHT} />
        </svg>
    }
}

/// Why nothing can be expected.
fn not_known(is_opening_known: bool, is_reported_known: bool) -> &'static str {
    match (is_opening_known, is_reported_known) {
        (false, _) => {
            "No sum can be expected: the Balances of the day before are not here, or an amount in them cannot be read."
        }
        (true, false) => "The sum of the day's balances is not known: an amount in them cannot be read.",
        (true, true) => {
            "No sum can be expected: the day's Transactions are not here, or an amount in them cannot be read or added."
        }
    }
}

/// The picture in words.
fn in_words(app: &AppHandle, made: &Waterfall) -> String {
    let values = app.state.values();
    let of = |step: Step| made.bars.iter().find(|bar| bar.step == step).and_then(|bar| bar.amount.clone());
    let say = |amount: &str| money::grouped(&values.of(amount));
    let movements = made.bars.iter().filter(|bar| bar.step == Step::Movement).count() as u64;
    let (Some(opening), Some(expected), Some(reported), Some(difference)) =
        (of(Step::Opening), of(Step::Expected), of(Step::Reported), of(Step::Difference))
    else {
        return not_known(of(Step::Opening).is_some(), of(Step::Reported).is_some()).to_owned();
    };
    let sum = format!(
        "From {} the day's transactions, of {}, lead to {}; reported: {}",
        say(&opening),
        counted(movements, "type"),
        say(&expected),
        say(&reported)
    );
    let off = if money::is_zero(&difference) {
        ", as expected.".to_owned()
    } else {
        let way = if money::is_negative(&difference) { "too little" } else { "too much" };
        format!(": {} {way}.", say(money::unsigned(&difference)))
    };
    let cut = if made.cut { " The bars for sums do not start at zero." } else { "" };
    format!("{sum}{off}{cut}")
}
