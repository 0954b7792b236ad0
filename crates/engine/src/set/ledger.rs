//! The ledger of one balance over the days at hand: its reported balances, and the transactions on it.
//!
//! It is fed as the check of a set is, reads only the files that can say something, and holds no more than the rows it
//! finds.

use daybreak_calendar::Date;

use super::days::{FileState, arrange};
use super::file::SetFile;
use super::records::{Records, number, text};
use super::twins::Twins;
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
    /// What only its content tells apart is read first.
    twins: Option<Twins>,
    /// What is still to be read, the next last.
    left: Vec<usize>,
    reading: Option<(usize, Records)>,
    told: LedgerTold,
    scratch: Vec<u8>,
}

/// What the ledger of a balance came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LedgerTold {
    /// The rows, by day and in the order of the files.
    pub rows: Vec<LedgerRow>,
    /// How many more there are.
    pub beyond: u64,
    /// Files that would have rows of it and cannot be read, by their positions among those given, and why.
    pub unreadable: Vec<(usize, &'static str)>,
}

/// In this order a day is told: what moved, what waits, what came of it.
const TOLD: [&str; 3] = ["transactions", "non_posted_transactions", "balances"];

impl Ledger {
    /// The ledger of the balance with this ID.
    pub fn new(files: Vec<SetFile>, balance: &str) -> Self {
        let mut files: Vec<(usize, SetFile)> = files.into_iter().enumerate().collect();
        arrange(&mut files);
        let twins = Some(Twins::of(&files));
        let key = balance.trim().as_bytes().to_vec();
        let told = LedgerTold::default();
        Self { key, files, twins, left: Vec::new(), reading: None, told, scratch: Vec::new() }
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
        self.reading = Some((index, Records::new(file)));
        Some(*given)
    }

    /// The files are in their order: which are to be read?
    fn look(&mut self) {
        let days = arrange(&mut self.files);
        let in_order = days.days.iter().flat_map(|day| TOLD.iter().filter_map(|kind| day.file(kind)));
        for index in in_order.filter(|index| days.states.get(*index) == Some(&FileState::Used)) {
            match self.files.get(index).map(|(given, file)| (*given, file.unreadable)) {
                Some((given, Some(why))) => self.told.unreadable.push((given, why)),
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
            records.end(|record| self.take(index, record));
        }
    }

    /// What it came to.
    pub fn finish(self) -> LedgerTold {
        self.told
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
        if self.told.rows.len() >= MOST {
            self.told.beyond += 1;
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
        self.told.rows.push(LedgerRow { day, given: *given, place: record.place, entry });
    }
}
