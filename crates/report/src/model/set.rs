//! What the report has of several files together, and of each day.

use daybreak_engine::{Severity, Verdict};
use serde::{Deserialize, Serialize};

use super::{Counts, FindingEntry, RuleCount, Suppressed};
use crate::mask::Values;

/// What concerns several files together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct SetReport {
    /// Exact counts by severity.
    pub counts: Counts,
    /// The findings.
    pub findings: Vec<SetFindingEntry>,
    /// Whether the files were checked together.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub checked: bool,
    /// Exact counts by rule, severity and authority.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<RuleCount>,
    /// Findings that follow from another one, counted but not listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suppressed: Vec<Suppressed>,
    /// What was not checked, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skipped: Vec<SetSkipped>,
    /// The days, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<DayEntry>,
}

/// A finding about several files: a finding, its file and its day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct SetFindingEntry {
    /// The activity day.
    pub day: String,
    /// The file's name; `null` when a file is missing.
    pub file: Option<String>,
    /// The kind that is missing.
    pub kind: Option<String>,
    /// The name of the file in which `other` lies.
    pub other_file: Option<String>,
    /// The finding.
    #[serde(flatten)]
    pub finding: FindingEntry,
    /// How a sum that does not roll forward comes about.
    pub account: Option<AccountEntry>,
}

/// A sum that does not roll forward. Amounts are as exact as the files have them; only their shape is given unless values
/// were asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct AccountEntry {
    /// The column of the sum.
    pub column: String,
    /// The balance's ID; `null` for the account at the bank.
    pub balance: Option<String>,
    /// The currency.
    pub currency: String,
    /// The sum of the day before.
    pub opening: String,
    /// The day's transactions by type.
    pub movements: Vec<MovementEntry>,
    /// What follows from both.
    pub expected: String,
    /// What the file has.
    pub reported: String,
    /// Reported less expected.
    pub difference: String,
}

impl AccountEntry {
    /// Whether it is that of the account at the bank, not of a balance.
    pub fn is_of_bank(&self) -> bool {
        self.column == "fbo"
    }
}

/// The transactions of one type.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct MovementEntry {
    /// The type.
    #[serde(rename = "type")]
    pub transaction_type: String,
    /// Their sum; `null` when it has more digits than can be added exactly.
    pub sum: Option<String>,
    /// How many they are.
    pub count: u64,
    /// Whether the type moves this sum.
    pub counted: bool,
    /// The numbers of the first records, in the day's Transactions.
    pub first_records: Vec<u64>,
}

/// A check of the set that did not run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct SetSkipped {
    /// The activity day, where it is one day's.
    pub day: Option<String>,
    /// The name of the file that is the reason, where one is.
    pub file: Option<String>,
    /// What was not checked.
    pub what: String,
    /// Why.
    pub why: String,
}

impl SetSkipped {
    /// Why, with the file that is the reason.
    pub fn reason(&self) -> String {
        let file = self.file.as_ref().map_or(String::new(), |file| format!(" ({})", Values::Shown.of(file)));
        self.why.clone() + &file
    }
}

/// A day of the set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct DayEntry {
    /// The activity day.
    pub activity_day: String,
    /// It was sent before, and is here for comparison.
    pub previous: bool,
    /// Whether the bank would take the day's files.
    pub verdict: Verdict,
    /// The day before, where the day's balances were held against its own; absent where nothing says whether they follow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compared_with: Option<String>,
    /// When the day's files are due.
    pub due_at: String,
    /// What there is of each kind.
    pub kinds: Vec<KindEntry>,
    /// The books, by type of balance and currency.
    pub books: Vec<BookEntry>,
    /// What the account at the bank should hold, by currency.
    pub fbo: Vec<FboEntry>,
    /// How the profile's mapping of event types is used by the day's transactions; absent without a mapping.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub events: Option<EventsEntry>,
}

/// The partner's own types of events against the day's transactions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct EventsEntry {
    /// The events of the mapping that occur.
    pub occur: Vec<String>,
    /// Those that do not.
    pub never: Vec<String>,
    /// What occurs and is mapped to no event, the commonest first.
    pub unmapped: Vec<TupleEntry>,
}

/// What a transaction has in the columns that events are mapped to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct TupleEntry {
    /// `type`
    #[serde(rename = "type")]
    pub transaction_type: String,
    /// `fee_type`
    pub fee_type: String,
    /// `action`
    pub action: String,
    /// `transfer_type`
    pub transfer_type: String,
    /// It is of items that are not posted yet: they have no `fee_type` and no `action`.
    #[serde(default)]
    pub not_posted: bool,
    /// How many transactions, or items, have these.
    pub count: u64,
}

/// A kind on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct KindEntry {
    /// The kind's token.
    pub kind: String,
    /// It is due every day.
    pub due: bool,
    /// The name of its file; `null` when there is none.
    pub file: Option<String>,
    /// The file's records.
    pub records: Option<u64>,
    /// The verdict on the file by itself.
    pub verdict: Option<Verdict>,
}

/// The books of a day for one type of balance and one currency.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct BookEntry {
    /// `deposit`, `credit`, or empty where the file does not say.
    pub balance_type: String,
    /// The currency.
    pub currency: String,
    /// How many balances there are.
    pub balances: u64,
    /// The sum of the balances of the day before; `null` without that day, or where one of them cannot be read.
    pub opening: Option<String>,
    /// The day's transactions by type.
    pub movements: Vec<MovementEntry>,
    /// The sum of the day's balances; `null` where one of them cannot be read.
    pub closing: Option<String>,
    /// Closing less opening and the movements that count; `null` where one of them is not known.
    pub difference: Option<String>,
    /// Of how many it was looked at whether they follow from the day before and the day's transactions.
    #[serde(default)]
    pub balances_checked: u64,
    /// How many balances do not roll forward.
    pub balances_off: u64,
    /// How bad the worst of those is; `null` where there are none, or where the profile switches the rule off.
    #[serde(default)]
    pub severity: Option<Severity>,
    /// How many are off only because they were off the other way round on the day before.
    #[serde(default)]
    pub balances_righted: u64,
    /// How many credit balances follow only when `interest_accrued` and `dispute_won` count as well. Which types move a
    /// credit balance is not known; the movements are counted as fits.
    #[serde(default)]
    pub only_with: u64,
    /// How many follow only when those do not count.
    #[serde(default)]
    pub only_without: u64,
}

/// What the account at the bank should hold in one currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct FboEntry {
    /// The currency.
    pub currency: String,
    /// The sum of the deposit balances; like the others `null` where nothing is in the currency that was stated.
    pub balances: Option<String>,
    /// The sum of the amounts that are not posted yet.
    pub non_posted: Option<String>,
    /// Both together.
    pub total: Option<String>,
    /// What the account holds, where that was said.
    pub stated: Option<String>,
}
