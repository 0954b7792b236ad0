//! The ledger of one balance over the days at hand: its reported balances, and the transactions on it.
//!
//! It is fed as the check of a set is, reads only the files that can say something, and holds no more than the rows it
//! finds.

use daybreak_calendar::Date;

use super::days::{Days, FileState, order};
use super::file::SetFile;
use super::records::{Records, number, text};
use crate::decimal::Decimal;
use crate::lexer::Record;
use crate::place::Place;

/// So many rows of one balance are held; those beyond are counted.
const MOST: usize = 100_000;

/// A row of a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerRow {
    /// The activity day.
    pub day: Date,
    /// The file, by its position among those given.
    pub given: usize,
    /// Where the record stands.
    pub place: Place,
    /// What it says.
    pub entry: LedgerEntry,
}

/// What a record says of a balance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LedgerEntry {
    /// It moved.
    Transaction {
        /// The type.
        transaction_type: String,
        /// By how much; `None` when it is no number.
        amount: Option<Decimal>,
        /// The type moves the balance of a deposit, and not its accrued interest or a dispute.
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
        balance: Option<Decimal>,
        /// With this status.
        status: String,
    },
}

/// Gathers the ledger of one balance.
#[derive(Debug)]
pub struct Ledger {
    key: Vec<u8>,
    files: Vec<(usize, SetFile)>,
    /// What is still to be read, the next last.
    left: Vec<usize>,
    reading: Option<(usize, Records)>,
    rows: Vec<LedgerRow>,
    beyond: u64,
    scratch: Vec<u8>,
}

/// In this order a day is told: what moved, what waits, what came of it.
const TOLD: [&str; 3] = ["transactions", "non_posted_transactions", "balances"];

impl Ledger {
    /// The ledger of the balance with this ID.
    pub fn new(files: Vec<SetFile>, balance: &str) -> Self {
        let mut files: Vec<(usize, SetFile)> = files.into_iter().enumerate().collect();
        files.sort_by(|(_, a), (_, b)| order(a, b));
        let sorted: Vec<SetFile> = files.iter().map(|(_, file)| file.clone()).collect();
        let days = Days::new(&sorted);
        let in_order = days.days.iter().flat_map(|day| TOLD.iter().filter_map(|kind| day.file(kind)));
        let is_used = |file: &usize| days.states.get(*file) == Some(&FileState::Used);
        let mut left: Vec<usize> = in_order
            .filter(is_used)
            .filter(|file| sorted.get(*file).is_some_and(|file| file.unreadable.is_none()))
            .collect();
        left.reverse();
        let key = balance.trim().as_bytes().to_vec();
        Self { key, files, left, reading: None, rows: Vec::new(), beyond: 0, scratch: Vec::new() }
    }

    /// The file whose bytes are needed next, by its position among those given; `None` when all have been read.
    pub fn next_file(&mut self) -> Option<usize> {
        let index = self.left.pop()?;
        let (given, file) = self.files.get(index)?;
        self.reading = Some((index, Records::new(file)));
        Some(*given)
    }

    /// Takes the next bytes of that file.
    pub fn push(&mut self, chunk: &[u8]) {
        if let Some((index, mut records)) = self.reading.take() {
            records.push(chunk, |record| self.take(index, record));
            self.reading = Some((index, records));
        }
    }

    /// Says that the file has been read to its end.
    pub fn end_file(&mut self) {
        if let Some((index, records)) = self.reading.take() {
            records.end(|record| self.take(index, record));
        }
    }

    /// The rows, by day and in the order of the files, and how many more there are.
    pub fn finish(self) -> (Vec<LedgerRow>, u64) {
        (self.rows, self.beyond)
    }

    fn take(&mut self, index: usize, record: &Record<'_>) {
        let Some((given, file)) = self.files.get(index) else { return };
        let (Some(kind), Some(day)) = (file.kind, file.day) else { return };
        let scratch = &mut self.scratch;
        let keys: &[&str] = if kind.token == "balances" { super::balances::KEY } else { &["balance_id"] };
        let is_its = keys.iter().any(|column| {
            let cell = text(record, file.field(column), scratch);
            !cell.is_empty() && *cell == *self.key
        });
        if !is_its {
            return;
        }
        if self.rows.len() >= MOST {
            self.beyond += 1;
            return;
        }
        let mut amount = |column: &str| number(record, file.field(column), &mut self.scratch);
        let entry = match kind.token {
            "balances" => {
                let balance = amount("balance");
                let status = text(record, file.field("status"), &mut self.scratch);
                LedgerEntry::Reported { balance, status: String::from_utf8_lossy(status).into_owned() }
            }
            "transactions" => {
                let amount = amount("amount");
                let ty = text(record, file.field("type"), &mut self.scratch);
                let counted = crate::rules::set::balance_roll_forward::moves_balance(ty);
                LedgerEntry::Transaction { transaction_type: String::from_utf8_lossy(ty).into_owned(), amount, counted }
            }
            _ => LedgerEntry::NotPosted { amount: amount("amount") },
        };
        self.rows.push(LedgerRow { day, given: *given, place: record.place, entry });
    }
}
