//! Clean rows of a window that follow one another.

use super::Fast;
use super::column::Kept;
use super::window::Row;

/// Clean rows that follow one another.
#[derive(Debug)]
pub(crate) struct Run<'a> {
    fast: &'a Fast,
    rows: &'a [Row],
    /// The bytes of the file from the first of the rows on.
    bytes: &'a [u8],
    /// Where they begin in the window.
    from: usize,
}

impl Fast {
    /// The clean rows from a row on, as far as they are `wanted`. `bytes` begins with that row.
    pub(crate) fn run<'a>(&'a self, first: usize, bytes: &'a [u8], wanted: impl Fn(&Row) -> bool) -> Run<'a> {
        let rows = self.window.rows.get(first..).unwrap_or(&[]);
        let count = rows.iter().take_while(|row| row.clean && wanted(row)).count();
        let from = rows.first().map_or(0, |row| row.start as usize);
        Run { fast: self, rows: rows.get(..count).unwrap_or(&[]), bytes, from }
    }
}

impl<'a> Run<'a> {
    /// The rows.
    pub(crate) fn rows(&self) -> &'a [Row] {
        self.rows
    }

    /// A field of one of the rows, quotes included; and without a field all of the record.
    #[inline]
    pub(crate) fn raw(&self, row: &Row, field: Option<usize>) -> &'a [u8] {
        self.fast.window.raw(self.bytes, self.from, row, field)
    }

    /// The moments at which the records became effective, in seconds since 1970.
    pub(crate) fn effective_at(&self) -> impl Iterator<Item = i64> + Clone {
        self.instants(self.fast.effective_at)
    }

    /// The moments at which they were written.
    pub(crate) fn generated_at(&self) -> impl Iterator<Item = i64> + Clone {
        self.instants(self.fast.generated_at)
    }

    fn instants(&self, column: Option<usize>) -> impl Iterator<Item = i64> + Clone {
        let column = column.and_then(|column| self.fast.columns.get(column)).map(|(_, column)| column);
        let value = move |row: &Row| column.map(|column| column.value(row.quoted, row.number as usize));
        self.rows.iter().filter_map(move |row| if let Some(Kept::Instant(at)) = value(row) { Some(at) } else { None })
    }
}
