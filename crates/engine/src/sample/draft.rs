//! A sample being edited.

use std::borrow::Cow;

use daybreak_schema::Kind;

use super::cells::Cells;
use super::random::Random;
use super::{Planted, columns, file_name};
use crate::example::Edit;

/// A file as a table of cells, before it is written.
#[derive(Clone, Debug)]
pub struct Draft {
    kind: &'static Kind,
    name: String,
    header: Option<Vec<String>>,
    records: Vec<Line>,
    columns: Vec<&'static str>,
    delimiter: u8,
    line_break: &'static str,
    prefix: &'static [u8],
    whole: Option<&'static [u8]>,
    utf16: bool,
}

#[derive(Clone, Debug)]
struct Line {
    cells: Vec<Vec<u8>>,
    suffix: &'static str,
    ending: Option<&'static str>,
    /// Lines that stand behind this record, as they are.
    after: Vec<Vec<u8>>,
}

impl Draft {
    /// A file of which so many records, from the first on, are the plainest: those that examples edit.
    pub(super) fn new(kind: &'static Kind, rows: u64, plain: u64, seed: u64) -> Self {
        let columns: Vec<&'static str> = columns(kind).collect();
        let mut random = Random::new(seed);
        let line = |number: u64, random: &mut Random| {
            let cells = if number <= plain || number == rows {
                Cells::plain(kind, number)
            } else {
                Cells::varied(kind, number, random)
            };
            Line {
                cells: columns.iter().map(|column| cells.get(column).as_bytes().to_vec()).collect(),
                suffix: "",
                ending: None,
                after: Vec::new(),
            }
        };
        Self {
            kind,
            name: file_name(kind),
            header: Some(columns.iter().map(|&name| name.to_owned()).collect()),
            records: (1..=rows).map(|number| line(number, &mut random)).collect(),
            columns,
            delimiter: b'|',
            line_break: "\n",
            prefix: b"",
            whole: None,
            utf16: false,
        }
    }

    /// Whether an edit leaves no room for another defect in the same file.
    pub(super) fn takes_the_whole_file(edit: &Edit) -> bool {
        matches!(
            edit,
            Edit::Whole(_) | Edit::Utf16 | Edit::NoHeader | Edit::NoRecords | Edit::Delimiter(_) | Edit::LineEnding(_)
        )
    }

    /// Applies an edit; those of a record to the one at this position, from 0.
    pub(super) fn apply(&mut self, edit: &Edit, at: usize) {
        match *edit {
            Edit::Set(column, text) => self.set(at, column, text.as_bytes()),
            Edit::SetBytes(column, bytes) => self.set(at, column, bytes),
            Edit::Rename(from, to) => {
                if let Some(name) = self.header.iter_mut().flatten().find(|name| *name == from) {
                    to.clone_into(name);
                }
            }
            Edit::Drop(column) => self.drop_column(column),
            Edit::Add(column, text) => {
                if let Some(header) = &mut self.header {
                    header.push(column.to_owned());
                }
                for record in &mut self.records {
                    record.cells.push(text.as_bytes().to_vec());
                }
            }
            Edit::Append(text) => self.change(at, |line| line.suffix = text),
            Edit::LineAfter(text) => self.change(at, |line| line.after.push(text.as_bytes().to_vec())),
            Edit::HeaderAgain => {
                let header =
                    self.header.iter().flatten().map(String::as_bytes).collect::<Vec<_>>().join(&self.delimiter);
                self.change(at, |line| line.after.push(header));
            }
            Edit::Repeat => self.repeat(at, None),
            Edit::RepeatWith(column, text) => self.repeat(at, Some((column, text))),
            Edit::Delimiter(delimiter) => self.delimiter = delimiter,
            Edit::LineEnding(ending) => self.line_break = ending,
            Edit::LineEndingOnce(ending) => self.change(at, |line| line.ending = Some(ending)),
            Edit::Prefix(bytes) => self.prefix = bytes,
            Edit::NoHeader => self.header = None,
            Edit::NoRecords => self.records.clear(),
            Edit::Whole(bytes) => self.whole = Some(bytes),
            Edit::Utf16 => self.utf16 = true,
            Edit::Name(name) => self.name = name.replace('#', self.kind.token),
        }
    }

    fn change(&mut self, at: usize, change: impl FnOnce(&mut Line)) {
        if let Some(line) = self.records.get_mut(at) {
            change(line);
        }
    }

    fn set(&mut self, at: usize, column: &str, text: &[u8]) {
        let position = self.columns.iter().position(|name| *name == column);
        if let Some(cell) = position.and_then(|position| self.records.get_mut(at)?.cells.get_mut(position)) {
            text.clone_into(cell);
        }
    }

    fn drop_column(&mut self, column: &str) {
        let Some(position) = self.columns.iter().position(|name| *name == column) else { return };
        self.columns.remove(position);
        if let Some(header) = &mut self.header {
            header.remove(position);
        }
        for record in &mut self.records {
            record.cells.remove(position);
        }
    }

    fn repeat(&mut self, at: usize, change: Option<(&str, &str)>) {
        let Some(line) = self.records.get(at).cloned() else { return };
        self.records.insert(at + 1, line);
        if let Some((column, text)) = change {
            self.set(at + 1, column, text.as_bytes());
        }
    }

    /// Writes the file.
    pub fn finish(self) -> Planted {
        let bytes = match self.whole {
            Some(whole) => whole.to_vec(),
            None => self.write(),
        };
        let bytes = if self.utf16 { to_utf16(&bytes) } else { bytes };
        Planted { name: self.name, bytes }
    }

    /// A cell as whoever exports with another delimiter writes it: in quotes, where it holds the delimiter.
    fn written<'a>(&self, cell: &'a [u8]) -> Cow<'a, [u8]> {
        if self.delimiter == b'|' || !cell.contains(&self.delimiter) {
            return cell.into();
        }
        format!("\"{}\"", String::from_utf8_lossy(cell).replace('"', "\"\"")).into_bytes().into()
    }

    fn write(&self) -> Vec<u8> {
        let mut out = self.prefix.to_vec();
        let delimiter = [self.delimiter];
        if let Some(header) = &self.header {
            out.extend_from_slice(header.join(std::str::from_utf8(&delimiter).unwrap_or("|")).as_bytes());
            out.extend_from_slice(self.line_break.as_bytes());
        }
        for record in &self.records {
            let cells: Vec<Cow<'_, [u8]>> = record.cells.iter().map(|cell| self.written(cell)).collect();
            out.extend_from_slice(&cells.join(&delimiter[..]));
            out.extend_from_slice(record.suffix.as_bytes());
            out.extend_from_slice(record.ending.unwrap_or(self.line_break).as_bytes());
            for line in &record.after {
                out.extend_from_slice(line);
                out.extend_from_slice(self.line_break.as_bytes());
            }
        }
        out
    }
}

fn to_utf16(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}
