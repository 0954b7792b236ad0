//! Reads a file through the engine, and tells the page how far it is.

use std::cell::Cell;
use std::cmp::Reverse;
use std::rc::Rc;

use daybreak_engine::{Checker, Ended, Opened, Opening, Outcome, Progress, Settings, Severity};
use daybreak_report::model::FindingEntry;
use daybreak_report::words::error_columns;
use daybreak_report::{Values, entry};
use daybreak_schema::docs::{presence_words, type_words};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use super::checksum;
use super::columns;
use super::host::{Host, send, settings};
use super::pool::{self, Checked, Job};
use super::protocol::{Circumstances, Column, Event, FileId, STOPPED, Stretch, Summary};
use super::reader::{Pieces, in_words};

/// The page hears of the progress at most so often, in milliseconds.
const REPORT_EVERY: f64 = 125.0;

/// So many findings can be read while the rest of the file is still being checked.
pub(super) const FIRST: usize = 5;

/// So much of a file is read at first to see what it is.
pub(super) const START: u64 = 64 << 10;

/// In how many stretches the file is divided for the picture beside the scroll bar.
const STRETCHES: usize = 240;

/// What a running check is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    /// To go on.
    #[default]
    Go,
    /// To say what it has found so far.
    Stop,
    /// To end without a word: the file was closed.
    Drop,
}

/// Checks an open file once those before it are checked.
pub(super) fn queue(host: &Rc<Host>, id: FileId, circumstances: Circumstances) {
    host.queue.borrow_mut().push_back((id, circumstances));
    if host.busy.replace(true) {
        return;
    }
    let host = Rc::clone(host);
    spawn_local(async move {
        while let Some((id, circumstances)) = next(&host) {
            if let Some(file) = run(&host, id, circumstances).await {
                checksum::queue(&host, file, id);
            }
        }
        host.busy.set(false);
    });
}

fn next(host: &Host) -> Option<(FileId, Circumstances)> {
    host.queue.borrow_mut().pop_front()
}

/// Checks a file. Gives it back when it was checked and is still open.
async fn run(host: &Host, id: FileId, circumstances: Circumstances) -> Option<File> {
    let (file, name, order) = {
        let slots = host.slots.borrow();
        let slot = slots.get(&id)?;
        (slot.file.clone(), slot.name.clone(), Rc::clone(&slot.order))
    };
    let mut checked = Checked::NoHelpers;
    if pool::is_worth_it(&file)
        && let Some(crew) = host.crew()
    {
        let (file, name, circumstances) = (file.clone(), name.clone(), circumstances.clone());
        checked = pool::check(&crew, Job { id, file, name, circumstances, start: Vec::new() }, &order).await;
    }
    if matches!(checked, Checked::NoHelpers) {
        checked = match alone(&file, &name, id, &settings(&circumstances), &order).await {
            Ok(Some(outcome)) => Checked::Done(Box::new(outcome)),
            Ok(None) => Checked::Dropped,
            Err(error) => Checked::Failed(in_words(&error)),
        };
    }
    let outcome = match checked {
        Checked::Done(outcome) => Rc::new(*outcome),
        Checked::Failed(message) => {
            send(&Event::Failed { file: id, message });
            return None;
        }
        Checked::Dropped | Checked::NoHelpers => return None,
    };
    host.slots.borrow_mut().get_mut(&id)?.outcome = Some(Rc::clone(&outcome));
    send(&Event::Checked { file: id, summary: Box::new(summary(&outcome)) });
    Some(file)
}

/// Sees what a file is by its start, of which the first bytes are known.
pub(super) async fn open(file: &File, name: &str, settings: &Settings, start: &[u8]) -> Result<Opened, JsValue> {
    let mut opening = Opening::new(name, settings);
    opening.push(start);
    // Little is needed of most files, and all of a file whose header does not end.
    let known = start.len() as u64;
    let mut pieces = Pieces::between(file, known, known);
    while opening.wants_more() {
        let Some(piece) = pieces.next().await? else { break };
        opening.push(piece);
    }
    Ok(opening.end())
}

/// The checks in this worker, reading once or oftener. `None` when nobody waits for the outcome any more.
async fn alone(
    file: &File,
    name: &str,
    id: FileId,
    settings: &Settings,
    order: &Cell<Order>,
) -> Result<Option<Outcome>, JsValue> {
    let mut checker = Checker::new(name, settings);
    let mut pieces = Pieces::new(file);
    let mut clock = Clock::default();
    while let Some(piece) = pieces.next().await? {
        match order.get() {
            Order::Go => {}
            Order::Stop => return Ok(Some(checker.stop(STOPPED))),
            Order::Drop => return Ok(None),
        }
        checker.push(piece);
        if clock.is_due() {
            let progress = checker.progress();
            let first =
                checker.findings().iter().take(FIRST).map(|finding| entry(checker.heading(), finding, Values::Shown));
            send(&progress_event(id, &progress, progress.bytes, false, first.collect()));
        }
    }
    let progress = checker.progress();
    let mut ended = checker.end();
    loop {
        let mut again = match ended {
            Ended::Done(outcome) => return Ok(Some(*outcome)),
            Ended::Again(again) => again,
        };
        let mut bytes = 0;
        let mut pieces = Pieces::new(file);
        while let Some(piece) = pieces.next().await? {
            match order.get() {
                Order::Go => {}
                Order::Stop => return Ok(Some(again.stop(STOPPED))),
                Order::Drop => return Ok(None),
            }
            bytes += piece.len() as u64;
            again.push(piece);
            if clock.is_due() {
                send(&progress_event(id, &progress, bytes, true, Vec::new()));
            }
        }
        ended = again.end();
    }
}

fn progress_event(file: FileId, progress: &Progress, bytes: u64, again: bool, first: Vec<FindingEntry>) -> Event {
    let counts = progress.counts;
    Event::Progress {
        file,
        bytes,
        records: progress.records,
        again,
        errors: counts.error,
        warnings: counts.warning,
        infos: counts.info,
        first,
    }
}

/// When to tell the page next.
#[derive(Default)]
pub(super) struct Clock {
    last: f64,
}

impl Clock {
    pub(super) fn is_due(&mut self) -> bool {
        let now = js_sys::Date::now();
        // A clock that was set back must not keep it from telling.
        let due = !(0.0..REPORT_EVERY).contains(&(now - self.last));
        if due {
            self.last = now;
        }
        due
    }
}

fn summary(outcome: &Outcome) -> Summary {
    let layout = outcome.layout.as_ref();
    let columns = outcome
        .header
        .iter()
        .map(|header| {
            let column = header.column.and_then(|column| layout?.columns.get(column));
            Column {
                name: header.name.clone(),
                ty: column.map(|column| type_words(column.ty.value)),
                presence: column.map(|column| presence_words(column.presence.value)),
                number: column.is_some_and(columns::is_number),
            }
        })
        .collect();
    let first = outcome
        .findings
        .iter()
        .enumerate()
        // What the bank would stop at first comes first.
        .min_by_key(|(index, finding)| (Reverse(finding.severity), finding.rule.group.unwrap_or(u8::MAX), *index));
    let errors = outcome.findings.iter().filter(|finding| finding.severity == Severity::Error);
    Summary {
        report: daybreak_report::file_summary(outcome, ""),
        columns,
        stretches: stretches(outcome),
        marked: outcome.marked.len() as u64,
        marked_ends: outcome
            .marked
            .first()
            .zip(outcome.marked.last())
            .map(|(first, last)| (first.record.into(), last.record.into())),
        activity_day: outcome.activity_day,
        first: first.map(|(_, finding)| entry(outcome.heading(), finding, Values::Shown)),
        first_index: first.map(|(index, _)| index),
        error_columns: error_columns(errors.map(|finding| finding.field), outcome.counts.error),
    }
}

/// What each of equally long stretches of records holds.
#[expect(clippy::cast_precision_loss, reason = "a share for a picture")]
fn stretches(outcome: &Outcome) -> Vec<Option<Stretch>> {
    let mut found: Vec<Option<Stretch>> = vec![None; STRETCHES];
    let each = STRETCHES as f32 / outcome.records.max(STRETCHES as u64) as f32;
    for marked in &outcome.marked {
        let at = u64::from(marked.record.saturating_sub(1)) * STRETCHES as u64 / outcome.records.max(1);
        if let Some(stretch) = found.get_mut(at as usize) {
            let before = stretch.get_or_insert(Stretch { severity: marked.severity, share: 0.0 });
            before.severity = before.severity.max(marked.severity);
            before.share += each;
        }
    }
    found
}
