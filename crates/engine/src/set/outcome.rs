//! What the check of a set came to.

use std::collections::BTreeMap;

use daybreak_calendar::Date;
use daybreak_schema::Kind;

use super::days::FileState;
use super::file::SetFile;
use crate::checker::Verdict;
use crate::decimal::Decimal;
use crate::finding::Finding;
use crate::place::Place;
use crate::rule::Severity;
use crate::sink::{Counts, Suppressed, Tally};

/// What the check of a set came to. It does not depend on the order in which the files were given, but for `given`.
#[derive(Debug)]
pub struct SetOutcome {
    /// The files, by day, kind, version and name; everything else here names a file by its position in this list.
    pub files: Vec<FileInSet>,
    /// The days, in order.
    pub days: Vec<DayOutcome>,
    /// Exact counts by severity.
    pub counts: Counts,
    /// Exact counts by rule, severity and authority; the worst first.
    pub tallies: Vec<Tally>,
    /// What follows from other findings and is not listed.
    pub suppressed: Vec<Suppressed>,
    /// The stored findings, by day, file, byte and rule.
    pub findings: Vec<SetFinding>,
    /// What was not checked.
    pub skipped: Vec<SetSkipped>,
}

/// A file and what became of it.
#[derive(Clone, Debug)]
pub struct FileInSet {
    /// Its position among the files as they were given.
    pub given: usize,
    /// The file.
    pub file: SetFile,
    /// What became of it.
    pub state: FileState,
}

/// A day of the set.
#[derive(Clone, Debug)]
pub struct DayOutcome {
    /// The activity day.
    pub day: Date,
    /// It was sent before, and is here for comparison.
    pub previous: bool,
    /// What there is of each kind.
    pub kinds: Vec<KindOnDay>,
    /// Whether the bank would take the day's files: their own checks, and the set's.
    pub verdict: Verdict,
    /// Exact counts of what was found between the day's files, by rule, severity and authority; the worst first.
    pub tallies: Vec<Tally>,
    /// The day before, where its balances were at hand and the day's were held against them.
    pub compared_with: Option<Date>,
    /// The books of the day, by type of balance and currency.
    pub books: Vec<Book>,
    /// What the account at the bank should hold, by currency; empty where it cannot be told.
    pub fbo: Vec<FboTotal>,
    /// Which combinations of types occur in its transactions, and in its items that are not posted yet.
    pub events: BTreeMap<EventTuple, u64>,
}

/// A kind on a day.
#[derive(Clone, Copy, Debug)]
pub struct KindOnDay {
    /// The kind.
    pub kind: &'static Kind,
    /// Its file on that day.
    pub file: Option<usize>,
    /// It is due every day.
    pub due: bool,
}

/// A finding about several files.
#[derive(Clone, Debug)]
pub struct SetFinding {
    /// The day that it is a finding of.
    pub day: Date,
    /// The file that it is a finding of; `None` when that is what is missing.
    pub file: Option<usize>,
    /// The kind that it is about, where there is no file.
    pub kind: Option<&'static Kind>,
    /// The finding; its `other` place lies in `other_file`.
    pub finding: Finding,
    /// The file of the other place.
    pub other_file: Option<usize>,
    /// How a sum that does not roll forward comes about.
    pub account: Option<Box<RollForward>>,
}

/// A sum that does not roll forward, as a small account.
#[derive(Clone, Debug)]
pub struct RollForward {
    /// The column: `balance`, `rewards_balance`, `interest_accrued_balance`; `fbo` for the account at the bank, where the
    /// opening is the sum of the balances, and what is reported is what the account holds.
    pub column: &'static str,
    /// The balance's ID; none for the account at the bank.
    pub balance: Option<String>,
    /// The currency of the balance, where it is said.
    pub currency: String,
    /// Yesterday's; zero for a balance that is new.
    pub opening: Decimal,
    /// The day's transactions by type.
    pub movements: Vec<Movement<Place>>,
    /// What follows from both.
    pub expected: Decimal,
    /// What the file has.
    pub reported: Decimal,
    /// Reported less expected.
    pub difference: Decimal,
}

/// The transactions of one type.
#[derive(Clone, Debug)]
pub struct Movement<At> {
    /// The type, as the file has it.
    pub transaction_type: String,
    /// Their sum; `None` when it is too large to be exact, or one of them cannot be read.
    pub sum: Option<Decimal>,
    /// How many they are.
    pub count: u64,
    /// Whether the type moves this sum.
    pub counted: bool,
    /// Where the first of them stand.
    pub first: Vec<At>,
}

/// A record by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordAt {
    /// The file.
    pub file: usize,
    /// The record's number, from 1.
    pub record: u64,
}

/// The books of a day for one type of balance and one currency. A sum is `None` when it is too large to be exact, or an
/// amount of it cannot be read.
#[derive(Clone, Debug)]
pub struct Book {
    /// `deposit`, `credit`, or empty where the file does not say.
    pub balance_type: &'static str,
    /// The currency, as the file has it.
    pub currency: String,
    /// How many balances there are.
    pub balances: u64,
    /// The sum of yesterday's balances; `None` without yesterday's file.
    pub opening: Option<Decimal>,
    /// The day's transactions by type.
    pub movements: Vec<Movement<RecordAt>>,
    /// The sum of the day's balances.
    pub closing: Option<Decimal>,
    /// Closing, less opening and the movements that count; `None` where one of them is, and without the day's Transactions.
    pub difference: Option<Decimal>,
    /// Of how many it was looked at whether they follow from the day before and the day's transactions.
    pub balances_checked: u64,
    /// How many balances do not roll forward.
    pub balances_off: u64,
    /// How bad the worst of those is; `None` where the profile has it that it does not matter.
    pub worst: Option<Severity>,
    /// How many are off only because they were off the other way round on the day before.
    pub balances_righted: u64,
    /// How many credit balances follow only when accruals and disputes won count as well. Which types do is not known; the
    /// movements are counted as fits.
    pub only_with: u64,
    /// How many follow only when those do not count.
    pub only_without: u64,
}

/// What the account at the bank, held for the benefit of the customers, should hold in one currency.
#[derive(Clone, Debug)]
pub struct FboTotal {
    /// The currency, as the files have it.
    pub currency: String,
    /// The sum of the deposit balances; like the others `None` when it is too large to be exact, or when nothing is in the
    /// currency that was stated.
    pub balances: Option<Decimal>,
    /// The sum of the amounts that are not posted yet.
    pub non_posted: Option<Decimal>,
    /// Both together.
    pub total: Option<Decimal>,
    /// What the account holds, where the user has said it.
    pub stated: Option<Decimal>,
}

/// The columns of a transaction that the partner's own types of events are mapped to.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct EventTuple {
    /// `type`
    pub transaction_type: String,
    /// `fee_type`
    pub fee_type: String,
    /// `action`
    pub action: String,
    /// `transfer_type`
    pub transfer_type: String,
    /// It is of items that are not posted yet: they have no `fee_type` and no `action`.
    pub not_posted: bool,
}

/// A check of the set that did not run.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SetSkipped {
    /// The day, where it is one day's.
    pub day: Option<Date>,
    /// The file, where one is the reason.
    pub file: Option<usize>,
    /// What was not checked.
    pub what: &'static str,
    /// Why.
    pub why: &'static str,
}

impl SetOutcome {
    /// Whether the bank would take the files together, by the checks of the set alone.
    pub fn verdict(&self) -> Verdict {
        Verdict::of(self.counts.error > 0, self.skipped.is_empty())
    }
}
