//! One record, cell by cell.

use daybreak_schema::{LayoutColumn, Presence, Type};

use super::absences::Absences;
use super::cell::{Cell, Cells, State};
use super::doubt::{self, Judged};
use super::null_keys::NullKeys;
use super::plan::{Plan, PlannedField};
use super::settings::Settings;
use super::spot::{spot_of_field, spot_of_record};
use super::time::{self, Moments};
use super::view::View;
use crate::finding::Detail;
use crate::lexer::{Field, Record};
use crate::rules::{time as time_rules, value};
use crate::sink::{Sink, Slip, Spot};
use crate::values::{Days, Reader, Reading, Value, is_empty_list};

/// One record being checked.
pub(super) struct Pass<'a> {
    pub(super) record: &'a Record<'a>,
    pub(super) plan: &'a Plan,
    pub(super) settings: &'a Settings,
    pub(super) sink: &'a mut Sink,
    pub(super) absences: &'a mut Absences,
    /// Findings about cells in which nothing stands that counts, by field: what the record's other cells say of that is still
    /// to be folded, into them or the other way round.
    pub(super) held: Vec<(usize, Slip)>,
    pub(super) days: &'a mut Days,
    pub(super) scratch: &'a mut Vec<u8>,
}

impl Pass<'_> {
    /// Checks a record that has as many fields as the header.
    pub(super) fn check(&mut self, cells: &mut Cells, moments: &mut Moments, null_keys: &mut NullKeys) {
        self.absences.pass(1);
        self.read_cells(cells);
        self.plan.unknown.iter().for_each(|&field| self.check_form(field));
        self.check_presence(cells);
        self.check_conditions(cells);
        self.note_moments(cells, moments);
        self.release(cells, null_keys);
    }

    /// Checks how the cells of any other record are written.
    pub(super) fn check_forms(&mut self) {
        (0..self.record.fields.len()).for_each(|field| self.check_form(field));
    }

    fn read_cells(&mut self, cells: &mut Cells) {
        cells.clear();
        cells.cells.resize(self.record.fields.len(), Cell::default());
        for planned in &self.plan.fields {
            let Some(&field) = self.record.fields.get(planned.field) else { continue };
            let cell = if self.record.unclosed_quote.is_some_and(|quote| quote.at == field.start) {
                // The lost quote is reported; what the cell was meant to hold is not known.
                Cell { state: State::Bad, start: field.start, end: field.end, ..Cell::default() }
            } else if field.start == field.end {
                Cell { state: State::Blank, start: field.start, end: field.end, ..Cell::default() }
            } else {
                self.read_cell(planned, cells)
            };
            if let Some(slot) = cells.cells.get_mut(planned.field) {
                *slot = cell;
            }
        }
    }

    fn read_cell(&mut self, planned: &PlannedField, cells: &mut Cells) -> Cell {
        let (field, column) = (planned.field, planned.column);
        let Some((span, column)) = self.record.fields.get(field).zip(self.plan.layout.columns.get(column)) else {
            return Cell::default();
        };
        let place = self.place_of_text(field, span, cells);
        let text = cells.text(self.record, place);
        if self.is_blank(column, text) {
            return Cell { state: State::Blank, ..place };
        }
        let currency = match planned.currency {
            Some(field) => self.currency(field, cells),
            None => Some(&b"USD"[..]),
        };
        let mut reader = Reader { column, currency, credit_only: self.plan.layout.credit_only, days: self.days };
        let marks = span.marks;
        let looks_good =
            !doubt::is_doubtful(text, marks) && !value::looks_damaged(column.ty.value, text) && !marks.quoted();
        if looks_good && let Reading::Good(value) = reader.read(text) {
            self.check_text(column, text, field);
            return Cell { state: State::Good, value, ..place };
        }
        let judged = doubt::judge(&mut reader, text, self.record.raw(field), marks, self.sink);
        self.tell(field, text, &judged);
        if judged.state == State::Good {
            self.check_text(column, judged.cleaned.as_deref().unwrap_or(text), field);
        }
        let place = judged.cleaned.as_ref().map_or(place, |cleaned| cells.keep(cleaned));
        judged.cell(place)
    }

    /// Where the text of a cell lies, without its quotes.
    fn place_of_text(&mut self, field: usize, span: &Field, cells: &mut Cells) -> Cell {
        let &Field { start, end, marks, .. } = span;
        if !marks.quoted() {
            Cell { start, end, ..Cell::default() }
        } else if !marks.escaped() {
            Cell { start: start + 1, end: end - 1, ..Cell::default() }
        } else {
            cells.keep(self.record.text(field, self.scratch))
        }
    }

    /// Whether a text counts as nothing in its column.
    fn is_blank(&self, column: &LayoutColumn, text: &[u8]) -> bool {
        let may_be_empty = column.presence.value != Presence::Required;
        let is_blank_word = || self.plan.kind().blank_word.is_some_and(|word| word.as_bytes() == text);
        let is_empty_list = || column.ty.value == Type::IdList && is_empty_list(text);
        text.is_empty() || (may_be_empty && is_blank_word()) || is_empty_list()
    }

    /// Looks for what no text of a column may hold, in one that can be relied on.
    fn check_text(&mut self, column: &LayoutColumn, text: &[u8], field: usize) {
        if value::may_offend(column) {
            value::check_text(column, text, self.record, field, self.sink);
        }
    }

    /// Tells what is wrong with a cell, but for what is still to be folded.
    fn tell(&mut self, field: usize, text: &[u8], judged: &Judged) {
        let is_held = matches!(judged.state, State::Blank | State::NoValue);
        let (held, told) = judged.slips.split_at(usize::from(is_held));
        self.held.extend(held.iter().map(|slip| (field, slip.clone())));
        for slip in told {
            self.sink.take(slip.clone(), spot_of_field(self.record, field, text));
        }
    }

    /// The currency in a field that was read; `None` when it cannot be relied on.
    fn currency<'b>(&self, field: usize, cells: &'b Cells) -> Option<&'b [u8]>
    where
        Self: 'b,
    {
        let cell = cells.get(Some(field));
        let is_due = || self.plan.column_of(field).is_some_and(|column| column.presence.value == Presence::Required);
        match cell.state {
            State::Good => Some(cells.text(self.record, cell)),
            State::Blank if !is_due() => Some(b"USD"),
            _ => None,
        }
    }

    /// Checks how a cell is written of which nothing else is known.
    fn check_form(&mut self, field: usize) {
        let Some(&Field { start, marks, .. }) = self.record.fields.get(field) else { return };
        let has_lost_quote = self.record.unclosed_quote.is_some_and(|quote| quote.at == start);
        if marks.plain() || has_lost_quote {
            return;
        }
        let raw = self.record.raw(field);
        let text = self.record.text(field, self.scratch);
        if let Some(root) = doubt::find_fault_of_form(text, raw, marks) {
            // Which column it is in a torn record is not known.
            let is_torn = self.record.fields.len() != self.plan.width;
            let spot = spot_of_field(self.record, field, text);
            self.sink.take(root.slip, Spot { field: spot.field.filter(|_| !is_torn), ..spot });
        }
    }

    fn check_presence(&mut self, cells: &Cells) {
        for requirement in &self.plan.requirements {
            if cells.get(Some(requirement.field)).state != State::Blank {
                continue;
            }
            if let Some(mut slip) = self.find_required(requirement.column, requirement.subject, cells) {
                // What stands there is nothing: that the cell is empty is the fault.
                if let Some(held) = self.held.iter().position(|(field, _)| *field == requirement.field) {
                    let (field, held) = self.held.swap_remove(held);
                    self.held.extend(doubt::fold(&mut slip, held, self.sink).map(|held| (field, held)));
                }
                self.sink.take(slip, spot_of_field(self.record, requirement.field, &[]));
            }
        }
        for absent in &self.plan.absent {
            // Those that are always required are counted with the records.
            let is_counted = |column: &LayoutColumn| column.presence.value == Presence::Required;
            if !self.plan.layout.columns.get(absent.column).is_some_and(is_counted)
                && let Some(slip) = self.find_required(absent.column, absent.subject, cells)
            {
                self.absences.note(absent.column, &slip);
            }
        }
    }

    /// What it means that a column is empty in this record.
    fn find_required(&self, column: usize, subject: Option<usize>, cells: &Cells) -> Option<Slip> {
        let column = self.plan.layout.columns.get(column)?;
        let subject = cells.get(subject);
        let subject = (subject.state == State::Good).then(|| cells.text(self.record, subject));
        value::value_required::find(column, subject)
    }

    fn check_conditions(&mut self, cells: &Cells) {
        for bound in &self.plan.conditions {
            let view = View { record: self.record, cells, bound, layout: &self.plan.layout, settings: self.settings };
            if let Some((position, mut slip)) = (bound.condition.check)(&view) {
                let field = bound.fields.get(position).copied().flatten();
                if let Some(column) = bound.missing.get(position).copied().flatten() {
                    self.absences.note(column, &slip);
                    continue;
                }
                let is_its = |(held, _): &&mut (usize, Slip)| Some(*held) == field;
                if view.cell(position).is_no_value()
                    && let Some((_, root)) = self.held.iter_mut().find(is_its)
                {
                    let Some(beside) = doubt::fold(root, slip, self.sink) else { continue };
                    slip = beside;
                }
                let spot = field.map_or_else(
                    || spot_of_record(self.record),
                    |field| spot_of_field(self.record, field, view.cell(position).text),
                );
                self.sink.take(slip, spot);
            }
        }
    }

    fn note_moments(&mut self, cells: &Cells, moments: &mut Moments) {
        let instant = |field: Option<usize>| match cells.get(field) {
            Cell { state: State::Good, value: Value::Instant(instant), .. } => Some(instant),
            _ => None,
        };
        for &field in &self.plan.moments {
            if let Some(moment) = instant(Some(field))
                && time::is_future(moment, self.settings)
            {
                let cell = cells.get(Some(field));
                let spot = spot_of_field(self.record, field, cells.text(self.record, cell));
                self.sink.take(Slip::new(&time_rules::timestamp_in_future::RULE, Detail::None), spot);
            }
        }
        let past = |field: Option<usize>| instant(field).filter(|&moment| !time::is_future(moment, self.settings));
        if let Some(moment) = past(self.plan.effective_at) {
            moments.effective_at(moment);
        }
        if let Some(moment) = past(self.plan.generated_at) {
            moments.generated_at(moment);
        }
    }

    /// Reports what was held back.
    fn release(&mut self, cells: &Cells, null_keys: &mut NullKeys) {
        let is_key = |field: usize| self.plan.keys.iter().any(|key| key.field == field);
        for (field, slip) in self.held.drain(..) {
            let cell = cells.get(Some(field));
            let text = cells.text(self.record, cell);
            if cell.state == State::NoValue && is_key(field) {
                null_keys.note(field, text, self.record.place.record, &slip);
            }
            self.sink.take(slip, spot_of_field(self.record, field, text));
        }
    }
}
