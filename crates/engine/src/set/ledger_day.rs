//! A day of a balance's ledger: what its rows come to, judged as the check of the set judges it.

use std::collections::BTreeMap;

use daybreak_calendar::Date;

use super::file::SetFile;
use super::known::{Balance, BalanceType, Balances, Extra, FileRead, Filled};
use super::ledger::{LedgerEntry, LedgerOff, LedgerRow, LedgerTold, MOST};
use super::moves::{ACCRUED, Counting, Fits};
use super::off::{Extras, OffBy, Standing, each_off};
use super::suspects::Measure;
use super::transactions::{Effect, add};
use crate::decimal::Decimal;
use crate::place::Place;
use crate::rule::Severity;
use crate::sink::{Override, in_force};

/// A record that names the balance.
#[derive(Debug)]
pub(super) enum Line {
    Moved(OwnTransaction),
    NotPosted(Option<Decimal>),
    Reported { amount: Option<Decimal>, rewards: Filled, interest: Filled, status: String },
}

/// A transaction on it.
#[derive(Debug)]
pub(super) struct OwnTransaction {
    pub(super) amount: Option<Decimal>,
    pub(super) rewards: Filled,
    pub(super) ty: Vec<u8>,
    /// It is in another currency.
    pub(super) is_foreign: bool,
}

/// The day at hand.
#[derive(Debug)]
pub(super) struct LedgerDay {
    pub(super) date: Date,
    /// The records, each with its file and place.
    pub(super) lines: Vec<(usize, Place, Line)>,
    /// The balance alone, as the check of the set holds it.
    of_it: Balances,
    /// How often it was reported.
    reported: usize,
    balances: FileRead,
    transactions: FileRead,
    /// The transactions have a column for rewards.
    has_rewards: bool,
}

impl LedgerDay {
    pub(super) fn new(date: Date) -> Self {
        let of_it = Balances { rows: vec![nothing()], ..Balances::default() };
        let (balances, transactions) = (FileRead::No, FileRead::No);
        Self { date, lines: Vec::new(), of_it, reported: 0, balances, transactions, has_rewards: true }
    }

    fn read_of(&mut self, file: &SetFile) -> Option<&mut FileRead> {
        match file.kind?.token {
            "balances" => Some(&mut self.balances),
            "transactions" => Some(&mut self.transactions),
            _ => None,
        }
    }

    pub(super) fn begin_file(&mut self, file: &SetFile) {
        if let Some(read) = self.read_of(file) {
            *read = FileRead::Wholly;
        }
        match file.kind.map(|kind| kind.token) {
            Some("balances") => self.of_it.none = Balances::none_in(file),
            Some("transactions") => self.has_rewards = file.field("rewards_amount").is_some(),
            _ => {}
        }
    }

    pub(super) fn tear(&mut self, file: &SetFile) {
        if let Some(read) = self.read_of(file) {
            *read = FileRead::Torn;
        }
    }

    /// Adds a transaction; says whether it is in another currency than the balance.
    pub(super) fn moved(&mut self, moved: (Option<Decimal>, Filled), currency: u8, ty: &[u8], is_typed: bool) -> bool {
        let (amount, rewards) = moved;
        let effect = Effect { record: 0, balance: 0, amount, rewards, currency, ty, type_number: 0, is_typed };
        add(&effect, 0, &mut self.of_it)
    }

    /// The balance is reported. Its transactions have been added.
    pub(super) fn report(&mut self, reported: Balance, rewards: Filled, interest: Filled) {
        self.reported += 1;
        if let Some(extra) = self.of_it.extra_mut(0) {
            if !matches!(extra.rewards, Filled::NoNumber) {
                extra.rewards = rewards;
            }
            extra.interest = interest;
        }
        let Some(row) = self.of_it.rows.first_mut() else { return };
        let is_foreign = reported.currency != 0 && row.moved_in != 0 && reported.currency != row.moved_in;
        let unsure = row.unsure || reported.unsure || is_foreign || self.reported > 1;
        *row = Balance { extra: row.extra, moved: row.moved, moved_in: row.moved_in, unsure, ..reported };
    }

    /// Both files were read wholly, and have the balance once.
    fn is_whole(&self) -> bool {
        (self.balances, self.transactions) == (FileRead::Wholly, FileRead::Wholly) && self.reported == 1
    }

    /// The balance at the end of the day, with what has moved it even where it is not reported.
    fn held(&self) -> Held {
        let reported = self.lines.iter().find_map(|(.., line)| match line {
            Line::Reported { amount, .. } => Some(*amount),
            _ => None,
        });
        let balance = self.of_it.rows.first().copied().unwrap_or(nothing());
        let extra = self.of_it.rarer(&balance);
        Held { balance, extra, amount: reported.flatten(), has_rewards: self.has_rewards }
    }
}

/// The balance on a day.
#[derive(Clone, Copy, Debug)]
struct Held {
    balance: Balance,
    extra: Extra,
    /// What is reported, where that is a number.
    amount: Option<Decimal>,
    /// What moved the rewards is known.
    has_rewards: bool,
}

impl Held {
    fn sum(&self, measure: Measure) -> Option<Decimal> {
        match measure {
            Measure::Balance => self.amount,
            Measure::Rewards => self.extra.rewards.sum(),
            Measure::Interest => self.extra.interest.sum(),
        }
    }

    /// Whether there is anything in the cell of a sum; every balance has an amount.
    fn has(&self, measure: Measure) -> bool {
        match measure {
            Measure::Balance => true,
            Measure::Rewards => !matches!(self.extra.rewards, Filled::No | Filled::NoColumn),
            Measure::Interest => !matches!(self.extra.interest, Filled::No | Filled::NoColumn),
        }
    }
}

/// A balance of which nothing is known yet.
fn nothing() -> Balance {
    super::ledger::balance(Some(Decimal::ZERO), BalanceType::Unknown, super::known::Status::Open, 0)
}

/// The days so far.
#[derive(Debug)]
pub(super) struct Story {
    pub(super) told: LedgerTold,
    overrides: BTreeMap<String, Override>,
    before: Option<Before>,
    /// It was reported on a day before.
    was_seen: bool,
    /// The sums that were off on the day before.
    off_before: Vec<OffBy>,
}

/// The last day whose Balances were read.
#[derive(Debug)]
struct Before {
    date: Date,
    is_torn: bool,
    /// The balance, where it was reported.
    held: Option<Held>,
}

impl Story {
    pub(super) fn new(overrides: BTreeMap<String, Override>) -> Self {
        Self { told: LedgerTold::default(), overrides, before: None, was_seen: false, off_before: Vec::new() }
    }

    /// A day is over: its rows are told with what follows from them.
    pub(super) fn end_of(&mut self, day: LedgerDay) {
        let before = self.before.take().filter(|before| before.date.tomorrow().ok() == Some(day.date));
        let can_compare = before.as_ref().is_some_and(|before| !before.is_torn);
        let then = before.and_then(|before| before.held);
        let (now, is_reported) = (day.held(), day.reported > 0);
        let is_new = then.is_none() && can_compare && !self.was_seen;
        let kind = if is_reported { Some(now.balance.kind) } else { then.map(|then| then.balance.kind) };
        self.told.is_credit |= kind == Some(BalanceType::Credit);
        let opening = |measure| match then {
            Some(then) => then.sum(measure),
            None => is_new.then_some(Decimal::ZERO),
        };
        let off = if can_compare && day.is_whole() { self.off(&now, then.as_ref()) } else { Vec::new() };
        let has = |measure| now.has(measure) || then.is_some_and(|then| then.has(measure));
        let is_told = |measure| measure == Measure::Balance || kind == Some(BalanceType::Deposit) && has(measure);
        let mut teller = Teller {
            date: day.date,
            kind,
            counting: counting(kind, opening(Measure::Balance).filter(|_| is_reported), &now),
            running: Measure::ALL.map(|measure| opening(measure).filter(|_| is_told(measure))),
            off: &off,
            told: &mut self.told,
        };
        for (given, place, line) in day.lines {
            teller.tell((given, place), line);
        }
        self.off_before = off.into_iter().filter(|off| !off.is_undone).map(|off| off.by).collect();
        self.was_seen |= is_reported;
        let (date, is_torn) = (day.date, day.balances == FileRead::Torn);
        let held = is_reported.then_some(now);
        self.before = (day.balances != FileRead::No).then_some(Before { date, is_torn, held });
    }

    /// The sums of the balance that do not follow, as the check of the set finds them.
    fn off(&self, now: &Held, then: Option<&Held>) -> Vec<OffToday> {
        let balance_then = then.map(|then| &then.balance);
        match Standing::of(&now.balance, balance_then) {
            Standing::Continued => {}
            Standing::New if !self.was_seen => {}
            _ => return Vec::new(),
        }
        let mut off = Vec::new();
        let today = now.extra.as_moved(now.has_rewards);
        let extras = Extras { now: Some(&today), then: then.map(|then| &then.extra) };
        each_off(&now.balance, balance_then, extras, |sum| {
            let by = sum.by();
            let is_undone = by.is_undoing(&self.off_before);
            let severity = in_force(&self.overrides, &sum.slip).filter(|_| !is_undone);
            off.push(OffToday { measure: sum.measure, difference: sum.difference, severity, by, is_undone });
        });
        off
    }
}

/// Which types move the balance: of a credit that is not known, and is taken as fits what is reported.
fn counting(kind: Option<BalanceType>, opening: Option<Decimal>, reported: &Held) -> Counting {
    match (kind, opening) {
        (Some(BalanceType::Credit), Some(opening)) => {
            Fits::of(opening, &reported.balance, Some(&reported.extra)).counting()
        }
        (Some(BalanceType::Credit), None) => Counting::All,
        _ => Counting::ButAside,
    }
}

/// A sum that does not follow.
#[derive(Debug)]
struct OffToday {
    measure: Measure,
    difference: Decimal,
    /// How bad that is; `None` where nothing is found.
    severity: Option<Severity>,
    /// The same without what the profile makes of it.
    by: OffBy,
    is_undone: bool,
}

/// Tells the rows of a day.
struct Teller<'a> {
    date: Date,
    kind: Option<BalanceType>,
    counting: Counting,
    /// The balance, its rewards, its accrued interest, as they follow from row to row.
    running: [Option<Decimal>; 3],
    off: &'a [OffToday],
    told: &'a mut LedgerTold,
}

impl Teller<'_> {
    fn tell(&mut self, at: (usize, Place), line: Line) {
        match line {
            Line::Moved(moved) => self.tell_moved(at, &moved),
            Line::NotPosted(amount) => self.push(at, Measure::Balance, LedgerEntry::NotPosted { amount }, None),
            Line::Reported { amount, rewards, interest, status } => {
                self.tell_reported(at, Measure::Balance, amount, status.clone());
                for (measure, cell) in [(Measure::Rewards, rewards), (Measure::Interest, interest)] {
                    let is_off = self.off.iter().any(|off| off.measure == measure);
                    match cell {
                        Filled::No | Filled::NoColumn if !is_off => {}
                        Filled::No | Filled::NoColumn | Filled::NoNumber => {
                            self.tell_reported(at, measure, None, status.clone());
                        }
                        Filled::Sum(sum) => self.tell_reported(at, measure, Some(sum.get()), status.clone()),
                    }
                }
            }
        }
    }

    fn tell_moved(&mut self, at: (usize, Place), OwnTransaction { amount, rewards, ty, is_foreign }: &OwnTransaction) {
        // An accrual of a deposit is told where it counts.
        let is_accrual = self.kind == Some(BalanceType::Deposit) && ty == ACCRUED;
        let measure = if is_accrual { Measure::Interest } else { Measure::Balance };
        let mut moved = |measure, amount: Option<Decimal>, addable: Option<Decimal>| {
            let counted = self.counting.counts(measure, ty);
            let running = self.running.get_mut(measure as usize);
            let after = running.and_then(|running| {
                if counted {
                    *running = running.zip(addable).and_then(|(sum, amount)| sum.checked_add(amount));
                }
                *running
            });
            let transaction_type = String::from_utf8_lossy(ty).into_owned();
            self.push(at, measure, LedgerEntry::Transaction { transaction_type, amount, counted }, after);
        };
        moved(measure, *amount, amount.filter(|_| !is_foreign));
        match rewards {
            Filled::No | Filled::NoColumn => {}
            Filled::NoNumber => moved(Measure::Rewards, None, None),
            Filled::Sum(sum) => moved(Measure::Rewards, Some(sum.get()), Some(sum.get())),
        }
    }

    fn tell_reported(&mut self, at: (usize, Place), measure: Measure, amount: Option<Decimal>, status: String) {
        let expected = self.running.get(measure as usize).copied().flatten();
        self.push(at, measure, LedgerEntry::Reported { amount, status }, expected);
    }

    fn push(&mut self, (given, place): (usize, Place), measure: Measure, entry: LedgerEntry, after: Option<Decimal>) {
        if self.told.rows.len() >= MOST {
            self.told.beyond += 1;
            return;
        }
        let is_reported = matches!(entry, LedgerEntry::Reported { .. });
        let off = self.off.iter().find(|off| is_reported && off.measure == measure);
        let off = off.and_then(|off| Some(LedgerOff { difference: off.difference, severity: off.severity? }));
        let (day, column) = (self.date, measure.column());
        self.told.rows.push(LedgerRow { day, given, place, column, entry, after, off });
    }
}
