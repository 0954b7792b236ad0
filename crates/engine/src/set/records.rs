//! The records of a file of the set, one after another, as its own check numbered them.

use super::file::SetFile;
use super::known::Filled;
use crate::decimal::Decimal;
use crate::fast::{Skim, Turns, over, usual_number};
use crate::head::HeaderColumn;
use crate::lexer::{Lexer, Record};
use crate::place::Place;
use crate::rules::record::header_repeated;
use crate::values;

/// Splits a file into its records. Most of them are only skimmed.
#[derive(Debug)]
pub(super) struct Records {
    lexer: Lexer,
    skim: Skim,
    /// Bytes still to pass over, up to the first record.
    pass_over: u64,
    width: usize,
    /// The header, where it is among the records once more.
    repeated_header: Option<Vec<HeaderColumn>>,
    scratch: Vec<u8>,
    number: u64,
    /// Records that do not have as many fields as the header: which of them is which is not known.
    torn: u64,
}

impl Records {
    pub(super) fn new(file: &SetFile) -> Self {
        let repeated_header = file.repeated_header.clone();
        Self { repeated_header, ..Self::of(file.delimiter, file.width, file.first_record) }
    }

    /// The same for a header of so many fields.
    fn of(delimiter: u8, width: usize, first_record: Place) -> Self {
        Self {
            lexer: Lexer::at(delimiter, first_record),
            skim: Skim::new(delimiter, width),
            pass_over: first_record.byte,
            width,
            repeated_header: None,
            scratch: Vec::new(),
            number: 0,
            torn: 0,
        }
    }

    /// Takes the next bytes, and hands over the records that they complete.
    pub(super) fn push(&mut self, chunk: &[u8], take: impl FnMut(&Record<'_>)) {
        let passed = self.pass_over.min(chunk.len() as u64);
        self.pass_over -= passed;
        self.lexer.push(chunk.get(passed as usize..).unwrap_or(&[]));
        self.drain(take);
    }

    /// Says that no more bytes follow, hands over the last record, and tells how many were torn.
    pub(super) fn end(mut self, take: impl FnMut(&Record<'_>)) -> u64 {
        self.lexer.end();
        self.drain(take);
        self.torn + u64::from(self.lexer.is_cut_short())
    }

    fn drain(&mut self, mut take: impl FnMut(&Record<'_>)) {
        while self.skim_over(&mut take) || self.read_plainly(&mut take) {}
    }

    /// Skims over the next window of bytes; `false` when there is no whole record in it.
    fn skim_over(&mut self, take: &mut impl FnMut(&Record<'_>)) -> bool {
        // Skimmed records are not looked into, so a header among them would pass.
        let Some(rest) = self.lexer.rest().filter(|_| self.repeated_header.is_none()) else { return false };
        let origin = self.lexer.place().byte;
        let rows = self.skim.look(rest, origin);
        let turns = Turns {
            row: |records: &Self, number| records.skim.row(number),
            byte: |records: &Self| records.lexer.place().byte,
            quickly: |records: &mut Self, take: &mut _, number| records.take_plain(number, origin, take),
            plainly: |records: &mut Self, take: &mut _, _: &_| records.read_plainly(take),
        };
        over(self, take, (rows, origin), turns)
    }

    /// Hands over the rows from one on that need no lexer; says how many they were.
    fn take_plain(&mut self, first: usize, origin: u64, take: &mut impl FnMut(&Record<'_>)) -> usize {
        let here = self.lexer.place();
        let Some(rest) = self.lexer.rest() else { return 0 };
        let (mut number, mut at) = (first, here.byte);
        while let Some(row) = self.skim.row(number).filter(|row| row.is_plain() && origin + u64::from(row.start) == at)
        {
            // What is left begins where the first of these rows does.
            let Some(bytes) = rest.get((at - here.byte) as usize..) else { break };
            self.number += 1;
            let place = Place { byte: at, line: here.line + (number - first) as u64, record: self.number };
            take(&self.skim.record(bytes, &row, place));
            at += u64::from(row.next - row.start);
            number += 1;
        }
        self.lexer.pass_over((at - here.byte) as usize, (number - first) as u64);
        number - first
    }

    /// Reads the next record; `false` when there is none, or more bytes are needed.
    fn read_plainly(&mut self, take: &mut impl FnMut(&Record<'_>)) -> bool {
        let Some(mut record) = self.lexer.next_record() else { return false };
        if record.is_blank() {
            return true;
        }
        self.number += 1;
        record.place.record = self.number;
        let header = self.repeated_header.as_deref();
        if header.is_some_and(|header| header_repeated::is_header(&record, header, &mut self.scratch)) {
            return true;
        }
        if record.fields.len() == self.width {
            take(&record);
        } else {
            self.torn += 1;
        }
        true
    }
}

/// The text of a cell without the white space around it; empty where there is no such column.
pub(super) fn text<'a: 'b, 'b>(record: &Record<'a>, field: Option<usize>, scratch: &'b mut Vec<u8>) -> &'b [u8] {
    field.map_or(&[], |field| record.text(field, scratch).trim_ascii())
}

/// The number in a cell; `None` where there is none.
pub(super) fn number(record: &Record<'_>, field: Option<usize>, scratch: &mut Vec<u8>) -> Option<Decimal> {
    let text = text(record, field, scratch);
    usual_number(text).or_else(|| values::number(text))
}

/// The sum in a cell that may be empty.
pub(super) fn filled(record: &Record<'_>, field: Option<usize>, scratch: &mut Vec<u8>) -> Filled {
    match number(record, field, scratch) {
        Some(sum) => Filled::Sum(sum.into()),
        None if text(record, field, scratch).is_empty() => Filled::No,
        None => Filled::NoNumber,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Records;
    use crate::lexer::{Field, Lexer, Record, Terminator};
    use crate::place::Place;

    const HEADER: &str = "one|two|three\n";

    /// All that is said of a record.
    type Said = (Vec<u8>, Vec<Field>, Place, Option<Terminator>);

    fn said(record: &Record<'_>) -> Said {
        let terminator = (record.terminator != Terminator::End).then_some(record.terminator);
        (record.bytes.to_vec(), record.fields.to_vec(), record.place, terminator)
    }

    /// The records by the lexer alone, and how many are torn.
    fn plainly(file: &[u8], width: usize) -> (Vec<Said>, u64) {
        let mut lexer = Lexer::new(b'|');
        lexer.push(file);
        lexer.end();
        let (mut all, mut number, mut torn, mut header_seen) = (Vec::new(), 0, 0, false);
        while let Some(mut record) = lexer.next_record() {
            if record.is_blank() || !std::mem::replace(&mut header_seen, true) {
                continue;
            }
            number += 1;
            record.place.record = number;
            if record.fields.len() == width {
                all.push(said(&record));
            } else {
                torn += 1;
            }
        }
        (all, torn)
    }

    proptest! {
        #[test]
        fn skimming_hands_over_what_the_lexer_does(
            records in proptest::collection::vec(
                prop_oneof![
                    4 => "[a-c0-9.-]{0,9}\\|[a-c]{0,40}\\|[a-c0-9]{0,5}\r?",
                    1 => "[ab |\"\r\u{e9}\u{1}]{0,20}",
                    1 => "\"[a|\n]{0,5}\"\\|\\|(\"\")?",
                ],
                0..40,
            ),
            ends_with_line_feed: bool,
            piece in 1_usize..400,
        ) {
            let mut file = HEADER.to_owned() + &records.join("\n");
            if ends_with_line_feed {
                file.push('\n');
            }
            let (expected, torn) = plainly(file.as_bytes(), 3);
            let mut all = Vec::new();
            let first_record = Place { byte: HEADER.len() as u64, line: 2, record: 0 };
            let mut reading = Records::of(b'|', 3, first_record);
            for piece in file.as_bytes().chunks(piece) {
                reading.push(piece, |record| all.push(said(record)));
            }
            let found_torn = reading.end(|record| all.push(said(record)));
            prop_assert_eq!(all, expected);
            prop_assert_eq!(found_torn, torn);
        }
    }
}
