//! Finds the cells of records without checking them, for readings that look for something in particular.

use super::WINDOW;
use super::barren::Barren;
use super::read::Moments;
use super::window::{Row, Window};
use crate::lexer::{Field, Record};
use crate::place::Place;

/// Skims over the records of a file.
#[derive(Debug)]
pub(crate) struct Skim {
    delimiter: u8,
    width: usize,
    window: Window,
    barren: Barren,
    moments: Moments,
    fields: Vec<Field>,
}

impl Skim {
    /// For records of so many fields.
    pub(crate) fn new(delimiter: u8, width: usize) -> Self {
        Self {
            delimiter,
            width,
            window: Window::default(),
            barren: Barren::default(),
            moments: Moments::default(),
            fields: Vec::new(),
        }
    }

    /// Looks at the next window of some bytes that begin with a record, which starts at this byte of the file. Says how many
    /// rows it has seen to their end.
    pub(crate) fn look(&mut self, all: &[u8], origin: u64) -> usize {
        if self.barren.holds(origin, all.len()) {
            return 0;
        }
        let bytes = all.get(..WINDOW).unwrap_or(all);
        self.window.read(bytes, self.delimiter, self.width);
        if self.window.rows.is_empty() {
            self.barren.note(origin, bytes.len(), all.len());
        }
        self.window.rows.len()
    }

    /// A row of the window.
    pub(crate) fn row(&self, number: usize) -> Option<Row> {
        self.window.rows.get(number).copied()
    }

    /// A field of a row that is plain, and without a field all of the record. `bytes` begin with the row.
    #[inline]
    pub(crate) fn text<'a>(&self, bytes: &'a [u8], row: &Row, field: Option<usize>) -> &'a [u8] {
        self.window.raw(bytes, row.start as usize, row, field)
    }

    /// The moment that stands in a field of a row that is plain, in seconds since 1970. `bytes` begin with the row.
    #[inline]
    pub(crate) fn moment(&mut self, bytes: &[u8], row: &Row, field: usize) -> Option<i64> {
        let text = self.text(bytes, row, Some(field));
        self.moments.instant(text)
    }

    /// A row that is plain, as the lexer would have it. `bytes` begin with the row, which starts at a place.
    #[inline]
    pub(crate) fn record<'a>(&'a mut self, bytes: &'a [u8], row: &Row, place: Place) -> Record<'a> {
        self.window.plain_record(bytes, row, place, &mut self.fields)
    }
}
