//! One row of the table. Hundreds of cells come and go while somebody scrolls, so a cell has no attribute that it does not
//! need, and a row that stays is not drawn again.

use std::ops::Range;
use std::rc::Rc;

use daybreak_report::Values;
use daybreak_report::words::grouped;
use wasm_bindgen::JsCast;
use web_sys::HtmlTableCellElement;
use yew::prelude::*;

use crate::queries::words::{severity_word, sign_of};
use crate::worker::protocol::{CellMark, Row, Summary};

/// What [`RowLine`] takes.
#[derive(Properties, PartialEq)]
pub(super) struct RowLineProps {
    /// The record.
    pub(super) row: Rc<Row>,
    /// Its position among those shown, from 0.
    pub(super) position: u64,
    /// The cells that are drawn.
    pub(super) drawn: Range<usize>,
    /// What is known of its file.
    pub(super) summary: Rc<Summary>,
    /// It is the current record.
    pub(super) current: bool,
    /// The current cell, if it is in this row.
    pub(super) field: Option<u16>,
    /// How values are shown.
    pub(super) values: Values,
}

/// A record.
#[component]
pub(super) fn RowLine(props: &RowLineProps) -> Html {
    let RowLineProps { row, position, drawn, summary, current, field: selected, values } = props;
    let cells = row.cells.iter().enumerate().skip(drawn.start).take(drawn.len()).map(|(field, text)| {
        let field = field as u16;
        let mark = worst(row, field);
        let number = summary.columns.get(usize::from(field)).is_some_and(|column| column.number);
        let is_selected = *selected == Some(field);
        html! {
            <td
                class={class_of(mark, number, text.is_empty())}
                id={is_selected.then(|| cell_id(row.record, field))}
                aria-selected={is_selected.then_some("true")}
                aria-colindex={(drawn.start > 0).then(|| (u32::from(field) + 2).to_string())}
                title={mark.map(|mark| mark.message.clone())}
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
            class={classes!("rows__row", row.severity.map(|_| "rows__row--marked"), current.then_some("rows__row--current"))}
            data-record={row.record.to_string()}
            aria-rowindex={(position + 2).to_string()}
        >
            <th class="rows__gutter" scope="row">{ grouped(row.record) }</th>
            { for cells }
        </tr>
    }
}

/// Most cells have no finding: their classes need not be put together.
fn class_of(mark: Option<&CellMark>, number: bool, empty: bool) -> Option<AttrValue> {
    let plain = match (number, empty) {
        (false, false) => "",
        (true, false) => "rows__cell--number",
        (false, true) => "rows__cell--empty",
        (true, true) => "rows__cell--number rows__cell--empty",
    };
    match mark {
        Some(mark) => Some(format!("{plain} rows__cell--{}", sign_of(mark.severity).class()).into()),
        None => Some(AttrValue::Static(plain)).filter(|class| !class.is_empty()),
    }
}

/// The record and field of the cell that something happened in, where the cells begin with this field.
pub(super) fn cell_of(event: &MouseEvent, first: u16) -> Option<(u64, u16)> {
    let element: web_sys::Element = event.target()?.dyn_into().ok()?;
    let cell: HtmlTableCellElement = element.closest("td").ok()??.dyn_into().ok()?;
    let record = cell.closest("[data-record]").ok()??.get_attribute("data-record")?.parse().ok()?;
    // The first column holds the records' numbers.
    let field = u16::try_from(cell.cell_index()).ok()?.checked_sub(1)?;
    Some((record, first.checked_add(field)?))
}

/// The worst finding of a cell; one of the whole record shows on its first cell.
pub(super) fn worst(row: &Row, field: u16) -> Option<&CellMark> {
    row.marks.iter().filter(|mark| mark.field.unwrap_or(0) == field).max_by_key(|mark| mark.severity)
}

/// The name that the current cell has in the page.
pub(super) fn cell_id(record: u64, field: u16) -> String {
    format!("cell-{record}-{field}")
}
