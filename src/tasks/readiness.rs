//! Keeps the days on the way to go live in this browser, once the user has switched that on: results and checksums, never a
//! value of a file.

use std::rc::Rc;

use daybreak_report::readiness::{DayResult, Readiness};
use wasm_bindgen_futures::spawn_local;

use super::store::{self, Change};
use super::{Session, export};
use crate::queries::result::replaces;
use crate::state::{Action, AppState, ReadinessAction, Storage, Tone};

/// The key of everything but the days.
const ABOUT: &str = "about";

/// Asks the browser what it has kept.
pub fn load(session: &Rc<Session>) {
    let session = Rc::clone(session);
    spawn_local(async move {
        let action = match store::load().await {
            Ok(texts) => {
                let kept = texts.map(|texts| read(&texts));
                session.kept.replace(kept.clone());
                ReadinessAction::Loaded(kept)
            }
            Err(_) => ReadinessAction::Absent,
        };
        session.act(action);
    });
}

/// Looks again when the page comes into view: another window of it may have changed what is kept.
pub fn load_again(session: &Rc<Session>, state: &AppState) {
    let is_hidden = web_sys::window().and_then(|window| window.document()).is_none_or(|document| document.hidden());
    if !is_hidden && state.readiness.storage == Storage::There {
        load(session);
    }
}

/// Keeps what has changed.
pub fn keep(session: &Rc<Session>, state: &AppState) {
    let readiness = &state.readiness;
    if !readiness.on || readiness.storage != Storage::There {
        return;
    }
    let before = session.kept.replace(Some(readiness.data.clone()));
    let changes = changes(before.as_ref(), &readiness.data);
    if changes.is_empty() {
        return;
    }
    let session = Rc::clone(session);
    spawn_local(async move {
        if store::keep(&changes).await.is_err() {
            session.act(ReadinessAction::Absent);
            session.tell(Tone::Problem, "The browser did not keep the days. They stay here until the page is closed.");
        }
    });
}

/// Notes what the days at hand came to.
pub fn note(session: &Session, state: &AppState, found: &[DayResult]) {
    let is_open = |sha256: &String| state.files.iter().any(|file| file.sha256.as_ref() == Some(sha256));
    for mut fresh in found.iter().cloned() {
        let known = state.readiness.data.day(fresh.activity_day);
        if known.is_none_or(|known| replaces(&fresh, known, is_open)) {
            // What the user said of the very same files still holds.
            fresh.in_time = known.filter(|known| known.files == fresh.files).and_then(|known| known.in_time);
            session.act(ReadinessAction::Recorded(fresh));
        }
    }
}

/// Forgets everything.
pub fn clear(session: &Rc<Session>) {
    let session = Rc::clone(session);
    session.act(ReadinessAction::Cleared);
    session.kept.replace(None);
    spawn_local(async move {
        match store::clear().await {
            Ok(()) => session.tell(Tone::Good, "Everything is cleared, and nothing is kept anymore."),
            Err(_) => session.tell(Tone::Good, "Everything is cleared."),
        }
    });
}

/// Saves the days as a file.
pub fn save(state: &AppState) {
    export::save_text("daybreak-readiness.json", "application/json", &state.readiness.data.render());
}

/// Takes the days of a file.
pub(super) fn import(session: &Session, state: &AppState, name: &str, json: &str) {
    session.dispatch.dispatch(Action::Viewed(crate::state::View::Readiness));
    if !state.readiness.on {
        let text = format!("{name} holds days of readiness. Switch readiness on here first, then import it again.");
        return session.tell(Tone::Problem, text);
    }
    match Readiness::read(json) {
        Ok(readiness) => {
            let days = daybreak_report::words::counted(readiness.days.len() as u64, "day");
            let known = &state.readiness.data;
            let stands = |of: &Readiness| (of.milestone, of.since);
            let kept = if known.days.is_empty() || stands(known) == stands(&readiness) {
                ""
            } else {
                " The milestone and the first day that counts stay as they are here."
            };
            session.act(ReadinessAction::Imported(readiness));
            session.tell(Tone::Good, format!("{name}: {days} imported.{kept}"));
        }
        Err(why) => session.tell(Tone::Problem, format!("{name} was not imported: {why}.")),
    }
}

impl Session {
    fn act(&self, action: ReadinessAction) {
        self.dispatch.dispatch(Action::Readiness(action));
    }
}

/// What is kept, put together again; what cannot be read is passed over.
fn read(texts: &[String]) -> Readiness {
    let mut readiness = texts.iter().find_map(|text| Readiness::read(text).ok()).unwrap_or_default();
    for day in texts.iter().filter_map(|text| serde_json::from_str::<DayResult>(text).ok()) {
        readiness.record(day);
    }
    readiness
}

/// What has to be written so that what was kept becomes what is known: one text for each day, so that two windows of the
/// page do not undo each other's days.
fn changes(before: Option<&Readiness>, after: &Readiness) -> Vec<Change> {
    let mut changes = Vec::new();
    let about = |readiness: &Readiness| Readiness { days: Vec::new(), ..readiness.clone() };
    if before.map(about) != Some(about(after)) {
        changes.push((ABOUT.to_owned(), Some(about(after).render())));
    }
    for day in &after.days {
        if before.and_then(|before| before.day(day.activity_day)) != Some(day) {
            changes.push((day.activity_day.to_string(), serde_json::to_string(day).ok()));
        }
    }
    for day in before.iter().flat_map(|before| &before.days) {
        if after.day(day.activity_day).is_none() {
            changes.push((day.activity_day.to_string(), None));
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use daybreak_engine::Verdict;
    use daybreak_report::readiness::Milestone;

    use super::*;

    fn day(date: &str, verdict: Verdict) -> DayResult {
        DayResult {
            activity_day: date.parse().unwrap(),
            verdict,
            all_due: true,
            in_time: None,
            files: vec!["ab".to_owned()],
            checked_at: "2026-11-22T12:00:00Z".parse().unwrap(),
            compared_with: None,
        }
    }

    /// Does to a table what the browser does.
    fn written(table: &mut std::collections::BTreeMap<String, String>, changes: Vec<Change>) {
        for (key, text) in changes {
            match text {
                Some(text) => table.insert(key, text),
                None => table.remove(&key),
            };
        }
    }

    #[test]
    fn what_is_kept_is_what_is_known_and_only_changes_are_written() {
        let mut table = std::collections::BTreeMap::new();
        let mut known = Readiness::default();
        written(&mut table, changes(None, &known));
        let mut before = known.clone();
        known.record(day("2026-11-19", Verdict::Accepted));
        known.record(day("2026-11-20", Verdict::Rejected));
        known.milestone = Milestone::Production;
        written(&mut table, changes(Some(&before), &known));
        let texts = |table: &std::collections::BTreeMap<String, String>| table.values().cloned().collect::<Vec<_>>();
        assert_eq!(read(&texts(&table)), known);

        before.clone_from(&known);
        known.record(day("2026-11-20", Verdict::Accepted));
        known.days.remove(0);
        let last = changes(Some(&before), &known);
        let keys: Vec<(&str, bool)> = last.iter().map(|(key, text)| (key.as_str(), text.is_some())).collect();
        assert_eq!(keys, [("2026-11-20", true), ("2026-11-19", false)]);
        written(&mut table, last);
        assert_eq!(read(&texts(&table)), known);
        assert!(changes(Some(&known), &known).is_empty());
    }
}
