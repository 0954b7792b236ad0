//! What a set came to, for the page: by day, every file by its number.

use daybreak_engine::set::{DayOutcome, FileState, SetFinding, SetOutcome, mapped_events};
use daybreak_engine::{Decimal, Outcome, Settings, Tally};
use daybreak_report::model::{SetFindingEntry, SetReport, TupleEntry};
use daybreak_report::{Values, set_report};

use super::protocol::{DayKind, DaySummary, Placed, SetGroup, SetItem, SetSummary};
use crate::worker::protocol::{FileId, GroupKey, STOPPED};

/// So many findings of a rule are listed for a day; the rest are counted.
const LISTED: usize = 200;

/// What the page is told. `files` are the numbers and outcomes of the files, in the order in which the check had them.
pub(crate) fn summary(outcome: &SetOutcome, files: &[(FileId, &Outcome)], settings: &Settings) -> SetSummary {
    let heading = |given: usize| files.get(given).map(|(_, outcome)| outcome.heading());
    let report = set_report(outcome, settings, Values::Shown, heading);
    let made = Made { outcome, report: &report, files };
    let days = outcome.days.iter().enumerate().map(|(index, day)| made.day(index, day, settings)).collect();
    let placed = |(index, state): (usize, FileState)| {
        let placed = match state {
            FileState::Used => Placed::Used,
            FileState::Replaced(by) => made.id(Some(by)).map_or(Placed::Unplaced, Placed::Replaced),
            FileState::OfAnotherDay(day) => Placed::OfAnotherDay(day),
            FileState::Unplaced => Placed::Unplaced,
        };
        Some((made.id(Some(index))?, placed))
    };
    let states = outcome.files.iter().map(|file| file.state).enumerate();
    let suppressed = report.suppressed.iter().map(|entry| (entry.rule.clone(), entry.count, entry.because.clone()));
    SetSummary {
        days,
        files: states.filter_map(placed).collect(),
        suppressed: suppressed.collect(),
        skipped: made.skipped(None),
        stopped: outcome.skipped.iter().any(|skipped| skipped.why == STOPPED),
    }
}

/// A summary being made.
struct Made<'a> {
    outcome: &'a SetOutcome,
    report: &'a SetReport,
    files: &'a [(FileId, &'a Outcome)],
}

impl Made<'_> {
    /// The number of a file by its position in the outcome.
    fn id(&self, file: Option<usize>) -> Option<FileId> {
        let given = self.outcome.files.get(file?)?.given;
        self.files.get(given).map(|(id, _)| *id)
    }

    /// What was not checked of a day, or of no single one.
    fn skipped(&self, day: Option<&str>) -> Vec<[String; 2]> {
        let of_day = self.report.skipped.iter().filter(|skipped| skipped.day.as_deref() == day);
        of_day.map(|skipped| [skipped.what.clone(), skipped.reason()]).collect()
    }

    fn day(&self, index: usize, day: &DayOutcome, settings: &Settings) -> DaySummary {
        let entry = self.report.days.get(index);
        let groups: Vec<SetGroup> = day.tallies.iter().map(|tally| self.group(day, tally)).collect();
        let mapping = settings.event_types();
        let used = mapped_events(mapping, &day.events);
        let named = used.events.iter().filter_map(|(event, count)| Some((mapping.get(*event)?.event.clone(), *count)));
        let kinds = day.kinds.iter().map(|kind| DayKind {
            kind: kind.kind.token.to_owned(),
            due: kind.due,
            file: self.id(kind.file),
        });
        DaySummary {
            verdict: day.verdict,
            is_compared: day.compared_with.is_some(),
            kinds: kinds.collect(),
            by_difference: by_difference(&groups),
            groups,
            skipped: self.skipped(Some(&day.day.to_string())),
            books: entry.map(|entry| entry.books.clone()).unwrap_or_default(),
            fbo: entry.map(|entry| entry.fbo.clone()).unwrap_or_default(),
            events: named.collect(),
            unmapped: used
                .unmapped
                .iter()
                .map(|(tuple, count)| TupleEntry::new(tuple, *count, str::to_owned))
                .collect(),
            day: day.day,
        }
    }

    fn group(&self, day: &DayOutcome, tally: &Tally) -> SetGroup {
        let of_group = |found: &SetFinding| found.day == day.day && tally.holds(&found.finding);
        let of_day: Vec<usize> =
            (0..).zip(&self.outcome.findings).filter(|(_, found)| of_group(found)).map(|(at, _)| at).collect();
        let listed = self.listed(&of_day);
        let items = of_day.iter().filter(|at| listed.contains(at)).filter_map(|at| self.item(*at));
        SetGroup { key: GroupKey::from(tally), count: tally.count, items: items.collect() }
    }

    /// Which of some findings are listed: the first, and of sums that do not follow those with the largest difference.
    fn listed(&self, findings: &[usize]) -> Vec<usize> {
        let difference = |index: usize| {
            let account = self.outcome.findings.get(index).and_then(|found| found.account.as_ref());
            account.map_or(Decimal::ZERO, |account| account.difference.abs())
        };
        let mut listed: Vec<usize> = Vec::new();
        for &index in findings {
            let mine = difference(index);
            let before = listed.partition_point(|other| difference(*other).compare(mine).is_ge());
            listed.insert(before, index);
            listed.truncate(LISTED);
        }
        listed
    }

    fn item(&self, index: usize) -> Option<SetItem> {
        let found = self.outcome.findings.get(index)?;
        let SetFindingEntry { kind, finding, account, .. } = self.report.findings.get(index)?.clone();
        Some(SetItem {
            file: self.id(found.file),
            kind,
            other_file: self.id(found.other_file),
            field: found.finding.field,
            entry: finding,
            account,
        })
    }
}

/// The sums that do not roll forward, the largest difference first, whatever their currency; of equal ones the first. Where a
/// group does not list all of its own, only so many are known to be the largest.
fn by_difference(groups: &[SetGroup]) -> Vec<(u32, u32)> {
    let mut off: Vec<(Decimal, (u32, u32))> = Vec::new();
    for (group, of_group) in (0..).zip(groups) {
        for (at, item) in (0..).zip(&of_group.items) {
            let rolled = item.account.as_ref().filter(|account| !account.is_of_bank());
            let Some(difference) = rolled.and_then(|account| account.difference.parse::<Decimal>().ok()) else {
                continue;
            };
            let difference = difference.abs();
            let before = off.partition_point(|(other, _)| other.compare(difference).is_ge());
            off.insert(before, (difference, (group, at)));
        }
    }
    if groups.iter().any(|group| group.is_of_sums() && group.count > group.items.len() as u64) {
        off.truncate(LISTED);
    }
    off.into_iter().map(|(_, place)| place).collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

    use daybreak_engine::sample::{self, SampleFile, set_with_defects};
    use daybreak_engine::set::{SetCheck, SetFile};
    use daybreak_engine::{Decimal, Outcome, Settings, Verdict, check_pieces};

    use super::summary;
    use crate::worker::protocol::FileId;
    use crate::worker::set::protocol::{SetItem, SetSummary};

    /// What the page is told of files with their numbers, given in this order.
    fn told(files: &[(FileId, &SampleFile)]) -> SetSummary {
        told_with(files, &Settings::new(sample::moment()))
    }

    fn told_with(files: &[(FileId, &SampleFile)], settings: &Settings) -> SetSummary {
        let outcomes: Vec<Outcome> =
            files.iter().map(|(_, file)| check_pieces(&file.name, [file.bytes.as_slice()], settings)).collect();
        let mut check = SetCheck::new(outcomes.iter().map(SetFile::new).collect(), settings);
        while let Some(index) = check.next_file() {
            check.push(&files.get(index).unwrap().1.bytes);
            check.end_file();
        }
        let of_page: Vec<(FileId, &Outcome)> = files.iter().map(|(id, _)| *id).zip(&outcomes).collect();
        summary(&check.finish(), &of_page, settings)
    }

    fn planted() -> Vec<SampleFile> {
        let rules = ["balance-roll-forward", "rewards-roll-forward", "reference-missing", "set-file-missing"]
            .map(|name| daybreak_engine::rule(name).unwrap());
        set_with_defects(2, 40, 1, &rules).unwrap()
    }

    #[test]
    fn the_order_in_which_files_came_does_not_matter() {
        let files = planted();
        let mut numbered: Vec<(FileId, &SampleFile)> = (1..).zip(&files).collect();
        let first = told(&numbered);
        for _ in 0..4 {
            numbered.rotate_left(3);
            assert_eq!(told(&numbered), first);
        }
        numbered.reverse();
        assert_eq!(told(&numbered), first);
    }

    #[test]
    fn places_lie_in_the_files_by_their_numbers() {
        let files = planted();
        let numbered: Vec<(FileId, &SampleFile)> = (100..).zip(&files).collect();
        let set = told(&numbered);
        let day = set.days.last().unwrap();
        assert_eq!(day.verdict, Verdict::Rejected);
        assert!(day.kinds.iter().any(|kind| kind.due && kind.file.is_none()), "one is missing: {:?}", day.kinds);
        let name = |id: FileId| numbered.iter().find(|(number, _)| *number == id).map(|(_, file)| file.name.as_str());
        let item = |rule: &str| -> SetItem {
            day.groups.iter().find(|group| group.key.rule == rule).unwrap().items.first().unwrap().clone()
        };
        let rolled = item("balance-roll-forward");
        assert_eq!(rolled.file.and_then(name), Some("2026-11-21_balances_v1.csv"));
        assert_eq!(rolled.other_file.and_then(name), Some("2026-11-20_balances_v1.csv"));
        assert!(rolled.account.is_some() && rolled.entry.record.is_some());
        // The record that is named is the one: its cell stands in the file at these bytes.
        let bytes = rolled.entry.bytes.unwrap().map(|byte| usize::try_from(byte).unwrap());
        let of_file = &numbered.iter().find(|(id, _)| Some(*id) == rolled.file).unwrap().1.bytes;
        assert_eq!(of_file.get(bytes[0]..bytes[1]), rolled.entry.found.as_ref().map(String::as_bytes));
        assert_eq!(item("set-file-missing").file, None);
    }

    #[test]
    fn those_listed_are_the_largest_of_all_and_the_rest_are_counted() {
        let mut files = set_with_defects(2, 260, 1, &[]).unwrap();
        let balances = files.iter_mut().rfind(|file| file.name.ends_with("_balances_v1.csv")).unwrap();
        let text = std::str::from_utf8(&balances.bytes).unwrap();
        let mut records: Vec<Vec<String>> =
            text.lines().map(|line| line.split('|').map(str::to_owned).collect()).collect();
        let header = records.first().unwrap().clone();
        let at = |name: &str| header.iter().position(|column| column == name).unwrap();
        for (number, record) in records.iter_mut().enumerate().skip(1) {
            record[at("balance")] = format!("{number}000000.00");
            record[at("rewards_balance")] = "1.00".to_owned();
        }
        balances.bytes = records.iter().map(|cells| cells.join("|") + "\n").collect::<String>().into_bytes();
        let numbered: Vec<(FileId, &SampleFile)> = (1..).zip(&files).collect();
        let set = told(&numbered);
        let day = set.days.last().unwrap();
        assert_eq!(day.by_difference.len(), super::LISTED);
        assert!(crate::queries::sums::sums_off(day) > 300, "{}", crate::queries::sums::sums_off(day));
        let all_balances = day.by_difference.iter().all(|(group, at)| {
            let item = day.groups.get(*group as usize).unwrap().items.get(*at as usize).unwrap();
            item.account.as_ref().unwrap().column == "balance"
        });
        assert!(all_balances, "the rewards are off by less");
    }

    #[test]
    fn counts_are_exact_beyond_what_is_held() {
        let files = planted();
        let numbered: Vec<(FileId, &SampleFile)> = (1..).zip(&files).collect();
        let counts = |set: &SetSummary| -> Vec<(String, u64)> {
            let groups = set.days.iter().flat_map(|day| &day.groups);
            groups.map(|group| (group.key.rule.clone(), group.count)).collect()
        };
        let all = told(&numbered);
        let capped = told_with(&numbered, &Settings { cap: 0, ..Settings::new(sample::moment()) });
        assert!(all.days.iter().any(|day| day.groups.iter().any(|group| !group.items.is_empty())));
        assert!(capped.days.iter().all(|day| day.groups.iter().all(|group| group.items.is_empty())));
        assert_eq!(counts(&capped), counts(&all));
    }

    #[test]
    fn the_largest_difference_comes_first() {
        let files = planted();
        let numbered: Vec<(FileId, &SampleFile)> = (1..).zip(&files).collect();
        let set = told(&numbered);
        let day = set.days.last().unwrap();
        let differences: Vec<Decimal> = day
            .by_difference
            .iter()
            .map(|(group, at)| day.groups.get(*group as usize).unwrap().items.get(*at as usize).unwrap())
            .map(|item| item.account.as_ref().unwrap().difference.parse::<Decimal>().unwrap().abs())
            .collect();
        assert_eq!(differences.len(), 2, "{differences:?}");
        assert!(differences.is_sorted_by(|a, b| a.compare(*b).is_ge()), "{differences:?}");
    }
}
