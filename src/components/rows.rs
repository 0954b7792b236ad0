//! Every record of the file, of which only those on the screen are drawn.

use std::rc::Rc;

use daybreak_engine::Severity;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::columns_view::grouped;
use super::icons::{Icon, Mark, Picture};
use super::minimap::{Minimap, Stretch};
use super::verdict::focus;
use crate::hooks::{AppHandle, use_app};
use crate::queries::scroll::Viewport;
use crate::queries::words::{severity_word, sign_of};
use crate::state::{Action, FileEntry, Tab};
use crate::tasks;
use crate::worker::protocol::{CellMark, Request, Row, Summary};

/// The height of a row, in pixels; the style sheet has the same.
const ROW_HEIGHT: f64 = 28.0;

/// So many rows are asked for on either side of the screen.
const MARGIN: u64 = 30;

/// The rows.
#[component]
pub fn RowsTab() -> Html {
    let app = use_app();
    let scroller = use_node_ref();
    let first = use_state_eq(|| 0_u64);
    let height = use_state_eq(|| 600.0_f64);
    // A scroll position that we set ourselves is no scrolling by the user.
    let expected = use_mut_ref(|| None::<f64>);

    let shown = app.as_ref().and_then(|app| {
        let file = app.state.file()?;
        let summary = file.summary()?;
        let rows = if app.state.only_marked { summary.marked } else { summary.report.records };
        Some((file.id, rows, app.state.only_marked))
    });
    let viewport = Viewport { rows: shown.map_or(0, |(_, rows, _)| rows), row_height: ROW_HEIGHT, height: (*height - 46.0).max(ROW_HEIGHT) };

    {
        let (scroller, height) = (scroller.clone(), height.setter());
        use_effect_with(shown, move |_| {
            if let Some(element) = scroller.cast::<HtmlElement>() {
                height.set(f64::from(element.client_height()).max(ROW_HEIGHT));
            }
        });
    }
    {
        // Rows are asked for whenever the screen shows others.
        let session = app.as_ref().map(|app| app.session.clone());
        use_effect_with((shown, *first, viewport.visible()), move |&(shown, first, visible)| {
            if let (Some(session), Some((file, _, only_marked))) = (session, shown) {
                let from = first.saturating_sub(MARGIN);
                session.client.send(&Request::Rows { file, ask: session.client.next_ask(), first: from, count: visible + 2 * MARGIN, only_marked });
            }
        });
    }
    let go_to = {
        let (scroller, first, expected) = (scroller.clone(), first.setter(), expected.clone());
        Callback::from(move |to: u64| {
            let to = to.min(viewport.last_first());
            first.set(to);
            if let Some(element) = scroller.cast::<HtmlElement>() {
                let position = viewport.scroll_to(to);
                *expected.borrow_mut() = Some(position);
                element.set_scroll_top(position as i32);
            }
        })
    };
    {
        // The record to be shown is brought on the screen.
        let (go_to, first) = (go_to.clone(), *first);
        let wanted = app.as_ref().and_then(|app| app.state.record).filter(|_| shown.is_some_and(|(.., only_marked)| !only_marked));
        use_effect_with((wanted, shown.map(|(id, ..)| id), viewport.visible()), move |&(wanted, _, visible)| {
            if let Some(at) = wanted.map(|record| record - 1)
                && !(first..(first + visible).saturating_sub(2)).contains(&at)
            {
                go_to.emit(at.saturating_sub(visible / 3));
            }
        });
    }
    {
        // A cell off to the side is scrolled to.
        let cell = app.as_ref().and_then(|app| Some((app.state.record?, app.state.field?)));
        let drawn = app.as_ref().and_then(|app| app.state.file()?.rows.as_ref().map(|(first, rows)| (*first, rows.len())));
        use_effect_with((cell, drawn), |(cell, _)| {
            if let Some((record, field)) = cell {
                reveal(&cell_id(*record, *field));
            }
        });
    }
    let Some(app) = app else { return Html::default() };
    let Some((file, summary)) = app.state.file().and_then(|file| Some((file, file.summary()?))) else { return Html::default() };

    let onscroll = {
        let (first, expected) = (first.setter(), expected.clone());
        Callback::from(move |event: Event| {
            let Some(element) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) else { return };
            let position = f64::from(element.scroll_top());
            let own = expected.borrow_mut().take().is_some_and(|expected| (expected - position).abs() < 2.0);
            if !own {
                first.set(viewport.first_at(position));
            }
        })
    };
    let onwheel = {
        let (go_to, first) = (go_to.clone(), *first);
        Callback::from(move |event: WheelEvent| {
            // Where a pixel of the scroll bar stands for many rows, the wheel still moves by rows.
            if viewport.is_remapped() && event.delta_y() != 0.0 && !event.ctrl_key() {
                event.prevent_default();
                let steps = (event.delta_y() / ROW_HEIGHT).round() as i64;
                go_to.emit(first.saturating_add_signed(if steps == 0 { event.delta_y().signum() as i64 } else { steps }));
            }
        })
    };
    let loaded = file.rows.clone().unwrap_or_default();
    let onkeydown = keys(&app, file, summary, &loaded.1, viewport.visible());
    let window: Vec<(u64, &Row)> = window_of(&loaded, *first, viewport.visible() + 1);
    let top = if viewport.is_remapped() { viewport.scroll_to(*first) } else { *first as f64 * ROW_HEIGHT };
    let bottom = (viewport.space() - top - window.len() as f64 * ROW_HEIGHT).max(0.0);
    let active = app.state.record.zip(app.state.field.or(Some(0))).map(|(record, field)| cell_id(record, field));
    let width = summary.columns.len();
    let stretches: Rc<[Option<Stretch>]> = summary
        .stretches
        .iter()
        .map(|stretch| stretch.map(|found| Stretch { sign: sign_of(found.severity), share: found.share }))
        .collect();
    html! {
        <section class="rows" aria-label="Rows">
            { bar(&app, file, summary) }
            <div class="rows__body">
                <div class="rows__scroll" ref={scroller} {onscroll} {onwheel}>
                    <table
                        class="rows__table"
                        id="rows"
                        role="grid"
                        tabindex="0"
                        aria-label={format!("Records of {}", file.name)}
                        aria-rowcount={(viewport.rows + 1).to_string()}
                        aria-colcount={(width + 1).to_string()}
                        aria-activedescendant={active}
                        {onkeydown}
                    >
                        <thead class="rows__header">
                            <tr aria-rowindex="1">
                                <th class="rows__corner" scope="col">{ "Record" }</th>
                                { for summary.columns.iter().map(|column| html! {
                                    <th class={classes!("rows__column", column.ty.is_none().then_some("rows__column--unknown"))} scope="col" title={column_words(column)}>
                                        <span class="rows__name">{ &column.name }</span>
                                        <span class="rows__type">{ column_words(column) }</span>
                                    </th>
                                }) }
                            </tr>
                        </thead>
                        <tbody>
                            <tr class="rows__space" aria-hidden="true"><td style={format!("height:{top}px")} colspan={(width + 1).to_string()}></td></tr>
                            { for window.into_iter().map(|(position, row)| draw(&app, summary, position, row)) }
                            <tr class="rows__space" aria-hidden="true"><td style={format!("height:{bottom}px")} colspan={(width + 1).to_string()}></td></tr>
                        </tbody>
                    </table>
                </div>
                if !app.state.only_marked {
                    <Minimap
                        {stretches}
                        records={summary.report.records}
                        first={*first + 1}
                        last={(*first + viewport.visible()).min(summary.report.records)}
                        on_jump={app.acting(|record: u64| Action::ShownCell(record, None))}
                    />
                }
            </div>
            { status(&app, file, &loaded.1) }
        </section>
    }
}

/// What a column holds and when it must be filled, in words.
pub fn column_words(column: &crate::worker::protocol::Column) -> String {
    match (&column.ty, &column.presence) {
        (Some(ty), Some(presence)) => match presence.as_str() {
            "always" => format!("{ty}, required"),
            "no" => format!("{ty}, optional"),
            condition => format!("{ty}, required {condition}"),
        },
        _ => "not in the schema".to_owned(),
    }
}

/// The loaded rows that are on the screen, with their positions.
fn window_of(loaded: &(u64, Rc<Vec<Row>>), first: u64, count: u64) -> Vec<(u64, &Row)> {
    let rows = loaded.1.iter().enumerate().map(|(offset, row)| (loaded.0 + offset as u64, row));
    rows.filter(|(position, _)| (first..first + count).contains(position)).collect()
}

fn draw(app: &AppHandle, summary: &Summary, position: u64, row: &Row) -> Html {
    let record = row.record;
    let cells = row.cells.iter().enumerate().map(|(field, text)| {
        let field = field as u16;
        let mark = worst(row, field);
        let selected = app.state.record == Some(record) && app.state.field == Some(field);
        let severity = mark.map(|mark| format!("rows__cell--{}", sign_of(mark.severity).class()));
        let number = summary.columns.get(usize::from(field)).is_some_and(|column| column.number);
        html! {
            <td
                class={classes!("rows__cell", severity, number.then_some("rows__cell--number"), text.is_empty().then_some("rows__cell--empty"))}
                id={cell_id(record, field)}
                role="gridcell"
                aria-colindex={(field + 2).to_string()}
                aria-selected={selected.to_string()}
                data-column={summary.columns.get(usize::from(field)).map(|column| column.name.clone())}
                title={mark.map(|mark| mark.message.clone())}
                onclick={app.acting(move |_: MouseEvent| Action::ShownCell(record, Some(field)))}
            >
                { if text.is_empty() { "·" } else { text.as_str() } }
                if let Some(mark) = mark {
                    <span class="visually-hidden">{ format!(" ({}: {})", severity_word(mark.severity), mark.message) }</span>
                }
            </td>
        }
    });
    html! {
        <tr
            class={classes!("rows__row", row.severity.map(|_| "rows__row--marked"))}
            key={record}
            data-record={record.to_string()}
            aria-rowindex={(position + 2).to_string()}
        >
            <th class="rows__gutter" scope="row">{ grouped(record) }</th>
            { for cells }
        </tr>
    }
}

/// The worst finding of a cell; one of the whole record shows on its first cell.
fn worst(row: &Row, field: u16) -> Option<&CellMark> {
    row.marks.iter().filter(|mark| mark.field.unwrap_or(0) == field).max_by_key(|mark| mark.severity)
}

fn cell_id(record: u64, field: u16) -> String {
    format!("cell-{record}-{field}")
}

/// Scrolls a cell to where it can be seen, without moving more than is needed.
fn reveal(id: &str) {
    let element = web_sys::window().and_then(|window| window.document()?.get_element_by_id(id));
    if let Some(element) = element {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        options.set_inline(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// What the keys do in the table.
fn keys(app: &AppHandle, file: &FileEntry, summary: &Summary, rows: &Rc<Vec<Row>>, visible: u64) -> Callback<KeyboardEvent> {
    let (app, rows, id) = (app.clone(), Rc::clone(rows), file.id);
    let (records, width) = (summary.report.records, summary.columns.len() as u16);
    Callback::from(move |event: KeyboardEvent| {
        let (record, field) = (app.state.record.unwrap_or(1), app.state.field.unwrap_or(0));
        let at = rows.iter().position(|row| row.record == record);
        // Among rows with findings alone the next one is not the next record.
        let step = |by: i64| {
            if app.state.only_marked {
                at.and_then(|at| rows.get(at.saturating_add_signed(by as isize))).map_or(record, |row| row.record)
            } else {
                record.saturating_add_signed(by).clamp(1, records.max(1))
            }
        };
        let page = visible.saturating_sub(2).max(1) as i64;
        let whole = event.ctrl_key() || event.meta_key();
        let (record, field) = match event.key().as_str() {
            "ArrowDown" => (step(1), field),
            "ArrowUp" => (step(-1), field),
            "PageDown" => (step(page), field),
            "PageUp" => (step(-page), field),
            "ArrowRight" => (record, (field + 1).min(width.saturating_sub(1))),
            "ArrowLeft" => (record, field.saturating_sub(1)),
            "Home" if whole => (1, 0),
            "End" if whole => (records.max(1), width.saturating_sub(1)),
            "Home" => (record, 0),
            "End" => (record, width.saturating_sub(1)),
            "Enter" => {
                if let Some(mark) = at.and_then(|at| rows.get(at)).and_then(|row| worst(row, field)) {
                    event.prevent_default();
                    to_finding(&app, id, mark.index);
                }
                return;
            }
            "c" if whole => {
                if let Some(row) = at.and_then(|at| rows.get(at)) {
                    event.prevent_default();
                    let (text, what) = if event.shift_key() {
                        (row.cells.join("|"), "The row")
                    } else {
                        (row.cells.get(usize::from(field)).cloned().unwrap_or_default(), "The cell")
                    };
                    tasks::copy(&app.session, &text, what);
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        app.act(Action::ShownCell(record, Some(field)));
    })
}

fn to_finding(app: &AppHandle, id: u32, index: usize) {
    app.act(Action::Chosen(id, index));
    app.act(Action::Shown(Tab::Findings));
}

/// The line above the table: jump to a record, find a text, only rows with findings.
fn bar(app: &AppHandle, file: &FileEntry, summary: &Summary) -> Html {
    let id = file.id;
    let records = summary.report.records;
    let jump = {
        let app = app.clone();
        Callback::from(move |event: Event| {
            let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
            let digits: String = input.value().chars().filter(char::is_ascii_digit).collect();
            if let Ok(record) = digits.parse::<u64>() {
                app.act(Action::OnlyMarked(false));
                app.act(Action::ShownCell(record.clamp(1, records.max(1)), app.state.field));
                focus("rows");
            }
        })
    };
    let find = {
        let app = app.clone();
        Callback::from(move |event: KeyboardEvent| {
            let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
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
            if let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) {
                app.act(Action::OnlyMarked(input.checked()));
            }
        })
    };
    let searching = match (file.search.share, file.search.in_vain) {
        (Some(share), _) => format!("looked through {:.0} %", share * 100.0),
        (None, true) => "not found".to_owned(),
        (None, false) => format!("{} records", grouped(records)),
    };
    html! {
        <div class="rows__bar">
            <label class="field field--inline rows__jump">
                <span class="field__label">{ "Record" }</span>
                <input class="input input--mono" id="jump" inputmode="numeric" value={app.state.record.map(grouped).unwrap_or_default()} onchange={jump} />
            </label>
            <label class="filters__search">
                <Picture icon={Icon::Search} />
                <span class="visually-hidden">{ "Find a text in the rows, from the current one on" }</span>
                <input class="input" id="find" type="search" placeholder="Find text, Enter for the next" onkeydown={find} />
            </label>
            <label class="check">
                <input type="checkbox" id="only-marked" checked={app.state.only_marked} disabled={summary.marked == 0} onchange={only} />
                { format!("Only rows with findings ({})", grouped(summary.marked)) }
            </label>
            <span class="filters__count" role="status">{ searching }</span>
        </div>
    }
}

/// The line below: where the chosen cell stands, and what was found in it.
fn status(app: &AppHandle, file: &FileEntry, rows: &[Row]) -> Html {
    let row = rows.iter().find(|row| Some(row.record) == app.state.record);
    let Some(row) = row else {
        return html! { <div class="rows__status"><span class="muted">{ "Arrow keys move from cell to cell, Enter opens a cell's finding, Ctrl+C copies it." }</span></div> };
    };
    let field = app.state.field;
    let column = field.and_then(|field| file.summary()?.columns.get(usize::from(field)).map(|column| column.name.clone()));
    let place = format!("Record {}, line {}", grouped(row.record), grouped(row.line));
    let place = column.map_or(place.clone(), |column| format!("{place}, column {column}"));
    let mark = match field {
        Some(field) => worst(row, field),
        None => row.marks.iter().max_by_key(|mark| mark.severity),
    };
    let id = file.id;
    html! {
        <div class="rows__status" role="status">
            <span>{ place }</span>
            if let Some(mark) = mark {
                <>
                    <Mark sign={sign_of(mark.severity)} words={mark.message.clone()} />
                    <button class="button button--link rows__to-finding" type="button" data-action="to-finding" onclick={{
                        let (app, index) = (app.clone(), mark.index);
                        Callback::from(move |_: MouseEvent| to_finding(&app, id, index))
                    }}>{ "Show the finding" }</button>
                </>
            } else if row.severity.is_some_and(|severity| severity >= Severity::Info) {
                <span class="muted">{ "This record has findings in other cells." }</span>
            }
        </div>
    }
}
