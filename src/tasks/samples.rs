//! Samples to try the page with: the engine writes them, nothing is fetched.

use daybreak_engine::{RULES, Rule, Shows, sample};
use daybreak_schema::Kind;
use web_sys::File;

use crate::worker::file_of;

/// How many records a sample has.
const ROWS: u64 = 250;

/// How many rules a broken sample breaks.
const DEFECTS: usize = 7;

/// A valid file.
pub fn good_sample(kind: &'static Kind) -> Option<File> {
    let text: String = sample::valid(kind, ROWS, 1).collect();
    file_of(&sample::file_name(kind), text.as_bytes())
}

/// A file with several faults, one of each sort.
pub fn broken_sample(kind: &'static Kind) -> Option<File> {
    let planted = sample::with_defects(kind, ROWS, 1, &defects(kind)).ok()?;
    file_of(&planted.name.replace("_v1", "_v2"), &planted.bytes)
}

/// How many accounts a sample of whole days has.
const ACCOUNTS: u64 = 120;

/// What is wrong in the broken sample of whole days: money that does not add up, references to nothing, what was closed.
const SET_DEFECTS: [&str; 7] = [
    "balance-roll-forward",
    "interest-roll-forward",
    "reference-missing",
    "balance-not-reported",
    "closed-record-changed",
    "transaction-resent",
    "card-immutable-field",
];

/// A whole day that hangs together, with the day before.
pub fn good_set() -> Vec<File> {
    let mut set = sample::SampleSet::new(2, ACCOUNTS, 1);
    let mut files = Vec::new();
    loop {
        for kind in daybreak_schema::KINDS {
            let text: String = set.lines(kind).collect();
            files.extend(file_of(&set.file_name(kind), text.as_bytes()));
        }
        if !set.advance() {
            return files;
        }
    }
}

/// The same with faults that only show when the files are checked together.
pub fn broken_set() -> Vec<File> {
    let rules: Vec<&'static Rule> = SET_DEFECTS.iter().filter_map(|name| daybreak_engine::rule(name)).collect();
    let files = sample::set_with_defects(2, ACCOUNTS, 1, &rules).unwrap_or_default();
    files.iter().filter_map(|file| file_of(&file.name, &file.bytes)).collect()
}

/// The file of a rule's first bad example: a few records, one of them with the fault.
pub fn sample_of(rule: &'static Rule) -> Option<File> {
    let planted = planted(rule)?;
    // A version of its own: an open file of the same name would have to give way to it.
    file_of(&planted.name.replace("_v1", "_v900"), &planted.bytes)
}

/// Whether there is such a file: some rules fire only under a profile.
pub fn has_sample(rule: &'static Rule) -> bool {
    planted(rule).is_some()
}

fn planted(rule: &'static Rule) -> Option<sample::Planted> {
    let mut bad = rule.examples.iter().filter(|example| example.shows == Shows::Bad && example.profile.is_none());
    bad.next().and_then(sample::of_example)
}

/// Rules that can be broken side by side in a file of this kind, spread over all families.
fn defects(kind: &'static Kind) -> Vec<&'static Rule> {
    let alone = |rule: &&&'static Rule| sample::with_defects(kind, 10, 1, &[**rule, **rule]).is_ok();
    let fitting: Vec<&'static Rule> =
        RULES.iter().filter(alone).copied().filter(|rule| !rule.name.starts_with("file-name")).collect();
    let step = fitting.len().div_ceil(DEFECTS).max(1);
    let mut chosen = Vec::new();
    for rule in fitting.into_iter().step_by(step) {
        chosen.push(rule);
        if sample::with_defects(kind, 10, 1, &chosen).is_err() {
            chosen.pop();
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use daybreak_engine::set::{SetCheck, SetFile};
    use daybreak_engine::{Settings, check_pieces, sample};

    #[test]
    fn the_broken_days_have_each_fault_once_and_no_other() {
        let mut rules: Vec<_> = super::SET_DEFECTS.iter().map(|name| daybreak_engine::rule(name).unwrap()).collect();
        let files = sample::set_with_defects(2, super::ACCOUNTS, 1, &rules).unwrap();
        let settings = Settings::new(sample::moment());
        let outcomes: Vec<_> =
            files.iter().map(|file| check_pieces(&file.name, [file.bytes.as_slice()], &settings)).collect();
        let mut check = SetCheck::new(outcomes.iter().map(SetFile::new).collect(), &settings);
        while let Some(index) = check.next_file() {
            check.push(&files.get(index).unwrap().bytes);
            check.end_file();
        }
        let outcome = check.finish();
        let mut fired: Vec<_> = outcome.tallies.iter().map(|tally| (tally.rule.name, tally.count)).collect();
        fired.sort_unstable();
        rules.sort_unstable_by_key(|rule| rule.name);
        let planted: Vec<_> = rules.iter().map(|rule| (rule.name, 1)).collect();
        assert_eq!(fired, planted);
    }

    #[test]
    fn every_kind_has_a_broken_sample() {
        for kind in daybreak_schema::KINDS {
            let defects = super::defects(kind);
            assert!(defects.len() >= 4, "{}: {defects:?}", kind.token);
            assert!(daybreak_engine::sample::with_defects(kind, 250, 1, &defects).is_ok(), "{}", kind.token);
        }
    }
}
