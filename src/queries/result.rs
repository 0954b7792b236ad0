//! What a day comes to: the verdicts of its files, what is due, and, where it is known, the verdict on the files together.

use std::collections::BTreeMap;

use daybreak_engine::set::is_due;
use daybreak_engine::{FileName, Verdict};
use daybreak_report::readiness::DayResult;
use daybreak_schema::{KINDS, Profile};

use crate::state::{AppState, FileEntry, LoadedProfile, Phase};

/// The checked files by activity day. Files whose day or kind is not known belong to none.
pub fn days(state: &AppState) -> BTreeMap<String, Vec<&FileEntry>> {
    let mut days: BTreeMap<String, Vec<&FileEntry>> = BTreeMap::new();
    for file in &state.files {
        if file.summary().is_none_or(|summary| summary.report.kind.is_none()) {
            continue;
        }
        if let Some(day) = state.day_of(file) {
            days.entry(day).or_default().push(file);
        }
    }
    days
}

/// What each day comes to, once every file has been checked and its checksum is known.
pub fn results(state: &AppState) -> Vec<DayResult> {
    let is_checking = |file: &FileEntry| match file.phase {
        Phase::Checking(_) => true,
        Phase::Checked(_) => file.sha256.is_none(),
        Phase::Failed(_) => false,
    };
    if state.files.iter().any(is_checking) {
        return Vec::new();
    }
    let result = |(day, files): (String, Vec<&FileEntry>)| {
        let begun = files.iter().filter_map(|file| state.beside.begun.get(&file.id)).map(|begun| begun.at).max()?;
        // What the files come to together; while that is not known yet, the day waits.
        let together = super::day::day(state, &day)?.verdict?;
        day_result(&day, &files, state.profile.as_deref(), Some(together), begun)
    };
    days(state).into_iter().filter_map(result).collect()
}

/// What a day comes to. `set_verdict` is the verdict on the files together, where they were checked together; `checked_at`
/// is in seconds since 1970. `None` without a file.
pub fn day_result(
    day: &str,
    files: &[&FileEntry],
    profile: Option<&LoadedProfile>,
    set_verdict: Option<Verdict>,
    checked_at: i64,
) -> Option<DayResult> {
    let profile = profile.and_then(|profile| daybreak_schema::read_profile(&profile.json).ok());
    let newest = newest_by_kind(files, profile.as_ref());
    let verdicts = newest.values().filter_map(|file| file.summary()).map(|summary| summary.verdict());
    let mut hashes: Vec<String> = Vec::new();
    for sha256 in newest.values().filter_map(|file| file.sha256.clone()) {
        hashes.insert(hashes.partition_point(|other| *other <= sha256), sha256);
    }
    Some(DayResult {
        activity_day: day.to_owned(),
        verdict: verdicts.chain(set_verdict).max()?,
        all_due: missing(&newest, profile.as_ref()).next().is_none(),
        in_time: None,
        files: hashes,
        checked_at: daybreak_calendar::Timestamp::from_second(checked_at).unwrap_or_default().to_string(),
    })
}

/// Which kinds are due on a day and not among its files, by their names for people.
pub fn missing_kinds(files: &[&FileEntry], profile: Option<&LoadedProfile>) -> Vec<&'static str> {
    let profile = profile.and_then(|profile| daybreak_schema::read_profile(&profile.json).ok());
    let newest = newest_by_kind(files, profile.as_ref());
    missing(&newest, profile.as_ref()).collect()
}

fn missing(newest: &Newest<'_>, profile: Option<&Profile>) -> impl Iterator<Item = &'static str> {
    let lacks = move |kind: &str| is_due(profile, kind) && !newest.contains_key(kind);
    KINDS.iter().filter(move |kind| lacks(kind.token)).map(|kind| kind.title)
}

type Newest<'a> = BTreeMap<&'a str, &'a FileEntry>;

/// The file that stands for each kind: of several, the one with the highest version in its name, as the bank takes it.
fn newest_by_kind<'a>(files: &[&'a FileEntry], profile: Option<&Profile>) -> Newest<'a> {
    let version = |file: &FileEntry| -> Option<u64> {
        FileName::read(&file.name, profile).version?.trim_start_matches(['v', 'V']).parse().ok()
    };
    let mut newest: Newest<'a> = BTreeMap::new();
    for &file in files {
        let Some(kind) = file.summary().and_then(|summary| summary.report.kind.as_deref()) else { continue };
        let known = newest.entry(kind).or_insert(file);
        if (version(file), &file.name) > (version(known), &known.name) {
            *known = file;
        }
    }
    newest
}

/// Whether a fresh result of a day takes the place of the one that is known. One that was made of some of the same files
/// does not: closing a file unmakes nothing. Nor does the very same.
pub fn replaces(fresh: &DayResult, known: &DayResult) -> bool {
    let is_same = fresh.files == known.files && (fresh.verdict, fresh.all_due) == (known.verdict, known.all_due);
    let is_part = fresh.files.len() < known.files.len() && fresh.files.iter().all(|file| known.files.contains(file));
    !is_same && !is_part
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use std::rc::Rc;

    use super::*;
    use crate::state::OpenFile;

    fn file(id: u32, name: &str, kind: &str, verdict: &str) -> FileEntry {
        let summary = serde_json::json!({
            "report": {
                "name": name, "kind": kind, "bytes": 10, "sha256": "", "records": 200, "verdict": verdict,
                "dialect": { "delimiter": "|", "line_ending": "lf", "bom": false, "quoted": false },
                "complete": true, "skipped": [], "suppressed": [], "counts": { "error": 0, "warning": 0, "info": 0 },
                "rules": [], "findings": []
            },
            "columns": [], "stretches": [], "marked": 0, "marked_ends": null, "activity_day": "2026-11-20", "first": null,
            "first_index": null, "error_columns": null
        });
        let mut entry = FileEntry::new(OpenFile { id, name: name.to_owned(), size: 10, modified: 0 });
        entry.phase = Phase::Checked(Rc::new(serde_json::from_value(summary).unwrap()));
        entry.sha256 = Some(format!("{id:064x}"));
        entry
    }

    fn due() -> Vec<FileEntry> {
        let kinds = ["transaction_updates", "accounts", "balances", "transactions", "non_posted_transactions"];
        (1..).zip(kinds).map(|(id, kind)| file(id, &format!("2026-11-21_{kind}_v1.csv"), kind, "accepted")).collect()
    }

    fn result(files: &[FileEntry], set: Option<Verdict>) -> DayResult {
        let files: Vec<&FileEntry> = files.iter().collect();
        day_result("2026-11-20", &files, None, set, 1_795_000_000).unwrap()
    }

    #[test]
    fn a_day_passes_with_every_file_that_is_due() {
        let whole = result(&due(), None);
        assert_eq!((whole.why_not(), whole.files.len()), (None, 5));
        assert!(whole.files.is_sorted());
        let part = due();
        let part = result(part.get(1..).unwrap(), None);
        assert_eq!(part.why_not(), Some("a file that is due is missing"));
    }

    #[test]
    fn the_verdict_on_the_files_together_counts_too() {
        assert_eq!(result(&due(), Some(Verdict::Rejected)).why_not(), Some("there are errors"));
        assert_eq!(result(&due(), Some(Verdict::Incomplete)).why_not(), Some("something was not checked"));
        assert_eq!(result(&due(), Some(Verdict::Accepted)).why_not(), None);
    }

    #[test]
    fn a_higher_version_replaces_a_rejected_one() {
        let mut files = due();
        files.push(file(9, "2026-11-21_accounts_v2.csv", "accounts", "rejected"));
        files.push(file(10, "2026-11-21_accounts_v10.csv", "accounts", "accepted"));
        let day = result(&files, None);
        assert_eq!((day.why_not(), day.files.len()), (None, 5));
        assert!(day.files.contains(&format!("{:064x}", 10)));
    }

    #[test]
    fn credit_only_programs_owe_fewer_files() {
        let json = r#"{ "profile_version": 1, "name": "x", "balance_types": ["credit"], "bins": ["440393"] }"#;
        let profile = LoadedProfile { name: "x".into(), json: json.into(), closed_days: Vec::new() };
        let files = due();
        let files: Vec<&FileEntry> = files.iter().filter(|file| !file.name.contains("non_posted")).collect();
        assert_eq!(missing_kinds(&files, Some(&profile)), ["Cards"]);
        assert_eq!(missing_kinds(&files, None), ["Non-Posted Transactions"]);
    }

    #[test]
    fn closing_files_unmakes_nothing_and_a_changed_one_counts_anew() {
        let known = result(&due(), None);
        let fewer = due();
        assert!(!replaces(&result(fewer.get(..2).unwrap(), None), &known));
        assert!(!replaces(&DayResult { checked_at: "2026-11-22T00:00:00Z".into(), ..known.clone() }, &known));
        assert!(replaces(&DayResult { verdict: Verdict::Rejected, ..known.clone() }, &known), "another profile");
        let changed = [file(77, "2026-11-21_accounts_v1.csv", "accounts", "accepted")];
        assert!(replaces(&result(&changed, None), &known), "the set has changed and was not checked as a whole");
    }
}
