//! The lines above and below the table: where to go, and where one is.

use std::ops::Range;
use std::rc::Rc;

use daybreak_report::words::{counted, grouped};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::keys::to_finding;
use super::row::worst;
use crate::components::day::to_ledger;
use crate::components::hide_values::hide_values;
use crate::components::icons::Icon;
use crate::hooks::{AppHandle, use_app};
use crate::queries::day::has_ledgers;
use crate::queries::words::sign_of;
use crate::state::{Action, FileEntry, Tone};
use crate::tasks;
use crate::worker::protocol::{Request, Row, Summary};

#[derive(Properties, PartialEq)]
struct JumpProps {
    record: Option<u64>,
    records: u64,
}

/// The number of the current record; another one leads there.
#[component]
fn Jump(props: &JumpProps) -> Html {
    // What is being typed must outlast that something else is drawn anew.
    let typed = use_state_eq(|| None::<String>);
    let Some(app) = use_app() else { return Html::default() };
    let JumpProps { record, records } = *props;
    let shown = (*typed).clone().or(record.map(grouped)).unwrap_or_default();
    let oninput = {
        let typed = typed.setter();
        Callback::from(move |event: InputEvent| {
            typed.set(Some(event.target_unchecked_into::<HtmlInputElement>().value()));
        })
    };
    let onchange = {
        let typed = typed.setter();
        Callback::from(move |event: Event| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            let digits: String = text.chars().filter(|letter| !matches!(letter, ',' | ' ')).collect();
            let Ok(record) = digits.parse::<u64>() else {
                return app.act(Action::Told(
                    Tone::Hint,
                    format!("Enter a record number from 1 to {}.", grouped(records.max(1))),
                ));
            };
            typed.set(None);
            app.act(Action::OnlyMarked(false));
            app.act(Action::ShownCell(record.clamp(1, records.max(1)), app.state.field));
            tasks::focus("rows");
        })
    };
    html! {
        <label class="field field--inline rows__jump">
            <span class="field__label">{ "Record" }</span>
            <input class="input input--mono" id="jump" inputmode="numeric" value={shown} {oninput} {onchange} />
        </label>
    }
}

#[derive(Properties, PartialEq)]
struct FindProps {
    /// The text that a link looks for.
    text: String,
    onkeydown: Callback<KeyboardEvent>,
}

/// Takes a text to look for. That of a link is put there once, to go on with; what is typed then stays.
#[component]
fn Find(props: &FindProps) -> Html {
    let input = use_node_ref();
    {
        let input = input.clone();
        use_effect_with(props.text.clone(), move |text| {
            if let Some(input) = input.cast::<HtmlInputElement>().filter(|_| !text.is_empty()) {
                input.set_value(text);
            }
        });
    }
    html! {
        <input
            ref={input}
            class="input"
            id="find"
            type="search"
            placeholder="Find text, Enter for the next"
            onkeydown={&props.onkeydown}
        />
    }
}

/// The line above the table: jump to a record, find a text, only rows with findings.
pub(super) fn above(app: &AppHandle, file: &FileEntry, summary: &Summary) -> Html {
    let id = file.id;
    let records = summary.report.records;
    let find = {
        let app = app.clone();
        Callback::from(move |event: KeyboardEvent| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else {
                return;
            };
            if event.key() == "Enter" && !input.value().is_empty() {
                event.prevent_default();
                let ask = app.session.client.next_ask();
                app.act(Action::Searching(id, ask));
                let from = app.state.record.map_or(1, |record| record % records.max(1) + 1);
                app.session.client.send(&Request::Find { file: id, ask, text: input.value(), from });
            }
        })
    };
    let only = {
        let app = app.clone();
        Callback::from(move |event: Event| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                app.act(Action::OnlyMarked(input.checked()));
            }
        })
    };
    let searching = match (file.search.share, file.search.in_vain) {
        (Some(share), _) => format!("searched {:.0} %", share * 100.0),
        (None, true) => "not found".to_owned(),
        (None, false) if app.state.only_marked => {
            format!("{} of {}", grouped(summary.marked), counted(records, "record"))
        }
        (None, false) => counted(records, "record"),
    };
    html! {
        <div class="rows__bar">
            <Jump record={app.state.record} {records} />
            <label class="filters__search">
                { Icon::Search.picture() }
                <span class="visually-hidden">{ "Find a text in the rows, from the current one on" }</span>
                <Find text={file.search.text.clone()} onkeydown={find} />
            </label>
            <label class="check">
                <input type="checkbox" id="only-marked" checked={app.state.only_marked} disabled={summary.marked == 0} onchange={only} />
                { format!("Only rows with findings ({})", grouped(summary.marked)) }
            </label>
            { hide_values(app) }
            <span class="filters__count" role="status">{ searching }</span>
        </div>
    }
}

/// The line below: where the chosen cell stands, and what was found in it.
pub(super) fn below(app: &AppHandle, file: &FileEntry, rows: &[Rc<Row>]) -> Html {
    let row = rows.iter().find(|row| Some(row.record) == app.state.record);
    let Some(row) = row else {
        return html! { <div class="rows__status"><span class="muted">{ "Arrow keys move from cell to cell, Enter opens a cell's finding, Ctrl+C copies it." }</span></div> };
    };
    let field = app.state.field;
    let column =
        field.and_then(|field| file.summary()?.columns.get(usize::from(field)).map(|column| column.name.clone()));
    let place = format!("Record {}, line {}", grouped(row.record), grouped(row.line));
    let place = column.map_or(place.clone(), |column| format!("{place}, column {column}"));
    // The table cuts long values short; here the chosen one stands whole.
    let value = field.and_then(|field| row.cells.get(usize::from(field))).filter(|value| !value.is_empty());
    let mark = match field {
        Some(field) => worst(row, field),
        None => row.marks.iter().max_by_key(|mark| mark.severity),
    };
    let id = file.id;
    html! {
        <div class="rows__status" role="status">
            <span>{ place }</span>
            if let Some(value) = value {
                <code class="rows__value">{ app.state.values().of(value) }</code>
            }
            if has_ledgers(&app.state, file) {
                { to_ledger(app, id, row.record) }
            }
            if let Some(mark) = mark {
                <>
                    { sign_of(mark.severity).mark(mark.message.clone()) }
                    <button class="button button--link rows__to-finding" type="button" data-action="to-finding" onclick={{
                        let (app, index) = (app.clone(), mark.index);
                        Callback::from(move |_: MouseEvent| to_finding(&app, id, index))
                    }}>{ "Show the finding" }</button>
                </>
            } else if row.severity.is_some() {
                <span class="muted">
                    { if row.marks.is_empty() { "This record has findings beyond those that are listed one by one." } else { "This record has findings in other cells." } }
                </span>
            }
        </div>
    }
}

/// Which columns of a wide file are drawn, and the way to the others.
pub(super) fn across(app: &AppHandle, columns: usize, drawn: &Range<usize>) -> Html {
    let to = |field: usize| {
        let app = app.clone();
        let field = field.min(columns - 1) as u16;
        Callback::from(move |_: MouseEvent| {
            app.act(Action::ShownCell(app.state.record.unwrap_or(1), Some(field)));
        })
    };
    html! {
        <p class="rows__across" role="status">
            { format!("Columns {} to {} of {}.", grouped(drawn.start as u64 + 1), grouped(drawn.end as u64), grouped(columns as u64)) }
            if drawn.start > 0 {
                <button type="button" class="button button--small" onclick={to(drawn.start.saturating_sub(1))}>{ "Earlier columns" }</button>
            }
            if drawn.end < columns {
                <button type="button" class="button button--small" onclick={to(drawn.end)}>{ "Further columns" }</button>
            }
        </p>
    }
}
