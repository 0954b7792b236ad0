#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::rc::Rc;

use yew::Reducible as _;

use super::fixtures::{self, after, opened as open};
use super::{Action, Phase, Place, Tab, Tone};
use crate::worker::protocol::{Event, LeftOut};

#[test]
fn the_first_file_is_shown_and_later_ones_are_added() {
    let state = after([open(1, "a"), open(2, "b")]);
    assert_eq!(state.selected, Some(1));
    assert_eq!(state.files.len(), 2);
    assert_eq!(state.phase(), "checking");
}

#[test]
fn closing_the_file_shown_shows_another() {
    let state = after([open(1, "a"), open(2, "b"), Action::Closed(1)]);
    assert_eq!(state.selected, Some(2));
    let state = after([open(1, "a"), Action::Closed(1)]);
    assert_eq!((state.selected, state.phase()), (None, "idle"));
}

#[test]
fn the_same_notice_is_told_once() {
    let state = after([Action::Told(Tone::Problem, "x".into()), Action::Told(Tone::Problem, "x".into())]);
    assert_eq!(state.notices.len(), 1);
}

#[test]
fn a_report_that_could_not_hold_every_finding_says_so() {
    let saved = |left_out| {
        let event = Event::Exported { name: "a-report.csv".to_owned(), left_out };
        let state = after([Action::Said(Box::new(event))]);
        state.notices.first().map(|notice| (notice.tone, notice.text.clone())).unwrap()
    };
    assert_eq!(saved(None), (Tone::Good, "Saved a-report.csv.".to_owned()));
    let (tone, text) = saved(Some(LeftOut { listed: 50_000, all: 70_001 }));
    assert!(tone == Tone::Problem && text.contains("Of the 70,001 findings across files it lists 50,000"), "{text}");
}

#[test]
fn a_broken_worker_fails_what_it_was_checking() {
    let state = after([open(1, "a"), Action::WorkerDied]);
    assert_eq!(state.phase(), "failed");
}

#[test]
fn nothing_new_keeps_the_state() {
    let state = after([open(1, "a")]);
    assert!(Rc::ptr_eq(&state, &Rc::clone(&state).reduce(Action::Shown(Tab::Findings))));
}

#[test]
fn the_address_keeps_the_place() {
    let place = Place {
        kind: Some("cards".into()),
        tab: Some(Tab::Rows),
        record: Some(17),
        rule: Some("decimals".into()),
        ..Place::default()
    };
    assert_eq!(place.to_hash(), "kind=cards&tab=rows&record=17&rule=decimals");
    assert_eq!(Place::from_hash(&format!("#{}", place.to_hash())), place);
}

#[test]
fn the_address_takes_nothing_that_is_not_known() {
    let place = Place::from_hash("#kind=<script>&tab=x&record=-1&rule=secret&value=42");
    assert_eq!(place, Place::default());
    assert_eq!(Place::from_hash("#record=0").record, None);
    Place::from_hash("#tab=rows").tab.unwrap();
}

fn checked(id: u32, kind: &str) -> Action {
    fixtures::checked(id, kind, "2026-11-20", "accepted", &[])
}

#[test]
fn an_address_waits_for_its_file() {
    let place = Place::from_hash("#kind=cards&tab=rows&record=150");
    let opened = || [Action::Went(place.clone()), open(1, "a"), open(2, "b"), Action::Selected(1)];
    let state = after(opened().into_iter().chain([checked(1, "accounts"), checked(2, "cards")]));
    assert_eq!((state.selected, state.tab, state.record), (Some(2), Tab::Rows, Some(150)));
    // Whoever goes elsewhere meanwhile is not taken away from there.
    let elsewhere = [checked(1, "accounts"), Action::Shown(Tab::Columns), checked(2, "cards")];
    let state = after(opened().into_iter().chain(elsewhere));
    assert_eq!((state.selected, state.tab), (Some(1), Tab::Columns));
}

#[test]
fn what_is_said_of_an_earlier_check_is_not_heard() {
    let state = after([open(1, "a"), open(2, "b"), Action::CheckedAgain(1, 3, Some("cards".to_owned()))]);
    assert_eq!(state.selected, Some(3));
    assert_eq!(state.file().unwrap().chosen_kind.as_deref(), Some("cards"));
    let failed = Event::Failed { file: 1, message: "gone".to_owned() };
    assert_eq!(Rc::clone(&state).reduce(Action::Said(Box::new(failed.clone()))), state);
    let failed = Event::Failed { file: 3, message: "gone".to_owned() };
    assert!(matches!(state.reduce(Action::Said(Box::new(failed))).file().unwrap().phase, Phase::Failed(_)));
}

#[test]
fn another_file_begins_with_all_its_rows() {
    let state = after([open(1, "a"), open(2, "b"), Action::OnlyMarked(true), Action::Closed(1)]);
    assert_eq!((state.selected, state.only_marked), (Some(2), false));
    let state = after([open(1, "a"), Action::OnlyMarked(true), Action::ShownCellOf(7, Some(2))]);
    assert_eq!((state.record, state.field, state.only_marked, state.tab), (Some(7), Some(2), false, Tab::Rows));
}
