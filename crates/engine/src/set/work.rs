//! What the readers of the files work on, together.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use daybreak_calendar::Date;
use daybreak_schema::Profile;

use super::books::Books;
use super::days::{Arranged, Program};
use super::known::{At, Known};
use super::outcome::{RollForward, SetSkipped};
use super::roll::OffBefore;
use super::suspects::{Look, Proof, Suspect, Suspects};
use crate::fast::Moments;
use crate::finding::Detail;
use crate::lexer::Record;
use crate::rule::Rule;
use crate::rules::set as rules;
use crate::sink::Slip;

/// Reads the records of one file.
pub(super) trait Reader: std::fmt::Debug {
    /// Takes the next record.
    fn take(&mut self, record: &Record<'_>, work: &mut Work);

    /// Does what can only be done when all records have been seen; so many of them were torn.
    fn end(self: Box<Self>, torn: u64, work: &mut Work);
}

/// An update of a transaction that was not known when it was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct OpenUpdate {
    pub(super) hash: u64,
    pub(super) at: At,
}

/// The day at hand.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Today {
    /// The day, by its position.
    pub(super) day: usize,
    /// The day before it, when it is at hand.
    pub(super) before: Option<usize>,
    /// The file being read.
    pub(super) file: usize,
    /// The day's file of Transactions, if there is one that can be read.
    pub(super) transactions: Option<usize>,
    /// There are updates of transactions, on this day or another.
    pub(super) any_updates: bool,
}

/// Everything that the readers share.
#[derive(Debug)]
pub(super) struct Work {
    pub(super) profile: Option<Arc<Profile>>,
    pub(super) program: Program,
    pub(super) dates: Vec<Date>,
    pub(super) today: Today,
    pub(super) known: Known,
    pub(super) suspects: Suspects,
    pub(super) suppressed: BTreeMap<(&'static str, &'static str), u64>,
    pub(super) skipped: Vec<SetSkipped>,
    pub(super) books: Books,
    pub(super) updates: Vec<OpenUpdate>,
    /// The sums that were told to be off on the day rolled forward last.
    pub(super) off_before: OffBefore,
    /// The days whose balances were held against those of the day before.
    pub(super) compared: BTreeSet<usize>,
    /// Totals of the account at the bank that are not as stated.
    pub(super) totals: Vec<RollForward>,
    pub(super) scratch: Vec<u8>,
    pub(super) moments: Moments,
}

impl Work {
    /// For these days; so many suspects of each rule are kept of every one.
    pub(super) fn new(profile: Option<Arc<Profile>>, days: &Arranged, cap: usize) -> Self {
        let suspects = Suspects::new(cap, days.days.iter().map(|day| day.previous).collect());
        Self {
            program: Program::new(profile.as_deref()),
            profile,
            dates: days.days.iter().map(|day| day.date).collect(),
            today: Today::default(),
            known: Known::default(),
            suspects,
            suppressed: BTreeMap::new(),
            skipped: Vec::new(),
            books: Books::default(),
            updates: Vec::new(),
            off_before: OffBefore::default(),
            compared: BTreeSet::new(),
            totals: Vec::new(),
            scratch: Vec::new(),
            moments: Moments::default(),
        }
    }

    /// This record of the file being read.
    pub(super) fn at(&self, record: &Record<'_>) -> At {
        At { day: self.today.day as u32, file: self.today.file as u32, record: record.place.record as u32 }
    }

    /// A suspect that stands in the file being read.
    pub(super) fn suspect(&mut self, slip: Slip, at: Look, other: Option<Look>, proof: Proof) {
        let Today { day, file, .. } = self.today;
        self.suspects.push(Suspect { at: Some(at), other, proof, ..Suspect::of_file(slip, day, Some(file)) });
    }

    /// Counts what follows from another finding.
    pub(super) fn suppress(&mut self, rule: &'static Rule, because: &'static Rule) {
        if self.suspects.is_reported(self.today.day) {
            *self.suppressed.entry((rule.name, because.name)).or_default() += 1;
        }
    }

    /// Notes that something of the day at hand is not checked.
    pub(super) fn skip(&mut self, file: Option<usize>, what: &'static str, why: &'static str) {
        let skipped = SetSkipped { day: self.dates.get(self.today.day).copied(), file, what, why };
        if self.suspects.is_reported(self.today.day) && !self.skipped.contains(&skipped) {
            self.skipped.push(skipped);
        }
    }

    /// The moment in a cell.
    pub(super) fn moment(&mut self, text: &[u8]) -> Option<i64> {
        self.moments.instant(text)
    }
}

/// References of one column to records that are not in the files at hand. They may have been sent before: one note for all.
#[derive(Debug, Default)]
pub(super) struct NotAtHand {
    count: u64,
    first: Option<u32>,
}

impl NotAtHand {
    pub(super) fn note(&mut self, record: u32) {
        self.count += 1;
        self.first = Some(self.first.map_or(record, |first| first.min(record)));
    }

    /// Reports them, if there are any.
    pub(super) fn report(
        self,
        rule: &'static Rule,
        column: &'static [&'static str],
        parent: &'static str,
        work: &mut Work,
    ) {
        let Some(record) = self.first else { return };
        let slip = rules::not_at_hand(rule, self.count, parent);
        let look = Look { file: work.today.file, record, column, key: column };
        work.suspect(slip, look, None, Proof::None);
    }
}

impl At {
    /// A look at this record.
    pub(super) fn look(self, column: &'static [&'static str], key: &'static [&'static str]) -> Look {
        Look { file: self.file as usize, record: self.record, column, key }
    }
}

/// A slip with nothing to add.
pub(super) const fn plain(rule: &'static Rule) -> Slip {
    Slip::new(rule, Detail::None)
}
