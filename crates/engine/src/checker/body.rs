//! The records of a file, one after another.

use daybreak_schema::{Kind, Layout, Presence};

use super::cell::{Cell, Cells, State};
use super::doubt;
use super::keys::{Hashes, each_unique};
use super::outcome::{Dialect, Heading, LineEnding, Skipped};
use super::plan::Plan;
use super::settings::Settings;
use super::time::{self, Moments};
use super::view::View;
use crate::fast::{Clean, Fast};
use crate::finding::Detail;
use crate::head::{FileName, HeaderColumn, kind_of, match_columns, unmatched};
use crate::lexer::{Lexer, Record, Terminator};
use crate::place::{Place, Span};
use crate::row_index::RowIndex;
use crate::rules::{file, header, record as record_rules, time as time_rules, value};
use crate::sink::{Sink, Slip, Spot};
use crate::values::{Days, Reader, Reading, Value};

/// The records of a file.
#[derive(Debug)]
pub(crate) struct Body {
    lexer: Lexer,
    /// Once the columns are known.
    fast: Option<Box<Fast>>,
    work: Work,
}

/// How a quick reading ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quickly {
    /// There is no whole record for it here.
    NothingToRead,
    /// Records were read.
    ReadOn,
    /// In the middle of a record.
    NeedsBytes,
}

/// What is known of the file while its records pass.
#[derive(Debug)]
struct Work {
    dialect: Dialect,
    file_name: FileName,
    header_seen: bool,
    header: Vec<HeaderColumn>,
    kind: Option<&'static Kind>,
    /// `None` when the columns are not known: then the records are counted and nothing else.
    plan: Option<Plan>,
    records: u64,
    index: RowIndex,
    hashes: Hashes,
    moments: Moments,
    skipped: Vec<Skipped>,
    cells: Cells,
    scratch: Vec<u8>,
    days: Days,
}

/// What a body holds at its end.
pub(crate) struct BodyParts {
    pub(crate) kind: Option<&'static Kind>,
    pub(crate) layout: Option<Layout>,
    pub(crate) header: Vec<HeaderColumn>,
    pub(crate) records: u64,
    pub(crate) dialect: Dialect,
    pub(crate) skipped: Vec<Skipped>,
    pub(crate) index: RowIndex,
}

impl Body {
    pub(crate) fn new(delimiter: u8, bom: bool, file_name: FileName) -> Self {
        let start = Place { byte: if bom { 3 } else { 0 }, line: 1, record: 0 };
        Self {
            lexer: Lexer::at(delimiter, start),
            fast: None,
            work: Work {
                dialect: Dialect { delimiter, line_ending: LineEnding::None, bom, quoted: false },
                file_name,
                header_seen: false,
                header: Vec::new(),
                kind: None,
                plan: None,
                records: 0,
                index: RowIndex::default(),
                hashes: Hashes::default(),
                moments: Moments::default(),
                skipped: Vec::new(),
                cells: Cells::default(),
                scratch: Vec::new(),
                days: Days::default(),
            },
        }
    }

    pub(crate) fn push(&mut self, chunk: &[u8], sink: &mut Sink, settings: &Settings) {
        self.lexer.push(chunk);
        self.drain(sink, settings);
    }

    pub(crate) fn end(&mut self, sink: &mut Sink, settings: &Settings) {
        self.lexer.end();
        self.drain(sink, settings);
        if self.lexer.is_cut_short() {
            let why = "a record in it is longer than this program reads: 16 MiB, or 65,535 fields";
            self.work.skipped.push(Skipped { what: "the rest of the file", why });
        } else if !self.work.header_seen {
            sink.take(Slip::new(&file::empty_file::RULE, Detail::None), Spot::default());
        } else if self.work.records == 0 {
            sink.take(Slip::new(&file::no_records::RULE, Detail::None), Spot::default());
        }
    }

    fn drain(&mut self, sink: &mut Sink, settings: &Settings) {
        loop {
            let read_on = match self.read_quickly(sink, settings) {
                Quickly::NothingToRead => self.read_plainly(sink, settings),
                Quickly::ReadOn => true,
                Quickly::NeedsBytes => false,
            };
            if !read_on {
                return;
            }
        }
    }

    /// Takes the next record by the plain check; `false` when more bytes are needed.
    fn read_plainly(&mut self, sink: &mut Sink, settings: &Settings) -> bool {
        let Some(record) = self.lexer.next_record() else { return false };
        let before = sink.said();
        self.work.take(record, sink, settings);
        match &mut self.fast {
            Some(fast) if sink.said() == before => fast.learn(&record),
            Some(_) => {}
            fast => {
                let plan = self.work.plan.as_ref().filter(|_| settings.quick);
                *fast = plan.map(|plan| Box::new(Fast::new(plan, self.work.dialect.delimiter, time::latest(settings))));
            }
        }
        true
    }

    /// Takes the records of the next window of bytes, at once those that are plainly right.
    fn read_quickly(&mut self, sink: &mut Sink, settings: &Settings) -> Quickly {
        let (Some(fast), Some(plan), Some(rest)) = (&mut self.fast, &self.work.plan, self.lexer.rest()) else {
            return Quickly::NothingToRead;
        };
        let rows = fast.look(rest, plan, settings);
        let origin = self.lexer.place().byte;
        let mut row = 0;
        while row < rows {
            row += self.take_clean_run(row, origin);
            let Some(fast) = &self.fast else { break };
            // Quotes can make a record longer than its row, and a lone carriage return shorter.
            let (_, next) = fast.row(row);
            while row < rows && self.lexer.place().byte - origin < next as u64 {
                if !self.read_plainly(sink, settings) {
                    return Quickly::NeedsBytes;
                }
            }
            row += 1;
        }
        if rows == 0 { Quickly::NothingToRead } else { Quickly::ReadOn }
    }

    /// Takes clean records, as many as follow one another from a row on; says how many they were.
    fn take_clean_run(&mut self, first: usize, origin: u64) -> usize {
        let (Some(fast), Some(rest)) = (&self.fast, self.lexer.rest()) else { return 0 };
        let mut place = self.lexer.place();
        let base = (place.byte - origin) as usize;
        if fast.row(first).0 != base {
            return 0;
        }
        let mut row = first;
        while let Some(clean) = fast.clean(row).filter(|clean| self.work.ends_as_known(clean)) {
            self.work.take_clean(&clean, place, |field| {
                let (start, end) = field.map_or((clean.start, clean.end), |field| fast.field(row, field));
                rest.get(start - base..end - base).unwrap_or(&[])
            });
            place.byte += (clean.next - clean.start) as u64;
            place.line += 1;
            row += 1;
        }
        let here = self.lexer.place();
        self.lexer.pass_over((place.byte - here.byte) as usize, place.line - here.line);
        row - first
    }

    pub(crate) fn records(&self) -> u64 {
        self.work.records
    }

    pub(crate) fn plan(&self) -> Option<&Plan> {
        self.work.plan.as_ref()
    }

    pub(crate) fn heading(&self) -> Heading<'_> {
        Heading {
            kind: self.work.kind,
            layout: self.work.plan.as_ref().map(|plan| &plan.layout),
            header: &self.work.header,
        }
    }

    pub(crate) fn moments(&self) -> &Moments {
        &self.work.moments
    }

    pub(crate) fn take_hashes(&mut self) -> Hashes {
        std::mem::take(&mut self.work.hashes)
    }

    /// Whether the first line is a record already.
    pub(crate) fn has_no_header(&self) -> bool {
        self.work.kind.is_some() && self.work.plan.is_none()
    }

    pub(crate) fn dialect(&self) -> Dialect {
        self.work.dialect
    }

    pub(crate) fn into_parts(self) -> BodyParts {
        let work = self.work;
        BodyParts {
            kind: work.kind,
            layout: work.plan.map(|plan| plan.layout),
            header: work.header,
            records: work.records,
            dialect: work.dialect,
            skipped: work.skipped,
            index: work.index,
        }
    }
}

impl Work {
    fn take(&mut self, mut record: Record<'_>, sink: &mut Sink, settings: &Settings) {
        if record.is_blank() {
            self.note_line_ending(&record, sink);
            sink.take(Slip::new(&record_rules::blank_line::RULE, Detail::None), spot_of_record(&record));
            return;
        }
        let is_record = self.header_seen || self.read_header(&record, sink, settings);
        if is_record {
            self.records += 1;
            record.place.record = self.records;
        }
        self.note_line_ending(&record, sink);
        if is_record {
            self.index.note(record.place);
            self.check(&record, sink, settings);
        }
    }

    /// Whether a clean record ends as the lines before it, so that there is nothing to note.
    fn ends_as_known(&self, clean: &Clean) -> bool {
        let ending = if clean.next - clean.end == 1 { LineEnding::Lf } else { LineEnding::CrLf };
        let known = self.dialect.line_ending;
        known == ending || known == LineEnding::Mixed
    }

    /// Takes a record about which there is nothing to say. `raw` gives its fields, quotes included, and without one the
    /// whole record.
    fn take_clean<'a>(&mut self, clean: &Clean, place: Place, raw: impl Fn(Option<usize>) -> &'a [u8]) {
        self.records += 1;
        if clean.quoted && !self.dialect.quoted {
            let fields = self.plan.iter().flat_map(|plan| &plan.fields);
            self.dialect.quoted = fields.into_iter().any(|planned| raw(Some(planned.field)).starts_with(b"\""));
        }
        self.index.note(Place { record: self.records, ..place });
        let keys = self.plan.as_ref().map_or(&[][..], |plan| &plan.keys);
        self.hashes.push_of(keys, raw);
        if let Some(moment) = clean.effective_at {
            self.moments.effective_at(moment);
        }
        if let Some(moment) = clean.generated_at {
            self.moments.generated_at(moment);
        }
    }

    /// Notes how the line ended; a file with several ways is told of once, where the second begins.
    fn note_line_ending(&mut self, record: &Record<'_>, sink: &mut Sink) {
        let ending = match record.terminator {
            Terminator::Lf => LineEnding::Lf,
            Terminator::CrLf => LineEnding::CrLf,
            Terminator::Cr => LineEnding::Cr,
            Terminator::End => return,
        };
        let known = self.dialect.line_ending;
        if known == ending || known == LineEnding::Mixed {
            return;
        }
        let end = record.place.byte + record.bytes.len() as u64;
        let spot = Spot { span: Some(Span { start: end, end: end + 1 }), place: Some(record.place), ..Spot::default() };
        if ending == LineEnding::Cr {
            sink.take(Slip::new(&file::line_ending_cr::RULE, Detail::None), spot);
        } else if known != LineEnding::None {
            sink.take(Slip::new(&file::line_endings_mixed::RULE, Detail::None), spot);
        }
        self.dialect.line_ending = if known == LineEnding::None { ending } else { LineEnding::Mixed };
    }

    /// Decides the kind and the columns. Says whether the line is a record after all, because the header is missing.
    fn read_header(&mut self, record: &Record<'_>, sink: &mut Sink, settings: &Settings) -> bool {
        self.header_seen = true;
        let profile = settings.profile.as_deref();
        let names: Vec<String> = (0..record.fields.len())
            .map(|field| String::from_utf8_lossy(record.text(field, &mut self.scratch)).into_owned())
            .collect();
        let resembled = kind_of(&names, profile);
        self.kind = settings.kind.or(resembled).or(self.file_name.kind);
        let Some(kind) = self.kind else {
            sink.take(Slip::new(&file::kind_unknown::RULE, Detail::None), spot_of_record(record));
            sink.suppress(&file::file_name_unrecognised::RULE, 1, file::kind_unknown::RULE.name);
            self.skipped.push(Skipped { what: "columns and values", why: "the kind of the file is not known" });
            self.header = unmatched(names);
            return false;
        };
        file::file_name_unrecognised::check(&self.file_name, sink);
        file::file_name_kind_mismatch::check(&self.file_name, kind, sink);
        let layout = Layout::new(kind, profile);
        file::delimiter_not_pipe::check(self.dialect.delimiter, record, &layout, sink);
        if resembled.is_none() && header::header_missing::is_data(&names, &layout) {
            header::header_missing::report(record, &layout, sink);
            self.skipped
                .push(Skipped { what: "values", why: "without a header it is not known which column is which" });
            return true;
        }
        let columns = match_columns(names, &layout);
        header::check(&columns, &layout, record, sink);
        self.header.clone_from(&columns);
        self.plan = Some(Plan::new(layout, &columns));
        false
    }

    fn check(&mut self, record: &Record<'_>, sink: &mut Sink, settings: &Settings) {
        if let Some(at) = record.unclosed_quote {
            file::unclosed_quote::report(record, at, sink);
        }
        let Some(plan) = self.plan.as_ref() else {
            each_unique(None, record, &mut self.scratch, |unique| self.hashes.push(unique.hash));
            return;
        };
        each_unique(Some(plan), record, &mut self.scratch, |unique| self.hashes.push(unique.hash));
        // A record with the wrong number of fields has one fault; what its cells hold would only follow from it.
        if record.fields.len() != plan.width {
            if record.unclosed_quote.is_none() {
                record_rules::field_count::report(record, plan, sink);
            } else {
                sink.suppress(&record_rules::field_count::RULE, 1, file::unclosed_quote::RULE.name);
            }
            return;
        }
        let mut at = Pass { record, plan, settings, sink, days: &mut self.days, scratch: &mut self.scratch };
        at.read_cells(&mut self.cells, &mut self.dialect.quoted);
        at.check_presence(&self.cells);
        at.check_conditions(&self.cells);
        at.note_moments(&self.cells, &mut self.moments);
    }
}

/// One record being checked.
struct Pass<'a> {
    record: &'a Record<'a>,
    plan: &'a Plan,
    settings: &'a Settings,
    sink: &'a mut Sink,
    days: &'a mut Days,
    scratch: &'a mut Vec<u8>,
}

impl Pass<'_> {
    fn read_cells(&mut self, cells: &mut Cells, any_quoted: &mut bool) {
        cells.clear();
        cells.cells.resize(self.record.fields.len(), Cell::default());
        for planned in &self.plan.fields {
            let Some(&field) = self.record.fields.get(planned.field) else { continue };
            *any_quoted |= field.marks.quoted();
            let cell = if self.record.unclosed_quote == Some(field.start) {
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
        if text.is_empty() || (may_be_empty && self.plan.kind().blank_word.is_some_and(|word| word.as_bytes() == text))
        {
            return Cell { state: State::Blank, ..place };
        }
        let currency = planned.currency.map_or(&[][..], |currency| self.record.text(currency, self.scratch));
        let mut reader = Reader { column, currency, credit_only: self.plan.layout.credit_only, days: self.days };
        let looks_good =
            !doubt::is_doubtful(text, marks) && !value::looks_damaged(column.ty.value, text) && !marks.quoted();
        if looks_good && let Reading::Good(value) = reader.read(text) {
            if value::may_offend(column) {
                value::check_text(column, text, self.record, field, self.sink);
            }
            return Cell { state: State::Good, value, ..place };
        }
        let judged = doubt::judge(&mut reader, text, self.record.raw(field), marks);
        let spot = spot_of_field(self.record, field, text);
        if let (Some(folded), Some(root)) = (judged.folded, judged.slips.first()) {
            self.sink.suppress(folded, 1, root.rule.name);
        }
        for slip in &judged.slips {
            self.sink.take(slip.clone(), spot);
        }
        if judged.state == State::Good && value::may_offend(column) {
            value::check_text(column, judged.cleaned.as_deref().unwrap_or(text), self.record, field, self.sink);
        }
        let place = if let Some(cleaned) = &judged.cleaned { cells.keep(cleaned) } else { place };
        judged.cell(place)
    }

    fn check_presence(&mut self, cells: &Cells) {
        for requirement in &self.plan.requirements {
            if cells.get(Some(requirement.field)).state != State::Blank {
                continue;
            }
            let Some(column) = self.plan.layout.columns.get(requirement.column) else { continue };
            let subject = cells.get(requirement.subject);
            let subject = (subject.state == State::Good).then(|| cells.text(self.record, subject));
            if let Some(slip) = value::value_required::find(column, subject) {
                self.sink.take(slip, spot_of_field(self.record, requirement.field, &[]));
            }
        }
    }

    fn check_conditions(&mut self, cells: &Cells) {
        for bound in &self.plan.conditions {
            let view = View { record: self.record, cells, bound, layout: &self.plan.layout, settings: self.settings };
            if let Some((position, slip)) = (bound.condition.check)(&view) {
                let field = bound.fields.get(position).copied().flatten();
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
