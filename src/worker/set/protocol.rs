//! What page and worker say to each other about files that are checked together.

use daybreak_calendar::Date;
use daybreak_engine::{Severity, Verdict};
use daybreak_report::model::{AccountEntry, BookEntry, FboEntry, FindingEntry, TupleEntry};
use serde::{Deserialize, Serialize};

use crate::worker::protocol::{Ask, Circumstances, FileId, GroupKey};

/// A file of the set, as the page has placed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The file.
    pub file: FileId,
    /// The day that the user has given it; else it is the file's own.
    #[serde(with = "daybreak_calendar::text::option")]
    pub day: Option<Date>,
}

/// What the account at the bank holds, as the user has said it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The activity day at whose end it holds it.
    #[serde(with = "daybreak_calendar::text")]
    pub day: Date,
    /// The currency.
    pub currency: String,
    /// How much, as a decimal number.
    pub amount: String,
}

/// Which balance is meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BalanceOf {
    /// The one that this record of a file is of, or names.
    Record(FileId, u64),
    /// The one with this ID.
    Id(String),
}

/// What the page asks about the set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each variant says what its fields are")]
pub enum SetRequest {
    /// Check these files together. It takes the place of the check before.
    Check { ask: Ask, members: Vec<Member>, held: Vec<Held>, circumstances: Circumstances },
    /// Stop the check, and say what it has come to.
    Stop,
    /// The ledger of one balance over the days.
    Ledger { ask: Ask, members: Vec<Member>, balance: BalanceOf, circumstances: Circumstances },
}

/// What the worker tells of the set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each variant says what its fields are")]
pub enum SetEvent {
    /// How far the check has come: bytes read, of how many.
    Progress { ask: Ask, bytes: u64, of: u64 },
    /// The check is over.
    Checked { ask: Ask, summary: Box<SetSummary> },
    /// A file of the set could not be read.
    Failed { ask: Ask },
    /// The ledger of a balance; `None` when the record names none, or a file could not be read.
    Ledger { ask: Ask, ledger: Option<Box<LedgerPage>> },
}

/// What the files came to together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetSummary {
    /// The days, in order.
    pub days: Vec<DaySummary>,
    /// What became of each file.
    pub files: Vec<(FileId, Placed)>,
    /// What follows from other findings and is not listed: the rule, how many, the rule that they follow from.
    pub suppressed: Vec<(String, u64, String)>,
    /// What was not checked and is no single day's: what, and why.
    pub skipped: Vec<[String; 2]>,
    /// The user stopped the check.
    pub stopped: bool,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Placed {
    /// It stands for its kind on its day.
    Used,
    /// Another one takes its place.
    Replaced(FileId),
    /// It stands alone on its own day, and its kind is missing on this other one.
    OfAnotherDay(#[serde(with = "daybreak_calendar::text")] Date),
    /// Its kind or its day is not known.
    Unplaced,
}

/// A day of the set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DaySummary {
    /// The activity day.
    #[serde(with = "daybreak_calendar::text")]
    pub day: Date,
    /// Whether the bank would take its files: their own checks, and those of the set.
    pub verdict: Verdict,
    /// Its balances were held against those of the day before.
    pub is_compared: bool,
    /// What there is of each kind.
    pub kinds: Vec<DayKind>,
    /// The findings by rule, the worst first.
    pub groups: Vec<SetGroup>,
    /// What was not checked, and why.
    pub skipped: Vec<[String; 2]>,
    /// The books, by type of balance and currency.
    pub books: Vec<BookEntry>,
    /// The findings of sums that do not roll forward, the largest difference first: group and item.
    pub by_difference: Vec<(u32, u32)>,
    /// What the account at the bank should hold, by currency.
    pub fbo: Vec<FboEntry>,
    /// How often each event type of the profile's mapping may occur, in its order.
    pub events: Vec<(String, u64)>,
    /// What occurs and is mapped to no event, the commonest first.
    pub unmapped: Vec<TupleEntry>,
}

/// A kind on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayKind {
    /// The kind's token.
    pub kind: String,
    /// It is due every day.
    pub due: bool,
    /// Its file.
    pub file: Option<FileId>,
}

/// Findings of a day by one rule, with one severity and authority.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetGroup {
    /// Which.
    pub key: GroupKey,
    /// How many there are.
    pub count: u64,
    /// The first of them, by file and place.
    pub items: Vec<SetItem>,
}

impl SetGroup {
    /// Whether it is of sums that do not follow.
    pub fn is_of_sums(&self) -> bool {
        ["balance-roll-forward", "rewards-roll-forward", "interest-roll-forward"].contains(&self.key.rule.as_str())
    }
}

/// A finding about several files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetItem {
    /// The file that it is a finding of.
    pub file: Option<FileId>,
    /// The kind that is missing, where there is no file.
    pub kind: Option<String>,
    /// The file of the other place.
    pub other_file: Option<FileId>,
    /// The field that it is about, from 0.
    pub field: Option<u16>,
    /// In words.
    pub entry: FindingEntry,
    /// How a sum that does not roll forward comes about.
    pub account: Option<AccountEntry>,
}

impl SetItem {
    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.entry.severity
    }
}

/// The ledger of one balance.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerPage {
    /// The balance's ID.
    pub balance: String,
    /// Its rows, by day.
    pub rows: Vec<LedgerLine>,
    /// How many more there are.
    pub beyond: u64,
    /// It is a credit balance: which types move it is not known.
    pub is_credit: bool,
    /// Its currency, where that is said.
    pub currency: String,
    /// Files whose rows are not among them, and why they cannot be read.
    pub unreadable: Vec<(FileId, String)>,
}

/// A row of a ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerLine {
    /// The activity day.
    #[serde(with = "daybreak_calendar::text")]
    pub day: Date,
    /// The file.
    pub file: FileId,
    /// The record in it.
    pub record: u64,
    /// The column of the sum that it is of.
    pub column: String,
    /// What it is.
    pub what: LedgerWhat,
    /// Its amount; `None` when it is no number.
    pub amount: Option<String>,
    /// The sum after it, as far as it follows from the rows before; for a reported one, what was expected.
    pub after: Option<String>,
    /// Reported less expected, where the check finds that it does not follow, and how bad that is.
    pub off: Option<(String, Severity)>,
}

/// What a row of a ledger is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LedgerWhat {
    /// A transaction of this type; whether it moves the sum.
    Transaction(String, bool),
    /// An amount that is not posted yet.
    NotPosted,
    /// The sum as it was reported, with the status of the balance.
    Reported(String),
}
