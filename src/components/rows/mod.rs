//! Every record of the file, of which only those on the screen are drawn.

mod bar;
mod keys;
mod none;
mod row;
mod scrolling;

use std::ops::Range;
use std::rc::Rc;

use daybreak_report::words::grouped;
use yew::prelude::*;

use self::row::RowLine;
use self::scrolling::{Scrolling, use_scrolling};
use super::minimap::{Minimap, Stretch};
use crate::hooks::{AppHandle, use_app, use_focus_kept};
use crate::queries::across;
use crate::queries::widths::Widths;
use crate::queries::words::{column_words, sign_of};
use crate::state::Action;
use crate::worker::protocol::{Row, Summary};

/// The rows.
#[component]
pub fn RowsTab() -> Html {
    let app = use_app();
    let widths = use_mut_ref(Widths::default);
    let shown = app.as_ref().and_then(|app| {
        let file = app.state.file()?;
        let summary = file.summary()?;
        let rows = if app.state.only_marked { summary.marked } else { summary.report.records };
        Some((file.id, rows, app.state.only_marked))
    });
    let scrolling = use_scrolling(app.as_ref(), shown);
    use_focus_kept("rows", app.as_ref().and_then(|app| app.state.record).filter(|_| shown.is_some()));
    let Some(app) = app else { return Html::default() };
    let Some((file, summary)) = app.state.file().and_then(|file| Some((file, file.summary()?))) else {
        return Html::default();
    };
    if summary.report.records == 0 {
        return none::none(&app, summary);
    }

    let Scrolling { viewport, first, scroller, onscroll, onwheel } = scrolling;
    let width = summary.columns.len();
    let drawn = across::drawn(width, app.state.field.map_or(0, usize::from));
    let loaded = file.rows.clone().unwrap_or_default();
    let onkeydown = keys::keys(&app, file, summary, &loaded.1, viewport.visible());
    let window = window_of(&loaded, first, viewport.visible() + 1);
    let top = viewport.top_of(first);
    let bottom = (viewport.space() - top - viewport.height_of(window.len() as u64)).max(0.0);
    let space = |height: f64| {
        html! { <tr class="rows__space" aria-hidden="true"><td ~style={format!("height:{height}px")} colspan={(width + 1).to_string()}></td></tr> }
    };
    let active = app.state.record.zip(app.state.field.or(Some(0))).map(|(record, field)| row::cell_id(record, field));
    let widths = widths.borrow_mut().grow(file.id, &summary.columns, &loaded.1).to_vec();
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
                        { columns(summary, &widths, &drawn) }
                        { header(summary, &drawn) }
                        <tbody onclick={on_cell(&app, &drawn)}>
                            { space(top) }
                            { for window.into_iter().map(|(position, row)| line(&app, summary, &drawn, position, row)) }
                            { space(bottom) }
                        </tbody>
                    </table>
                </div>
                if !app.state.only_marked {
                    <Minimap
                        stretches={stretches(summary)}
                        records={summary.report.records}
                        first={first + 1}
                        last={(first + viewport.visible()).min(summary.report.records)}
                        on_jump={app.acting(|record: u64| Action::ShownCell(record, None))}
                    />
                }
            </div>
            { bar::below(&app, file, &loaded.1) }
        </section>
    }
}

/// How wide the columns are that are drawn.
fn columns(summary: &Summary, widths: &[usize], drawn: &Range<usize>) -> Html {
    let digits = grouped(summary.report.records).len();
    let widths = widths.iter().skip(drawn.start).take(drawn.len());
    html! {
        <colgroup>
            <col class="rows__numbers" ~style={format!("--characters:{digits}")} />
            { for widths.map(|width| html! { <col class="rows__texts" ~style={format!("--characters:{width}")} /> }) }
        </colgroup>
    }
}

fn header(summary: &Summary, drawn: &Range<usize>) -> Html {
    let columns = summary.columns.iter().enumerate().skip(drawn.start).take(drawn.len());
    html! {
        <thead class="rows__header">
            <tr aria-rowindex="1">
                <th class="rows__corner" scope="col">{ "Record" }</th>
                { for columns.map(|(field, column)| html! {
                    <th class={classes!("rows__column", column.ty.is_none().then_some("rows__column--unknown"))} scope="col" aria-colindex={(drawn.start > 0).then(|| (field + 2).to_string())} title={column_words(column)}>
                        <span class="rows__name">{ &column.name }</span>
                        <span class="rows__type">{ column_words(column) }</span>
                    </th>
                }) }
            </tr>
        </thead>
    }
}

fn line(app: &AppHandle, summary: &Rc<Summary>, drawn: &Range<usize>, position: u64, row: &Rc<Row>) -> Html {
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
}

/// A click chooses a cell.
fn on_cell(app: &AppHandle, drawn: &Range<usize>) -> Callback<MouseEvent> {
    let (app, first) = (app.clone(), drawn.start as u16);
    Callback::from(move |event: MouseEvent| {
        if let Some((record, field)) = row::cell_of(&event, first) {
            app.act(Action::ShownCell(record, Some(field)));
        }
    })
}

/// How bad the findings are along the file.
fn stretches(summary: &Summary) -> Rc<[Option<Stretch>]> {
    let stretches = summary.stretches.iter();
    stretches.map(|found| found.map(|found| Stretch { sign: sign_of(found.severity), share: found.share })).collect()
}

/// The loaded rows that are on the screen, with their positions.
fn window_of(loaded: &(u64, Rc<Vec<Rc<Row>>>), first: u64, count: u64) -> Vec<(u64, &Rc<Row>)> {
    let rows = loaded.1.iter().enumerate().map(|(offset, row)| (loaded.0 + offset as u64, row));
    rows.filter(|(position, _)| (first..first + count).contains(position)).collect()
}
