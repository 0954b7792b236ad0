//! The ledger of one balance over the days at hand: its reported balances, and the transactions on it.
//!
//! It is fed as the check of a set is, reads only the files that can say something, and holds no more than the rows it
//! finds.

use daybreak_calendar::Date;

use super::days::{FileState, arrange};
use super::file::SetFile;
use super::known::{Balance, BalanceMarks, BalanceType, NO_EXTRA, Status};
use super::ledger_day::{LedgerDay, Line, OwnTransaction, Story};
use super::names::Names;
use super::records::{Records, filled, number, text};
use super::twins::Twins;
use super::types::KnownTypes;
use crate::checker::Settings;
use crate::decimal::Decimal;
use crate::lexer::Record;
use crate::place::Place;
use crate::rule::Severity;

/// So many rows of one balance are held; those beyond are counted.
pub(super) const MOST: usize = 100_000;

/// A row of a ledger. A transaction that moves two sums of the balance has two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerRow {
    /// The activity day.
    pub day: Date,
    /// The file, by its position among those given.
    pub given: usize,
    /// Where the record stands.
    pub place: Place,
    /// Which sum it is of: `balance`, `rewards_balance`, `interest_accrued_balance`.
    pub column: &'static str,
    /// What it says.
    pub entry: LedgerEntry,
    /// The sum after it, as it follows from the rows before; for a reported one, what was expected. `None` where it is not
    /// known.
    pub after: Option<Decimal>,
    /// Where the check of the set finds that a reported sum does not follow.
    pub off: Option<LedgerOff>,
}

/// A reported sum that does not follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LedgerOff {
    /// Reported less expected.
    pub difference: Decimal,
    /// How bad that is.
    pub severity: Severity,
}

/// What a record says of a sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LedgerEntry {
    /// It moved.
    Transaction {
        /// The type.
        transaction_type: String,
        /// By how much; `None` when it is no number.
        amount: Option<Decimal>,
        /// The type moves this sum. Of a credit balance that is not known: it is counted as fits what is reported.
        counted: bool,
    },
    /// An amount that is not posted yet.
    NotPosted {
        /// How much; `None` when it is no number.
        amount: Option<Decimal>,
    },
    /// It was reported at the day's end.
    Reported {
        /// With so much; `None` when it is no number.
        amount: Option<Decimal>,
        /// With this status.
        status: String,
    },
}

/// Gathers the ledger of one balance.
#[derive(Debug)]
pub struct Ledger {
    key: Vec<u8>,
    files: Vec<(usize, SetFile)>,
    /// What only its content tells apart is read first.
    twins: Option<Twins>,
    /// What is still to be read, the next last.
    left: Vec<usize>,
    reading: Option<(usize, Records)>,
    currencies: Names,
    types: KnownTypes,
    /// The day at hand, and those before it.
    day: Option<LedgerDay>,
    story: Story,
    scratch: Vec<u8>,
}

/// What the ledger of a balance came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LedgerTold {
    /// The rows, by day and in the order of the files.
    pub rows: Vec<LedgerRow>,
    /// How many more there are.
    pub beyond: u64,
    /// It is a credit balance: which types move it is not known.
    pub is_credit: bool,
    /// The currency that Balances gives it, where it is said.
    pub currency: String,
    /// Files that would have rows of it and cannot be read, by their positions among those given, and why.
    pub unreadable: Vec<(usize, &'static str)>,
}

/// In this order a day is told: what moved, what waits, what came of it.
const TOLD: [&str; 3] = ["transactions", "non_posted_transactions", "balances"];

impl Ledger {
    /// The ledger of the balance with this ID.
    pub fn new(files: Vec<SetFile>, balance: &str, settings: &Settings) -> Self {
        let mut files: Vec<(usize, SetFile)> = files.into_iter().enumerate().collect();
        arrange(&mut files);
        let twins = Some(Twins::of(&files));
        let key = balance.trim().as_bytes().to_vec();
        Self {
            key,
            files,
            twins,
            left: Vec::new(),
            reading: None,
            currencies: Names::default(),
            types: KnownTypes::new(settings.profile.as_deref()),
            day: None,
            story: Story::new(settings.overrides()),
            scratch: Vec::new(),
        }
    }

    /// The file whose bytes are needed next, by its position among those given; `None` when all have been read.
    pub fn next_file(&mut self) -> Option<usize> {
        if let Some(twins) = &mut self.twins {
            if let Some(index) = twins.next() {
                return self.files.get(index).map(|(given, _)| *given);
            }
            self.twins = None;
            self.look();
        }
        let index = self.left.pop()?;
        let (given, file) = self.files.get(index)?;
        if let Some(date) = file.day
            && self.day.as_ref().is_none_or(|day| day.date != date)
            && let Some(over) = self.day.replace(LedgerDay::new(date))
        {
            self.story.end_of(over);
        }
        if let Some(day) = &mut self.day {
            day.begin_file(file);
        }
        self.reading = Some((index, Records::new(file)));
        Some(*given)
    }

    /// The files are in their order: which are to be read?
    fn look(&mut self) {
        let days = arrange(&mut self.files);
        let in_order = days.days.iter().flat_map(|day| TOLD.iter().filter_map(|kind| day.file(kind)));
        for index in in_order.filter(|index| days.states.get(*index) == Some(&FileState::Used)) {
            match self.files.get(index).map(|(given, file)| (*given, file.unreadable)) {
                Some((given, Some(why))) => self.story.told.unreadable.push((given, why)),
                _ => self.left.push(index),
            }
        }
        self.left.reverse();
    }

    /// Takes the next bytes of that file.
    pub fn push(&mut self, chunk: &[u8]) {
        if let Some(twins) = &mut self.twins {
            twins.push(chunk);
        }
        if let Some((index, mut records)) = self.reading.take() {
            records.push(chunk, |record| self.take(index, record));
            self.reading = Some((index, records));
        }
    }

    /// Says that the file has been read to its end.
    pub fn end_file(&mut self) {
        if let Some(twins) = &mut self.twins {
            twins.end(&mut self.files);
        }
        if let Some((index, records)) = self.reading.take() {
            let torn = records.end(|record| self.take(index, record));
            if torn > 0 {
                self.tear(index);
            }
        }
    }

    /// Says that the file could not be read to its end.
    pub fn lose_file(&mut self) {
        if let Some((index, _)) = self.reading {
            self.tear(index);
        }
        self.end_file();
    }

    /// What it came to.
    pub fn finish(mut self) -> LedgerTold {
        if let Some(last) = self.day.take() {
            self.story.end_of(last);
        }
        self.story.told
    }

    /// Some of a file's records are not told.
    fn tear(&mut self, index: usize) {
        if let (Some(day), Some((_, file))) = (&mut self.day, self.files.get(index)) {
            day.tear(file);
        }
    }

    fn take(&mut self, index: usize, record: &Record<'_>) {
        let (Some((given, file)), Some(day)) = (self.files.get(index), &mut self.day) else { return };
        let Some(kind) = file.kind.map(|kind| kind.token) else { return };
        let scratch = &mut self.scratch;
        let keys: &[&str] = if kind == "balances" { super::balances::KEY } else { &["balance_id"] };
        let (mut is_its, mut has_key) = (false, false);
        for column in keys {
            let cell = text(record, file.field(column), scratch);
            has_key |= !cell.is_empty();
            is_its |= !cell.is_empty() && *cell == *self.key;
        }
        if !has_key && kind == "balances" {
            day.tear(file);
        }
        if !is_its {
            return;
        }
        let code = text(record, file.field("currency"), scratch);
        let currency = self.currencies.number(code);
        if kind == "balances" && !code.is_empty() {
            self.story.told.currency = String::from_utf8_lossy(code).into_owned();
        }
        let amount = number(record, file.field(if kind == "balances" { "balance" } else { "amount" }), scratch);
        let line = match kind {
            "balances" => {
                let rewards = filled(record, file.field("rewards_balance"), scratch);
                let interest = filled(record, file.field("interest_accrued_balance"), scratch);
                let kind = BalanceType::read(text(record, file.field("type"), scratch));
                let status = text(record, file.field("status"), scratch);
                day.report(balance(amount, kind, Status::read(file.kind, status), currency), rewards, interest);
                let status = String::from_utf8_lossy(status).into_owned();
                Line::Reported { amount, rewards, interest, status }
            }
            "transactions" => {
                let rewards = filled(record, file.field("rewards_amount"), scratch);
                let ty = text(record, file.field("type"), scratch).to_vec();
                let is_foreign = day.moved((amount, rewards), currency, &ty, self.types.holds(&ty));
                Line::Moved(OwnTransaction { amount, rewards, ty, is_foreign })
            }
            _ => Line::NotPosted(amount),
        };
        if self.story.told.rows.len() + day.lines.len() < MOST {
            day.lines.push((*given, record.place, line));
        } else {
            self.story.told.beyond += 1;
        }
    }
}

/// The balance as a record of Balances has it.
pub(super) fn balance(amount: Option<Decimal>, kind: BalanceType, status: Status, currency: u8) -> Balance {
    Balance {
        account: 0,
        record: 0,
        extra: NO_EXTRA,
        amount: amount.unwrap_or(Decimal::ZERO).into(),
        moved: Decimal::ZERO.into(),
        kind,
        status,
        currency,
        moved_in: 0,
        unsure: amount.is_none(),
        marks: BalanceMarks::default(),
    }
}
