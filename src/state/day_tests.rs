#![expect(clippy::unwrap_used, reason = "a test may panic")]

use daybreak_calendar::Timestamp;
use daybreak_engine::{Severity, Verdict};
use daybreak_report::FindingEntry;
use yew::Reducible as _;

use super::fixtures::{self, after, date, file, said};
use super::{Action, AppState, DayAction, DayTab, LedgerPhase, Place, SetPhase, Tab, View};
use crate::queries::cutoff::cutoff_of;
use crate::queries::day::{self, Day, Faults, Listed, Sending};
use crate::worker::protocol::{Event, GroupKey};
use crate::worker::set::protocol::{LedgerPage, Placed, SetEvent, SetGroup, SetItem, SetSummary};

fn two_days() -> Vec<Action> {
    let mut all = Vec::new();
    for (id, kind) in (1..).zip(["accounts", "balances", "transactions"]) {
        all.extend(file(id, kind, "2026-11-20", "accepted"));
        all.extend(file(id + 10, kind, "2026-11-19", "accepted"));
    }
    all
}

/// What the worker says of the two days.
fn set(verdict: Verdict) -> SetSummary {
    let day = |day: &str, first: u32, verdict| {
        let files = [("accounts", first), ("balances", first + 1), ("transactions", first + 2)];
        fixtures::day(day, &files, &["non_posted_transactions", "transaction_updates"], verdict)
    };
    SetSummary {
        days: vec![day("2026-11-19", 11, Verdict::Accepted), day("2026-11-20", 1, verdict)],
        files: [1, 2, 3, 11, 12, 13].map(|id| (id, Placed::Used)).to_vec(),
        ..SetSummary::default()
    }
}

fn checked(verdict: Verdict) -> Vec<Action> {
    let mut all = two_days();
    all.push(Action::Day(DayAction::Checking(7)));
    all.push(said(SetEvent::Checked { ask: 7, summary: Box::new(set(verdict)) }));
    all
}

#[test]
fn files_make_days_the_last_one_first() {
    let state = after(two_days());
    let days: Vec<_> = day::days(&state).iter().map(|day| (day.day, day.files.len())).collect();
    assert_eq!(days, [(date("2026-11-20"), 3), (date("2026-11-19"), 3)]);
    assert_eq!(state.shown_day(), None, "a file is shown");
    let state = state.reduce(Action::Day(DayAction::Shown(None)));
    assert_eq!(state.shown_day(), Some(date("2026-11-20")));
}

#[test]
fn a_name_without_a_date_may_stand_on_every_day() {
    let of = |id: u32, kind: &str, day: &str| {
        [fixtures::opened(id, "export.csv"), fixtures::checked(id, kind, day, "accepted", &[])]
    };
    let outdated =
        |actions: Vec<Action>| -> Vec<u32> { day::outdated(&after(actions)).iter().map(|file| file.id).collect() };
    let first = || of(1, "balances", "2026-11-20").to_vec();
    assert_eq!(outdated([first(), of(2, "balances", "2026-11-20").to_vec()].concat()), [1]);
    assert_eq!(outdated([first(), of(2, "balances", "2026-11-19").to_vec()].concat()), [0_u32; 0]);
    assert_eq!(outdated([first(), of(2, "accounts", "2026-11-20").to_vec()].concat()), [0_u32; 0]);
    assert_eq!(
        outdated([first(), vec![fixtures::opened(2, "export.csv")]].concat()),
        [0_u32; 0],
        "it is being checked"
    );
    let moved = Action::Day(DayAction::Moved(2, Some(date("2026-11-20"))));
    assert_eq!(outdated([first(), of(2, "balances", "2026-11-19").to_vec(), vec![moved]].concat()), [1]);
}

#[test]
fn a_day_has_no_verdict_before_its_files_were_checked_together() {
    let state = after(two_days());
    assert!(day::days(&state).iter().all(|day| day.verdict.is_none()));
    let state = after(checked(Verdict::Rejected));
    let verdicts: Vec<_> = day::days(&state).iter().map(|day| day.verdict).collect();
    assert_eq!(verdicts, [Some(Verdict::Rejected), Some(Verdict::Accepted)]);
}

#[test]
fn a_file_that_is_checked_again_takes_the_verdict_away() {
    let mut all = checked(Verdict::Accepted);
    all.push(Action::CheckedAgain(2, 20, None));
    let state = after(all);
    assert!(day::days(&state).iter().all(|day| day.verdict.is_none()));
    assert_eq!(day::members(&state), None);
}

#[test]
fn a_file_that_cannot_be_read_makes_its_day_incomplete() {
    let mut all = checked(Verdict::Accepted);
    all.push(Action::Said(Box::new(Event::Failed { file: 3, message: "gone".to_owned() })));
    let state = after(all);
    assert_eq!(day::day(&state, date("2026-11-20")).unwrap().verdict, Some(Verdict::Incomplete));
    assert_eq!(day::day(&state, date("2026-11-19")).unwrap().verdict, Some(Verdict::Accepted));
}

#[test]
fn a_moved_file_stands_on_its_new_day_also_when_it_is_checked_again() {
    let mut all = two_days();
    all.push(Action::Day(DayAction::Moved(3, Some(date("2026-11-19")))));
    all.push(Action::CheckedAgain(3, 30, None));
    let state = after(all);
    let counts: Vec<usize> = day::days(&state).iter().map(|day| day.files.len()).collect();
    assert_eq!(counts, [2, 4]);
    let state = state.reduce(Action::Day(DayAction::Moved(30, Some(date("2026-11-20")))));
    assert_eq!(day::day(&state, date("2026-11-20")).unwrap().files.len(), 3);
    let state = state.reduce(Action::Closed(30));
    assert!(state.day.moved.is_empty());
}

#[test]
fn the_clock_is_that_of_the_day_on_which_the_shown_file_stands() {
    let mut all: Vec<Action> = vec![Action::DayChosen(Some(date("2026-11-02")))];
    assert_eq!(after(all.clone()).day(), Some(date("2026-11-02")), "no file is open");
    all.extend(two_days());
    all.push(Action::Selected(3));
    let state = after(all);
    assert_eq!(state.day(), Some(date("2026-11-20")), "what was chosen before is not said of the files");
    let state = state.reduce(Action::Day(DayAction::Moved(3, Some(date("2026-11-21")))));
    assert_eq!(state.day(), Some(date("2026-11-21")));
    let state = state.reduce(Action::Selected(2));
    assert_eq!(state.day(), Some(date("2026-11-20")), "the others stay");
}

#[test]
fn a_file_keeps_its_own_day_while_it_is_checked_for_another() {
    let day_of = |state: &AppState| state.day_of(state.files.first().unwrap());
    let own_day = |state: &AppState| state.files.first().unwrap().own_day();
    let (own, other) = (Some(date("2026-11-20")), Some(date("2026-11-21")));
    // Its name has no date.
    let state = after([
        fixtures::opened(1, "export.csv"),
        fixtures::checked(1, "cards", "2026-11-20", "accepted", &[]),
        Action::CheckedAgain(1, 2, None),
        Action::Day(DayAction::Moved(2, other)),
        fixtures::checked(2, "cards", "2026-11-21", "accepted", &[]),
    ]);
    assert_eq!((day_of(&state), own_day(&state)), (other, own));
    let state = state.reduce(Action::CheckedAgain(2, 3, None)).reduce(Action::Day(DayAction::Moved(3, None)));
    assert_eq!((day_of(&state), own_day(&state)), (own, own));
}

#[test]
fn what_is_said_of_an_earlier_check_of_the_set_is_not_heard() {
    let mut all = checked(Verdict::Accepted);
    all.push(Action::Day(DayAction::Checking(8)));
    all.push(said(SetEvent::Checked { ask: 7, summary: Box::new(set(Verdict::Rejected)) }));
    all.push(said(SetEvent::Failed { ask: 7 }));
    all.push(said(SetEvent::Progress { ask: 8, bytes: 5, of: 9 }));
    let state = after(all);
    assert_eq!(state.day.phase, SetPhase::Checking(5, 9));
    let state = state.reduce(Action::Day(DayAction::Cleared(9)));
    let state = state.reduce(said(SetEvent::Checked { ask: 8, summary: Box::new(set(Verdict::Rejected)) }));
    assert_eq!(state.day.phase, SetPhase::Idle);
}

#[test]
fn a_ledger_asked_for_during_the_check_stays_and_another_check_closes_it() {
    let mut all = two_days();
    let ledger = || said(SetEvent::Ledger { ask: 3, ledger: Some(Box::new(LedgerPage::default())) });
    all.extend([Action::Day(DayAction::Checking(7)), Action::Day(DayAction::LedgerAsked(3)), ledger()]);
    all.push(said(SetEvent::Checked { ask: 7, summary: Box::new(set(Verdict::Accepted)) }));
    let state = after(all);
    assert!(matches!(state.day.ledger, LedgerPhase::Open(_)));
    let state = state.reduce(Action::Day(DayAction::Checking(8)));
    assert_eq!(state.day.ledger, LedgerPhase::Closed);
}

#[test]
fn a_ledger_that_was_put_away_does_not_come_back() {
    let ledger = || said(SetEvent::Ledger { ask: 3, ledger: Some(Box::new(LedgerPage::default())) });
    let state = after([Action::Day(DayAction::LedgerAsked(3)), ledger()]);
    assert!(matches!(state.day.ledger, LedgerPhase::Open(_)));
    let state = after([Action::Day(DayAction::LedgerAsked(3)), Action::Day(DayAction::LedgerClosed), ledger()]);
    assert_eq!(state.day.ledger, LedgerPhase::Closed);
}

#[test]
fn the_address_leads_back_to_the_day() {
    let place = Place { day: Some(date("2026-11-19")), day_tab: Some(DayTab::Money), ..Place::default() };
    assert_eq!(place.to_hash(), "day=2026-11-19&view=money");
    assert_eq!(Place::from_hash("#day=2026-11-19&view=money"), place);
    assert_eq!(Place::from_hash("#day=<script>&view=x"), Place::default());
    // It waits for the files of that day.
    let mut all = vec![Action::Went(place.clone())];
    all.extend(two_days());
    let state = after(all);
    assert_eq!(state.shown_day(), Some(date("2026-11-19")));
    assert_eq!(state.place(), place);
    let state = state.reduce(Action::Went(Place::from_hash("#kind=balances&tab=rows")));
    assert_eq!((state.shown_day(), state.tab), (None, Tab::Rows));
}

#[test]
fn a_row_is_followed_from_the_day_to_its_file() {
    let mut all = two_days();
    all.push(Action::Day(DayAction::Shown(None)));
    all.push(Action::Day(DayAction::Followed(12, 7, Some(3))));
    let state = after(all);
    assert_eq!((state.shown_day(), state.selected, state.tab), (None, Some(12), Tab::Rows));
    assert_eq!((state.record, state.field), (Some(7), Some(3)));
}

#[test]
fn closing_the_last_file_closes_the_day() {
    let mut all: Vec<Action> = file(1, "cards", "2026-11-20", "accepted").into();
    all.push(Action::Day(DayAction::Shown(None)));
    all.push(Action::Closed(1));
    let state = after(all);
    assert_eq!((state.shown_day(), state.phase()), (None, "idle"));
}

fn shown(state: &AppState) -> Day<'_> {
    day::day(state, date("2026-11-20")).unwrap()
}

#[test]
fn what_is_missing_is_said_with_when_it_is_due() {
    let state = after(checked(Verdict::Incomplete));
    let day = shown(&state);
    assert_eq!(day.missing(), ["Non-Posted Transactions", "Transaction Updates"]);
    let cutoff = cutoff_of(&state, day.day);
    let said = |now: &str| day::still_to_send(&day, &cutoff, now.parse::<Timestamp>().unwrap()).join("\n");
    let early = said("2026-11-22T18:00:00Z");
    assert!(early.contains("Transaction Updates is missing; it is due before Monday, November 23, 2026"), "{early}");
    assert!(said("2026-11-24T18:00:00Z").contains("it was due before Monday"));
    let faults = Faults { missing: vec!["Non-Posted Transactions", "Transaction Updates"], ..Faults::default() };
    assert_eq!(day.sending(), Sending::Bad(faults));
}

#[test]
fn a_rejected_file_is_named_in_the_days_verdict() {
    let mut all = checked(Verdict::Rejected);
    all.extend(file(2, "balances", "2026-11-20", "rejected").into_iter().skip(1));
    let state = after(all);
    let day = shown(&state);
    assert_eq!(day.title(), "The day would be rejected: 1 error in its files");
    assert!(day.next().contains("Would be rejected on their own: Balances."), "{}", day.next());
    let Sending::Bad(faults) = day.sending() else { panic!("{:?}", day.sending()) };
    assert!(faults.reject() && faults.rejected == ["Balances"], "{faults:?}");
    let now = "2026-11-22T18:00:00Z".parse().unwrap();
    let said = day::still_to_send(&day, &cutoff_of(&state, day.day), now).join("\n");
    assert!(said.contains("Balances would be rejected on its own: fix it first; it is due before Monday"), "{said}");
}

#[test]
fn a_day_that_is_being_checked_is_neither_good_nor_bad_to_send() {
    assert_eq!(shown(&after(two_days())).sending(), Sending::Checking);
    let mut set = set(Verdict::Accepted);
    set.days = vec![fixtures::day("2026-11-20", &[("balances", 2)], &[], Verdict::Accepted)];
    let mut all = two_days();
    all.push(Action::Day(DayAction::Checking(7)));
    all.push(said(SetEvent::Checked { ask: 7, summary: Box::new(set) }));
    assert_eq!(shown(&after(all)).sending(), Sending::Good);
}

/// A finding between the files, of the file with this number.
fn found(rule: &str, severity: &str, file: u32, message: &str) -> SetGroup {
    let entry = serde_json::json!({
        "rule": rule, "code": "X001", "severity": severity, "authority": "documented", "record": 17, "line": 18,
        "bytes": null, "column": "balance_id", "other": null, "message": message, "expected": null, "found": "b1",
        "help": ""
    });
    let entry: FindingEntry = serde_json::from_value(entry).unwrap();
    SetGroup {
        key: GroupKey { rule: rule.to_owned(), severity: entry.severity, authority: entry.authority },
        count: 1,
        items: vec![SetItem { file: Some(file), kind: None, other_file: None, field: None, entry, account: None }],
    }
}

#[test]
fn the_verdict_of_a_day_says_with_what_to_begin() {
    let begins = |groups: Vec<SetGroup>| {
        let mut set = set(Verdict::Rejected);
        set.days.last_mut().unwrap().groups = groups;
        let mut all = two_days();
        all.push(Action::Day(DayAction::Checking(7)));
        all.push(said(SetEvent::Checked { ask: 7, summary: Box::new(set) }));
        let state = after(all);
        let day = shown(&state);
        (day.first().map(|(place, _)| place), day.next())
    };
    let error = || found("reference-missing", "error", 3, "No balance has the ID in balance_id");
    let note = || found("set-file-twice", "info", 2, "A file of a higher version takes its place");
    let (first, next) = begins(vec![error(), note()]);
    assert_eq!(first, Some((0, 0)));
    assert!(next.ends_with("Across the files: Transactions, line 18. No balance has the ID in balance_id."), "{next}");
    let (first, next) = begins(vec![note()]);
    assert_eq!(first, Some((0, 0)));
    assert!(!next.contains("Across the files"), "a note does not stand against it: {next}");
    assert_eq!(begins(Vec::new()).0, None);
}

#[test]
fn a_rejected_day_is_begun_with_the_first_error_of_its_rejected_file() {
    let start = |own: &str, across: &str| {
        let entry = found("value-required", own, 2, "A value is required").items.remove(0).entry;
        let mut again = fixtures::checked(2, "balances", "2026-11-20", "rejected", &[]);
        if let Action::Said(event) = &mut again
            && let Event::Checked { summary, .. } = &mut **event
        {
            (summary.first, summary.first_index) = (Some(entry), Some(4));
        }
        let mut set = set(Verdict::Rejected);
        set.days.last_mut().unwrap().groups = vec![found("reference-missing", across, 3, "No balance has the ID")];
        let mut all = two_days();
        all.push(again);
        all.push(Action::Day(DayAction::Checking(7)));
        all.push(said(SetEvent::Checked { ask: 7, summary: Box::new(set) }));
        shown(&after(all)).start()
    };
    assert_eq!(start("error", "info"), Some((Severity::Error, Listed::InFile(2, 4))));
    assert_eq!(start("error", "error"), Some((Severity::Error, Listed::InFile(2, 4))));
    assert_eq!(start("warning", "error"), Some((Severity::Error, Listed::Across((0, 0)))));
}

#[test]
fn amounts_are_kept_by_day_and_currency() {
    let stated = |day: &str, amount: Option<&str>| {
        Action::Day(DayAction::Stated(date(day), "USD".to_owned(), amount.map(str::to_owned)))
    };
    let state =
        after([stated("2026-11-19", Some("1")), stated("2026-11-20", Some("2")), stated("2026-11-20", Some("3"))]);
    let amounts: Vec<&str> = state.day.held.iter().map(|held| held.amount.as_str()).collect();
    assert_eq!(amounts, ["1", "3"]);
    assert_eq!(state.reduce(stated("2026-11-20", None)).day.held.len(), 1);
}

#[test]
fn a_day_that_is_chosen_is_shown_whatever_was_shown_before() {
    let mut all: Vec<Action> = file(1, "accounts", "2026-11-20", "accepted").into();
    all.push(Action::Viewed(View::Readiness));
    all.push(Action::Day(DayAction::Shown(Some(date("2026-11-20")))));
    let state = after(all);
    assert_eq!((state.view, state.shown_day()), (View::File, Some(date("2026-11-20"))));
    assert_eq!(state.place().day, Some(date("2026-11-20")));
}
