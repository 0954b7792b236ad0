//! The rules that compare or add values, run on the values that were read.

use super::column::{Column, Kept};
use super::window::{Group, Row, SHARED_BIT, filled_bit, within_quotes};
use crate::checker::{Bound, Cell, Cells, Plan, Settings, State, View};
use crate::lexer::{Record, Terminator};
use crate::place::Place;
use crate::rules::condition::Reads;

/// A rule that compares or adds values.
#[derive(Debug)]
pub(super) struct Comparison {
    /// Its position among the plan's conditions.
    pub(super) bound: usize,
    /// The columns that it names, with their fields.
    columns: Vec<(usize, usize)>,
    /// Which fields those are.
    fields: u64,
}

/// Those of a plan. `position` tells where among the fast path's columns that of a field is.
pub(super) fn comparisons(plan: &Plan, position: impl Fn(usize) -> Option<usize>) -> Vec<Comparison> {
    let reads_values = |(_, bound): &(usize, &Bound)| bound.condition.reads == Reads::Values;
    let of_bound = |(at, bound): (usize, &Bound)| Comparison {
        bound: at,
        columns: bound.fields.iter().flatten().filter_map(|&field| Some((field, position(field)?))).collect(),
        fields: bound.fields.iter().flatten().fold(0, |bits, &field| bits | filled_bit(field)),
    };
    plan.conditions.iter().enumerate().filter(reads_values).map(of_bound).collect()
}

impl Comparison {
    /// Whether there may be anything to compare: it takes two, and with fewer the combinations have said all.
    pub(super) fn may_matter(&self, filled: u64) -> bool {
        self.fields & SHARED_BIT != 0 || (filled & self.fields).count_ones() > 1
    }

    /// Runs the rule on every candidate of a group that is not doubtful yet.
    #[expect(clippy::too_many_arguments, reason = "parts of one value, borrowed apart")]
    pub(super) fn run(
        &self,
        bound: &Bound,
        columns: &[(usize, Column)],
        group: &mut Group,
        rows: &[Row],
        bytes: &[u8],
        plan: &Plan,
        settings: &Settings,
    ) {
        let Group { candidates, grid, is_quoted } = group;
        let mut cells = Cells::default();
        for (number, candidate) in candidates.iter_mut().enumerate().filter(|(_, candidate)| !candidate.doubtful) {
            if !self.may_matter(candidate.filled) {
                continue;
            }
            let value =
                |column: usize| columns.get(column).map_or(Kept::None, |(_, column)| column.value(*is_quoted, number));
            let is_given = |(_, column): &&(usize, usize)| !matches!(value(*column), Kept::None);
            if self.columns.iter().filter(is_given).count() < 2 {
                continue;
            }
            let start = rows.get(candidate.row as usize).map_or(0, |row| row.start);
            let record = Record {
                bytes: bytes.get(start as usize..candidate.end as usize).unwrap_or(&[]),
                fields: &[],
                place: Place::default(),
                terminator: Terminator::Lf,
                unclosed_quote: None,
            };
            cells.clear();
            cells.cells.resize(plan.width, Cell::default());
            for &(field, column) in &self.columns {
                let (from, to) = grid.cell(number, candidate, field);
                let (from, to) = if *is_quoted { within_quotes(bytes, from, to) } else { (from, to) };
                let is_blank =
                    columns.get(column).is_none_or(|(_, column)| column.is_blank(bytes.get(from..to).unwrap_or(&[])));
                if let Some(cell) = cells.cells.get_mut(field) {
                    *cell = Cell {
                        state: if is_blank { State::Blank } else { State::Good },
                        value: value(column).into(),
                        start: (from as u32).saturating_sub(start),
                        end: (to as u32).saturating_sub(start),
                        in_scratch: false,
                    };
                }
            }
            let view = View { record: &record, cells: &cells, bound, layout: &plan.layout, settings };
            candidate.doubtful |= (bound.condition.check)(&view).is_some();
        }
    }
}
