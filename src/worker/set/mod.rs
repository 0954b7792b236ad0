//! The check of the open files together. It reads them once more, after each has been checked by itself.

mod ledger;
pub mod protocol;
mod summary;

use std::cell::Cell;
use std::rc::Rc;

use daybreak_engine::set::{SetCheck, SetFile, SetOutcome, Stated};
use daybreak_engine::{Outcome, Settings};
use gloo::timers::future::TimeoutFuture;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

pub(crate) use self::summary::summary;

use self::protocol::{Held, Member, SetEvent, SetRequest};
use super::check::Clock;
use super::host::{Host, send, settings};
use super::protocol::{Ask, Event, FileId, STOPPED};
use super::reader::{Pieces, in_words};

/// How long the check of the set waits before it looks again whether a file is being checked, in milliseconds: files come
/// first, and another of them may change the set.
const LOOK_EVERY: u32 = 30;

/// Up to this size a single file is read for what can be said of a day of one file; a larger one is not worth it.
const SMALL: u64 = 16 << 20;

/// What is asked of the set at the moment.
#[derive(Debug, Default)]
pub(super) struct Jobs {
    /// The last check; one that another has overtaken ends without a word.
    check: Cell<Ask>,
    /// The user has stopped it.
    stop: Cell<bool>,
    /// The last ledger.
    ledger: Cell<Ask>,
}

/// Does what the page asks.
pub(super) fn obey(host: &Rc<Host>, request: SetRequest) {
    let host = Rc::clone(host);
    match request {
        SetRequest::Check { ask, members, held, circumstances } => {
            host.set.check.set(ask);
            host.set.stop.set(false);
            let mut settings = settings(&circumstances);
            // What the user says of one file is not said of those of other days.
            (settings.kind, settings.activity_day) = (None, None);
            spawn_local(async move {
                check(&host, ask, &members, &held, &settings).await;
            });
        }
        SetRequest::Stop => host.set.stop.set(true),
        SetRequest::Ledger { ask, members, balance } => {
            host.set.ledger.set(ask);
            spawn_local(async move {
                let ledger = ledger::read(&host, ask, &members, &balance).await;
                if host.set.ledger.get() == ask {
                    tell(SetEvent::Ledger { ask, ledger: ledger.map(Box::new) });
                }
            });
        }
    }
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
        let mut of_set = SetFile::new(&outcome).in_batch(member.batch);
        if let Some(day) = member.day.as_deref().and_then(|day| day.parse().ok()) {
            of_set.day = Some(day);
        }
        Some(Part { id: member.file, file, outcome, of_set })
    };
    members.iter().filter_map(part).collect()
}

async fn check(host: &Host, ask: Ask, members: &[Member], held: &[Held], settings: &Settings) {
    while host.busy.get() {
        TimeoutFuture::new(LOOK_EVERY).await;
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
}

fn stated(held: &Held) -> Option<Stated> {
    let (day, amount) = (held.day.parse().ok()?, held.amount.parse().ok()?);
    Some(Stated { day: Some(day), currency: held.currency.clone(), amount })
}

/// Reads the files that the check asks for. `None` when nobody waits for the outcome any more.
async fn read(host: &Host, ask: Ask, parts: &[Part], mut check: SetCheck) -> Option<SetOutcome> {
    if let [part] = parts
        && part.of_set.bytes > SMALL
    {
        return Some(check.stop("one large file alone is not read for it"));
    }
    let mut clock = Clock::default();
    while let Some(part) = check.next_file().and_then(|given| parts.get(given)) {
        let mut pieces = Pieces::new(&part.file);
        loop {
            let piece = match pieces.next().await {
                Ok(Some(piece)) => piece,
                Ok(None) => break,
                Err(error) => {
                    send(&Event::Failed { file: part.id, message: in_words(&error) });
                    tell(SetEvent::Failed { ask });
                    return None;
                }
            };
            if host.set.check.get() != ask {
                return None;
            }
            if host.set.stop.get() {
                return Some(check.stop(STOPPED));
            }
            check.push(piece);
            if clock.is_due() {
                let progress = check.progress();
                tell(SetEvent::Progress { ask, bytes: progress.bytes, of: progress.of });
            }
        }
        check.end_file();
    }
    // It may have been overtaken while the last bytes were read.
    (host.set.check.get() == ask).then(|| check.finish())
}
