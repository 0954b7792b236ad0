//! Two checks held against each other: before and after a mend, or yesterday's and today's.

use std::collections::BTreeMap;

use daybreak_engine::Severity;
use serde::{Deserialize, Serialize};

use crate::model::{Report, RuleCount};

/// How the findings of a rule have changed. Counts are exact; which of the findings are the same ones is not asked, for a
/// mended file may have its records elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The kind of the files, `set` for what concerns several, empty where the kind is not known.
    pub about: String,
    /// The rule's name.
    pub rule: String,
    /// The worst severity that it has in either.
    pub severity: Severity,
    /// How often it fired in the first report.
    pub before: u64,
    /// How often in the second.
    pub after: u64,
}

impl Change {
    /// How many there are more.
    pub const fn new_ones(&self) -> u64 {
        self.after.saturating_sub(self.before)
    }

    /// How many there are less.
    pub const fn fixed(&self) -> u64 {
        self.before.saturating_sub(self.after)
    }

    /// How many there are in both.
    pub fn same(&self) -> u64 {
        self.before.min(self.after)
    }
}

/// Compares two reports, by kind and rule: what is new first, then what stayed, then what was fixed, the worst first.
pub fn compare(before: &Report, after: &Report) -> Vec<Change> {
    compare_counts(&mut counts(before), &mut counts(after))
}

/// The same of the counts by rule alone, each with what it is about: the kind of the file, `set`, or nothing.
pub fn compare_counts<'a, 'i>(
    before: &'i mut (dyn Iterator<Item = (&'a str, &'a RuleCount)> + 'i),
    after: &'i mut (dyn Iterator<Item = (&'a str, &'a RuleCount)> + 'i),
) -> Vec<Change> {
    let mut changes: BTreeMap<(&str, &str), Change> = BTreeMap::new();
    for (counts, is_after) in [(before, false), (after, true)] {
        for (about, count) in counts {
            let change = changes.entry((about, &count.rule)).or_insert_with(|| Change {
                about: about.to_owned(),
                rule: count.rule.clone(),
                severity: count.severity,
                before: 0,
                after: 0,
            });
            change.severity = change.severity.max(count.severity);
            *(if is_after { &mut change.after } else { &mut change.before }) += count.count;
        }
    }
    let order = |change: &Change| match (change.new_ones(), change.after) {
        (1.., _) => 0,
        (0, 1..) => 1,
        (0, 0) => 2,
    };
    // A map in the order that is wanted: it is lighter than a sort of its own, and the page carries this too.
    let ordered: BTreeMap<_, Change> = changes
        .into_iter()
        .map(|(name, change)| ((order(&change), std::cmp::Reverse(change.severity), name), change))
        .collect();
    ordered.into_values().collect()
}

fn counts(report: &Report) -> impl Iterator<Item = (&str, &RuleCount)> {
    let of_files = report.files.iter().flat_map(|file| {
        let kind = file.kind.as_deref().unwrap_or_default();
        file.rules.iter().map(move |count| (kind, count))
    });
    of_files.chain(report.set.rules.iter().map(|count| ("set", count)))
}

/// The changes as text, for people at a terminal.
pub fn render(changes: &[Change]) -> String {
    let sum = |of: fn(&Change) -> u64| changes.iter().map(of).sum::<u64>();
    let mut out =
        format!("{} new, {} fixed, {} the same\n", sum(Change::new_ones), sum(Change::fixed), sum(Change::same));
    for change in changes {
        let about = if change.about.is_empty() { "kind not known" } else { &change.about };
        let line = format!(
            "{:7}  {}  {about}: {} before, {} after\n",
            change.severity.word(),
            change.rule,
            change.before,
            change.after
        );
        out.push_str(&line);
    }
    out
}
