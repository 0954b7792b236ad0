//! Buttons that lead from a day to a record of one of its files.

use daybreak_report::words::grouped;
use yew::prelude::*;

use crate::hooks::AppHandle;
use crate::queries::day::kind_of;
use crate::state::{Action, DayAction};
use crate::tasks;
use crate::worker::protocol::FileId;

/// The name of a file for people: its kind.
pub(super) fn title(app: &AppHandle, file: FileId) -> &'static str {
    let file = app.state.files.iter().find(|open| open.id == file);
    file.and_then(kind_of).map_or("the file", |kind| kind.title)
}

/// A button that shows a record in its file.
pub(super) fn to_row(app: &AppHandle, file: FileId, record: u64, field: Option<u16>, words: String) -> Html {
    let onclick = app.acting(move |_: MouseEvent| Action::Day(DayAction::Followed(file, record, field)));
    let label = format!("{words}, in {}", title(app, file));
    html! {
        <button class="button button--link" type="button" data-to-row={record.to_string()} aria-label={label} {onclick}>{ words }</button>
    }
}

/// A button that opens the ledger of the balance that a record is of, or names.
pub(crate) fn to_ledger(app: &AppHandle, file: FileId, record: u64) -> Html {
    let app = app.clone();
    let onclick = Callback::from(move |_: MouseEvent| tasks::show_ledger(&app.session, &app.state, file, record));
    html! { <button class="button button--small" type="button" data-action="ledger" {onclick}>{ "Its ledger across the days" }</button> }
}

/// Where those lead that are not listed one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum More {
    /// To the next record of this type.
    OfType,
    /// To the ledger of the balance that all of them name.
    Ledger,
}

/// The first records of some of a type, each as a button, and one that leads to the rest.
pub(super) fn to_rows(
    app: &AppHandle,
    file: Option<FileId>,
    (records, count): (&[u64], u64),
    transaction_type: &str,
    more: More,
) -> Html {
    let Some(file) = file else { return Html::default() };
    let beyond = count.saturating_sub(records.len() as u64);
    html! {
        <span class="places">
            { for records.iter().map(|record| to_row(app, file, *record, None, format!("record {}", grouped(*record)))) }
            if let Some(last) = records.last().copied().filter(|_| beyond > 0) {
                <button
                    class="button button--link"
                    type="button"
                    data-more={beyond.to_string()}
                    aria-label={format!("and {} more of type {transaction_type}, in {}", grouped(beyond), title(app, file))}
                    onclick={to_more(app, file, last, transaction_type, more)}
                >
                    { format!("and {} more", grouped(beyond)) }
                </button>
            }
        </span>
    }
}

fn to_more(app: &AppHandle, file: FileId, last: u64, transaction_type: &str, more: More) -> Callback<MouseEvent> {
    let (app, cell) = (app.clone(), transaction_type.to_owned());
    Callback::from(move |_| match more {
        More::OfType => tasks::show_next_with(&app.session, &app.state, file, last, &cell),
        More::Ledger => tasks::show_ledger(&app.session, &app.state, file, last),
    })
}
