//! The cells of one record, read.

use crate::lexer::Record;
use crate::values::Value;

/// What became of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum State {
    /// The file has no such column, or the record no such field.
    #[default]
    Absent,
    /// Empty.
    Blank,
    /// Read; other checks may use it.
    Good,
    /// It holds a word for "no value": taken at its word it is filled, as it is meant it is empty.
    NoValue,
    /// A finding says what is wrong with it; no other check may build on it.
    Bad,
}

/// A cell: where its text lies and what it holds. Texts that had to be made anew lie in the record's scratch.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cell {
    pub(crate) state: State,
    pub(crate) value: Value,
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) in_scratch: bool,
}

/// The cells of the record at hand; the buffers are used again for the next.
#[derive(Debug, Default)]
pub(crate) struct Cells {
    pub(crate) cells: Vec<Cell>,
    pub(crate) scratch: Vec<u8>,
}

impl Cells {
    pub(crate) fn clear(&mut self) {
        self.cells.clear();
        self.scratch.clear();
    }

    pub(crate) fn get(&self, field: Option<usize>) -> Cell {
        field.and_then(|field| self.cells.get(field)).copied().unwrap_or_default()
    }

    /// The text of a cell, without quotes and, where that was the fault, without what does not belong there.
    pub(crate) fn text<'a>(&'a self, record: &Record<'a>, cell: Cell) -> &'a [u8] {
        let bytes: &'a [u8] = if cell.in_scratch { &self.scratch } else { record.bytes };
        bytes.get(cell.start as usize..cell.end as usize).unwrap_or(&[])
    }

    /// Keeps a text that is not in the record as it stands.
    pub(crate) fn keep(&mut self, text: &[u8]) -> Cell {
        let start = self.scratch.len() as u32;
        self.scratch.extend_from_slice(text);
        Cell { start, end: self.scratch.len() as u32, in_scratch: true, ..Cell::default() }
    }
}
