//! What a day comes to on the way to go live: its verdict, whether every file that is due is there, and the checksums of the
//! files that count.

use daybreak_calendar::Timestamp;
use daybreak_engine::Verdict;
use daybreak_report::readiness::DayResult;

use super::cutoff::cutoff_of;
use super::day::{Day, days};
use crate::state::{AppState, FileEntry, Phase};

/// What each day comes to, once every file has been checked, by itself and with the others, and its checksum is known.
pub fn results(state: &AppState) -> Vec<DayResult> {
    let is_checking = |file: &FileEntry| match file.phase {
        Phase::Checking(_) => true,
        Phase::Checked(_) => file.sha256.is_none(),
        Phase::Failed(_) => false,
    };
    if state.files.iter().any(is_checking) {
        return Vec::new();
    }
    let days = days(state);
    days.iter()
        .rev()
        .filter(|day| !day.files.iter().any(|file| file.is_sample))
        .filter_map(|day| result(state, day, &days))
        .collect()
}

/// What a day comes to. `None` while its verdict is not known, without a file of a known kind, and while more files may
/// come before it is due.
fn result(state: &AppState, day: &Day<'_>, days: &[Day<'_>]) -> Option<DayResult> {
    let begun = day.checked().filter_map(|file| state.beside.begun.get(&file.id)).map(|begun| begun.at).max()?;
    let checked_at = Timestamp::from_second(begun).unwrap_or_default();
    let (verdict, all_due) = (day.verdict?, day.missing().is_empty());
    if !all_due && verdict != Verdict::Rejected && cutoff_of(state, day.day).seconds_left(checked_at) > 0 {
        return None;
    }
    let mut files: Vec<String> = Vec::new();
    for sha256 in day.slots().iter().filter_map(|slot| slot.file?.sha256.clone()) {
        files.insert(files.partition_point(|other| *other <= sha256), sha256);
    }
    Some(DayResult {
        activity_day: day.day,
        verdict,
        all_due,
        in_time: None,
        files,
        checked_at,
        compared_with: day.file("balances").map(|_| balances_before(day, days).unwrap_or_default()),
    })
}

/// The checksum of the Balances of the day before, if the day's were held against them.
fn balances_before(day: &Day<'_>, days: &[Day<'_>]) -> Option<String> {
    day.summary.filter(|summary| summary.is_compared)?;
    let before = day.day.yesterday().ok()?;
    days.iter().find(|day| day.day == before)?.file("balances")?.sha256.clone()
}

/// Whether a fresh result of a day takes the place of the one that is known. One that was made of some of the same files
/// does not: closing a file unmakes nothing, while one that is still open was moved to another day. Nor does the very same,
/// or one of the same files without the day before, unless even so there are errors.
pub fn replaces(fresh: &DayResult, known: &DayResult, is_open: impl Fn(&String) -> bool) -> bool {
    let is_alone = |result: &DayResult| result.compared_with.as_deref() == Some("");
    if fresh.files == known.files && fresh.verdict != Verdict::Rejected && is_alone(fresh) && !is_alone(known) {
        return false;
    }
    let come_to = |result: &DayResult| (result.verdict, result.all_due, result.compared_with.clone());
    let is_same = fresh.files == known.files && come_to(fresh) == come_to(known);
    let is_part = fresh.files.len() < known.files.len() && fresh.files.iter().all(|file| known.files.contains(file));
    let is_moved = known.files.iter().any(|file| !fresh.files.contains(file) && is_open(file));
    !is_same && (!is_part || is_moved)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use daybreak_report::readiness::Readiness;

    use super::*;
    use crate::state::fixtures::{after, date, day, file, hashed, opened, together};
    use crate::state::{Action, Begun, BesideAction, OpenFile};
    use crate::worker::set::protocol::DaySummary;

    const DAY: &str = "2026-11-20";
    const KINDS: [(&str, u32); 3] = [("accounts", 1), ("balances", 2), ("transactions", 3)];

    fn sha256(id: u32) -> String {
        format!("{id:064x}")
    }

    /// The files of a day are opened and checked, each by itself.
    fn checked() -> Vec<Action> {
        let one = |(kind, id): (&str, u32)| {
            let begun = Begun { at: 1_795_500_000 + i64::from(id), profile: None };
            let [open, check] = file(id, kind, DAY, "accepted");
            [Action::Beside(BesideAction::Begun(id, begun)), open, check, hashed(id, &sha256(id))]
        };
        KINDS.into_iter().flat_map(one).collect()
    }

    /// Why a day does not count, whatever the others came to.
    fn why_not(day: &DayResult) -> Option<&'static str> {
        Readiness::default().why_not(day)
    }

    /// What they come to when they were checked together: which is missing, and the verdict.
    fn of(missing: &[&str], verdict: Verdict) -> Vec<DayResult> {
        let mut all = checked();
        all.extend(together(vec![day(DAY, &KINDS, missing, verdict)]));
        results(&after(all))
    }

    #[test]
    fn a_day_passes_with_every_file_that_is_due() {
        let whole = of(&[], Verdict::Accepted);
        let whole = whole.first().unwrap();
        assert_eq!((whole.activity_day, why_not(whole)), (date(DAY), None));
        assert_eq!(whole.files, [sha256(1), sha256(2), sha256(3)]);
        assert_eq!(whole.checked_at.to_string(), "2026-11-24T06:00:03Z");
        let part = of(&["transaction_updates"], Verdict::Incomplete);
        assert_eq!(why_not(part.first().unwrap()), Some("a file that is due is missing"));
    }

    #[test]
    fn the_verdict_on_the_files_together_counts() {
        let why_not = |verdict| why_not(of(&[], verdict).first().unwrap());
        assert_eq!(why_not(Verdict::Rejected), Some("there are errors"));
        assert_eq!(why_not(Verdict::Incomplete), Some("something was not checked"));
    }

    #[test]
    fn a_day_is_held_against_the_balances_of_the_day_before() {
        let before = |id: u32, day: &str| {
            let [open, check] = file(id, "balances", day, "accepted");
            [open, check, hashed(id, &sha256(id))]
        };
        let of = |is_compared: bool, actions: Vec<Action>| {
            let mut all = checked();
            all.extend(actions);
            let today = DaySummary { is_compared, ..day(DAY, &KINDS, &[], Verdict::Accepted) };
            all.extend(together(vec![day("2026-11-19", &[("balances", 8)], &[], Verdict::Accepted), today]));
            let found = results(&after(all));
            found.into_iter().find(|day| day.activity_day == date(DAY)).unwrap().compared_with
        };
        assert_eq!(of(true, before(8, "2026-11-19").into()), Some(sha256(8)));
        assert_eq!(of(false, before(8, "2026-11-19").into()), Some(String::new()));
    }

    #[test]
    fn samples_and_days_that_may_still_be_completed_are_not_noted() {
        let unfinished = |at: i64| {
            let mut all = checked();
            let begun = |id| Action::Beside(BesideAction::Begun(id, Begun { at, profile: None }));
            all.extend(KINDS.map(|(_, id)| begun(id)));
            all.extend(together(vec![day(DAY, &KINDS, &["transaction_updates"], Verdict::Incomplete)]));
            results(&after(all)).len()
        };
        // The files of Friday, November 20 are due on Monday the 23rd, 6:00 a.m. Central.
        let due = "2026-11-23T12:00:00Z".parse::<Timestamp>().unwrap().as_second();
        assert_eq!((unfinished(due - 1), unfinished(due)), (0, 1));
        let sample = |action: Action| match action {
            Action::Opened(file) => Action::Opened(OpenFile { is_sample: true, ..file }),
            other => other,
        };
        let mut all: Vec<Action> = checked().into_iter().map(sample).collect();
        all.extend(together(vec![day(DAY, &KINDS, &[], Verdict::Accepted)]));
        assert!(results(&after(all)).is_empty());
    }

    #[test]
    fn a_day_waits_until_everything_is_known() {
        assert!(results(&after(checked())).is_empty(), "its files were not checked together");
        let done = || together(vec![day(DAY, &KINDS, &[], Verdict::Accepted)]);
        let without_checksum = checked().into_iter().filter(|action| {
            !matches!(action, Action::Said(event) if matches!(**event, crate::worker::protocol::Event::Hashed { file: 3, .. }))
        });
        assert!(results(&after(without_checksum.chain(done()))).is_empty(), "a checksum is not known");
        let another = [opened(9, "2026-11-21_cards_v1.csv")];
        assert!(
            results(&after(checked().into_iter().chain(done()).chain(another))).is_empty(),
            "a file is being checked"
        );
    }

    #[test]
    fn only_the_file_that_counts_is_noted() {
        let mut all = checked();
        all.extend([opened(9, "2026-11-21_accounts_v2.csv"), hashed(9, &sha256(9))]);
        all.push(crate::state::fixtures::checked(9, "accounts", DAY, "accepted", &[]));
        let kinds = [("accounts", 9), ("balances", 2), ("transactions", 3)];
        all.extend(together(vec![day(DAY, &kinds, &[], Verdict::Accepted)]));
        assert_eq!(results(&after(all)).first().unwrap().files, [sha256(2), sha256(3), sha256(9)]);
    }

    #[test]
    fn closing_files_unmakes_nothing_and_a_changed_one_counts_anew() {
        let known = of(&[], Verdict::Accepted).pop().unwrap();
        let fewer = DayResult { files: vec![sha256(1), sha256(2)], all_due: false, ..known.clone() };
        let takes = |fresh: &DayResult| replaces(fresh, &known, |_| false);
        assert!(!takes(&fewer));
        assert!(!takes(&DayResult { checked_at: Timestamp::UNIX_EPOCH, ..known.clone() }));
        assert!(takes(&DayResult { verdict: Verdict::Rejected, ..known.clone() }), "another profile");
        let changed = DayResult { files: vec![sha256(1), sha256(77)], ..known.clone() };
        assert!(takes(&changed), "the set has changed and was not checked as a whole");
        let compared = DayResult { compared_with: Some(sha256(8)), ..known.clone() };
        let alone = DayResult { compared_with: Some(String::new()), verdict: Verdict::Incomplete, ..known.clone() };
        assert!(!replaces(&alone, &compared, |_| false), "the day before was closed");
        let failed = DayResult { verdict: Verdict::Rejected, ..compared.clone() };
        let passed = DayResult { verdict: Verdict::Accepted, ..alone.clone() };
        assert!(!replaces(&passed, &failed, |_| false), "what stood against it needs the day before to be seen");
        assert!(replaces(&DayResult { verdict: Verdict::Rejected, ..alone.clone() }, &compared, |_| false));
        assert!(replaces(&compared, &alone, |_| false), "the day before was opened");
        let resubmitted = DayResult { compared_with: Some(sha256(9)), ..known.clone() };
        assert!(replaces(&resubmitted, &compared, |_| false), "another version of the day before");
        assert!(replaces(&fewer, &known, |file| *file == sha256(3)), "the third was moved to another day");
        assert!(!replaces(&fewer, &known, |file| *file == sha256(1)), "the third was closed");
    }
}
