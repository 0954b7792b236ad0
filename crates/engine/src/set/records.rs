//! The records of a file of the set, one after another, as its own check numbered them.

use super::file::SetFile;
use crate::lexer::{Lexer, Record};
use crate::place::Place;

/// Splits a file into its records.
#[derive(Debug)]
pub(super) struct Records {
    lexer: Lexer,
    /// Bytes still to pass over: the byte order mark.
    pass_over: usize,
    header_seen: bool,
    width: usize,
    number: u64,
    /// Records that do not have as many fields as the header: which of them is which is not known.
    torn: u64,
}

impl Records {
    pub(super) fn new(file: &SetFile) -> Self {
        let pass_over = if file.dialect.bom { 3 } else { 0 };
        let start = Place { byte: pass_over as u64, line: 1, record: 0 };
        Self {
            lexer: Lexer::at(file.dialect.delimiter, start),
            pass_over,
            header_seen: false,
            width: file.width,
            number: 0,
            torn: 0,
        }
    }

    /// Takes the next bytes, and hands over the records that they complete.
    pub(super) fn push(&mut self, chunk: &[u8], take: impl FnMut(&Record<'_>)) {
        let passed = self.pass_over.min(chunk.len());
        self.pass_over -= passed;
        self.lexer.push(chunk.get(passed..).unwrap_or(&[]));
        self.drain(take);
    }

    /// Says that no more bytes follow, hands over the last record, and tells how many were torn.
    pub(super) fn end(mut self, take: impl FnMut(&Record<'_>)) -> u64 {
        self.lexer.end();
        self.drain(take);
        self.torn + u64::from(self.lexer.is_cut_short())
    }

    fn drain(&mut self, mut take: impl FnMut(&Record<'_>)) {
        while let Some(mut record) = self.lexer.next_record() {
            if record.is_blank() {
                continue;
            }
            if !self.header_seen {
                self.header_seen = true;
                continue;
            }
            self.number += 1;
            record.place.record = self.number;
            if record.fields.len() == self.width {
                take(&record);
            } else {
                self.torn += 1;
            }
        }
    }
}

/// The text of a cell without the white space around it; empty where there is no such column.
pub(super) fn text<'a: 'b, 'b>(record: &Record<'a>, field: Option<usize>, scratch: &'b mut Vec<u8>) -> &'b [u8] {
    field.map_or(&[], |field| record.text(field, scratch).trim_ascii())
}
