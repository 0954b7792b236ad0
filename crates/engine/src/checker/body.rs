//! The records of a file, one after another.

use super::cell::Cells;
use super::hashes::Hashes;
use super::keys::each_unique;
use super::opening::Opened;
use super::part::Gathered;
use super::pass::Pass;
use super::spot::spot_of_record;
use super::time;
use crate::fast::Fast;
use crate::finding::Detail;
use crate::lexer::{Field, Lexer, Record};
use crate::place::Place;
use crate::row_index::RowIndex;
use crate::rules::{file, record as record_rules};
use crate::sink::{Sink, Slip};
use crate::values::Days;

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
        let header = self.opened.text().filter(|_| plan.is_some()).map_or(&[][..], |text| &text.header);
        if !header.is_empty() && record_rules::header_repeated::is_header(record, header, &mut self.scratch) {
            record_rules::header_repeated::report(record, sink);
            return;
        }
        each_unique(plan, record, &mut self.scratch, |unique| hashes.push(unique.hash));
        let Some(plan) = plan else { return };
        let settings = &self.opened.start().settings;
        let (days, scratch) = (&mut self.days, &mut self.scratch);
        let mut pass = Pass { record, plan, settings, sink, absences, held: Vec::new(), days, scratch };
        // A record with the wrong number of fields has one fault; what its cells hold would only follow from it, but not how
        // they are written.
        if record.fields.len() == plan.width {
            pass.check(&mut self.cells, moments, null_keys);
            return;
        }
        if record.unclosed_quote.is_none() {
            record_rules::field_count::report(record, plan, pass.sink);
        } else {
            pass.sink.suppress(&record_rules::field_count::RULE, 1, file::unclosed_quote::RULE.name);
        }
        pass.check_forms();
    }
}
