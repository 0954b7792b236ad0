//! Exact counts of what was found.

use daybreak_schema::Authority;
use serde::{Deserialize, Serialize};

use crate::finding::Finding;
use crate::rule::{Rule, Severity};

/// The exact count of a rule's findings of one severity and authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// The rule.
    #[serde(with = "crate::wire::code")]
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

impl Tally {
    /// Whether a finding is one of those that are counted here.
    pub fn holds(&self, finding: &Finding) -> bool {
        self.is_of(finding.rule, finding.severity, finding.authority)
    }

    pub(super) fn is_of(&self, rule: &Rule, severity: Severity, authority: Authority) -> bool {
        self.rule == rule && self.severity == severity && self.authority == authority
    }
}

/// The name of a rule. (Written as a reference, serde would borrow it from what it reads.)
type Name = &'static str;

/// Findings that are not reported because they follow from another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suppressed {
    /// The rule of the findings that are left out.
    #[serde(with = "crate::wire::name")]
    pub rule: Name,
    /// How many they are.
    pub count: u64,
    /// The rule that they follow from, or `profile`.
    #[serde(with = "crate::wire::name")]
    pub because: Name,
}

/// A record with findings, and the worst of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Marked {
    /// The record's number.
    pub record: u32,
    /// The worst severity.
    pub severity: Severity,
}

/// Exact counts by severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// What the bank would reject.
    pub error: u64,
    /// Assumed, enforced in future, or very likely a slip.
    pub warning: u64,
    /// Worth knowing.
    pub info: u64,
}

impl Counts {
    /// All together.
    pub const fn total(self) -> u64 {
        self.error + self.warning + self.info
    }

    pub(super) fn of_mut(&mut self, severity: Severity) -> &mut u64 {
        match severity {
            Severity::Error => &mut self.error,
            Severity::Warning => &mut self.warning,
            Severity::Info => &mut self.info,
        }
    }
}
