//! The check of a day's files together, and against the days before.
//!
//! It comes after the check of each file by itself, whose [`Outcome`](crate::Outcome) tells its kind, columns and day. Each
//! file is then read once more, record by record and only the columns that matter here, the files of the first day first;
//! what is suspected on the way is looked at again, byte by byte, in a second reading of just the files concerned. A clean
//! set is read once.
//!
//! The check knows neither files nor threads: it says which file it wants next, and is given its bytes.
//!
//! ```
//! use daybreak_engine::set::{SetCheck, SetFile};
//! # use daybreak_engine::{Outcome, Settings, sample};
//! # let settings = Settings::new(sample::moment());
//! # let (outcomes, files): (Vec<Outcome>, Vec<Vec<u8>>) = (Vec::new(), Vec::new());
//! let mut check = SetCheck::new(outcomes.iter().map(SetFile::new).collect(), &settings);
//! while let Some(index) = check.next_file() {
//!     for chunk in files[index].chunks(1 << 20) {
//!         check.push(chunk);
//!     }
//!     check.end_file();
//! }
//! let outcome = check.finish();
//! ```
//!
//! # Memory
//!
//! What is held does not grow with the length of the records. Counted for each key of the files at hand, in bytes:
//!
//! | | bytes |
//! | --- | --- |
//! | a transaction, of any day | 16 (its hash and record: 12, the index: 4); 8 more on a credit balance, where there are updates |
//! | a balance of today or yesterday | 72 (its row: 56, its key: 16), and 87 with rewards or accrued interest |
//! | a balance of an earlier day | 16 |
//! | an open item of today or yesterday | 16 |
//! | an account, a card | 64 and 80, in a table that is at least half full; 8 for each holder and user |
//!
//! So ten million transactions are 160 MB, and two million balances with yesterday's 290 MB, or 640 MB when each has accrued
//! interest. Findings are capped by rule.

mod accounts;
mod balances;
mod books;
mod cards;
mod days;
mod events;
mod evidence;
mod fbo;
mod file;
mod keys;
mod known;
mod ledger;
mod ledger_day;
mod meaning;
mod money;
mod movements;
mod moves;
mod names;
mod non_posted;
mod off;
mod outcome;
mod page;
mod records;
mod roll;
mod suspects;
mod transactions;
mod twins;
mod types;
mod updates;
mod whole;
mod work;

pub use days::FileState;
pub use events::{EventUse, mapped_events};
pub use fbo::Stated;
pub use file::SetFile;
#[cfg(test)]
pub(crate) use keys::few;
pub use ledger::{Ledger, LedgerEntry, LedgerOff, LedgerRow, LedgerTold};
pub use outcome::{
    Book, DayOutcome, EventTuple, FboTotal, FileInSet, KindOnDay, Movement, RecordAt, RollForward, SetFinding,
    SetOutcome, SetSkipped,
};

use self::days::{Arranged, READING};
use self::evidence::{Evidence, Looking};
use self::records::Records;
use self::twins::Twins;
use self::work::{Reader, Today, Work};
use crate::checker::Settings;

/// How far the check of a set has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetProgress {
    /// How many bytes were read, in all readings.
    pub bytes: u64,
    /// How many there are to read, as far as is known: the second reading is known only when the first is done.
    pub of: u64,
    /// The file being read, by its position among those given.
    pub file: Option<usize>,
}

/// Checks files together.
#[derive(Debug)]
pub struct SetCheck {
    /// In order, each with its position among those given.
    files: Vec<(usize, SetFile)>,
    days: Arranged,
    settings: Settings,
    stated: Vec<Stated>,
    work: Work,
    stage: SetStage,
    bytes: u64,
    of: u64,
    current: Option<usize>,
}

#[derive(Debug)]
enum SetStage {
    /// What only its content tells apart.
    Twins(Twins),
    /// What is still to be read, the next last: days and files.
    First {
        left: Vec<(usize, usize)>,
        reading: Option<(Records, Box<dyn Reader>)>,
    },
    Second {
        left: Vec<usize>,
        evidence: Box<Evidence>,
        reading: Option<(Records, Looking)>,
    },
}

impl SetCheck {
    /// A check of these files together; their order does not matter.
    pub fn new(files: Vec<SetFile>, settings: &Settings) -> Self {
        let mut files: Vec<(usize, SetFile)> = files.into_iter().enumerate().collect();
        let days = days::arrange(&mut files);
        let twins = Twins::of(&files);
        let of = twins.bytes(&files);
        Self {
            work: Work::new(settings.profile.clone(), &days, settings.cap),
            days,
            files,
            settings: settings.clone(),
            stated: Vec::new(),
            stage: SetStage::Twins(twins),
            bytes: 0,
            of,
            current: None,
        }
    }

    /// With what the account at the bank holds, as its own report says.
    #[must_use]
    pub fn with_stated(mut self, stated: Vec<Stated>) -> Self {
        self.stated = stated;
        self
    }

    /// The file whose bytes are needed next, from its start, by its position among those given; `None` when the check is
    /// done.
    pub fn next_file(&mut self) -> Option<usize> {
        self.current = None;
        if let SetStage::Twins(twins) = &mut self.stage {
            if let Some(index) = twins.next() {
                self.current = Some(index);
                return self.files.get(index).map(|(given, _)| *given);
            }
            self.days = days::arrange(&mut self.files);
            self.work = Work::new(self.settings.profile.clone(), &self.days, self.settings.cap);
            self.look();
        }
        if let SetStage::First { left, .. } = &mut self.stage {
            if let Some((day, file)) = left.pop() {
                return self.begin(day, file);
            }
            self.look_again();
        }
        let SetStage::Second { left, evidence, reading } = &mut self.stage else { return None };
        let index = left.pop()?;
        let (given, file) = self.files.get(index)?;
        *reading = Some((Records::new(file), evidence.look(index, file)));
        self.current = Some(index);
        Some(*given)
    }

    /// Takes the next bytes of that file.
    pub fn push(&mut self, chunk: &[u8]) {
        self.bytes += chunk.len() as u64;
        match &mut self.stage {
            SetStage::Twins(twins) => twins.push(chunk),
            SetStage::First { reading: Some((records, reader)), .. } => {
                records.push(chunk, |record| reader.take(record, &mut self.work));
            }
            SetStage::Second { reading: Some((records, looking)), evidence, .. } => {
                let Some((_, file)) = self.current.and_then(|index| self.files.get(index)) else { return };
                records.push(chunk, |record| evidence.take(record, file, looking));
            }
            _ => {}
        }
    }

    /// Says that the file has been read to its end.
    pub fn end_file(&mut self) {
        match &mut self.stage {
            SetStage::Twins(twins) => twins.end(&mut self.files),
            SetStage::First { reading, .. } => {
                let Some((records, mut reader)) = reading.take() else { return };
                let torn = records.end(|record| reader.take(record, &mut self.work));
                reader.end(torn, &mut self.work);
            }
            SetStage::Second { reading, evidence, .. } => {
                let Some((records, mut looking)) = reading.take() else { return };
                let Some((_, file)) = self.current.and_then(|index| self.files.get(index)) else { return };
                records.end(|record| evidence.take(record, file, &mut looking));
            }
        }
    }

    /// How far the check has come.
    pub fn progress(&self) -> SetProgress {
        let file = self.current.and_then(|index| self.files.get(index)).map(|(given, _)| *given);
        SetProgress { bytes: self.bytes, of: self.of, file }
    }

    /// What the check came to. Before [`SetCheck::next_file`] has said that it is done, it is incomplete.
    pub fn finish(self) -> SetOutcome {
        self.stop("the check was stopped before its end")
    }

    /// The same, with the reason for which it was stopped.
    pub fn stop(mut self, why: &'static str) -> SetOutcome {
        let confirmed = match self.stage {
            SetStage::Second { left, evidence, reading: None } if left.is_empty() => evidence.confirmed(),
            _ => {
                // Nothing is told that was not looked at again.
                self.work.suspects.beyond.clear();
                self.work.skipped.push(SetSkipped { day: None, file: None, what: "the rest of the set", why });
                Vec::new()
            }
        };
        let parts = whole::Parts { files: self.files, days: self.days, settings: self.settings, stated: self.stated };
        whole::outcome(parts, self.work, confirmed)
    }

    /// The files are in their order: which are to be read?
    fn look(&mut self) {
        let mut left = Vec::new();
        for (index, day) in self.days.days.iter().enumerate() {
            let readable = READING.iter().filter_map(|kind| day.file(kind));
            left.extend(readable.filter(|file| self.is_readable(*file)).map(|file| (index, file)));
        }
        left.reverse();
        self.of += left.iter().filter_map(|(_, file)| self.files.get(*file)).map(|(_, file)| file.bytes).sum::<u64>();
        self.stage = SetStage::First { left, reading: None };
    }

    fn is_readable(&self, index: usize) -> bool {
        self.files.get(index).is_some_and(|(_, file)| file.unreadable.is_none())
    }

    /// Begins to read a file of a day.
    fn begin(&mut self, day: usize, index: usize) -> Option<usize> {
        let of_day = self.days.days.get(day)?;
        let readable = |kind: &str| of_day.file(kind).filter(|file| self.is_readable(*file));
        let is_update = |file: &SetFile| file.kind.is_some_and(|kind| kind.token == "transaction_updates");
        self.work.today = Today {
            day,
            before: self.days.before(day),
            file: index,
            transactions: readable("transactions"),
            any_updates: self.files.iter().any(|(_, file)| is_update(file) && file.records > 0),
        };
        let (given, file) = self.files.get(index)?;
        let reader: Box<dyn Reader> = match file.kind?.token {
            "accounts" => Box::new(accounts::Accounts::new(file)),
            "cards" => Box::new(cards::Cards::new(file)),
            "balances" => Box::new(balances::BalancesReader::new(file, &mut self.work)),
            "transactions" => Box::new(transactions::Transactions::new(file, &self.work)),
            "non_posted_transactions" => Box::new(non_posted::NonPosted::new(file)),
            _ => Box::new(updates::Updates::new(file)),
        };
        let SetStage::First { reading, .. } = &mut self.stage else { return None };
        *reading = Some((Records::new(file), reader));
        self.current = Some(index);
        Some(*given)
    }

    /// The currency of what does not say its own: the program's, or the only one of all files.
    fn only_currency(&mut self) -> Option<u8> {
        let agreed = self.settings.profile.as_ref().and_then(|profile| profile.currencies.as_deref());
        let currencies = &mut self.work.known.currencies;
        match agreed {
            None => currencies.only(),
            Some([only]) => Some(currencies.number(only.as_bytes())),
            Some(_) => None,
        }
    }

    /// Everything has been read: what has to be looked at again?
    fn look_again(&mut self) {
        updates::settle(&mut self.work);
        let currency = self.only_currency();
        self.work.books.settle(currency, &self.settings);
        whole::judge(&self.files, &self.days, &self.stated, &mut self.work);
        let list = std::mem::take(&mut self.work.suspects.list);
        let days = &self.days;
        let evidence = Evidence::new(list, |day| days.days.get(day)?.file("transactions"));
        // In the order of the first reading: Balances before Transactions.
        let in_order = days.days.iter().flat_map(|day| READING.iter().filter_map(|kind| day.file(kind)));
        let mut left: Vec<usize> = in_order.filter(|file| evidence.needs(*file)).collect();
        left.reverse();
        self.of += left.iter().filter_map(|file| self.files.get(*file)).map(|(_, file)| file.bytes).sum::<u64>();
        self.stage = SetStage::Second { left, evidence: Box::new(evidence), reading: None };
    }
}
