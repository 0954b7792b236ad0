//! Where findings go: counts stay exact, only what is stored is capped.

use std::collections::BTreeMap;

use daybreak_schema::Authority;

use crate::finding::{Detail, Finding};
use crate::place::{Place, Span};
use crate::rule::{Rule, Severity};

/// The longest `found` that is stored, in bytes.
const LONGEST_FOUND: usize = 160;

/// What a rule reports; the sink adds the rest.
#[derive(Clone, Debug)]
pub(crate) struct Slip {
    /// The rule.
    pub rule: &'static Rule,
    /// How bad it is here.
    pub severity: Severity,
    /// What it rests on here.
    pub authority: Authority,
    /// The facts for its words.
    pub detail: Detail,
}

impl Slip {
    /// With the rule's own severity and authority.
    pub(crate) const fn new(rule: &'static Rule, detail: Detail) -> Self {
        Self { rule, severity: rule.severity, authority: rule.authority, detail }
    }

    /// With another authority; what is only assumed becomes a warning at most.
    #[must_use]
    pub(crate) fn resting_on(mut self, authority: Authority) -> Self {
        self.authority = authority;
        if !authority.can_reject() {
            self.severity = self.severity.min(Severity::Warning);
        }
        self
    }

    /// As a warning, because it is only assumed.
    #[must_use]
    pub(crate) fn assumed(self) -> Self {
        self.resting_on(Authority::Assumed)
    }
}

/// Where a slip was seen.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Spot<'a> {
    /// The record.
    pub place: Option<Place>,
    /// The bytes that are meant.
    pub span: Option<Span>,
    /// The field's position, from 0.
    pub field: Option<u16>,
    /// What stands there.
    pub found: Option<&'a [u8]>,
    /// The other place of a duplicate.
    pub other: Option<(Place, Span)>,
}

/// The exact count of a rule's findings of one severity and authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The rule.
    pub rule: &'static Rule,
    /// The severity in force.
    pub severity: Severity,
    /// What the findings rest on.
    pub authority: Authority,
    /// How many there are.
    pub count: u64,
    /// How many of them are stored.
    pub stored: u64,
    /// The severity before the profile changed it.
    pub overridden_from: Option<Severity>,
}

/// Findings that are not reported because they follow from another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppressed {
    /// The rule of the findings that are left out.
    pub rule: &'static str,
    /// How many they are.
    pub count: u64,
    /// The rule that they follow from, or `profile`.
    pub because: &'static str,
}

/// A record with findings, and the worst of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Marked {
    /// The record's number.
    pub record: u32,
    /// The worst severity.
    pub severity: Severity,
}

/// Exact counts by severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// What the bank would reject.
    pub error: u64,
    /// Assumed, enforced in future, or very likely a slip.
    pub warning: u64,
    /// Worth knowing.
    pub info: u64,
}

impl Counts {
    fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.error += 1,
            Severity::Warning => self.warning += 1,
            Severity::Info => self.info += 1,
        }
    }
}

/// What a profile makes of a rule's severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Override {
    Off,
    To(Severity),
}

/// Collects findings.
#[derive(Debug, Default)]
pub(crate) struct Sink {
    cap: u64,
    overrides: BTreeMap<String, Override>,
    tallies: Vec<Tally>,
    findings: Vec<Finding>,
    suppressed: Vec<Suppressed>,
    marked: Vec<Marked>,
    counts: Counts,
    /// How often anything was reported or suppressed.
    said: u64,
}

impl Sink {
    pub(crate) fn new(cap: usize, overrides: BTreeMap<String, Override>) -> Self {
        Self { cap: cap as u64, overrides, ..Self::default() }
    }

    /// Takes a finding.
    pub(crate) fn take(&mut self, mut slip: Slip, spot: Spot<'_>) {
        self.said += 1;
        let mut overridden_from = None;
        match self.overrides.get(slip.rule.name) {
            Some(Override::Off) => return self.suppress(slip.rule, 1, "profile"),
            Some(&Override::To(severity)) => {
                overridden_from = Some(slip.severity);
                slip.severity = severity;
                slip.authority = Authority::Agreed;
            }
            None => {}
        }
        self.counts.add(slip.severity);
        if let Some(record) = spot.place.map(|place| place.record as u32).filter(|&record| record > 0) {
            match self.marked.last_mut() {
                Some(last) if last.record == record => last.severity = last.severity.max(slip.severity),
                _ => self.marked.push(Marked { record, severity: slip.severity }),
            }
        }
        let store = self.has_room(slip.rule);
        let known = self.tallies.iter_mut().find(|tally| {
            tally.rule == slip.rule && tally.severity == slip.severity && tally.authority == slip.authority
        });
        if let Some(tally) = known {
            tally.count += 1;
            tally.stored += u64::from(store);
            tally.overridden_from = tally.overridden_from.max(overridden_from);
        } else {
            let Slip { rule, severity, authority, .. } = slip;
            self.tallies.push(Tally { rule, severity, authority, count: 1, stored: u64::from(store), overridden_from });
        }
        if store {
            self.findings.push(Finding {
                rule: slip.rule,
                severity: slip.severity,
                authority: slip.authority,
                place: spot.place,
                span: spot.span,
                field: spot.field,
                detail: slip.detail,
                found: spot.found.map(shortened),
                other: spot.other.map(Box::new),
            });
        }
    }

    /// Whether the next finding of a rule is stored, and not only counted. The cap is a rule's, whatever the severity.
    pub(crate) fn has_room(&self, rule: &Rule) -> bool {
        self.tallies.iter().filter(|tally| tally.rule == rule).map(|tally| tally.stored).sum::<u64>() < self.cap
    }

    /// Counts findings that follow from another one and are not reported.
    pub(crate) fn suppress(&mut self, rule: &'static Rule, count: u64, because: &'static str) {
        if count == 0 {
            return;
        }
        self.said += 1;
        match self.suppressed.iter_mut().find(|entry| entry.rule == rule.name && entry.because == because) {
            Some(entry) => entry.count += count,
            None => self.suppressed.push(Suppressed { rule: rule.name, count, because }),
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

    /// Everything, in the order of the report.
    pub(crate) fn into_parts(mut self) -> Collected {
        self.findings.sort_by_key(|finding| (finding.span.map_or(0, |span| span.start), finding.rule.code));
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
