//! What a day comes to on the way to go live: its verdict, whether every file that is due is there, and the checksums of the
//! files that count.

use daybreak_calendar::Timestamp;
use daybreak_report::readiness::DayResult;

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
    days(state).iter().rev().filter_map(|day| result(state, day)).collect()
}

/// What a day comes to. `None` while its verdict is not known, and without a file of a known kind.
fn result(state: &AppState, day: &Day<'_>) -> Option<DayResult> {
    let begun = day.checked().filter_map(|file| state.beside.begun.get(&file.id)).map(|begun| begun.at).max()?;
    let mut files: Vec<String> = Vec::new();
    for sha256 in day.slots().iter().filter_map(|slot| slot.file?.sha256.clone()) {
        files.insert(files.partition_point(|other| *other <= sha256), sha256);
    }
    Some(DayResult {
        activity_day: day.day.clone(),
        verdict: day.verdict?,
        all_due: day.missing().is_empty(),
        in_time: None,
        files,
        checked_at: Timestamp::from_second(begun).unwrap_or_default().to_string(),
    })
}

/// Whether a fresh result of a day takes the place of the one that is known. One that was made of some of the same files
/// does not: closing a file unmakes nothing, while one that is still open was moved to another day. Nor does the very same.
pub fn replaces(fresh: &DayResult, known: &DayResult, is_open: impl Fn(&String) -> bool) -> bool {
    let is_same = fresh.files == known.files && (fresh.verdict, fresh.all_due) == (known.verdict, known.all_due);
    let is_part = fresh.files.len() < known.files.len() && fresh.files.iter().all(|file| known.files.contains(file));
    let is_moved = known.files.iter().any(|file| !fresh.files.contains(file) && is_open(file));
    !is_same && (!is_part || is_moved)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use daybreak_engine::Verdict;

    use super::*;
    use crate::state::fixtures::{after, day, file, hashed, opened, together};
    use crate::state::{Action, Begun, BesideAction};

    const DAY: &str = "2026-11-20";
    const KINDS: [(&str, u32); 3] = [("accounts", 1), ("balances", 2), ("transactions", 3)];

    fn sha256(id: u32) -> String {
        format!("{id:064x}")
    }

    /// The files of a day are opened and checked, each by itself.
    fn checked() -> Vec<Action> {
        let one = |(kind, id): (&str, u32)| {
            let begun = Begun { at: 1_795_000_000 + i64::from(id), profile: None };
            let [open, check] = file(id, kind, DAY, "accepted");
            [Action::Beside(BesideAction::Begun(id, begun)), open, check, hashed(id, &sha256(id))]
        };
        KINDS.into_iter().flat_map(one).collect()
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
        assert_eq!((whole.activity_day.as_str(), whole.why_not()), (DAY, None));
        assert_eq!(whole.files, [sha256(1), sha256(2), sha256(3)]);
        assert_eq!(whole.checked_at, "2026-11-18T11:06:43Z");
        let part = of(&["transaction_updates"], Verdict::Incomplete);
        assert_eq!(part.first().unwrap().why_not(), Some("a file that is due is missing"));
    }

    #[test]
    fn the_verdict_on_the_files_together_counts() {
        let why_not = |verdict| of(&[], verdict).first().unwrap().why_not();
        assert_eq!(why_not(Verdict::Rejected), Some("there are errors"));
        assert_eq!(why_not(Verdict::Incomplete), Some("something was not checked"));
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
        assert!(!takes(&DayResult { checked_at: "2026-11-22T00:00:00Z".into(), ..known.clone() }));
        assert!(takes(&DayResult { verdict: Verdict::Rejected, ..known.clone() }), "another profile");
        let changed = DayResult { files: vec![sha256(1), sha256(77)], ..known.clone() };
        assert!(takes(&changed), "the set has changed and was not checked as a whole");
        assert!(replaces(&fewer, &known, |file| *file == sha256(3)), "the third was moved to another day");
        assert!(!replaces(&fewer, &known, |file| *file == sha256(1)), "the third was closed");
    }
}
