//! Rows of the table: only the window that is on the screen is ever read.

use std::rc::Rc;

use daybreak_engine::{Outcome, Place};
use daybreak_report::{Values, entry};
use futures_util::future::join_all;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use super::cut::cut;
use super::host::{Host, send};
use super::protocol::{Ask, CellMark, Event, FileId, Row};
use super::reader::in_words;
use super::records::Records;

/// A cell's text is cut behind so many characters; the whole of it is seen in a finding's line.
const LONGEST_CELL: usize = 240;

/// Bytes that nobody wants are read too where they are fewer than this: each reading has a price of its own.
const NEAR: u64 = 64 << 10;

/// So many bytes are read at the same time, or what belongs together if that is more.
const AT_ONCE: u64 = 16 << 20;

/// Answers with rows, by position from 0 among all records or among those with findings.
pub(super) fn spawn(host: &Rc<Host>, id: FileId, ask: Ask, first: u64, count: u64, only_marked: bool) {
    let Some((file, outcome)) = host.checked(id) else { return };
    spawn_local(async move {
        let read = if only_marked {
            marked_rows(&file, &outcome, first, count).await
        } else {
            rows(&file, &outcome, first + 1, count).await
        };
        match read {
            Ok(rows) => send(&Event::Rows { file: id, ask, first, rows }),
            Err(error) => send(&Event::Failed { file: id, message: in_words(&error) }),
        }
    });
}

/// So many rows from a record on.
async fn rows(file: &File, outcome: &Outcome, record: u64, count: u64) -> Result<Vec<Row>, JsValue> {
    let last = (record + count).saturating_sub(1).min(outcome.records);
    let Some(span) = Span::new(outcome, record, last) else { return Ok(Vec::new()) };
    span.read(file, outcome).await
}

/// The same among the records that have findings. They may lie far apart: what is near is read at once, and as much of it
/// at the same time as memory allows.
async fn marked_rows(file: &File, outcome: &Outcome, first: u64, count: u64) -> Result<Vec<Row>, JsValue> {
    let mut spans: Vec<Span> = Vec::new();
    for marked in outcome.marked.iter().skip(first as usize).take(count as usize) {
        let record = u64::from(marked.record);
        let Some(more) = Span::new(outcome, record, record) else { continue };
        match spans.last_mut() {
            Some(span) if more.start.byte <= span.end + NEAR => {
                span.end = span.end.max(more.end);
                span.records.push(record);
            }
            _ => spans.push(more),
        }
    }
    let mut rows = Vec::new();
    let mut spans = spans.as_slice();
    while !spans.is_empty() {
        let (now, later) = spans.split_at(at_once(spans.iter().map(|span| span.end - span.start.byte)));
        for read in join_all(now.iter().map(|span| span.read(file, outcome))).await {
            rows.extend(read?);
        }
        spans = later;
    }
    Ok(rows)
}

/// How many of the next spans are read at the same time, by their sizes: one at least.
fn at_once(sizes: impl Iterator<Item = u64>) -> usize {
    let mut sum = 0;
    let fits = |size: &u64| {
        sum += size;
        sum <= AT_ONCE
    };
    sizes.take_while(fits).count().max(1)
}

/// Some bytes of a file and the records that are wanted of them.
struct Span {
    start: Place,
    end: u64,
    /// In order.
    records: Vec<u64>,
}

impl Span {
    fn new(outcome: &Outcome, first: u64, last: u64) -> Option<Self> {
        let start = outcome.index.before(first)?;
        let end = outcome.index.end_of_block(last).unwrap_or(outcome.bytes);
        Some(Self { start, end, records: (first..=last).collect() })
    }

    async fn read(&self, file: &File, outcome: &Outcome) -> Result<Vec<Row>, JsValue> {
        let mut records = Records::new(file, outcome.dialect.delimiter, self.start, self.end);
        let mut rows = Vec::new();
        while rows.len() < self.records.len() && records.more().await? {
            records.find(|number, lexed| {
                if self.records.get(rows.len()) == Some(&number) {
                    rows.push(row(outcome, number, lexed));
                }
                (rows.len() >= self.records.len()).then_some(())
            });
        }
        Ok(rows)
    }
}

fn row(outcome: &Outcome, number: u64, record: &daybreak_engine::Record<'_>) -> Row {
    let mut scratch = Vec::new();
    let cells = (0..record.fields.len()).map(|field| shown(record.text(field, &mut scratch))).collect();
    let marked = outcome.marked.binary_search_by_key(&number, |marked| u64::from(marked.record)).ok();
    let marks = if marked.is_some() { marks(outcome, number) } else { Vec::new() };
    Row {
        record: number,
        line: record.place.line,
        cells,
        severity: marked.and_then(|at| outcome.marked.get(at)).map(|marked| marked.severity),
        marks,
    }
}

/// The stored findings of a record.
fn marks(outcome: &Outcome, number: u64) -> Vec<CellMark> {
    let of_record =
        |(_, finding): &(usize, &daybreak_engine::Finding)| finding.place.is_some_and(|place| place.record == number);
    let mark = |(index, finding): (usize, &daybreak_engine::Finding)| CellMark {
        field: finding.field,
        severity: finding.severity,
        index,
        message: entry(outcome.heading(), finding, Values::Masked).message,
    };
    outcome.findings.iter().enumerate().filter(of_record).map(mark).collect()
}

/// A cell's text, what cannot be seen written out, cut if it is long.
fn shown(text: &[u8]) -> String {
    Values::Shown.of(&cut(&String::from_utf8_lossy(text), LONGEST_CELL))
}

#[cfg(test)]
mod tests {
    use super::{AT_ONCE, at_once};

    #[test]
    fn far_apart_rows_are_read_together_as_far_as_memory_allows() {
        assert_eq!(at_once([30_000; 100].into_iter()), 100);
        assert_eq!(at_once([AT_ONCE / 2, AT_ONCE / 2, 1].into_iter()), 2);
        assert_eq!(at_once([AT_ONCE * 9, 1].into_iter()), 1);
        assert_eq!(at_once([1, AT_ONCE * 9].into_iter()), 1);
    }
}
