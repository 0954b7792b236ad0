//! The page in a frame: what the embedding page asked for, asks, and is told.
//!
//! The messages between the two pages, and who may say what, are the business of a script of the frame's own
//! (`src/single/bridge.js`): it leaves an object, `daybreakFrame`, and this is all that the program knows of the host.
//! Nothing that is told holds a value of a file, unless the host asked for that.

use std::rc::Rc;

use daybreak_report::receipt::Stated;
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, Event, File};

use super::open::Giver;
use super::{Session, circumstances_of, open, profile, samples};
use crate::queries::saved::{Scope, scope};
use crate::state::{Action, AppState, Frame, Phase, SampleChoice, SetPhase};
use crate::worker::protocol::{Asked, Export, FileId, Format, Request, Together};

/// The event by which the frame's script hands on what the host asks.
pub const ASKED: &str = "daybreak-asked";

fn channel() -> Option<JsValue> {
    let channel = Reflect::get(&js_sys::global(), &"daybreakFrame".into()).ok()?;
    channel.is_object().then_some(channel)
}

fn word(object: &JsValue, name: &str) -> String {
    Reflect::get(object, &name.into()).ok().and_then(|value| value.as_string()).unwrap_or_default()
}

/// What the host asked for; `None` outside of a frame.
pub fn frame() -> Option<Frame> {
    let channel = channel()?;
    let shown = Reflect::get(&channel, &"values".into()).is_ok_and(|values| values.is_truthy());
    Some(Frame::read(&word(&channel, "view"), &word(&channel, "kind"), &word(&channel, "sample"), shown))
}

/// Whether there is a host: whoever opens the frame's file by itself is told nothing.
fn has_host() -> bool {
    channel().is_some_and(|channel| Reflect::get(&channel, &"hosted".into()).is_ok_and(|hosted| hosted.is_truthy()))
}

/// Whether the page around is told values of files; `None` where nobody is told anything.
pub fn told(state: &AppState) -> Option<bool> {
    state.frame.as_ref().filter(|_| has_host()).map(|frame| frame.shown)
}

/// Tells the host something.
pub fn tell_host(what: &str, facts: &[(&str, JsValue)]) {
    let Some(channel) = channel() else { return };
    let told = Object::new();
    for (name, value) in facts {
        // An object of our own takes every property.
        let _ = Reflect::set(&told, &(*name).into(), value);
    }
    if let Some(tell) = Reflect::get(&channel, &"tell".into()).ok().and_then(|tell| tell.dyn_into::<Function>().ok()) {
        // What the script cannot pass on is lost, and nothing here depends on it.
        let _ = tell.call2(&channel, &what.into(), &told);
    }
}

/// Asks the worker for the report that goes to the host: that of all files, and of what they come to together.
pub fn report_to_host(session: &Session, state: &AppState, shown: bool) {
    let (format, stated, asked) = (Format::Host, Stated::default(), session.asked.get());
    let Scope { files, together } = scope(state, true);
    let circumstances = circumstances_of(state, &files);
    let together = together.map(|members| Together { members, held: state.day.held.clone() });
    let export = Export { files, format, about: String::new(), shown, every: false, together, stated, asked };
    session.client.send(&Request::Export { export, circumstances });
}

/// Hands the report that was written on to the host, with all that was asked up to this request; or tells why there is none.
pub(super) fn report(asked: Asked, why: Option<String>, blob: Option<Blob>) {
    if let Some(why) = why {
        failed(&why);
    }
    let Some(blob) = blob else { return };
    spawn_local(async move {
        if let Ok(text) = JsFuture::from(blob.text()).await {
            tell_host("report", &[("text", text), ("request", asked.into())]);
        }
    });
}

/// Tells the host that no file is open any more.
pub fn tell_emptied(session: &Session) {
    tell_host("emptied", &[("request", session.asked.get().into())]);
}

/// Does what the host asks.
pub fn obey_host(session: &Rc<Session>, state: &AppState, event: &Event) {
    let request = Reflect::get(event, &"detail".into()).unwrap_or_default();
    let asked = number(&request);
    match word(&request, "type").as_str() {
        "check" => {
            let files = Reflect::get(&request, &"files".into()).unwrap_or_default();
            let files: Vec<File> = Array::from(&files).iter().filter_map(|file| file.dyn_into::<File>().ok()).collect();
            if files.len() > open::MOST_AT_ONCE {
                let most = open::MOST_AT_ONCE;
                return fault(asked, &format!("At most {most} files can be checked at once; nothing was opened."));
            }
            session.note_asked(asked);
            if open::open(session, state, files, Giver::Host, None).is_empty() {
                answer_without_files(session, state, asked);
            }
        }
        "profile" => {
            let text = Reflect::get(&request, &"text".into()).unwrap_or_default().as_string();
            let take = |text: String| profile::take(session, "The profile of the embedding page", &text);
            if text.is_none() {
                session.dispatch.dispatch(Action::Profiled(None));
            }
            match text.and_then(take) {
                Some(faults) => fault(asked, &faults),
                None => agree(session, asked),
            }
        }
        "reset" => {
            session.note_asked(asked);
            // Those too that were opened just now and that the state does not have yet.
            let open: Vec<FileId> = session.files.borrow().keys().copied().collect();
            for file in open {
                open::close(session, file);
            }
        }
        _ => {}
    }
}

impl Session {
    /// A host that numbers its requests is told with each report up to which of them it holds.
    fn note_asked(&self, asked: Asked) {
        self.asked.set(self.asked.get().max(asked));
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the script lets only such numbers through"
)]
fn number(request: &JsValue) -> Asked {
    Reflect::get(request, &"request".into()).ok().and_then(|number| number.as_f64()).unwrap_or_default() as Asked
}

/// The profile that was asked for is in force, or none if none was.
fn agree(session: &Session, asked: Asked) {
    session.note_asked(asked);
    tell_host("agreed", &[("request", asked.into())]);
}

/// Answers a request that opened no file: whoever asked waits for a report. What is open already has one.
fn answer_without_files(session: &Session, state: &AppState, asked: Asked) {
    if !reported(state).is_empty() {
        report_to_host(session, state, state.frame.as_ref().is_some_and(|frame| frame.shown));
    } else if state.files.is_empty() {
        fault(asked, "None of what was given is a file to check.");
    }
}

/// Tells the host that what this request asked could not be done.
fn fault(asked: Asked, message: &str) {
    tell_host("fault", &[("message", message.into()), ("request", asked.into())]);
}

/// Tells the host that a file could not be checked, whichever request up to now gave it.
pub fn fault_of_file(session: &Session, name: &str, message: &str) {
    let asked = session.asked.get().into();
    tell_host("fault", &[("message", message.into()), ("file", name.into()), ("request", asked)]);
}

/// Tells the host that nothing that it waits for will come, and why.
pub fn failed(message: &str) {
    tell_host("fault", &[("message", message.into())]);
}

/// The files of a report: all that can be read, once every one of them is checked and has its checksum, and once it is known
/// what they come to together.
pub fn reported(state: &AppState) -> Vec<FileId> {
    let readable = || state.files.iter().filter(|file| !matches!(file.phase, Phase::Failed(_)));
    let files: Vec<FileId> = readable().map(|file| file.id).collect();
    let done = readable().all(|file| file.summary().is_some() && file.sha256.is_some());
    let together = files.len() < 2
        || match &state.day.phase {
            SetPhase::Checked(set) => {
                set.files.len() == files.len() && set.files.iter().all(|(id, _)| files.contains(id))
            }
            SetPhase::Failed => true,
            SetPhase::Idle | SetPhase::Checking(..) => false,
        };
    if done && together { files } else { Vec::new() }
}

/// Opens the sample that the host asked for.
pub fn open_sample_for_host(session: &Rc<Session>, state: &AppState, frame: &Frame) {
    let kind = frame.kind.as_deref().and_then(daybreak_schema::kind_by_token);
    let kind = kind.or_else(|| daybreak_schema::kind_by_token("transactions"));
    let file = match (frame.sample, kind) {
        (Some(SampleChoice::Good), Some(kind)) => samples::good_sample(kind),
        (Some(SampleChoice::Broken), Some(kind)) => samples::broken_sample(kind),
        _ => None,
    };
    open::accept_samples(session, state, file.into_iter().collect());
}
