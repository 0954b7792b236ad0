//! A JSON file that was dropped here: a program profile, a list of event types, a receipt, a report, or days of readiness. What it is, it says.

use std::rc::Rc;

use daybreak_report::outline::{FileOutline, Outline};
use daybreak_report::{Receipt, Values};
use serde::Deserialize;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::File;

use super::{Session, profile, readiness};
use crate::state::{Action, AppState, BesideAction, Check, LoadedReceipt, Part, Tone};

/// A report with a thousand findings of each rule is far smaller; nothing else comes near.
const LARGEST: f64 = 64e6;

/// The versions by which each form is known.
#[derive(Default, Deserialize)]
struct Head {
    #[serde(rename = "receipt_version")]
    receipt: Option<u32>,
    #[serde(rename = "report_version")]
    report: Option<u32>,
    #[serde(rename = "readiness_version")]
    readiness: Option<u32>,
    #[serde(rename = "profile_version")]
    profile: Option<serde::de::IgnoredAny>,
    name: Option<serde::de::IgnoredAny>,
}

impl Head {
    /// Whether nothing says what it is. A profile without its version still has a name.
    const fn is_of_nothing(&self) -> bool {
        self.receipt.is_none()
            && self.report.is_none()
            && self.readiness.is_none()
            && self.profile.is_none()
            && self.name.is_none()
    }
}

/// Reads it, and does what it is for.
pub(super) fn load(session: &Rc<Session>, state: &AppState, file: File) {
    let name = Values::Shown.of(&file.name());
    if file.size() > LARGEST {
        return session.tell(Tone::Problem, format!("{name} is too large to be read here as JSON."));
    }
    let (session, state) = (Rc::clone(session), state.clone());
    spawn_local(async move {
        let Ok(text) = JsFuture::from(file.text()).await else {
            return session.tell(Tone::Problem, format!("{name} could not be read."));
        };
        let json = text.as_string().unwrap_or_default();
        // A list stands for one part of a profile: the types of events.
        if json.trim_start().starts_with('[') {
            let profile = state.profile.as_ref().map(|profile| profile.json.as_str());
            return super::events::take(&session.dispatch, profile, &name, &json);
        }
        let head = serde_json::from_str::<Head>(&json);
        if head.as_ref().is_ok_and(Head::is_of_nothing) {
            let text = format!(
                "{name} is not a program profile, a report, a receipt or days of readiness; nothing was changed."
            );
            return session.tell(Tone::Problem, text);
        }
        // What is broken is taken for a profile: its reader tells best what is wrong.
        let head = head.unwrap_or_default();
        let loaded = if head.receipt.is_some() {
            Receipt::read(&json).map(|receipt| {
                session.hold(BesideAction::Receipt(Some(Rc::new(LoadedReceipt { name: name.clone(), receipt }))));
            })
        } else if head.report.is_some() {
            Outline::read(&json).map(|outline| session.hold(BesideAction::Report(Box::new(check(&name, outline)))))
        } else if head.readiness.is_some() {
            readiness::import(&session, &state, &name, &json);
            Ok(())
        } else {
            // Its faults are told on the page.
            let _ = profile::take(&session, &name, &json);
            Ok(())
        };
        if let Err(why) = loaded {
            session.tell(Tone::Problem, format!("{name} could not be read: {why}."));
        }
    });
}

impl Session {
    fn hold(&self, action: BesideAction) {
        self.dispatch.dispatch(Action::Beside(action));
    }
}

/// A report as a check that others can be held against.
fn check(name: &str, outline: Outline) -> Check {
    let part = |file: FileOutline| Part {
        about: file.kind.unwrap_or_default(),
        name: file.name,
        sha256: Some(file.sha256),
        records: file.records,
        verdict: file.verdict,
        complete: file.complete,
        rules: file.rules,
    };
    let mut parts: Vec<Part> = outline.files.into_iter().map(part).collect();
    if outline.set.checked {
        parts.push(Part {
            about: "set".to_owned(),
            name: String::new(),
            sha256: None,
            records: 0,
            verdict: outline.verdict,
            complete: outline.set.skipped.is_empty(),
            rules: outline.set.rules,
        });
    }
    Check {
        number: 0,
        name: name.to_owned(),
        is_report: true,
        at: outline.now.parse::<daybreak_calendar::Timestamp>().ok().map(daybreak_calendar::Timestamp::as_second),
        profile: outline.profile.map(|profile| profile.name),
        versions: (outline.schema_version, outline.engine_version),
        verdict: outline.verdict,
        parts,
    }
}
