//! The worker's side: it owns the files and their outcomes, and answers the page.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

use daybreak_engine::{Outcome, Settings};
use gloo::timers::future::TimeoutFuture;
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, File, MessageEvent};

use super::likeness::{self, Likeness};
use super::pool::Crew;
use super::protocol::{Ask, Circumstances, Event, FileId, Request};
use super::wire::{from_js, to_js};
use super::{check, columns, export, findings, pool, probe, rows, search, set};

/// Even a browser that names one core reads sooner with two.
const FEWEST_HELPERS: usize = 2;

/// More do not read faster, and each takes memory.
const MOST_HELPERS: usize = 8;

/// For so long after a question another is expected, in milliseconds.
const TALK: f64 = 150.0;

/// A file that is open.
pub(super) struct Slot {
    pub(super) file: File,
    pub(super) name: String,
    pub(super) outcome: Option<Rc<Outcome>>,
    pub(super) sha256: Option<String>,
    /// How it looked when it was opened.
    pub(super) likeness: Option<Likeness>,
    /// What the check of this file is told.
    pub(super) order: Rc<Cell<check::Order>>,
    /// The last search in it; a later one makes the earlier moot.
    pub(super) search: Ask,
}

impl Slot {
    /// Tells whether a slot is this very one.
    pub(super) fn same(&self) -> impl Fn(&Self) -> bool + use<> {
        let order = Rc::clone(&self.order);
        move |other| Rc::ptr_eq(&order, &other.order)
    }
}

/// Everything that the worker holds.
#[derive(Default)]
pub(super) struct Host {
    pub(super) slots: RefCell<BTreeMap<FileId, Slot>>,
    /// The files that wait for their check; one is checked at a time, so that the first verdict comes soon.
    pub(super) queue: RefCell<VecDeque<(FileId, Circumstances)>>,
    /// A check is running.
    pub(super) busy: Cell<bool>,
    /// The files that wait for their checksum.
    pub(super) unsummed: RefCell<VecDeque<(FileId, File)>>,
    /// Checksums are being computed.
    pub(super) summing: Cell<bool>,
    crew: OnceCell<Rc<Crew>>,
    /// Whether the report that is being written is to be stopped.
    pub(super) exporting: RefCell<Rc<Cell<bool>>>,
    /// The same of the report that goes to the embedding page.
    pub(super) telling: RefCell<Rc<Cell<bool>>>,
    /// The check of the files together.
    pub(super) set: set::Jobs,
    /// When the page asked for something last, in milliseconds.
    asked: Cell<f64>,
    /// When a report last waited for checksums.
    awaited: Cell<f64>,
}

impl Host {
    /// The file and outcome of a checked file.
    pub(super) fn checked(&self, file: FileId) -> Option<(File, Rc<Outcome>)> {
        let slots = self.slots.borrow();
        let slot = slots.get(&file)?;
        Some((slot.file.clone(), slot.outcome.clone()?))
    }

    /// Those who check large files.
    pub(super) fn crew(&self) -> Option<Rc<Crew>> {
        let scope = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>().ok()?;
        let crew = self.crew.get_or_init(|| {
            #[expect(clippy::cast_sign_loss, reason = "a count is whole and not negative")]
            let cores = scope.navigator().hardware_concurrency() as usize;
            Crew::new(cores.clamp(FEWEST_HELPERS, MOST_HELPERS))
        });
        Some(Rc::clone(crew))
    }

    /// Lets a check stop as soon as it can.
    fn stop(&self, id: FileId, order: &Cell<check::Order>, with: check::Order) {
        order.set(with);
        if let Some(crew) = self.crew.get() {
            crew.stop(id);
        }
    }

    /// Whether the page asks for one thing after another.
    pub(super) fn is_asked(&self) -> bool {
        is_recent(self.asked.get())
    }

    /// Notes that a report waits for checksums.
    pub(super) fn wait_for_sums(&self) {
        self.awaited.set(js_sys::Date::now());
    }

    /// Whether a report waits for checksums.
    pub(super) fn are_sums_awaited(&self) -> bool {
        is_recent(self.awaited.get())
    }

    /// Whether a file is still open.
    pub(super) fn is_open(&self, file: FileId) -> bool {
        self.slots.borrow().contains_key(&file)
    }
}

fn is_recent(moment: f64) -> bool {
    (0.0..TALK).contains(&(js_sys::Date::now() - moment))
}

/// Starts answering: as the page's worker, or as a helper of it.
pub(crate) fn start(scope: &DedicatedWorkerGlobalScope) {
    if scope.name() == pool::HELPER {
        return pool::start_helper(scope);
    }
    let host = Rc::new(Host::default());
    let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| receive(&host, &event));
    scope.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    // It listens for as long as the worker lives.
    listener.forget();
    send(&Event::Ready);
}

/// Tells the page something.
pub(super) fn send(event: &Event) {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    // The page may be closing; then nobody listens any more.
    let _ = scope.post_message(&js_sys::Array::of1(&to_js(event)));
}

/// The same, with something that is no message.
pub(super) fn send_with(event: &Event, attached: &JsValue) {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    // As above.
    let _ = scope.post_message(&js_sys::Array::of2(&to_js(event), attached));
}

fn receive(host: &Rc<Host>, event: &MessageEvent) {
    let parts = js_sys::Array::from(&event.data());
    let Some(request) = from_js::<Request>(&parts.get(0)) else { return };
    host.asked.set(js_sys::Date::now());
    obey(host, request, parts.get(1));
}

fn obey(host: &Rc<Host>, request: Request, attached: JsValue) {
    // What reads a file again must find it as it was.
    match &request {
        Request::Rows { file, .. }
        | Request::Detail { file, .. }
        | Request::Find { file, .. }
        | Request::Columns { file } => likeness::look(host, *file),
        Request::Export { export, .. } if export.every => {
            export.files.iter().for_each(|file| likeness::look(host, *file));
        }
        _ => {}
    }
    match request {
        Request::Open { file: id, name, circumstances } => {
            let Ok(file) = attached.dyn_into::<File>() else { return };
            let order = Rc::default();
            let slot = Slot { file, name, outcome: None, sha256: None, likeness: None, order, search: 0 };
            host.slots.borrow_mut().insert(id, slot);
            check::queue(host, id, circumstances);
            likeness::remember(host, id);
        }
        Request::Warm => {
            if let Some(crew) = host.crew() {
                crew.warm();
            }
        }
        Request::Cancel { file } => {
            if let Some(slot) = host.slots.borrow().get(&file) {
                host.stop(file, &slot.order, check::Order::Stop);
            }
        }
        Request::Close { file } => {
            if let Some(slot) = host.slots.borrow_mut().remove(&file) {
                host.stop(file, &slot.order, check::Order::Drop);
            }
        }
        Request::Rows { file, ask, first, count, only_marked } => {
            rows::spawn(host, file, ask, first, count, only_marked);
        }
        Request::Findings { file, filter, open } => {
            if let Some((_, outcome)) = host.checked(file) {
                send(&Event::Findings { file, groups: findings::groups(&outcome, &filter, &open) });
            }
        }
        Request::Detail { file, index } => findings::spawn_detail(host, file, index),
        Request::Find { file, ask, text, from } => search::spawn(host, file, ask, text, from),
        Request::Columns { file } => columns::spawn(host, file),
        Request::Export { export, circumstances } => {
            export::spawn(host, export, circumstances, Some(attached).filter(JsValue::is_object));
        }
        Request::StopExport => host.exporting.borrow().set(true),
        Request::Probe => probe::spawn(),
        Request::Set(request) => set::obey(host, request),
    }
}

/// How long one that waits for its turn sleeps before it looks again, in milliseconds.
const LOOK_EVERY: u32 = 30;

/// Sleeps before it is looked again whether it is one's turn.
pub(super) async fn pause() {
    TimeoutFuture::new(LOOK_EVERY).await;
}

/// The engine's settings under these circumstances. The page has read the profile before; one that cannot be read here
/// is none.
pub(super) fn settings(circumstances: &Circumstances) -> Settings {
    let now = daybreak_calendar::Timestamp::from_second(circumstances.now).unwrap_or_default();
    let mut settings = Settings::new(now);
    settings.kind = circumstances.kind.as_deref().and_then(daybreak_schema::kind_by_token);
    settings.profile =
        circumstances.profile.as_deref().and_then(|json| daybreak_schema::read_profile(json).ok()).map(Arc::new);
    settings.activity_day = circumstances.activity_day;
    settings
}
