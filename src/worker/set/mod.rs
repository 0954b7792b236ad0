//! The check of the open files together. It reads them once more, after each has been checked by itself.

mod ledger;
pub mod protocol;
mod summary;

use std::cell::Cell;
use std::rc::Rc;

use daybreak_engine::set::{SetCheck, SetFile, SetOutcome, Stated};
use daybreak_engine::{Outcome, Settings};
use daybreak_report::model::SetReport;
use daybreak_report::{Values, set_report};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

pub(crate) use self::summary::summary;

use self::protocol::{Held, Member, SetEvent, SetRequest};
use super::check::{Clock, Order};
use super::host::{Host, pause, send, settings};
use super::likeness;
use super::protocol::{Ask, Circumstances, Event, FileId, STOPPED, Together};
use super::reader::{Pieces, in_words};

/// So many findings of each rule and day a report with every finding has: they are held in memory, unlike those of one file.
const EVERY: usize = 50_000;

/// Up to this size a single file is read for what can be said of a day of one file; a larger one is not worth it.
const SMALL: u64 = 16 << 20;

/// What is asked of the set at the moment.
#[derive(Debug, Default)]
pub(super) struct Jobs {
    /// The last check; one that another has overtaken ends without a word.
    check: Cell<Ask>,
    /// The last check is running, or waits for the files.
    checking: Cell<bool>,
    /// The user has stopped it.
    stop: Cell<bool>,
    /// The last ledger.
    ledger: Cell<Ask>,
}

impl Jobs {
    /// Whether files are being checked together, or are about to be.
    pub(super) fn is_checking(&self) -> bool {
        self.checking.get()
    }
}

/// Does what the page asks.
pub(super) fn obey(host: &Rc<Host>, request: SetRequest) {
    let host = Rc::clone(host);
    match request {
        SetRequest::Check { ask, members, held, circumstances } => {
            host.set.check.set(ask);
            host.set.stop.set(false);
            let settings = settings_of_set(&circumstances);
            host.set.checking.set(true);
            spawn_local(async move {
                check(&host, ask, &members, &held, &settings).await;
                if host.set.check.get() == ask {
                    host.set.checking.set(false);
                }
            });
        }
        SetRequest::Stop => host.set.stop.set(true),
        SetRequest::Ledger { ask, members, balance, circumstances } => {
            host.set.ledger.set(ask);
            let settings = settings_of_set(&circumstances);
            spawn_local(async move {
                let ledger = ledger::read(&host, ask, &members, &balance, &settings).await;
                if host.set.ledger.get() == ask {
                    tell(SetEvent::Ledger { ask, ledger: ledger.map(Box::new) });
                }
            });
        }
    }
}

/// The settings under these circumstances. What the user says of one file is not said of those of other days.
fn settings_of_set(circumstances: &Circumstances) -> Settings {
    Settings { kind: None, activity_day: None, ..settings(circumstances) }
}

fn tell(event: SetEvent) {
    send(&Event::Set(event));
}

/// A file of the set with what its own check came to.
pub(super) struct Part {
    pub(super) id: FileId,
    pub(super) file: File,
    pub(super) outcome: Rc<Outcome>,
    pub(super) of_set: SetFile,
}

/// The files of a set, as far as they are open and checked.
pub(super) fn parts(host: &Host, members: &[Member]) -> Vec<Part> {
    let part = |member: &Member| {
        let (file, outcome) = host.checked(member.file)?;
        let mut of_set = SetFile::new(&outcome);
        if let Some(day) = member.day {
            of_set = of_set.of_day(day);
        }
        Some(Part { id: member.file, file, outcome, of_set })
    };
    members.iter().filter_map(part).collect()
}

async fn check(host: &Host, ask: Ask, members: &[Member], held: &[Held], settings: &Settings) {
    // Files come first, and another of them may change the set.
    while host.busy.get() {
        pause().await;
        if host.set.check.get() != ask {
            return;
        }
    }
    let parts = parts(host, members);
    let files = parts.iter().map(|part| part.of_set.clone()).collect();
    let check = SetCheck::new(files, settings).with_stated(held.iter().filter_map(stated).collect());
    let Some(outcome) = read(host, ask, &parts, check).await else { return };
    let of_page: Vec<(FileId, &Outcome)> = parts.iter().map(|part| (part.id, &*part.outcome)).collect();
    tell(SetEvent::Checked { ask, summary: Box::new(summary(&outcome, &of_page, settings)) });
    for part in &parts {
        likeness::tell(host, part.id).await;
    }
}

fn stated(held: &Held) -> Option<Stated> {
    let amount = held.amount.parse().ok()?;
    Some(Stated { day: Some(held.day), currency: held.currency.clone(), amount })
}

/// Reads the files that the check asks for. `None` when nobody waits for the outcome any more.
async fn read(host: &Host, ask: Ask, parts: &[Part], check: SetCheck) -> Option<SetOutcome> {
    let mut clock = Clock::default();
    let go_on = |check: &SetCheck| {
        if clock.is_due() {
            let progress = check.progress();
            tell(SetEvent::Progress { ask, bytes: progress.bytes, of: progress.of });
        }
        if host.set.check.get() != ask {
            Order::Drop
        } else if host.set.stop.get() {
            Order::Stop
        } else {
            Order::Go
        }
    };
    match read_all(parts, check, go_on).await {
        // It may have been overtaken while the last bytes were read.
        Ok(outcome) => outcome.filter(|_| host.set.check.get() == ask),
        Err((file, error)) => {
            send(&Event::Failed { file, message: in_words(&error) });
            tell(SetEvent::Failed { ask });
            None
        }
    }
}

/// The same, asking after each piece whether to go on.
async fn read_all(
    parts: &[Part],
    mut check: SetCheck,
    mut go_on: impl FnMut(&SetCheck) -> Order,
) -> Result<Option<SetOutcome>, (FileId, JsValue)> {
    if let [part] = parts
        && part.of_set.bytes > SMALL
    {
        return Ok(Some(check.stop("a single file this large is not read again for checks across files")));
    }
    while let Some(part) = check.next_file().and_then(|given| parts.get(given)) {
        let mut pieces = Pieces::new(&part.file);
        while let Some(piece) = pieces.next().await.map_err(|error| (part.id, error))? {
            check.push(piece);
            match go_on(&check) {
                Order::Go => {}
                Order::Stop => return Ok(Some(check.stop(STOPPED))),
                Order::Drop => return Ok(None),
            }
        }
        check.end_file();
    }
    Ok(Some(check.finish()))
}

/// What files come to together, as a report has it; of those that they are only compared with nothing is told. `None` when
/// it was stopped.
pub(super) async fn report(
    host: &Host,
    together: &Together,
    compared_with: &[FileId],
    circumstances: &Circumstances,
    (values, every): (Values, bool),
    stop: &Cell<bool>,
) -> Result<Option<SetReport>, JsValue> {
    let mut settings = settings_of_set(circumstances);
    if every {
        settings.cap = EVERY;
    }
    let parts = parts(host, &together.members);
    let of_set = |part: &Part| {
        let file = part.of_set.clone();
        if compared_with.contains(&part.id) { file.as_previous() } else { file }
    };
    let files = parts.iter().map(of_set).collect();
    let check = SetCheck::new(files, &settings).with_stated(together.held.iter().filter_map(stated).collect());
    let go_on = |_: &SetCheck| if stop.get() { Order::Drop } else { Order::Go };
    let outcome = read_all(&parts, check, go_on).await.map_err(|(_, error)| error)?;
    let heading = |given: usize| parts.get(given).map(|part| part.outcome.heading());
    Ok(outcome.map(|outcome| set_report(&outcome, &settings, values, heading)))
}
