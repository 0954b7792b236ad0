//! Two checks beside each other: which there are, which suggest themselves, and what has changed between them.

use std::rc::Rc;

use daybreak_calendar::Date;
use daybreak_report::compare::{Change, Checked, compare_checked};

use super::day::{day, days};
use crate::state::{AppState, Check, FileEntry, Side, name_of_day};

/// A check that can be chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Which.
    pub side: Side,
    /// Where it belongs in the list.
    pub group: &'static str,
    /// What it is about.
    pub name: String,
    /// When it was made, for those that are over.
    pub at: Option<i64>,
}

/// Two checks, and what has changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The check before.
    pub before: Rc<Check>,
    /// The check after.
    pub after: Rc<Check>,
    /// What has changed, what is new first.
    pub changes: Vec<Change>,
}

impl Side {
    /// The word for it in a list of choices.
    pub fn token(&self) -> String {
        match self {
            Self::File(id) => format!("file-{id}"),
            Self::Day(day) => format!("day-{day}"),
            Self::Kept(number) => format!("kept-{number}"),
            Self::Part(number, at) => format!("part-{number}-{at}"),
        }
    }
}

/// Every check that can be chosen, group by group.
pub fn choices(state: &AppState) -> Vec<Choice> {
    let mut choices = Vec::new();
    let mut add = |side, group, name: &str, at| choices.push(Choice { side, group, name: name.to_owned(), at });
    for file in state.files.iter().filter(|file| file.summary().is_some()) {
        add(Side::File(file.id), "Open files", &file.name, None);
    }
    for day in days(state).into_iter().filter(|day| is_day(state, day.day)) {
        add(Side::Day(day.day), "Days of open files", &day.day.to_string(), None);
    }
    for kept in state.beside.kept.iter().rev() {
        let group = if kept.is_report { "Reports" } else { "Earlier checks" };
        add(Side::Kept(kept.number), group, &kept.name, kept.at);
        if kept.is_report && kept.parts.len() > 1 {
            for (at, part) in kept.parts.iter().enumerate().filter(|(_, part)| part.about != "set") {
                let name = format!("{}: {}", kept.name, part.name);
                add(Side::Part(kept.number, at), group, &name, kept.at);
            }
        }
    }
    choices
}

/// The check that is meant; `None` when it is not at hand any more.
pub fn check(state: &AppState, side: &Side) -> Option<Rc<Check>> {
    let kept = |number: &u32| state.beside.kept.iter().find(|kept| kept.number == *number);
    match side {
        Side::File(id) => {
            let file = state.files.iter().find(|file| file.id == *id)?;
            Some(Rc::new(state.check_of(0, file.name.clone(), &[file])?))
        }
        Side::Day(day) => state.check_of_day(0, *day).map(Rc::new),
        Side::Kept(number) => kept(number).cloned(),
        Side::Part(number, at) => {
            let report = kept(number)?;
            let part = report.parts.get(*at)?.clone();
            let name = format!("{}: {}", report.name, part.name);
            Some(Rc::new(Check { name, verdict: part.verdict, parts: vec![part], ..(**report).clone() }))
        }
    }
}

/// The sides as they were chosen, else as they suggest themselves: the day or the file that is shown, and before it what was
/// known of that day, or of a file of this name or else of this kind.
pub fn sides(state: &AppState) -> (Option<Side>, Option<Side>) {
    let is_there = |side: &&Side| check(state, side).is_some();
    let shown = || state.file().into_iter().chain(&state.files).find(|file| file.summary().is_some());
    let suggested = || match state.shown_day().filter(|shown| is_day(state, *shown)) {
        Some(day) => Some(Side::Day(day)),
        None => Some(Side::File(shown()?.id)),
    };
    let after = state.beside.after.as_ref().filter(is_there).cloned().or_else(suggested);
    let before = state.beside.before.as_ref().filter(is_there).cloned();
    let before = before.or_else(|| match &after {
        Some(Side::Day(day)) => earlier_day(state, *day),
        Some(Side::File(id)) => {
            let file = state.files.iter().find(|file| file.id == *id)?;
            earlier(state, file).or_else(|| other_day(state, file))
        }
        _ => state.beside.kept.last().map(|kept| Side::Kept(kept.number)),
    });
    (before, after)
}

/// Whether several files of a day were checked.
fn is_day(state: &AppState, date: Date) -> bool {
    day(state, date).is_some_and(|day| day.checked().count() > 1)
}

/// What was last known of a day: its check before, or a report; else the nearest day before it.
fn earlier_day(state: &AppState, date: Date) -> Option<Side> {
    let is_of_day = |kept: &&Rc<Check>| kept.is_report || kept.name == name_of_day(date);
    let kept = state.beside.kept.iter().rev().find(is_of_day).map(|kept| Side::Kept(kept.number));
    kept.or_else(|| {
        let nearest = days(state).into_iter().find(|day| day.day < date && day.checked().count() > 1);
        Some(Side::Day(nearest?.day))
    })
}

/// What was known of a file of this name, or else of its kind, the latest first.
fn earlier(state: &AppState, file: &FileEntry) -> Option<Side> {
    let kind = file.summary()?.report.kind.as_deref().unwrap_or_default();
    let find = |fits: &dyn Fn(&str, &str) -> bool| {
        // What was known of a whole day is told of the day.
        let of_files = |kept: &&Rc<Check>| kept.is_report || kept.parts.len() == 1;
        state.beside.kept.iter().rev().filter(of_files).find_map(|kept| {
            let at = kept.parts.iter().position(|part| fits(&part.name, &part.about))?;
            let whole = kept.parts.len() == 1;
            Some(if whole { Side::Kept(kept.number) } else { Side::Part(kept.number, at) })
        })
    };
    find(&|name, _| name == file.name).or_else(|| find(&|_, about| !about.is_empty() && about == kind))
}

/// An open file of the same kind of the nearest day before, else of any other.
fn other_day(state: &AppState, file: &FileEntry) -> Option<Side> {
    let (kind, day) = {
        let summary = file.summary()?;
        (summary.report.kind.as_ref()?, summary.activity_day)
    };
    let others = || {
        state
            .files
            .iter()
            .filter_map(|other| Some((other.id, other.summary()?)))
            .filter(|(id, summary)| *id != file.id && summary.report.kind.as_ref() == Some(kind))
    };
    let before = others().filter(|(_, summary)| summary.activity_day < day);
    let nearest = before.max_by_key(|(_, summary)| summary.activity_day);
    nearest.or_else(|| others().next()).map(|(id, _)| Side::File(id))
}

/// What has changed from one check to the other.
pub fn compare(before: &Rc<Check>, after: &Rc<Check>) -> Comparison {
    fn checked(check: &Check) -> Vec<Checked<'_>> {
        let parts = check.parts.iter();
        parts
            .map(|part| Checked { about: &part.about, name: &part.name, complete: part.complete, rules: &part.rules })
            .collect()
    }
    let changes = compare_checked(&checked(before), &checked(after));
    Comparison { before: Rc::clone(before), after: Rc::clone(after), changes }
}

/// What has changed in a file since it was last checked here under the same name; `None` when it was not, or when nothing has.
pub fn since_before(state: &AppState, file: &FileEntry) -> Option<Comparison> {
    let is_earlier = |kept: &&Rc<Check>| !kept.is_report && kept.name == file.name;
    let before = state.beside.kept.iter().rev().find(is_earlier)?;
    let comparison = compare(before, &check(state, &Side::File(file.id))?);
    let (fresh, fixed, _, not_checked) = comparison.sums();
    let is_another = comparison.before.parts.first().map(|part| &part.sha256) != Some(&file.sha256);
    (fresh + fixed + not_checked > 0 || (is_another && file.sha256.is_some())).then_some(comparison)
}

impl Comparison {
    /// How many findings are new, fixed, in both, and not checked any more.
    pub fn sums(&self) -> (u64, u64, u64, u64) {
        let sum = |of: fn(&Change) -> u64| self.changes.iter().map(of).sum();
        (sum(Change::new_ones), sum(Change::fixed), sum(Change::same), sum(|change| change.not_checked))
    }

    /// In a few words.
    pub fn title(&self) -> String {
        match self.sums() {
            (0, 0, 0, 0) => "No findings, before or after".to_owned(),
            (0, 0, same, 0) => format!("Nothing has changed: {same} the same"),
            (fresh, fixed, same, 0) => format!("{fresh} new, {fixed} fixed, {same} the same"),
            (fresh, fixed, same, not_checked) => {
                format!("{fresh} new, {fixed} fixed, {same} the same, {not_checked} not checked")
            }
        }
    }

    /// What else differs between the two, and so may be the reason.
    pub fn cautions(&self) -> Vec<&'static str> {
        let mut said = Vec::new();
        let (before, after) = (&self.before, &self.after);
        let hashes = |check: &Check| -> Vec<Option<String>> {
            check.parts.iter().filter(|part| part.about != "set").map(|part| part.sha256.clone()).collect()
        };
        if !hashes(before).contains(&None) && hashes(before) == hashes(after) {
            said.push("The files are the same, byte for byte.");
        }
        if before.profile != after.profile {
            said.push("They were checked under different profiles: that alone may explain differences.");
        }
        if before.versions != after.versions {
            said.push("They were checked by different versions of the program: that alone may explain differences.");
        }
        let abouts = |check: &Check| -> Vec<String> {
            let parts = check.parts.iter().filter(|part| part.about != "set");
            let mut abouts: Vec<String> = parts.map(|part| part.about.clone()).collect();
            abouts.sort_unstable();
            abouts
        };
        if abouts(before) != abouts(after) {
            said.push("They cover different kinds of files.");
        }
        said
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use daybreak_engine::{Severity, Verdict};
    use daybreak_report::model::RuleCount;
    use daybreak_schema::Authority;

    use super::*;
    use crate::state::fixtures::{self, after, date, hashed, opened as open};
    use crate::state::{Action, Begun, BesideAction, DayAction};
    use crate::worker::protocol::GroupKey;
    use crate::worker::set::protocol::SetGroup;

    fn begun(id: u32, at: i64) -> Action {
        Action::Beside(BesideAction::Begun(id, Begun { at, profile: None }))
    }

    fn rule(name: &str, count: u64) -> RuleCount {
        let json = serde_json::json!({ "rule": name, "code": "V1", "severity": "error", "authority": "documented",
            "group": 2, "count": count, "listed": count });
        serde_json::from_value(json).unwrap()
    }

    fn checked(id: u32, kind: &str, day: &str, rules: &[RuleCount]) -> Action {
        fixtures::checked(id, kind, day, "rejected", rules)
    }

    #[test]
    fn a_file_dropped_again_is_held_against_its_earlier_check() {
        let first = [open(1, "a"), begun(1, 100), checked(1, "cards", "2026-11-20", &[rule("decimals", 3)])];
        let again = [
            hashed(1, "aa"),
            Action::Closed(1),
            open(2, "a"),
            begun(2, 200),
            checked(2, "cards", "2026-11-20", &[rule("decimals", 1), rule("duplicate-key", 2)]),
            hashed(2, "bb"),
        ];
        let state = after(first.into_iter().chain(again));
        let comparison = since_before(&state, state.file().unwrap()).unwrap();
        assert_eq!(comparison.sums(), (2, 2, 1, 0));
        assert_eq!(comparison.title(), "2 new, 2 fixed, 1 the same");
        assert_eq!((comparison.before.at, comparison.after.at), (Some(100), Some(200)));
        assert!(comparison.cautions().is_empty(), "{:?}", comparison.cautions());
        let (before, now) = sides(&state);
        assert_eq!(now, Some(Side::File(2)));
        assert!(matches!(before, Some(Side::Kept(_))), "{before:?}");
    }

    #[test]
    fn a_file_that_is_checked_for_the_first_time_has_nothing_before_it() {
        let state = after([open(1, "a"), checked(1, "cards", "2026-11-20", &[])]);
        assert_eq!(since_before(&state, state.file().unwrap()), None);
        assert_eq!(sides(&state), (None, Some(Side::File(1))));
        assert_eq!(choices(&state).len(), 1);
    }

    #[test]
    fn todays_file_suggests_that_of_the_day_before() {
        let state = after([
            open(1, "a"),
            open(2, "b"),
            open(3, "c"),
            open(4, "d"),
            checked(1, "cards", "2026-11-18", &[]),
            checked(2, "cards", "2026-11-19", &[rule("decimals", 3)]),
            checked(3, "cards", "2026-11-20", &[]),
            checked(4, "accounts", "2026-11-20", &[]),
            Action::Selected(3),
        ]);
        assert_eq!(sides(&state), (Some(Side::File(2)), Some(Side::File(3))));
        // The two files of one day can be taken together.
        assert!(choices(&state).iter().any(|choice| choice.side == Side::Day(date("2026-11-20"))));
        let day = check(&state, &Side::Day(date("2026-11-20"))).unwrap();
        assert_eq!(day.parts.len(), 2);
        let comparison = compare(&check(&state, &Side::File(2)).unwrap(), &day);
        assert_eq!(comparison.sums(), (0, 3, 0, 0));
        assert_eq!(comparison.cautions(), ["They cover different kinds of files."]);
        // Of what the check after does not cover nobody knows.
        let accounts = check(&state, &Side::File(4)).unwrap();
        let comparison = compare(&check(&state, &Side::File(2)).unwrap(), &accounts);
        assert_eq!(comparison.sums(), (0, 0, 0, 3));
        assert_eq!(comparison.title(), "0 new, 0 fixed, 0 the same, 3 not checked");
    }

    #[test]
    fn of_a_report_the_file_of_the_same_name_is_meant() {
        let part = |name: &str, about: &str| crate::state::Part {
            about: about.to_owned(),
            name: name.to_owned(),
            sha256: None,
            records: 1,
            verdict: daybreak_engine::Verdict::Accepted,
            complete: true,
            rules: vec![rule("decimals", 5)],
        };
        let report = Check {
            number: 0,
            name: "report.json".to_owned(),
            is_report: true,
            at: None,
            profile: None,
            versions: ("0".to_owned(), "0".to_owned()),
            verdict: daybreak_engine::Verdict::Rejected,
            parts: vec![part("x", "accounts"), part("a", "cards"), part("", "set")],
        };
        let state = after([
            open(1, "a"),
            checked(1, "cards", "2026-11-20", &[]),
            Action::Beside(BesideAction::Report(Box::new(report.clone()))),
            Action::Beside(BesideAction::Report(Box::new(report))),
        ]);
        assert_eq!(state.beside.kept.len(), 1, "the same report is kept once");
        let number = state.beside.kept.first().unwrap().number;
        let (before, _) = sides(&state);
        assert_eq!(before, Some(Side::Part(number, 1)));
        assert_eq!(state.view, crate::state::View::Compare);
        let comparison = compare(&check(&state, &before.unwrap()).unwrap(), &check(&state, &Side::File(1)).unwrap());
        assert_eq!(comparison.sums(), (0, 5, 0, 0));
    }

    /// Two files of a day, checked together with these findings between them.
    fn a_day(ids: [u32; 2], day: &str, findings: &[(&str, u64)]) -> Vec<Action> {
        let group = |(rule, count): &(&str, u64)| SetGroup {
            key: GroupKey { rule: (*rule).to_owned(), severity: Severity::Error, authority: Authority::Documented },
            count: *count,
            items: Vec::new(),
        };
        let [one, other] = ids;
        let kinds = [("balances", one), ("transactions", other)];
        let mut all: Vec<Action> =
            kinds.iter().flat_map(|(kind, id)| fixtures::file(*id, kind, day, "accepted")).collect();
        let verdict = if findings.is_empty() { Verdict::Accepted } else { Verdict::Rejected };
        let mut summary = fixtures::day(day, &kinds, &[], verdict);
        summary.groups = findings.iter().map(group).collect();
        all.extend(fixtures::together(vec![summary]));
        all
    }

    #[test]
    fn a_mended_day_is_held_against_its_check_before() {
        let findings = [("balance-roll-forward", 3), ("reference-missing", 1)];
        let mut all = a_day([1, 2], "2026-11-20", &findings);
        // The mended file takes the place of the first.
        all.push(Action::Closed(1));
        all.push(Action::Closed(2));
        all.extend(a_day([3, 4], "2026-11-20", &[("balance-roll-forward", 1)]));
        all.push(Action::Day(DayAction::Shown(None)));
        let state = after(all);
        let of_days = state.beside.kept.iter().filter(|kept| kept.name == "the files of 2026-11-20");
        assert_eq!(of_days.count(), 1, "what is left when a file is gone is not the day");
        let (before, now) = sides(&state);
        assert_eq!(now, Some(Side::Day(date("2026-11-20"))));
        let comparison = compare(&check(&state, &before.unwrap()).unwrap(), &check(&state, &now.unwrap()).unwrap());
        assert_eq!(comparison.sums(), (0, 3, 1, 0));
        assert_eq!((comparison.before.verdict, comparison.after.verdict), (Verdict::Rejected, Verdict::Rejected));
        assert!(comparison.changes.iter().all(|change| change.about == "set"), "{:?}", comparison.changes);
        // A file of the day is still held against its own check.
        let file = state.files.first().unwrap();
        let earlier = earlier(&state, file).unwrap();
        assert_eq!(check(&state, &earlier).unwrap().parts.len(), 1);
    }

    #[test]
    fn todays_files_suggest_those_of_the_day_before() {
        let mut all = a_day([1, 2], "2026-11-19", &[]);
        all.extend(a_day([3, 4], "2026-11-20", &[("transaction-resent", 2)]));
        all.push(Action::Day(DayAction::Shown(Some(date("2026-11-20")))));
        let (before, now) = sides(&after(all));
        assert_eq!((before, now), (Some(Side::Day(date("2026-11-19"))), Some(Side::Day(date("2026-11-20")))));
    }
}
