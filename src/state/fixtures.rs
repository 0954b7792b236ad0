//! Files for tests, as the worker tells of them.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::rc::Rc;

use daybreak_calendar::Date;
use daybreak_engine::Verdict;
use daybreak_report::model::RuleCount;
use daybreak_schema::{KINDS, Kind};
use yew::Reducible as _;

use super::{Action, AppState, DayAction, OpenFile};
use crate::worker::protocol::Event;
use crate::worker::set::protocol::{DayKind, DaySummary, Placed, SetEvent, SetSummary};

/// The state after these actions.
pub(crate) fn after(actions: impl IntoIterator<Item = Action>) -> Rc<AppState> {
    actions.into_iter().fold(Rc::new(AppState::default()), AppState::reduce)
}

/// A date that is written right.
pub(crate) fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// A file is opened under this number and name.
pub(crate) fn opened(id: u32, name: &str) -> Action {
    Action::Opened(OpenFile { id, name: name.to_owned(), size: 10, modified: 0, is_sample: false })
}

/// Its check comes to this: kind, activity day, verdict, findings by rule.
pub(crate) fn checked(id: u32, kind: &str, day: &str, verdict: &str, rules: &[RuleCount]) -> Action {
    let report = serde_json::json!({
        "name": "a", "kind": kind, "bytes": 10, "sha256": "", "records": 200, "verdict": verdict,
        "dialect": { "delimiter": "|", "line_ending": "lf", "bom": false, "quoted": false },
        "complete": true, "skipped": [], "suppressed": [],
        "counts": { "error": u8::from(verdict == "rejected"), "warning": 0, "info": 0 }, "rules": rules, "findings": []
    });
    let summary = serde_json::json!({
        "report": report, "columns": [], "stretches": [], "marked": 0, "marked_ends": null, "activity_day": day,
        "first": null, "first_index": null, "error_columns": null
    });
    let summary = Box::new(serde_json::from_value(summary).unwrap());
    Action::Said(Box::new(Event::Checked { file: id, summary }))
}

/// Its checksum is known.
pub(crate) fn hashed(id: u32, sha256: &str) -> Action {
    Action::Said(Box::new(Event::Hashed { file: id, sha256: sha256.to_owned() }))
}

/// A file of a day is opened and checked: its number, kind and activity day.
pub(crate) fn file(id: u32, kind: &str, day: &str, verdict: &str) -> [Action; 2] {
    let date = date(day).tomorrow().unwrap();
    [opened(id, &format!("{date}_{kind}_v1.csv")), checked(id, kind, day, verdict, &[])]
}

/// The worker says something of the set.
pub(crate) fn said(event: SetEvent) -> Action {
    Action::Said(Box::new(Event::Set(event)))
}

/// What the worker says of a day: which file it has of each kind, and which kinds are due and missing; others are not due.
pub(crate) fn day(day: &str, files: &[(&str, u32)], missing: &[&str], verdict: Verdict) -> DaySummary {
    let kind = |kind: &&'static Kind| {
        let file = files.iter().find(|(token, _)| *token == kind.token).map(|(_, id)| *id);
        DayKind { kind: kind.token.to_owned(), due: file.is_some() || missing.contains(&kind.token), file }
    };
    DaySummary {
        day: date(day),
        verdict,
        is_compared: true,
        kinds: KINDS.iter().map(kind).collect(),
        groups: Vec::new(),
        skipped: Vec::new(),
        books: Vec::new(),
        by_difference: Vec::new(),
        fbo: Vec::new(),
        events: Vec::new(),
        unmapped: Vec::new(),
    }
}

/// The files have been checked together, and have come to these days.
pub(crate) fn together(days: Vec<DaySummary>) -> [Action; 2] {
    let used = days.iter().flat_map(|day| &day.kinds).filter_map(|kind| Some((kind.file?, Placed::Used)));
    let summary = SetSummary { files: used.collect(), days, ..SetSummary::default() };
    [Action::Day(DayAction::Checking(7)), said(SetEvent::Checked { ask: 7, summary: Box::new(summary) })]
}
