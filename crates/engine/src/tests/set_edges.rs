//! What is missing, cannot be read or is stopped: the check of a set says so, and nothing that follows from it.

use std::sync::Arc;

use proptest::prelude::*;

use super::check_pieces;
use super::sets::{Given, WHOLE, all_files, check_files, digest, fired};
use crate::sample::{SampleFile, SampleSet};
use crate::set::{Ledger, LedgerEntry, LedgerTold, SetCheck, SetFile, SetOutcome};
use crate::{Settings, Severity, Verdict};

pub(super) fn days(days: usize) -> Vec<SampleFile> {
    all_files(SampleSet::new(days, 25, 5))
}

pub(super) fn check(files: &[SampleFile]) -> SetOutcome {
    check_files(files, &super::settings(), Vec::new(), WHOLE).0
}

/// Changes the file of this kind on the last day.
fn edit(files: &mut [SampleFile], kind: &str, change: impl FnOnce(&str) -> String) {
    let file = files.iter_mut().rev().find(|file| file.name.ends_with(&format!("2026-11-21_{kind}_v1.csv"))).unwrap();
    file.bytes = change(std::str::from_utf8(&file.bytes).unwrap()).into_bytes();
}

/// Replaces a cell of the first record.
pub(super) fn with_cell(text: &str, column: &str, cell: &str) -> String {
    let mut lines: Vec<Vec<&str>> = text.lines().map(|line| line.split('|').collect()).collect();
    let at = lines[0].iter().position(|name| *name == column).unwrap();
    lines[1][at] = cell;
    lines.iter().map(|cells| cells.join("|") + "\n").collect()
}

fn skipped(outcome: &SetOutcome) -> Vec<(&'static str, &'static str)> {
    outcome.skipped.iter().map(|skipped| (skipped.what, skipped.why)).collect()
}

#[test]
fn a_parent_that_cannot_be_read_gives_one_note_and_no_orphans() {
    for spoil in [
        |_: &str| "PK\u{3}\u{4}".to_owned(),
        |_: &str| String::new(),
        |text: &str| text.lines().skip(1).collect::<Vec<_>>().join("\n"),
        |text: &str| text.replace("client_balance_id|id|", "balance_name|x|"),
    ] {
        let mut files = days(2);
        edit(&mut files, "balances", spoil);
        let outcome = check(&files);
        assert_eq!(fired(&outcome), [], "{:?}", skipped(&outcome));
        assert_eq!((outcome.verdict(), outcome.skipped.len()), (Verdict::Incomplete, 1), "{:?}", skipped(&outcome));
        let file = &outcome.files[outcome.skipped[0].file.unwrap()];
        assert_eq!(file.file.name, "2026-11-21_balances_v1.csv");
    }
}

#[test]
fn a_missing_parent_gives_one_note_and_no_orphans() {
    let mut files = days(2);
    files.retain(|file| file.name != "2026-11-21_balances_v1.csv");
    let outcome = check(&files);
    assert_eq!(fired(&outcome), [("set-file-missing", 1)]);
    assert_eq!((outcome.verdict(), outcome.skipped.len()), (Verdict::Incomplete, 1));
    assert_eq!(outcome.findings[0].kind.unwrap().token, "balances");
}

#[test]
fn one_file_alone_is_no_day() {
    let files: Vec<_> = days(1).into_iter().filter(|file| file.name.contains("transactions_v1")).take(1).collect();
    let outcome = check(&files);
    assert_eq!((fired(&outcome), outcome.verdict()), (vec![], Verdict::Accepted));
    // With a day before it there is something that could not be checked.
    for (kind, why) in [("balances", "the day has no Transactions"), ("transactions", "the day has no Balances")] {
        let mut files = days(2);
        files.retain(|file| file.name.starts_with("2026-11-20") || file.name == format!("2026-11-21_{kind}_v1.csv"));
        let outcome = check(&files);
        assert_eq!((outcome.counts.error, outcome.counts.warning, outcome.verdict()), (0, 0, Verdict::Incomplete));
        assert_eq!(skipped(&outcome).iter().map(|(_, why)| *why).collect::<Vec<_>>(), [why]);
    }
}

#[test]
fn a_program_with_credit_alone_owes_other_files() {
    let due = |json: &str| -> Vec<&'static str> {
        let profile = Some(Arc::new(daybreak_schema::read_profile(json).unwrap()));
        let settings = Settings { profile, ..super::settings() };
        // Without cards in the files it is the profile that says whether there are any.
        let is_left = |file: &SampleFile| !file.name.contains("transactions_v1") && !file.name.contains("cards");
        let files: Vec<_> = days(1).into_iter().filter(is_left).collect();
        let (outcome, _) = check_files(&files, &settings, Vec::new(), WHOLE);
        let kinds = outcome.days.iter().flat_map(|day| &day.kinds);
        kinds.filter(|kind| kind.due).map(|kind| kind.kind.token).collect()
    };
    let all = ["accounts", "balances", "transactions", "non_posted_transactions", "transaction_updates"];
    assert_eq!(due(r#"{ "profile_version": 1, "name": "x" }"#), all);
    let credit = due(r#"{ "profile_version": 1, "name": "x", "balance_types": ["credit"], "bins": ["440393"] }"#);
    assert_eq!(credit, ["accounts", "balances", "transactions", "cards"]);
}

#[test]
fn a_day_that_is_left_out_leaves_the_balances_unchecked() {
    let mut files = days(3);
    files.retain(|file| !file.name.starts_with("2026-11-20_"));
    let outcome = check(&files);
    let why = outcome.skipped.iter().map(|skipped| skipped.why).collect::<Vec<_>>();
    assert_eq!(why, ["the day before is not among the files"]);
    // What was sent on that day is not in the files at hand, which is worth knowing and no more.
    assert_eq!((outcome.counts.error, outcome.counts.warning), (0, 0), "{:?}", fired(&outcome));
    assert!(fired(&outcome).iter().any(|(rule, _)| *rule == "update-unknown-transaction"));
}

#[test]
fn what_cannot_be_added_is_not_said_to_be_wrong() {
    let mut files = days(2);
    edit(&mut files, "transactions", |text| with_cell(text, "amount", "twelve"));
    let outcome = check(&files);
    assert_eq!((fired(&outcome), outcome.verdict()), (vec![], Verdict::Incomplete));
    let mut files = days(2);
    edit(&mut files, "transactions", |text| with_cell(text, "currency", "EUR"));
    assert_eq!((fired(&check(&files)), check(&files).verdict()), (vec![], Verdict::Incomplete));
    // A record with a field too many: which of its cells is which?
    let mut files = days(2);
    edit(&mut files, "transactions", |text| text.replacen("125.50|", "1|25.50|", 1));
    assert_eq!((fired(&check(&files)), check(&files).verdict()), (vec![], Verdict::Incomplete));
}

#[test]
fn what_is_wrong_with_the_days_before_is_not_told() {
    let mut files = days(3);
    let spoilt = files.iter().position(|file| file.name == "2026-11-20_balances_v1.csv").unwrap();
    files[spoilt].bytes = with_cell(std::str::from_utf8(&files[spoilt].bytes).unwrap(), "balance", "1.00").into_bytes();
    let outcomes: Vec<_> =
        files.iter().map(|file| check_pieces(&file.name, [file.bytes.as_slice()], &super::settings())).collect();
    let set_files = outcomes.iter().map(|outcome| {
        let file = SetFile::new(outcome);
        if outcome.name.starts_with("2026-11-21") { file } else { file.as_previous() }
    });
    let mut check = SetCheck::new(set_files.collect(), &super::settings());
    while let Some(index) = check.next_file() {
        check.push(&files[index].bytes);
        check.end_file();
    }
    let outcome = check.finish();
    // That today's balance is off again, the other way round, follows from nothing that is told: the bank has the wrong one.
    assert_eq!(fired(&outcome), [("balance-roll-forward", 1)]);
    assert_eq!((outcome.suppressed.len(), outcome.days[2].verdict), (0, Verdict::Rejected));
    assert_eq!(outcome.days.iter().filter(|day| day.previous).count(), 2);
}

/// Changes the balances of the second of three days, whose first record is given this amount and status.
fn with_balance_of_the_second_day(amount: &str, is_new: bool) -> Vec<SampleFile> {
    let mut files = days(3);
    let mut balances = files.iter_mut().filter(|file| file.name.ends_with("_balances_v1.csv"));
    let [first, second] = [balances.next().unwrap(), balances.next().unwrap()];
    let text = |file: &SampleFile| std::str::from_utf8(&file.bytes).unwrap().to_owned();
    second.bytes = with_cell(&text(second), "balance", amount).into_bytes();
    if is_new {
        // The first day is without it.
        let without: Vec<String> = text(first).lines().map(str::to_owned).collect();
        first.bytes = [&without[..1], &without[2..]]
            .concat()
            .iter()
            .flat_map(|line| [line, "\n"])
            .collect::<String>()
            .into_bytes();
    }
    files
}

#[test]
fn a_wrong_balance_is_told_once_unless_that_would_hide_an_error() {
    let severities = |outcome: &SetOutcome| -> Vec<_> {
        let rolled = outcome.findings.iter().filter(|found| found.finding.rule.name == "balance-roll-forward");
        rolled.map(|found| (found.day.to_string(), found.finding.severity)).collect()
    };
    let once = check(&with_balance_of_the_second_day("123456.00", false));
    assert_eq!(severities(&once), [("2026-11-19".to_owned(), Severity::Error)]);
    assert_eq!(once.suppressed.len(), 1);
    // That a new balance begins at zero is assumed, but the day behind it is off for certain.
    let both = check(&with_balance_of_the_second_day("123456.00", true));
    let expected = [("2026-11-19".to_owned(), Severity::Warning), ("2026-11-20".to_owned(), Severity::Error)];
    assert_eq!(severities(&both), expected);
}

#[test]
fn a_day_tells_whether_it_was_held_against_the_one_before() {
    let compared = |files: &[SampleFile]| -> Vec<Option<String>> {
        check(files).days.iter().map(|day| day.compared_with.map(|before| before.to_string())).collect()
    };
    let mut files = days(2);
    assert_eq!(compared(&files), [None, Some("2026-11-19".to_owned())]);
    files.retain(|file| file.name != "2026-11-20_balances_v1.csv");
    assert_eq!(compared(&files), [None, None]);
}

#[test]
fn stopping_leaves_a_set_incomplete() {
    let files = days(2);
    let outcomes: Vec<_> =
        files.iter().map(|file| check_pieces(&file.name, [file.bytes.as_slice()], &super::settings())).collect();
    let mut check = SetCheck::new(outcomes.iter().map(SetFile::new).collect(), &super::settings());
    let first = check.next_file().unwrap();
    check.push(&files[first].bytes[..100]);
    assert_eq!(check.progress().bytes, 100);
    let outcome = check.stop("stopped by the user");
    assert_eq!(outcome.verdict(), Verdict::Incomplete);
    assert!(outcome.days.iter().all(|day| day.verdict == Verdict::Incomplete), "{:?}", outcome.days);
    assert_eq!(skipped(&outcome).last().unwrap().1, "stopped by the user");
}

#[test]
fn the_cap_limits_what_is_stored_and_not_what_is_counted() {
    let mut files = days(2);
    edit(&mut files, "balances", |text| {
        let mut lines: Vec<Vec<String>> =
            text.lines().map(|line| line.split('|').map(str::to_owned).collect()).collect();
        let at = lines[0].iter().position(|name| name == "balance").unwrap();
        for (number, record) in lines.iter_mut().enumerate().skip(1) {
            // Each off by another amount.
            record[at] = format!("{number}00000.00");
        }
        lines.iter().map(|cells| cells.join("|") + "\n").collect()
    });
    let settings = Settings { cap: 3, ..super::settings() };
    let (outcome, _) = check_files(&files, &settings, Vec::new(), WHOLE);
    let tally = outcome.tallies.iter().find(|tally| tally.rule.name == "balance-roll-forward").unwrap();
    let errors: u64 = outcome.tallies.iter().map(|tally| tally.count).sum();
    assert_eq!((errors, tally.stored, outcome.findings.len()), (25, 3, 3));
    let difference = |found: &crate::set::SetFinding| found.account.as_ref().unwrap().difference.abs().to_string();
    let differences: Vec<String> = outcome.findings.iter().map(difference).collect();
    assert!(
        differences.iter().any(|largest| largest.starts_with("24") || largest.starts_with("25")),
        "the largest are kept: {differences:?}"
    );
    let book = &outcome.days[1].books[0];
    assert_eq!(book.balances_off, 25);
}

/// So that a day with many of a fault does not make the next look well.
#[test]
fn a_day_is_rejected_whatever_was_found_before_it() {
    let mut files = days(3);
    let balances = files.iter_mut().filter(|file| file.name.ends_with("_balances_v1.csv"));
    // Every balance of the second day, and one of the third.
    for (day, (file, off)) in balances.zip([0, usize::MAX, 1]).enumerate() {
        let text = std::str::from_utf8(&file.bytes).unwrap();
        let mut lines: Vec<Vec<String>> =
            text.lines().map(|line| line.split('|').map(str::to_owned).collect()).collect();
        let at = lines[0].iter().position(|name| name == "balance").unwrap();
        for (number, record) in lines.iter_mut().skip(1).take(off).enumerate() {
            record[at] = format!("{number}{day}00000.00");
        }
        file.bytes = lines.iter().map(|cells| cells.join("|") + "\n").collect::<String>().into_bytes();
    }
    let settings = Settings { cap: 1, ..super::settings() };
    let (outcome, _) = check_files(&files, &settings, Vec::new(), WHOLE);
    let verdicts: Vec<Verdict> = outcome.days.iter().map(|day| day.verdict).collect();
    assert_eq!(verdicts, [Verdict::Accepted, Verdict::Rejected, Verdict::Rejected]);
    let of_last = outcome.findings.iter().filter(|found| found.day == outcome.days[2].day).count();
    assert!(of_last > 0, "findings of the last day are stored too");
}

#[test]
fn the_books_add_up() {
    let outcome = check(&days(3));
    for day in &outcome.days[1..] {
        let book = &day.books[0];
        assert_eq!((book.balance_type, book.currency.as_str(), book.balances_off), ("deposit", "USD", 0));
        assert_eq!(book.difference.unwrap().sign(), 0);
        let counted: u64 = book.movements.iter().map(|movement| movement.count).sum();
        let file = day.kinds.iter().find(|kind| kind.kind.token == "transactions").and_then(|kind| kind.file).unwrap();
        assert_eq!(counted, outcome.files[file].file.records);
        assert_eq!(
            day.events.iter().filter(|(tuple, _)| !tuple.not_posted).map(|(_, count)| count).sum::<u64>(),
            counted
        );
    }
    assert!(outcome.days[0].books[0].opening.is_none());
    let mut set = SampleSet::new(3, 25, 5);
    for day in &outcome.days {
        let total = day.fbo[0].total.unwrap();
        assert_eq!(total, crate::Decimal::new(i128::from(set.fbo_total()), 2));
        set.advance();
    }
}

#[test]
fn there_are_books_for_each_type_and_currency() {
    let mut files = days(2);
    // The plain balance is of another currency, and so are its transactions; another one is credit.
    for file in &mut files {
        let lines = std::str::from_utf8(&file.bytes).unwrap().lines().map(|line| {
            let is_plain = line.contains("|bal_00000001|") || line.starts_with("bal_00000001|");
            let line = if is_plain { line.replace("|USD|", "|EUR|") } else { line.to_owned() };
            if line.contains("|bal_00000002|") { line.replace("|deposit|", "|credit|") } else { line }
        });
        file.bytes = lines.map(|line| line + "\n").collect::<String>().into_bytes();
    }
    let outcome = check(&files);
    let books = &outcome.days[1].books;
    let named: Vec<_> = books.iter().map(|book| (book.balance_type, book.currency.as_str(), book.balances)).collect();
    assert_eq!(named, [("deposit", "EUR", 1), ("deposit", "USD", 23), ("credit", "USD", 1)]);
    let euros = &books[0];
    let amounts = [euros.opening, euros.movements[0].sum, euros.closing, euros.difference];
    assert_eq!(amounts.map(|amount| amount.unwrap().to_string()), ["125.50", "125.50", "251.00", "0.00"]);
}

/// So many that neither the account of a balance nor the books tell them all apart.
#[test]
fn what_does_not_move_a_balance_does_not_however_many_types_there_are() {
    let mut files = days(2);
    edit(&mut files, "transactions", |text| {
        let its = text.lines().find(|line| line.contains("|bal_00000001|")).unwrap();
        let id = its.split('|').next().unwrap();
        let like = |ty: &str, amount: &str| {
            its.replace(id, &format!("more_{ty}")).replace("|credit|", &format!("|{ty}|")).replace("125.50", amount)
        };
        let others = (0..300).map(|number| like(&format!("t{number}"), "1.00"));
        let lines = text.lines().map(str::to_owned).chain(others).chain([like("dispute_won", "7.00")]);
        lines.map(|line| line + "\n").collect()
    });
    edit(&mut files, "balances", |text| with_cell(text, "balance", "558.00"));
    let outcome = check(&files);
    assert_eq!(fired(&outcome), [("balance-roll-forward", 1)]);
    let account = outcome.findings[0].account.as_deref().unwrap();
    assert_eq!(
        (account.expected.to_string(), account.difference.to_string()),
        ("551.00".to_owned(), "7.00".to_owned())
    );
    let book = &outcome.days[1].books[0];
    assert_eq!(book.difference.unwrap().to_string(), "7.00");
    let of_account = account.movements.iter().map(|movement| (&*movement.transaction_type, movement.counted));
    let of_book = book.movements.iter().map(|movement| (&*movement.transaction_type, movement.counted));
    for movements in [of_account.collect::<Vec<_>>(), of_book.collect()] {
        assert!(movements.contains(&("…", true)) && movements.contains(&("…", false)), "{movements:?}");
    }
}

/// The ledger of a balance.
pub(super) fn ledger(files: &[SampleFile], balance: &str, settings: &Settings) -> LedgerTold {
    let outcomes: Vec<_> =
        files.iter().map(|file| check_pieces(&file.name, [file.bytes.as_slice()], settings)).collect();
    let mut ledger = Ledger::new(outcomes.iter().map(SetFile::new).collect(), balance, settings);
    while let Some(index) = ledger.next_file() {
        for chunk in files[index].bytes.chunks(100) {
            ledger.push(chunk);
        }
        ledger.end_file();
    }
    ledger.finish()
}

#[test]
fn a_balance_has_its_own_ledger() {
    let files = days(3);
    let LedgerTold { rows, beyond, unreadable, is_credit, currency } =
        ledger(&files, "bal_00000001", &super::settings());
    assert_eq!((beyond, unreadable, is_credit, currency.as_str()), (0, Vec::new(), false, "USD"));
    let mut held = crate::Decimal::ZERO;
    let mut reported = 0;
    assert!(rows.iter().all(|row| row.off.is_none()));
    let (of_balance, rarer): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.column == "balance");
    assert_eq!(rarer.len(), 6, "rewards and accrued interest of each day");
    for row in &of_balance {
        match &row.entry {
            LedgerEntry::Transaction { amount, counted, .. } => {
                assert!(counted);
                held = held.checked_add(amount.unwrap()).unwrap();
            }
            LedgerEntry::NotPosted { amount } => assert_eq!(amount.unwrap().to_string(), "80.00"),
            LedgerEntry::Reported { amount, status } => {
                assert_eq!((amount.unwrap(), status.as_str()), (held, "active"));
                reported += 1;
            }
        }
        assert!(files[row.given].bytes.len() as u64 > row.place.byte);
    }
    assert_eq!((reported, of_balance.len()), (3, 9));
}

#[test]
fn credit_balances_only_warn_and_only_when_nothing_fits() {
    let credit = |reported: &str| {
        let mut files = days(2);
        for file in files.iter_mut().filter(|file| file.name.contains("_balances_")) {
            let text = std::str::from_utf8(&file.bytes).unwrap();
            let text = with_cell(&with_cell(text, "type", "credit"), "rewards_balance", "");
            file.bytes = with_cell(&text, "interest_accrued_balance", "").into_bytes();
        }
        // Those are for deposits only.
        for kind in ["non_posted_transactions", "transaction_updates"] {
            let of_kind = files.iter_mut().filter(|file| file.name.contains(kind));
            of_kind
                .for_each(|file| file.bytes.truncate(file.bytes.iter().position(|byte| *byte == b'\n').unwrap() + 1));
        }
        edit(&mut files, "balances", |text| with_cell(text, "balance", reported));
        let (outcome, _) = check_files(&files, &super::settings(), Vec::new(), Given { chunk: 50, reversed: true });
        (fired(&outcome), outcome.counts.error)
    };
    assert_eq!(credit("251.00"), (vec![], 0));
    assert_eq!(credit("250.00"), (vec![("balance-roll-forward", 1)], 0));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Damage anywhere in any of the files: no panic, and one outcome, whatever the order and the pieces.
    #[test]
    fn damaged_sets_give_one_outcome(
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<u8>()), 1..10),
        chunk in 1..500_usize,
    ) {
        let mut files = all_files(SampleSet::new(2, 4, 3));
        for (file, at, byte) in damage {
            let file = file.index(files.len());
            let at = at.index(files[file].bytes.len());
            files[file].bytes[at] = byte;
        }
        let (whole, _) = check_files(&files, &super::settings(), Vec::new(), WHOLE);
        let (pieces, _) = check_files(&files, &super::settings(), Vec::new(), Given { chunk, reversed: true });
        prop_assert_eq!(digest(&whole), digest(&pieces));
        prop_assert!(whole.tallies.iter().all(|tally| tally.authority.can_reject() || tally.severity < crate::Severity::Error));
    }
}
