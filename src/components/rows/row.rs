//! One row of the table.

use daybreak_report::words::grouped;
use yew::prelude::*;

use crate::hooks::AppHandle;
use crate::queries::words::{severity_word, sign_of};
use crate::state::Action;
use crate::worker::protocol::{CellMark, Row, Summary};

/// A record at its position among those shown.
pub(super) fn draw(app: &AppHandle, summary: &Summary, position: u64, row: &Row) -> Html {
    let record = row.record;
    let values = app.state.values();
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
                { if text.is_empty() { "·".to_owned() } else { values.of(text) } }
                if let Some(mark) = mark {
                    <span class="visually-hidden">{ format!(" ({}: {})", severity_word(mark.severity), mark.message) }</span>
                }
            </td>
        }
    });
    html! {
        <tr
            class={classes!("rows__row", row.severity.map(|_| "rows__row--marked"), (app.state.record == Some(record)).then_some("rows__row--current"))}
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
pub(super) fn worst(row: &Row, field: u16) -> Option<&CellMark> {
    row.marks.iter().filter(|mark| mark.field.unwrap_or(0) == field).max_by_key(|mark| mark.severity)
}

/// The name that a cell has in the page.
pub(super) fn cell_id(record: u64, field: u16) -> String {
    format!("cell-{record}-{field}")
}
