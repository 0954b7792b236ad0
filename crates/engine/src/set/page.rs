//! A page of the books: the balances of one type and currency on one day, and what moved them.

use super::known::{Balance, BalanceType, Known};
use super::money::Sum;
use super::movements::TypeTotal;
use super::moves::Fits;
use super::outcome::{Book, Movement, RecordAt};
use crate::decimal::Decimal;
use crate::rule::Severity;

#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    balances: u64,
    /// Those whose amount cannot be read.
    unread: u64,
    opening: Sum,
    closing: Sum,
    /// What moves every balance.
    moved: ByNumber,
    /// What moves a credit balance only where that fits: which it is has to be known of each record, for of a type that is
    /// not told apart from others nobody can say it later.
    moved_aside: ByNumber,
    checked: u64,
    off: u64,
    worst: Option<Severity>,
    righted: u64,
    only_with: u64,
    only_without: u64,
}

/// Movements by the number of their type.
#[derive(Clone, Debug, Default)]
struct ByNumber(Vec<TypeTotal<RecordAt>>);

impl ByNumber {
    fn add(&mut self, ty: u8, amount: Option<Decimal>, at: RecordAt) {
        if self.0.len() <= usize::from(ty) {
            self.0.resize_with(usize::from(ty) + 1, TypeTotal::default);
        }
        if let Some(total) = self.0.get_mut(usize::from(ty)) {
            total.add(amount, at);
        }
    }

    fn join(&mut self, other: Self) {
        if self.0.len() < other.0.len() {
            self.0.resize_with(other.0.len(), TypeTotal::default);
        }
        for (own, other) in self.0.iter_mut().zip(other.0) {
            own.join(other, |at| at.record);
        }
    }

    fn sum(&self) -> Sum {
        self.0.iter().fold(Sum::default(), |mut sum, total| {
            sum.add_sum(total.sum());
            sum
        })
    }

    fn told(&self, counted: bool, known: &Known) -> impl Iterator<Item = Movement<RecordAt>> {
        let totals = (0..=u8::MAX).zip(&self.0).filter(|(_, total)| !total.is_empty());
        totals.map(move |(ty, total)| total.clone().told(known.types.word(ty), counted))
    }
}

impl Page {
    pub(super) fn join(&mut self, other: Self) {
        self.balances += other.balances;
        self.unread += other.unread;
        self.opening.add_sum(other.opening);
        self.closing.add_sum(other.closing);
        self.moved.join(other.moved);
        self.moved_aside.join(other.moved_aside);
        self.checked += other.checked;
        self.off += other.off;
        self.worst = self.worst.max(other.worst);
        self.righted += other.righted;
        self.only_with += other.only_with;
        self.only_without += other.only_without;
    }

    pub(super) fn open(&mut self, amount: Decimal) {
        self.opening.add(amount);
    }

    /// A balance of the day; without an amount where that cannot be read.
    pub(super) fn close(&mut self, amount: Option<Decimal>) {
        self.balances += 1;
        match amount {
            Some(amount) => self.closing.add(amount),
            None => self.unread += 1,
        }
    }

    pub(super) fn closing(&self) -> Sum {
        self.closing
    }

    /// Whether the amounts of the balances could all be read.
    pub(super) fn is_read(&self) -> bool {
        self.unread == 0
    }

    /// A transaction of a type; without an amount where that cannot be read or added.
    pub(super) fn move_by(&mut self, ty: u8, is_aside: bool, amount: Option<Decimal>, at: RecordAt) {
        let movements = if is_aside { &mut self.moved_aside } else { &mut self.moved };
        movements.add(ty, amount, at);
    }

    /// It was looked at whether a balance follows.
    pub(super) fn check(&mut self, balance: &Balance, fits: Option<Fits>) {
        match (balance.kind, fits) {
            // Of which type it is decides what moves it.
            (BalanceType::Unknown, _) => return,
            (BalanceType::Credit, Some(Fits { but_aside: true, all: false })) => self.only_without += 1,
            (BalanceType::Credit, Some(Fits { but_aside: false, all: true })) => self.only_with += 1,
            _ => {}
        }
        self.checked += 1;
    }

    /// A balance does not follow.
    pub(super) fn off(&mut self, severity: Severity) {
        self.off += 1;
        self.worst = self.worst.max(Some(severity));
    }

    /// A balance is off only because it was off the other way round on the day before.
    pub(super) fn righted(&mut self) {
        self.righted += 1;
    }

    /// As the outcome has it, as far as the page itself knows: its sums as if every file had been read.
    pub(super) fn told(&self, kind: BalanceType, currency: u8, known: &Known) -> Book {
        let counts_aside = kind == BalanceType::Credit && (self.only_with > 0 || self.only_without == 0);
        let mut movements: Vec<_> =
            self.moved.told(true, known).chain(self.moved_aside.told(counts_aside, known)).collect();
        movements.sort_by(|a, b| a.transaction_type.cmp(&b.transaction_type));
        let mut expected = self.opening;
        expected.add_sum(self.moved.sum());
        if counts_aside {
            expected.add_sum(self.moved_aside.sum());
        }
        let (opening, closing) = (self.opening.get(), self.closing.get());
        Book {
            balance_type: match kind {
                BalanceType::Deposit => "deposit",
                BalanceType::Credit => "credit",
                BalanceType::Unknown => "",
            },
            currency: known.currencies.word(currency),
            balances: self.balances,
            opening,
            movements,
            closing,
            difference: expected.get().zip(closing).and_then(|(expected, closing)| closing.checked_sub(expected)),
            balances_checked: self.checked.min(self.balances),
            balances_off: self.off,
            worst: self.worst,
            balances_righted: self.righted,
            only_with: self.only_with,
            only_without: self.only_without,
        }
    }
}
