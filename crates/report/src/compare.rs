//! Two checks held against each other: before and after a mend, or yesterday's and today's.

use std::collections::BTreeMap;

use daybreak_engine::Severity;
use serde::{Deserialize, Serialize};

use crate::mask::Values;
use crate::model::{Report, RuleCount};

/// What is about the files together, where otherwise the kind of a file stands.
const SET: &str = "set";

/// What was checked in one of the two: a file, or the files together.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// The kind of the file, `set` for the files together, empty where the kind is not known.
    pub about: &'a str,
    /// The file's name; empty for the files together.
    pub name: &'a str,
    /// Whether every check ran to its end.
    pub complete: bool,
    /// Exact counts by rule.
    pub rules: &'a [RuleCount],
}

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
    /// How many of the first nobody knows of whether they are fixed: in the second, a file was not fully checked or not there.
    #[serde(default)]
    pub not_checked: u64,
}

impl Change {
    /// How many there are more.
    pub const fn new_ones(&self) -> u64 {
        self.after.saturating_sub(self.before)
    }

    /// How many there are less, as far as that was checked.
    pub const fn fixed(&self) -> u64 {
        self.before.saturating_sub(self.after).saturating_sub(self.not_checked)
    }

    /// How many there are in both.
    pub fn same(&self) -> u64 {
        self.before.min(self.after)
    }
}

/// Compares two reports, by kind and rule: what is new first, then what was not checked any more, what stayed, and what was
/// fixed, the worst first.
pub fn compare(before: &Report, after: &Report) -> Vec<Change> {
    compare_checked(&checked(before), &checked(after))
}

/// The same of what each of them is about.
pub fn compare_checked(before: &[Checked<'_>], after: &[Checked<'_>]) -> Vec<Change> {
    let mut changes: BTreeMap<(&str, &str), Change> = BTreeMap::new();
    for (parts, is_after) in [(before, false), (after, true)] {
        for (about, count) in parts.iter().flat_map(|part| part.rules.iter().map(|count| (part.about, count))) {
            let change = changes.entry((about, &count.rule)).or_insert_with(|| Change {
                about: about.to_owned(),
                rule: count.rule.clone(),
                severity: count.severity,
                before: 0,
                after: 0,
                not_checked: 0,
            });
            change.severity = change.severity.max(count.severity);
            *(if is_after { &mut change.after } else { &mut change.before }) += count.count;
        }
    }
    let unseen = unseen(before, after);
    for change in changes.values_mut().filter(|change| unseen.iter().any(|(one, _)| one.about == change.about)) {
        change.not_checked = change.before.saturating_sub(change.after);
    }
    let order = |change: &Change| match (change.new_ones(), change.not_checked, change.after) {
        (1.., _, _) => 0,
        (0, 1.., _) => 1,
        (0, 0, 1..) => 2,
        (0, 0, 0) => 3,
    };
    // A map in the order that is wanted: it is lighter than a sort of its own, and the page carries this too.
    let ordered: BTreeMap<_, Change> = changes
        .into_iter()
        .map(|(name, change)| ((order(&change), std::cmp::Reverse(change.severity), name), change))
        .collect();
    ordered.into_values().collect()
}

/// What of the first the second cannot tell of, and whether it is there at all: then it was not fully checked.
fn unseen<'c, 'a>(before: &'c [Checked<'a>], after: &'c [Checked<'a>]) -> Vec<(&'c Checked<'a>, bool)> {
    let (mut open, mut rest): (Vec<_>, Vec<_>) = (before.iter().collect(), after.iter().collect());
    let mut unseen = Vec::new();
    // A mended file has its name still, that of another day its kind. One of no known kind may have become any other.
    let may_be = |one: &Checked<'_>, other: &Checked<'_>| {
        one.about == other.about || (one.about.is_empty() && other.about != SET)
    };
    let nearness: [fn(&Checked<'_>, &Checked<'_>) -> bool; 3] =
        [|one, other| one.name == other.name, |one, other| one.about == other.about, |_, _| true];
    for is_near in nearness {
        open.retain(|one| {
            let Some(at) = rest.iter().position(|other| may_be(one, other) && is_near(one, other)) else { return true };
            if !rest.remove(at).complete {
                unseen.push((*one, true));
            }
            false
        });
    }
    unseen.extend(open.into_iter().map(|one| (one, false)));
    unseen
}

fn checked(report: &Report) -> Vec<Checked<'_>> {
    let set = &report.set;
    let of_file = report.files.iter().map(|file| Checked {
        about: file.kind.as_deref().unwrap_or_default(),
        name: &file.name,
        complete: file.complete,
        rules: &file.rules,
    });
    let together = Checked { about: SET, name: "", complete: set.skipped.is_empty(), rules: &set.rules };
    of_file.chain(set.checked.then_some(together)).collect()
}

/// Which files of the first report the second cannot tell of, a sentence each.
pub fn not_checked(before: &Report, after: &Report) -> Vec<String> {
    let sentence = |(one, is_there): &(&Checked<'_>, bool)| {
        let what = if one.about == SET { "What concerns several files".to_owned() } else { Values::Shown.of(one.name) };
        let was = match (is_there, one.about) {
            (true, _) => "was not fully checked",
            (false, SET) => "was not checked",
            (false, _) => "is not there",
        };
        format!("{what} {was} in the second report.")
    };
    unseen(&checked(before), &checked(after)).iter().map(sentence).collect()
}

/// The changes as text, for people at a terminal.
pub fn render(changes: &[Change]) -> String {
    let sum = |of: fn(&Change) -> u64| changes.iter().map(of).sum::<u64>();
    let aside = |count: u64| if count > 0 { format!(", {count} not checked") } else { String::new() };
    let mut out = format!(
        "{} new, {} fixed, {} the same{}\n",
        sum(Change::new_ones),
        sum(Change::fixed),
        sum(Change::same),
        aside(sum(|change| change.not_checked))
    );
    for change in changes {
        let about = if change.about.is_empty() { "kind not known" } else { &change.about };
        let line = format!(
            "{:7}  {}  {about}: {} before, {} after{}\n",
            change.severity.word(),
            change.rule,
            change.before,
            change.after,
            aside(change.not_checked)
        );
        out.push_str(&line);
    }
    out
}
