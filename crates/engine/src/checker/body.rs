//! The records of a file, one after another.

use daybreak_schema::{LayoutColumn, Presence, Type};

use super::absences::Absences;
use super::cell::{Cell, Cells, State};
use super::doubt;
use super::hashes::Hashes;
use super::keys::each_unique;
use super::null_keys::NullKeys;
use super::opening::Opened;
use super::part::Gathered;
use super::plan::Plan;
use super::settings::Settings;
use super::time::{self, Moments};
use super::view::View;
use crate::fast::Fast;
use crate::finding::Detail;
use crate::lexer::{Field, Lexer, Record};
use crate::place::{Place, Span};
use crate::row_index::RowIndex;
use crate::rules::{file, record as record_rules, time as time_rules, value};
use crate::sink::{Sink, Slip, Spot};
use crate::values::{Days, Reader, Reading, Value};

/// The records of a part of a file.
#[derive(Debug)]
pub(crate) struct Body {
    pub(super) lexer: Lexer,
    /// `None` where all records are read plainly.
    pub(super) fast: Option<Box<Fast>>,
    /// Records that start here or later are not of this part.
    pub(super) bound: u64,
    pub(super) work: Work,
    /// Room for the fields of a record that is not read by the lexer.
    pub(super) fields: Vec<Field>,
}

/// What is known of the part while its records pass.
#[derive(Debug)]
pub(super) struct Work {
    pub(super) opened: Opened,
    pub(super) gathered: Gathered,
    cells: Cells,
    scratch: Vec<u8>,
    days: Days,
    /// How many records were taken one by one.
    #[cfg(test)]
    pub(super) plainly: usize,
}

impl Body {
    /// The records of an opened text, from the one at this place on.
    pub(crate) fn new(opened: &Opened, delimiter: u8, start: Place, bound: u64) -> Self {
        let settings = &opened.start().settings;
        let plan = opened.plan().filter(|_| settings.quick);
        Self {
            lexer: Lexer::at(delimiter, start),
            fast: plan.and_then(|plan| Fast::new(plan, delimiter, time::latest(settings))).map(Box::new),
            bound,
            work: Work {
                opened: opened.clone(),
                gathered: Gathered::default(),
                cells: Cells::default(),
                scratch: Vec::new(),
                days: Days::default(),
                #[cfg(test)]
                plainly: 0,
            },
            fields: Vec::new(),
        }
    }

    /// Whether the last of its records is not whole yet.
    pub(crate) fn wants_more(&self) -> bool {
        self.place().byte < self.bound && !self.is_cut_short()
    }

    pub(crate) fn push(&mut self, chunk: &[u8], sink: &mut Sink) {
        if self.wants_more() {
            self.lexer.push(chunk);
            self.drain(sink);
        }
    }

    /// Says that no more bytes come. The file ends with them, unless no more were wanted.
    pub(crate) fn end(&mut self, sink: &mut Sink) {
        if self.wants_more() {
            self.lexer.end();
            self.drain(sink);
        }
    }

    fn drain(&mut self, sink: &mut Sink) {
        while self.read_quickly(sink) || self.read_plainly(sink) {}
    }

    /// Takes the next record by the plain check; `false` when there is none, or more bytes are needed.
    pub(super) fn read_plainly(&mut self, sink: &mut Sink) -> bool {
        if self.lexer.place().byte >= self.bound {
            return false;
        }
        let Some(record) = self.lexer.next_record() else { return false };
        self.work.take_and_learn(record, self.fast.as_deref_mut(), sink);
        true
    }

    /// Where the next record starts.
    pub(crate) fn place(&self) -> Place {
        Place { record: self.records(), ..self.lexer.place() }
    }

    pub(crate) fn records(&self) -> u64 {
        self.work.gathered.records
    }

    pub(crate) fn is_cut_short(&self) -> bool {
        self.lexer.is_cut_short()
    }

    /// Lets go of what grows with the file, when only the findings are wanted.
    pub(crate) fn forget(&mut self) {
        self.work.gathered.hashes = Hashes::default();
        self.work.gathered.index = RowIndex::default();
    }

    pub(crate) fn into_gathered(self) -> Gathered {
        self.work.gathered
    }
}

impl Work {
    /// Takes a record by the plain check. If that finds nothing, the quick way learns from it.
    pub(super) fn take_and_learn(&mut self, record: Record<'_>, fast: Option<&mut Fast>, sink: &mut Sink) {
        #[cfg(test)]
        {
            self.plainly += 1;
        }
        let before = (sink.said(), self.gathered.absences.noted());
        self.take(record, sink);
        if let Some(fast) = fast
            && (sink.said(), self.gathered.absences.noted()) == before
        {
            fast.learn(&record);
        }
    }

    fn take(&mut self, mut record: Record<'_>, sink: &mut Sink) {
        if record.is_blank() {
            self.gathered.endings.note(&record);
            sink.take(Slip::new(&record_rules::blank_line::RULE, Detail::None), spot_of_record(&record));
            return;
        }
        self.gathered.records += 1;
        record.place.record = self.gathered.records;
        self.gathered.endings.note(&record);
        self.gathered.index.note(record.place);
        self.check(&record, sink);
    }

    fn check(&mut self, record: &Record<'_>, sink: &mut Sink) {
        let Gathered { hashes, moments, quoted, absences, null_keys, .. } = &mut self.gathered;
        *quoted |= record.fields.iter().any(|field| field.marks.quoted());
        if let Some(quote) = record.unclosed_quote {
            file::unclosed_quote::report(record, quote, sink);
        }
        let plan = self.opened.plan();
        each_unique(plan, record, &mut self.scratch, |unique| hashes.push(unique.hash));
        let Some(plan) = plan else { return };
        let settings = &self.opened.start().settings;
        let (days, scratch, held) = (&mut self.days, &mut self.scratch, Vec::new());
        let mut at = Pass { record, plan, settings, sink, absences, held, days, scratch };
        // A record with the wrong number of fields has one fault; what its cells hold would only follow from it, but not how
        // they are written.
        if record.fields.len() != plan.width {
            if record.unclosed_quote.is_none() {
                record_rules::field_count::report(record, plan, at.sink);
            } else {
                at.sink.suppress(&record_rules::field_count::RULE, 1, file::unclosed_quote::RULE.name);
            }
            return (0..record.fields.len()).for_each(|field| at.check_form(field));
        }
        at.absences.pass(1);
        at.read_cells(&mut self.cells);
        plan.unknown.iter().for_each(|&field| at.check_form(field));
        at.check_presence(&self.cells);
        at.check_conditions(&self.cells);
        at.note_moments(&self.cells, moments);
        at.release(&self.cells, null_keys);
    }
}

/// One record being checked.
struct Pass<'a> {
    record: &'a Record<'a>,
    plan: &'a Plan,
    settings: &'a Settings,
    sink: &'a mut Sink,
    absences: &'a mut Absences,
    /// Findings about cells in which nothing stands that counts, by field: what the record's other cells say of that is still
    /// to be folded, into them or the other way round.
    held: Vec<(usize, Slip)>,
    days: &'a mut Days,
    scratch: &'a mut Vec<u8>,
}

impl Pass<'_> {
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

    fn read_cell(&mut self, planned: &super::plan::PlannedField, cells: &mut Cells) -> Cell {
        let (field, column) = (planned.field, planned.column);
        let Some((span, column)) = self.record.fields.get(field).zip(self.plan.layout.columns.get(column)) else {
            return Cell::default();
        };
        let marks = span.marks;
        let place = if !marks.quoted() {
            Cell { start: span.start, end: span.end, ..Cell::default() }
        } else if !marks.escaped() {
            Cell { start: span.start + 1, end: span.end - 1, ..Cell::default() }
        } else {
            cells.keep(self.record.text(field, self.scratch))
        };
        let text = cells.text(self.record, place);
        let may_be_empty = column.presence.value != Presence::Required;
        let is_blank_word = || self.plan.kind().blank_word.is_some_and(|word| word.as_bytes() == text);
        let is_empty_list = || column.ty.value == Type::IdList && crate::values::is_empty_list(text);
        if text.is_empty() || (may_be_empty && is_blank_word()) || is_empty_list() {
            return Cell { state: State::Blank, ..place };
        }
        let currency = match planned.currency {
            Some(field) => self.currency(field, cells),
            None => Some(&b"USD"[..]),
        };
        let mut reader = Reader { column, currency, credit_only: self.plan.layout.credit_only, days: self.days };
        let looks_good =
            !doubt::is_doubtful(text, marks) && !value::looks_damaged(column.ty.value, text) && !marks.quoted();
        if looks_good && let Reading::Good(value) = reader.read(text) {
            if value::may_offend(column) {
                value::check_text(column, text, self.record, field, self.sink);
            }
            return Cell { state: State::Good, value, ..place };
        }
        let judged = doubt::judge(&mut reader, text, self.record.raw(field), marks, self.sink);
        let spot = spot_of_field(self.record, field, text);
        if let (Some(folded), Some(root)) = (judged.folded, judged.slips.first()) {
            self.sink.suppress(folded, 1, root.rule.name);
        }
        let is_held = matches!(judged.state, State::Blank | State::NoValue);
        let (held, told) = judged.slips.split_at(usize::from(is_held));
        self.held.extend(held.iter().map(|slip| (field, slip.clone())));
        for slip in told {
            self.sink.take(slip.clone(), spot);
        }
        if judged.state == State::Good && value::may_offend(column) {
            value::check_text(column, judged.cleaned.as_deref().unwrap_or(text), self.record, field, self.sink);
        }
        let place = if let Some(cleaned) = &judged.cleaned { cells.keep(cleaned) } else { place };
        judged.cell(place)
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
                    let (folded, beside) = doubt::fold(&mut slip, Some(held), self.sink);
                    if let Some(folded) = folded {
                        self.sink.suppress(folded, 1, slip.rule.name);
                    }
                    self.held.extend(beside.map(|held| (field, held)));
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
                    let (folded, beside) = doubt::fold(root, Some(slip), self.sink);
                    if let Some(folded) = folded {
                        self.sink.suppress(folded, 1, root.rule.name);
                    }
                    let Some(beside) = beside else { continue };
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

/// The spot of a whole record.
pub(crate) fn spot_of_record<'a>(record: &Record<'_>) -> Spot<'a> {
    let start = record.place.byte;
    Spot {
        place: Some(record.place),
        span: Some(Span { start, end: start + record.bytes.len() as u64 }),
        ..Spot::default()
    }
}

/// The spot of a field.
pub(crate) fn spot_of_field<'a>(record: &Record<'_>, field: usize, found: &'a [u8]) -> Spot<'a> {
    let span = record
        .fields
        .get(field)
        .map(|f| Span { start: record.place.byte + u64::from(f.start), end: record.place.byte + u64::from(f.end) });
    Spot { place: Some(record.place), span, field: Some(field as u16), found: Some(found), other: None }
}
