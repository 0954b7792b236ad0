//! Where findings go: counts stay exact, only what is stored is capped.

mod slip;
mod tally;

use std::collections::BTreeMap;

use daybreak_schema::Authority;
use serde::{Deserialize, Serialize};

pub(crate) use self::slip::{Raise, Slip, Spot};
pub use self::tally::{Counts, Marked, Suppressed, Tally};
use crate::finding::Finding;
use crate::place::Shift;
use crate::rule::{Rule, Severity};

/// The longest `found` that is stored, in bytes.
const LONGEST_FOUND: usize = 160;

/// What findings that the profile switched off are said to follow from.
pub(crate) const BY_PROFILE: &str = "profile";

/// What a profile makes of a rule's severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Override {
    Off,
    To(Severity),
}

/// How bad a slip is once the profile has had its say; `None` where it switches the rule off.
pub(crate) fn in_force(overrides: &BTreeMap<String, Override>, slip: &Slip) -> Option<Severity> {
    match overrides.get(slip.rule.name) {
        Some(Override::Off) => None,
        Some(Override::To(severity)) => Some(*severity),
        None => Some(slip.severity),
    }
}

/// Collects findings.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Sink {
    /// Whoever joins what several sinks collected goes by the cap of its own.
    #[serde(skip)]
    cap: u64,
    #[serde(skip)]
    overrides: BTreeMap<String, Override>,
    tallies: Vec<Tally>,
    findings: Vec<Finding>,
    suppressed: Vec<Suppressed>,
    marked: Vec<Marked>,
    counts: Counts,
    /// How often anything was reported or suppressed.
    #[serde(skip)]
    said: u64,
}

impl Sink {
    pub(crate) fn new(cap: usize, overrides: BTreeMap<String, Override>) -> Self {
        Self { cap: cap as u64, overrides, ..Self::default() }
    }

    /// Whether the profile says how bad a rule is.
    pub(crate) fn is_overridden(&self, rule: &Rule) -> bool {
        self.overrides.contains_key(rule.name)
    }

    /// How bad a slip would be as a finding; `None` where it would be none.
    pub(crate) fn in_force(&self, slip: &Slip) -> Option<Severity> {
        in_force(&self.overrides, slip)
    }

    /// Takes a finding.
    pub(crate) fn take(&mut self, slip: Slip, spot: Spot<'_>) {
        let rule = slip.rule;
        let Some((slip, overridden_from)) = self.under_profile(slip) else { return self.suppress(rule, 1, BY_PROFILE) };
        self.said += 1;
        *self.counts.of_mut(slip.severity) += 1;
        if let Some(record) = spot.place.map(|place| place.record as u32).filter(|&record| record > 0) {
            match self.marked.last_mut() {
                Some(last) if last.record == record => last.severity = last.severity.max(slip.severity),
                _ => self.marked.push(Marked { record, severity: slip.severity }),
            }
        }
        let store = self.has_room(rule);
        let Slip { severity, authority, detail, .. } = slip;
        self.tally(Tally { rule, severity, authority, count: 1, stored: u64::from(store), overridden_from });
        if store {
            self.findings.push(Finding {
                rule,
                severity,
                authority,
                place: spot.place,
                span: spot.span,
                field: spot.field,
                detail,
                found: spot.found.map(shortened),
                other: spot.other.map(Box::new),
            });
        }
    }

    /// Counts so many findings, of which nothing else is kept.
    pub(crate) fn count(&mut self, slip: Slip, count: u64) {
        let rule = slip.rule;
        let Some((slip, overridden_from)) = self.under_profile(slip) else {
            return self.suppress(rule, count, BY_PROFILE);
        };
        self.said += 1;
        *self.counts.of_mut(slip.severity) += count;
        let Slip { severity, authority, .. } = slip;
        self.tally(Tally { rule, severity, authority, count, stored: 0, overridden_from });
    }

    /// A slip as the profile has it, and the severity that it had before; `None` where the profile switches the rule off.
    fn under_profile(&self, slip: Slip) -> Option<(Slip, Option<Severity>)> {
        match self.overrides.get(slip.rule.name) {
            Some(Override::Off) => None,
            Some(&Override::To(severity)) => {
                let was = slip.severity;
                Some((Slip { severity, authority: Authority::Agreed, ..slip }, Some(was)))
            }
            None => Some((slip, None)),
        }
    }

    /// Gives a finding that was taken the severity of what follows from it, unless the profile says what it has.
    pub(crate) fn raise(&mut self, raise: &Raise) {
        let &Raise { at, to: (severity, authority), ref slip } = raise;
        let (rule, was) = (slip.rule, (slip.severity, slip.authority));
        if self.overrides.contains_key(rule.name) {
            return;
        }
        self.said += 1;
        let stored = u64::from(self.findings.iter_mut().any(|finding| raise.apply(finding)));
        if let Some(tally) = self.tallies.iter_mut().find(|tally| tally.is_of(rule, was.0, was.1)) {
            tally.count = tally.count.saturating_sub(1);
            tally.stored = tally.stored.saturating_sub(stored);
        }
        self.tallies.retain(|tally| tally.count > 0);
        let counted = self.counts.of_mut(was.0);
        *counted = counted.saturating_sub(1);
        *self.counts.of_mut(severity) += 1;
        self.tally(Tally { rule, severity, authority, count: 1, stored, overridden_from: None });
        // Of several marks of a record the worst stays.
        self.marked.extend(at.map(|(record, _)| Marked { record: record as u32, severity }));
    }

    fn tally(&mut self, more: Tally) {
        match self.tallies.iter_mut().find(|tally| tally.is_of(more.rule, more.severity, more.authority)) {
            Some(tally) => {
                tally.count += more.count;
                tally.stored += more.stored;
                tally.overridden_from = tally.overridden_from.max(more.overridden_from);
            }
            None => self.tallies.push(more),
        }
    }

    /// Takes over what was collected further on in the file, as if this sink had: all is counted, and of each rule the
    /// first findings up to the cap are stored.
    pub(crate) fn append(&mut self, later: Self, shift: Shift) {
        self.count_in(&later.counts, &later.tallies, later.suppressed);
        self.marked.extend(later.marked.into_iter().map(|marked| shift.marked(marked)));
        self.store(later.findings.into_iter().map(|finding| shift.finding(finding)));
    }

    /// Takes over what was collected in another reading of the same records; `order` is that in which one reading would
    /// have found them all.
    pub(crate) fn interleave<K: Ord>(&mut self, other: Self, order: impl FnMut(&Finding) -> K) {
        self.count_in(&other.counts, &other.tallies, other.suppressed);
        self.marked.extend(other.marked);
        let mut findings = std::mem::take(&mut self.findings);
        findings.extend(other.findings);
        findings.sort_by_key(order);
        self.tallies.iter_mut().for_each(|tally| tally.stored = 0);
        self.store(findings);
    }

    fn count_in(&mut self, counts: &Counts, tallies: &[Tally], suppressed: Vec<Suppressed>) {
        self.counts.error += counts.error;
        self.counts.warning += counts.warning;
        self.counts.info += counts.info;
        for &tally in tallies {
            self.tally(Tally { stored: 0, ..tally });
        }
        for Suppressed { rule, count, because } in suppressed {
            self.suppress_named(rule, count, because);
        }
    }

    /// Stores findings that are counted already, as far as there is room.
    fn store(&mut self, findings: impl IntoIterator<Item = Finding>) {
        for finding in findings {
            if !self.has_room(finding.rule) {
                continue;
            }
            if let Some(tally) = self.tallies.iter_mut().find(|tally| tally.holds(&finding)) {
                tally.stored += 1;
            }
            self.findings.push(finding);
        }
    }

    /// Whether the next finding of a rule is stored, and not only counted. The cap is a rule's, whatever the severity.
    pub(crate) fn has_room(&self, rule: &Rule) -> bool {
        self.tallies.iter().filter(|tally| tally.rule == rule).map(|tally| tally.stored).sum::<u64>() < self.cap
    }

    /// Counts findings that follow from another one and are not reported.
    pub(crate) fn suppress(&mut self, rule: &'static Rule, count: u64, because: &'static str) {
        self.suppress_named(rule.name, count, because);
    }

    fn suppress_named(&mut self, rule: &'static str, count: u64, because: &'static str) {
        if count == 0 {
            return;
        }
        self.said += 1;
        match self.suppressed.iter_mut().find(|entry| entry.rule == rule && entry.because == because) {
            Some(entry) => entry.count += count,
            None => self.suppressed.push(Suppressed { rule, count, because }),
        }
    }

    pub(crate) fn counts(&self) -> Counts {
        self.counts
    }

    /// A number that changes whenever anything is reported or suppressed.
    pub(crate) fn said(&self) -> u64 {
        self.said
    }

    pub(crate) fn findings(&self) -> &[Finding] {
        &self.findings
    }

    pub(crate) fn tallies(&self) -> &[Tally] {
        &self.tallies
    }

    /// The stored findings, in the order in which they were found.
    pub(crate) fn into_findings(self) -> Vec<Finding> {
        self.findings
    }

    /// Everything, in the order of the report.
    pub(crate) fn into_parts(mut self) -> Collected {
        self.findings.sort_by_key(Finding::order);
        self.tallies.sort_by_key(|tally| {
            let group = tally.rule.group.unwrap_or(u8::MAX);
            (std::cmp::Reverse(tally.severity), group, tally.rule.code, std::cmp::Reverse(tally.authority))
        });
        self.suppressed.sort_by_key(|entry| (entry.because, entry.rule));
        self.marked.sort_by_key(|mark| (mark.record, std::cmp::Reverse(mark.severity)));
        self.marked.dedup_by_key(|mark| mark.record);
        Collected {
            findings: self.findings,
            tallies: self.tallies,
            suppressed: self.suppressed,
            marked: self.marked,
            counts: self.counts,
        }
    }
}

/// What a sink collected.
#[derive(Debug)]
pub(crate) struct Collected {
    pub(crate) findings: Vec<Finding>,
    pub(crate) tallies: Vec<Tally>,
    pub(crate) suppressed: Vec<Suppressed>,
    pub(crate) marked: Vec<Marked>,
    pub(crate) counts: Counts,
}

/// The text of some bytes, cut to a length that a finding may hold.
fn shortened(bytes: &[u8]) -> Box<str> {
    let cut = bytes.get(..LONGEST_FOUND).unwrap_or(bytes);
    let mut text = String::from_utf8_lossy(cut).into_owned();
    if cut.len() < bytes.len() {
        // The cut may have split a character.
        while text.ends_with(char::REPLACEMENT_CHARACTER) {
            text.pop();
        }
        text.push('…');
    }
    text.into_boxed_str()
}
