//! The keys of the table.

use std::rc::Rc;

use yew::prelude::*;

use super::row::worst;
use crate::hooks::AppHandle;
use crate::state::{Action, FileEntry, Tab};
use crate::tasks;
use crate::worker::protocol::{Row, Summary};

/// What the keys do in the table.
pub(super) fn keys(
    app: &AppHandle,
    file: &FileEntry,
    summary: &Summary,
    rows: &Rc<Vec<Rc<Row>>>,
    visible: u64,
) -> Callback<KeyboardEvent> {
    let (app, rows, id) = (app.clone(), Rc::clone(rows), file.id);
    let (records, width) = (summary.report.records, summary.columns.len() as u16);
    let ends = summary.marked_ends;
    Callback::from(move |event: KeyboardEvent| {
        let (record, field) = (app.state.record.unwrap_or(1), app.state.field.unwrap_or(0));
        let at = rows.iter().position(|row| row.record == record);
        // Among rows with findings alone the next one is not the next record.
        let step = |by: i64| {
            if app.state.only_marked {
                let to = at.map_or(0, |at| at.saturating_add_signed(by as isize));
                rows.get(to).or(rows.last()).map_or(record, |row| row.record)
            } else {
                record.saturating_add_signed(by).clamp(1, records.max(1))
            }
        };
        let (top, bottom) = match ends.filter(|_| app.state.only_marked) {
            Some(ends) => ends,
            None => (1, records.max(1)),
        };
        let page = visible.saturating_sub(2).max(1).cast_signed();
        let whole = event.ctrl_key() || event.meta_key();
        let (record, field) = match event.key().as_str() {
            "ArrowDown" => (step(1), field),
            "ArrowUp" => (step(-1), field),
            "PageDown" => (step(page), field),
            "PageUp" => (step(-page), field),
            "ArrowRight" => (record, (field + 1).min(width.saturating_sub(1))),
            "ArrowLeft" => (record, field.saturating_sub(1)),
            "Home" if whole => (top, 0),
            "End" if whole => (bottom, width.saturating_sub(1)),
            "Home" => (record, 0),
            "End" => (record, width.saturating_sub(1)),
            "Enter" => {
                if let Some(mark) = at.and_then(|at| rows.get(at)).and_then(|row| worst(row, field)) {
                    event.prevent_default();
                    to_finding(&app, id, mark.index);
                }
                return;
            }
            // With Shift or Caps Lock a letter comes as a capital.
            "c" | "C" if whole => {
                if let Some(row) = at.and_then(|at| rows.get(at)) {
                    event.prevent_default();
                    let (text, what) = if event.shift_key() {
                        (row.cells.join("|"), "the row")
                    } else {
                        (row.cells.get(usize::from(field)).cloned().unwrap_or_default(), "the cell")
                    };
                    tasks::copy(&app.session, &app.state.values().of(&text), what);
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        app.act(Action::ShownCell(record, Some(field)));
    })
}

/// Opens a finding in the list of findings.
pub(super) fn to_finding(app: &AppHandle, id: u32, index: usize) {
    app.act(Action::Chosen(id, index));
    app.act(Action::Shown(Tab::Findings));
}
