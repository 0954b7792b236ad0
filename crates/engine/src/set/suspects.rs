//! What is probably a finding, before the bytes themselves have been looked at again.

use std::collections::BTreeMap;

use super::moves::Counting;
use crate::decimal::Decimal;
use crate::rule::Severity;
use crate::sink::Slip;
use daybreak_schema::{Authority, Kind};

/// A record that has to be looked at again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    /// The file, by its position in the sorted list.
    pub(super) file: usize,
    /// The record's number.
    pub(super) record: u32,
    /// The columns whose cell is shown; the first that is filled.
    pub(super) column: &'static [&'static str],
    /// The columns that hold the key; the first that is filled.
    pub(super) key: &'static [&'static str],
}

/// Which of a balance's sums does not roll forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Measure {
    Balance,
    Rewards,
    Interest,
}

impl Measure {
    pub(super) const ALL: [Self; 3] = [Self::Balance, Self::Rewards, Self::Interest];

    /// The column of Balances that it is in.
    pub(super) const fn column(self) -> &'static str {
        let [column] = *self.columns();
        column
    }

    /// The same as the one column of a look.
    pub(super) const fn columns(self) -> &'static [&'static str; 1] {
        match self {
            Self::Balance => &["balance"],
            Self::Rewards => &["rewards_balance"],
            Self::Interest => &["interest_accrued_balance"],
        }
    }
}

/// The sum that a roll-forward came to by hashes; the second look does it again by keys.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rolled {
    pub(super) measure: Measure,
    pub(super) hash: u64,
    pub(super) day: usize,
    pub(super) opening: Decimal,
    pub(super) reported: Decimal,
    pub(super) counting: Counting,
    pub(super) currency: u8,
}

impl Rolled {
    /// Whether transactions of a type move it.
    pub(super) fn is_moved_by(&self, ty: &[u8]) -> bool {
        self.counting.counts(self.measure, ty)
    }
}

/// What has to hold between the records of a suspect for it to be a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proof {
    /// Nothing: there is one record, or none.
    None,
    /// Both have the same key.
    SameKey,
    /// This record has the key of the one, and the key of the other in the cell that is shown.
    Linked(Look),
    /// Both have the same key, and one of these columns was filled and has changed.
    Changed(&'static [&'static str]),
    /// Both have the same key, and one of these columns has changed, filled or not.
    Altered(&'static [&'static str]),
}

impl Proof {
    /// The columns that are compared.
    pub(super) fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Changed(columns) | Self::Altered(columns) => columns,
            _ => &[],
        }
    }
}

/// What is probably a finding.
#[derive(Clone, Debug)]
pub(super) struct Suspect {
    pub(super) slip: Slip,
    /// The day that it is a finding of.
    pub(super) day: usize,
    /// The file that it is a finding of.
    pub(super) file: Option<usize>,
    pub(super) at: Option<Look>,
    pub(super) other: Option<Look>,
    pub(super) proof: Proof,
    pub(super) rolled: Option<Rolled>,
    /// The kind that it is about, where there is no file.
    pub(super) kind: Option<&'static Kind>,
    /// Another file that it is about, where no record of it is.
    pub(super) beside: Option<usize>,
    /// The total that is not as stated, by its position.
    pub(super) total: Option<usize>,
}

impl Suspect {
    /// Of a file as a whole, or of a day without one.
    pub(super) fn of_file(slip: Slip, day: usize, file: Option<usize>) -> Self {
        Self {
            slip,
            day,
            file,
            at: None,
            other: None,
            proof: Proof::None,
            rolled: None,
            kind: None,
            beside: None,
            total: None,
        }
    }
}

/// The suspects of a set: on each day so many of each rule whole, the rest as a count. A day with many must not hide that
/// the next has any.
#[derive(Debug)]
pub(super) struct Suspects {
    cap: usize,
    /// Which days are only here for comparison.
    previous: Vec<bool>,
    stored: BTreeMap<(usize, &'static str), usize>,
    pub(super) list: Vec<Suspect>,
    /// What is counted only: by day, rule, severity and authority.
    pub(super) beyond: Vec<Beyond>,
}

/// Suspects that are counted only.
#[derive(Debug)]
pub(super) struct Beyond {
    pub(super) day: usize,
    pub(super) slip: Slip,
    pub(super) count: u64,
}

impl Suspects {
    pub(super) fn new(cap: usize, previous: Vec<bool>) -> Self {
        Self { cap, previous, stored: BTreeMap::new(), list: Vec::new(), beyond: Vec::new() }
    }

    /// Whether what is wrong on a day is reported.
    pub(super) fn is_reported(&self, day: usize) -> bool {
        self.previous.get(day) == Some(&false)
    }

    pub(super) fn push(&mut self, suspect: Suspect) {
        if !self.is_reported(suspect.day) {
            return;
        }
        let stored = self.stored.entry((suspect.day, suspect.slip.rule.name)).or_default();
        if *stored < self.cap {
            *stored += 1;
            self.list.push(suspect);
            return;
        }
        let class =
            |slip: &Slip| -> (&'static str, Severity, Authority) { (slip.rule.name, slip.severity, slip.authority) };
        let known = |beyond: &&mut Beyond| beyond.day == suspect.day && class(&beyond.slip) == class(&suspect.slip);
        match self.beyond.iter_mut().find(known) {
            Some(beyond) => beyond.count += 1,
            None => self.beyond.push(Beyond { day: suspect.day, slip: suspect.slip, count: 1 }),
        }
    }
}
