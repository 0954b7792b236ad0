//! Every record of the file, of which only those on the screen are drawn.

mod bar;
mod keys;
mod none;
mod row;

use std::rc::Rc;

use daybreak_report::words::grouped;
use web_sys::HtmlElement;
use yew::prelude::*;

use self::row::RowLine;
use super::minimap::{Minimap, Stretch};
use crate::hooks::{use_app, use_focus_kept};
use crate::queries::across;
use crate::queries::scroll::Viewport;
use crate::queries::widths::Widths;
use crate::queries::words::{column_words, sign_of};
use crate::state::{Action, AppState};
use crate::tasks;
use crate::worker::protocol::{Request, Row};

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
    let widths = use_mut_ref(Widths::default);

    let shown = app.as_ref().and_then(|app| {
        let file = app.state.file()?;
        let summary = file.summary()?;
        let rows = if app.state.only_marked { summary.marked } else { summary.report.records };
        Some((file.id, rows, app.state.only_marked))
    });
    let viewport = Viewport { rows: shown.map_or(0, |(_, rows, _)| rows), row_height: ROW_HEIGHT, height: *height };

    {
        let (scroller, height) = (scroller.clone(), height.setter());
        use_effect_with(shown, move |_| {
            if let Some(element) = scroller.cast::<HtmlElement>() {
                let header = element.query_selector("thead").ok().flatten();
                let header = header.map_or(0.0, |header| header.get_bounding_client_rect().height());
                height.set((f64::from(element.client_height()) - header).max(ROW_HEIGHT));
            }
        });
    }
    {
        // Rows are asked for whenever the screen shows others.
        let session = app.as_ref().map(|app| app.session.clone());
        use_effect_with((shown, *first, viewport.visible()), move |&(shown, first, visible)| {
            if let (Some(session), Some((file, _, only_marked))) = (session, shown) {
                let from = first.saturating_sub(MARGIN);
                session.client.send(&Request::Rows {
                    file,
                    ask: session.client.next_ask(),
                    first: from,
                    count: visible + 2 * MARGIN,
                    only_marked,
                });
            }
        });
    }
    let go_to = {
        let (scroller, first) = (scroller.clone(), first.setter());
        Callback::from(move |to: u64| {
            let to = to.min(viewport.last_first());
            first.set(to);
            if let Some(element) = scroller.cast::<HtmlElement>() {
                element.set_scroll_top(viewport.scroll_to(to) as i32);
            }
        })
    };
    {
        // The record to be shown is brought on the screen.
        let (go_to, first) = (go_to.clone(), *first);
        let record = app.as_ref().and_then(|app| app.state.record);
        let wanted = app.as_ref().and_then(|app| position_of(&app.state, record?));
        // Another choice moves the table; that rows have come does not.
        use_effect_with((record, shown.map(|(id, ..)| id), viewport.visible()), move |&(.., visible)| {
            if let Some(at) = wanted
                && !(first..(first + visible).saturating_sub(2)).contains(&at)
            {
                go_to.emit(at.saturating_sub(visible / 3));
            }
        });
    }
    {
        // A cell off to the side is scrolled to.
        let cell = app.as_ref().and_then(|app| Some((app.state.record?, app.state.field?)));
        let drawn =
            app.as_ref().and_then(|app| app.state.file()?.rows.as_ref().map(|(first, rows)| (*first, rows.len())));
        use_effect_with((cell, drawn), |(cell, _)| {
            if let Some((record, field)) = cell {
                tasks::reveal(&row::cell_id(*record, *field));
            }
        });
    }
    use_focus_kept("rows", app.as_ref().and_then(|app| app.state.record).filter(|_| shown.is_some()));
    let Some(app) = app else { return Html::default() };
    let Some((file, summary)) = app.state.file().and_then(|file| Some((file, file.summary()?))) else {
        return Html::default();
    };
    if summary.report.records == 0 {
        return none::none(&app, summary);
    }

    let onscroll = {
        let first = first.clone();
        Callback::from(move |event: Event| {
            let Some(element) = event.target_dyn_into::<HtmlElement>() else { return };
            first.set(viewport.first_after(*first, f64::from(element.scroll_top())));
        })
    };
    let onwheel = {
        let (go_to, first) = (go_to.clone(), *first);
        Callback::from(move |event: WheelEvent| {
            // Where a pixel of the scroll bar stands for many rows, the wheel still moves by rows.
            if viewport.is_remapped() && event.delta_y() != 0.0 && !event.ctrl_key() {
                event.prevent_default();
                let steps = (event.delta_y() / ROW_HEIGHT).round() as i64;
                go_to.emit(first.saturating_add_signed(if steps == 0 {
                    event.delta_y().signum() as i64
                } else {
                    steps
                }));
            }
        })
    };
    let width = summary.columns.len();
    let drawn = across::drawn(width, app.state.field.map_or(0, usize::from));
    let on_cell = {
        let (app, first) = (app.clone(), drawn.start as u16);
        Callback::from(move |event: MouseEvent| {
            if let Some((record, field)) = row::cell_of(&event, first) {
                app.act(Action::ShownCell(record, Some(field)));
            }
        })
    };
    let loaded = file.rows.clone().unwrap_or_default();
    let onkeydown = keys::keys(&app, file, summary, &loaded.1, viewport.visible());
    let window: Vec<(u64, &Rc<Row>)> = window_of(&loaded, *first, viewport.visible() + 1);
    let top = viewport.top_of(*first);
    let bottom = (viewport.space() - top - viewport.height_of(window.len() as u64)).max(0.0);
    let active = app.state.record.zip(app.state.field.or(Some(0))).map(|(record, field)| row::cell_id(record, field));
    let widths = widths.borrow_mut().grow(file.id, &summary.columns, &loaded.1).to_vec();
    let digits = grouped(summary.report.records).len();
    let stretches: Rc<[Option<Stretch>]> = summary
        .stretches
        .iter()
        .map(|stretch| stretch.map(|found| Stretch { sign: sign_of(found.severity), share: found.share }))
        .collect();
    html! {
        <section class="rows" aria-label="Rows">
            { bar::above(&app, file, summary) }
            if width > drawn.len() {
                { bar::across(&app, width, &drawn) }
            }
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
                        <colgroup>
                            <col class="rows__numbers" ~style={format!("--characters:{digits}")} />
                            { for widths.iter().skip(drawn.start).take(drawn.len()).map(|width| html! { <col class="rows__texts" ~style={format!("--characters:{width}")} /> }) }
                        </colgroup>
                        <thead class="rows__header">
                            <tr aria-rowindex="1">
                                <th class="rows__corner" scope="col">{ "Record" }</th>
                                { for summary.columns.iter().enumerate().skip(drawn.start).take(drawn.len()).map(|(field, column)| html! {
                                    <th class={classes!("rows__column", column.ty.is_none().then_some("rows__column--unknown"))} scope="col" aria-colindex={(drawn.start > 0).then(|| (field + 2).to_string())} title={column_words(column)}>
                                        <span class="rows__name">{ &column.name }</span>
                                        <span class="rows__type">{ column_words(column) }</span>
                                    </th>
                                }) }
                            </tr>
                        </thead>
                        <tbody onclick={on_cell}>
                            <tr class="rows__space" aria-hidden="true"><td ~style={format!("height:{top}px")} colspan={(width + 1).to_string()}></td></tr>
                            { for window.into_iter().map(|(position, row)| {
                                let current = app.state.record == Some(row.record);
                                html! {
                                    <RowLine
                                        key={row.record}
                                        row={Rc::clone(row)}
                                        {position}
                                        drawn={drawn.clone()}
                                        summary={Rc::clone(summary)}
                                        {current}
                                        field={app.state.field.filter(|_| current)}
                                        values={app.state.values()}
                                    />
                                }
                            }) }
                            <tr class="rows__space" aria-hidden="true"><td ~style={format!("height:{bottom}px")} colspan={(width + 1).to_string()}></td></tr>
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
            { bar::below(&app, file, &loaded.1) }
        </section>
    }
}

/// Where a record stands in the table, from 0. Among rows with findings alone that is known only of those at hand.
fn position_of(state: &AppState, record: u64) -> Option<u64> {
    if !state.only_marked {
        return Some(record - 1);
    }
    let file = state.file()?;
    let marked = file.summary()?.marked;
    let ends = file.summary()?.marked_ends;
    if let Some((first, last)) = ends.filter(|(first, last)| [first, last].contains(&&record)) {
        return Some(if record == last && first != last { marked - 1 } else { 0 });
    }
    let (first, rows) = file.rows.as_ref()?;
    (*first..).zip(rows.iter()).find(|(_, row)| row.record == record).map(|(position, _)| position)
}

/// The loaded rows that are on the screen, with their positions.
fn window_of(loaded: &(u64, Rc<Vec<Rc<Row>>>), first: u64, count: u64) -> Vec<(u64, &Rc<Row>)> {
    let rows = loaded.1.iter().enumerate().map(|(offset, row)| (loaded.0 + offset as u64, row));
    rows.filter(|(position, _)| (first..first + count).contains(position)).collect()
}
