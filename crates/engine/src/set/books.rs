//! The books of each day: opening, movements by type, closing, for each type of balance and currency.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use daybreak_calendar::Date;
use foldhash::fast::FixedState;

use super::known::{BalanceType, Known};
use super::money::Sum;
use super::outcome::{Book, EventTuple, FboTotal, Movement, RecordAt};
use crate::decimal::Decimal;
use crate::rules::set::balance_roll_forward::moves_balance;

/// So many places are kept of the transactions of one type.
pub(super) const FIRST: usize = 5;

/// The books of all days.
#[derive(Debug, Default)]
pub(super) struct Books {
    pages: BTreeMap<(usize, BalanceType, u8), Page>,
    /// Days whose opening is known.
    opened: BTreeSet<usize>,
    /// The amounts that are not posted yet, by day and currency.
    open_amounts: BTreeMap<(usize, u8), Sum>,
    /// How many of them there are, by day.
    open_count: BTreeMap<usize, u64>,
    /// Days whose Non-Posted Transactions, or Balances, have an amount that cannot be read.
    unsure: BTreeSet<usize>,
    /// Days whose Non-Posted Transactions were read.
    open_read: BTreeSet<usize>,
    /// By day, whether they are not posted yet, and their words.
    events: HashMap<(usize, bool, [u8; 4]), u64, FixedState>,
}

#[derive(Debug, Default)]
struct Page {
    balances: u64,
    opening: Sum,
    closing: Sum,
    /// By the number of the transactions' type.
    movements: Vec<Moved>,
    off: u64,
}

#[derive(Clone, Debug, Default)]
struct Moved {
    sum: Sum,
    count: u64,
    first: Vec<RecordAt>,
}

impl Books {
    fn page(&mut self, day: usize, kind: BalanceType, currency: u8) -> &mut Page {
        self.pages.entry((day, kind, currency)).or_default()
    }

    pub(super) fn close(&mut self, day: usize, kind: BalanceType, currency: u8, balance: Option<Decimal>) {
        let page = self.page(day, kind, currency);
        page.balances += 1;
        match balance {
            Some(balance) => page.closing.add(balance),
            None => {
                self.unsure.insert(day);
            }
        }
    }

    pub(super) fn open(&mut self, day: usize, kind: BalanceType, currency: u8, balance: Decimal) {
        self.page(day, kind, currency).opening.add(balance);
    }

    pub(super) fn opened(&mut self, day: usize) {
        self.opened.insert(day);
    }

    pub(super) fn moved(&mut self, day: usize, kind: BalanceType, currency: u8, ty: u8, amount: Decimal, at: RecordAt) {
        let movements = &mut self.page(day, kind, currency).movements;
        if movements.len() <= usize::from(ty) {
            movements.resize(usize::from(ty) + 1, Moved::default());
        }
        let Some(moved) = movements.get_mut(usize::from(ty)) else { return };
        moved.sum.add(amount);
        moved.count += 1;
        if moved.first.len() < FIRST {
            moved.first.push(at);
        }
    }

    pub(super) fn off(&mut self, day: usize, kind: BalanceType, currency: u8) {
        self.page(day, kind, currency).off += 1;
    }

    pub(super) fn not_posted(&mut self, day: usize, currency: u8, amount: Option<Decimal>) {
        *self.open_count.entry(day).or_default() += 1;
        match amount {
            Some(amount) => self.open_amounts.entry((day, currency)).or_default().add(amount),
            None => {
                self.unsure.insert(day);
            }
        }
    }

    pub(super) fn not_posted_count(&self, day: usize) -> u64 {
        self.open_count.get(&day).copied().unwrap_or(0)
    }

    pub(super) fn open_read(&mut self, day: usize) {
        self.open_read.insert(day);
    }

    pub(super) fn unsure(&mut self, day: usize) {
        self.unsure.insert(day);
    }

    pub(super) fn event(&mut self, day: usize, words: [u8; 4]) {
        *self.events.entry((day, false, words)).or_default() += 1;
    }

    /// An item that is not posted yet, with its type and how it is transferred: it has no other words.
    pub(super) fn open_event(&mut self, day: usize, [ty, transfer_type]: [u8; 2]) {
        *self.events.entry((day, true, [ty, 0, 0, transfer_type])).or_default() += 1;
    }

    /// The books of a day.
    pub(super) fn of_day(&self, day: usize, known: &Known) -> Vec<Book> {
        let of_day = self.pages.iter().filter(|((of, ..), _)| *of == day);
        of_day.map(|((_, kind, currency), page)| self.book(day, *kind, *currency, page, known)).collect()
    }

    fn book(&self, day: usize, kind: BalanceType, currency: u8, page: &Page, known: &Known) -> Book {
        let mut movements: Vec<Movement<RecordAt>> = Vec::new();
        let mut expected = page.opening;
        for (ty, moved) in (0..=u8::MAX).zip(&page.movements).filter(|(_, moved)| moved.count > 0) {
            let transaction_type = known.types.word(ty);
            let counted = kind == BalanceType::Credit || moves_balance(transaction_type.as_bytes());
            if counted {
                expected.add_sum(moved.sum);
            }
            let Moved { sum, count, first } = moved;
            movements.push(Movement { transaction_type, sum: sum.get(), count: *count, counted, first: first.clone() });
        }
        movements.sort_by(|a, b| a.transaction_type.cmp(&b.transaction_type));
        let opening = page.opening.get().filter(|_| self.opened.contains(&day));
        let closing = page.closing.get();
        Book {
            balance_type: match kind {
                BalanceType::Deposit => "deposit",
                BalanceType::Credit => "credit",
                BalanceType::Unknown => "",
            },
            currency: known.currencies.word(currency),
            balances: page.balances,
            opening,
            movements,
            closing,
            difference: opening
                .and(expected.get())
                .zip(closing)
                .and_then(|(expected, closing)| closing.checked_sub(expected)),
            balances_off: page.off,
        }
    }

    /// What the account at the bank should hold on a day; nothing unless both of its files were read.
    pub(super) fn fbo(&self, day: usize, date: Date, known: &Known, stated: &[Stated]) -> Vec<FboTotal> {
        let mut sums: BTreeMap<String, (Sum, Sum)> = BTreeMap::new();
        let deposits = self.pages.iter().filter(|((of, kind, _), _)| *of == day && *kind == BalanceType::Deposit);
        for ((_, _, currency), page) in deposits {
            sums.entry(known.currencies.word(*currency)).or_default().0 = page.closing;
        }
        for ((_, currency), sum) in self.open_amounts.iter().filter(|((of, _), _)| *of == day) {
            sums.entry(known.currencies.word(*currency)).or_default().1 = *sum;
        }
        let of_day = stated.iter().filter(|stated| stated.day.is_none_or(|day| day == date));
        for stated in of_day.clone() {
            sums.entry(stated.currency.clone()).or_default();
        }
        if !self.open_read.contains(&day) || self.unsure.contains(&day) {
            return Vec::new();
        }
        let total = |currency: String, (balances, open): (Sum, Sum)| {
            let mut both = balances;
            both.add_sum(open);
            let stated = of_day.clone().find(|stated| stated.currency == currency).map(|stated| stated.amount);
            FboTotal { currency, balances: balances.get(), non_posted: open.get(), total: both.get(), stated }
        };
        sums.into_iter().map(|(currency, sums)| total(currency, sums)).collect()
    }

    /// The combinations of types of a day's transactions, and of its items that are not posted yet.
    pub(super) fn events(&self, day: usize, known: &Known) -> BTreeMap<EventTuple, u64> {
        let word = |number: u8| known.words.word(number);
        let mut events: BTreeMap<EventTuple, u64> = BTreeMap::new();
        let of_day = self.events.iter().filter(|((of, ..), _)| *of == day);
        for ((_, not_posted, [ty, fee_type, action, transfer_type]), count) in of_day {
            let tuple = EventTuple {
                transaction_type: known.types.word(*ty),
                fee_type: word(*fee_type),
                action: word(*action),
                transfer_type: word(*transfer_type),
                not_posted: *not_posted,
            };
            // Words that are no text can look alike.
            *events.entry(tuple).or_default() += count;
        }
        events
    }
}

/// What the account at the bank holds, as the user has read it off the bank's own report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The activity day at whose end it holds it; `None` for any.
    pub day: Option<Date>,
    /// The currency.
    pub currency: String,
    /// How much.
    pub amount: Decimal,
}

#[cfg(test)]
mod tests {
    use super::{Books, Known};

    #[test]
    fn words_that_look_alike_are_counted_together() {
        let (mut known, mut books) = (Known::default(), Books::default());
        // Neither is text, and so both are shown alike.
        for word in [b"d\xe9bit", b"d\xe8bit", b"d\xe9bit"] {
            let ty = known.types.number(word);
            books.event(0, [ty, 0, 0, 0]);
        }
        assert_eq!(books.events(0, &known).into_values().collect::<Vec<_>>(), [3]);
    }
}
