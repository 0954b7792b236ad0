//! What changes something: opens files, asks the worker, saves exports, seals the page. What only reads is in `queries`.

mod address;
mod day;
mod drop;
mod edition;
mod element;
mod events;
mod export;
mod frame;
mod json;
mod open;
mod profile;
pub mod readiness;
mod samples;
mod seal;
mod store;
mod template;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::File;
use yew::UseReducerDispatcher;

pub use address::{follow as follow_address, keep as keep_address, leave as leave_address};
pub use day::{
    accept_chosen, check_set, choose_files, choose_instead, give_day, read_ledger, show_ledger, show_next_with,
    stop_set,
};
pub use drop::{chosen, dropped};
pub use edition::{Edition, edition};
pub use element::{click, focus, focus_soon, may_lead, print, reveal, set_title};
pub use events::load_events;
pub use export::{copy, export, stop as stop_export};
pub use frame::{
    ASKED, failed, fault_of_file, frame, obey_host, open_sample_for_host, report_to_host, reported, tell_emptied,
    tell_host, told,
};
pub use open::{accept, accept_samples, again, check_all, close_by_button, for_day};
pub use samples::{broken_sample, broken_set, good_sample, good_set, has_sample, sample_of};
pub use seal::{SEAL, seal};
pub use template::save_template;

use crate::state::{Action, AppState, Tone};
use crate::worker::Client;
use crate::worker::protocol::{Asked, Circumstances, Event, FileId, Probe};

/// What tasks work with.
pub struct Session {
    /// The worker.
    pub client: Rc<Client>,
    /// Where actions go.
    pub dispatch: UseReducerDispatcher<AppState>,
    /// The open files: the worker has them too, but a new worker must be given them again.
    files: RefCell<BTreeMap<FileId, File>>,
    last_id: Cell<FileId>,
    /// The file whose place the next one that is chosen takes.
    replacing: Cell<Option<FileId>>,
    /// The last that the embedding page has asked for, and that was done.
    asked: Cell<Asked>,
    /// The days of readiness as the browser keeps them; `None` when it keeps none.
    kept: RefCell<Option<daybreak_report::readiness::Readiness>>,
    /// Who waits for the worker's part of the proof.
    pub(crate) probing: Rc<RefCell<Option<yew::Callback<Vec<Probe>>>>>,
}

impl Session {
    /// Starts the worker and hands on what it says.
    pub fn start(dispatch: UseReducerDispatcher<AppState>) -> Rc<Self> {
        let probing: Rc<RefCell<Option<yew::Callback<Vec<Probe>>>>> = Rc::default();
        let (said, died, waiting) = (dispatch.clone(), dispatch.clone(), Rc::clone(&probing));
        let client = Client::start(
            move |event, attached| match event {
                Event::ForHost { asked, why } => frame::report(asked, why, attached.dyn_into().ok()),
                Event::Exported { ref name, .. } => {
                    if let Ok(blob) = attached.dyn_into() {
                        export::save(name, &blob);
                    }
                    said.dispatch(Action::Said(Box::new(event)));
                }
                Event::Probed { channels } => {
                    if let Some(waiting) = waiting.borrow().as_ref() {
                        waiting.emit(channels);
                    }
                }
                other => said.dispatch(Action::Said(Box::new(other))),
            },
            move || died.dispatch(Action::WorkerDied),
        );
        Rc::new(Self {
            client,
            dispatch,
            files: RefCell::default(),
            last_id: Cell::default(),
            replacing: Cell::default(),
            asked: Cell::default(),
            kept: RefCell::default(),
            probing,
        })
    }

    fn next_id(&self) -> FileId {
        self.last_id.set(self.last_id.get() + 1);
        self.last_id.get()
    }

    fn tell(&self, tone: Tone, text: impl Into<String>) {
        self.dispatch.dispatch(Action::Told(tone, text.into()));
    }
}

/// The circumstances of a check now. What is stated of a single file is added where that file is checked.
pub(crate) fn circumstances(state: &AppState, kind: Option<String>) -> Circumstances {
    Circumstances {
        now: now(),
        kind,
        profile: state.profile.as_ref().map(|profile| profile.json.clone()),
        activity_day: None,
    }
}

/// The circumstances of a report of files: it is about their checks as they were made, not about this moment.
fn circumstances_of(state: &AppState, files: &[FileId]) -> Circumstances {
    let now = circumstances(state, None);
    let begun = files.iter().filter_map(|file| state.beside.begun.get(file)).map(|begun| begun.at);
    Circumstances { now: begun.max().unwrap_or(now.now), ..now }
}

/// Whether the browser tells that something was given up, by the user or by us.
fn is_abort(error: &JsValue) -> bool {
    error.dyn_ref::<web_sys::DomException>().is_some_and(|error| error.name() == "AbortError")
}

/// The present, in seconds since 1970.
pub fn now() -> i64 {
    (js_sys::Date::now() / 1000.0) as i64
}
