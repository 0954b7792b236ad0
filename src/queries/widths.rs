//! How wide the columns of the table are, in characters.
//!
//! A column only grows while one moves about in a file: it does not jump under the reader's eyes. And a table whose widths
//! are told is laid out in half the time.

use std::rc::Rc;

use super::words::column_words;
use crate::worker::protocol::{Column, FileId, Row};

/// No column is wider; the whole of a longer text is told below the table.
const WIDEST: usize = 46;

/// What is said of a column is written smaller than its cells, and cut short sooner.
const WIDEST_WORDS: usize = 24;

/// The widths of a file's columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Widths {
    file: FileId,
    columns: Vec<usize>,
    /// The rows that there is room for already.
    seen: Rc<Vec<Rc<Row>>>,
}

impl Widths {
    /// Makes room for some rows of a file. Those of another file are forgotten.
    pub fn grow(&mut self, file: FileId, columns: &[Column], rows: &Rc<Vec<Rc<Row>>>) -> &[usize] {
        if self.file != file || self.columns.len() != columns.len() {
            let head = |column: &Column| {
                let words = column_words(column).chars().count().min(WIDEST_WORDS);
                column.name.chars().count().max(words).min(WIDEST)
            };
            *self = Self { file, columns: columns.iter().map(head).collect(), seen: Rc::default() };
        }
        // The table is drawn again for much else than other rows.
        if Rc::ptr_eq(&self.seen, rows) {
            return &self.columns;
        }
        self.seen = Rc::clone(rows);
        for row in rows.iter() {
            for (width, cell) in self.columns.iter_mut().zip(&row.cells) {
                // A byte is at least a character's: most cells need not be counted.
                if cell.len() > *width {
                    *width = cell.chars().count().min(WIDEST).max(*width);
                }
            }
        }
        &self.columns
    }
}

#[cfg(test)]
mod tests {
    use super::{Column, Rc, Row, WIDEST, Widths};

    fn rows(cells: &[&str]) -> Rc<Vec<Rc<Row>>> {
        let cells = cells.iter().map(|&cell| cell.to_owned()).collect();
        Rc::new(vec![Rc::new(Row { record: 1, line: 2, cells, marks: Vec::new(), severity: None })])
    }

    #[test]
    fn columns_grow_and_never_shrink() {
        let column = |name: &str| Column { name: name.to_owned(), ty: None, presence: None, number: false };
        let columns = ["id", "amount"].map(column);
        let mut widths = Widths::default();
        let none = Rc::default();
        let words = widths.grow(1, &columns, &none).to_vec();
        let first = words.first().copied().unwrap_or_default();
        let long = "é".repeat(30);
        assert_eq!(widths.grow(1, &columns, &rows(&["x", &long])), [first, 30]);
        assert_eq!(widths.grow(1, &columns, &rows(&["x", "y"])), [first, 30]);
        let wide = rows(&[&"x".repeat(500)]);
        assert_eq!(widths.grow(1, &columns, &wide), [WIDEST, 30]);
        assert_eq!(widths.grow(1, &columns, &wide), [WIDEST, 30]);
        assert_eq!(widths.grow(2, &columns, &none), words);
        // What another file has is looked at again, even the same rows.
        assert_eq!(widths.grow(1, &columns, &wide), [WIDEST, words.get(1).copied().unwrap_or_default()]);
    }
}
