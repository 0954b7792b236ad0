//! The books of each day: opening, movements by type, closing, for each type of balance and currency.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use foldhash::fast::FixedState;

use super::known::{Balance, BalanceType, Known};
use super::money::Sum;
use super::moves::{Counting, Fits};
use super::outcome::{Book, EventTuple, Movement, RecordAt};
use super::suspects::Measure;
use crate::checker::Settings;
use crate::decimal::Decimal;
use crate::rule::Severity;
use crate::rules::set::balance_roll_forward;
use crate::sink::Override;

/// So many places are kept of the transactions of one type.
pub(super) const FIRST: usize = 5;

/// The books of all days.
#[derive(Debug, Default)]
pub(super) struct Books {
    pub(super) pages: BTreeMap<(usize, BalanceType, u8), Page>,
    /// Days whose day before is at hand, and which day that is.
    opened: BTreeMap<usize, usize>,
    /// Days whose Balances were read.
    pub(super) closed: BTreeSet<usize>,
    /// Days of whose Balances a record cannot be told from others.
    torn: BTreeSet<usize>,
    /// Days whose transactions could all be read.
    moved_wholly: BTreeSet<usize>,
    /// The amounts that are not posted yet, by day and currency.
    pub(super) open_amounts: BTreeMap<(usize, u8), Sum>,
    /// How many of them there are, by day.
    open_count: BTreeMap<usize, u64>,
    /// Days whose Non-Posted Transactions, or Balances, have an amount that cannot be read.
    pub(super) unsure: BTreeSet<usize>,
    /// Days whose Non-Posted Transactions were read.
    pub(super) open_read: BTreeSet<usize>,
    /// What the profile makes of a balance that does not follow.
    override_of_off: Option<Override>,
    /// By day, whether they are not posted yet, and their words.
    events: HashMap<(usize, bool, [u8; 4]), u64, FixedState>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    balances: u64,
    /// Those whose amount cannot be read.
    unread: u64,
    opening: Sum,
    pub(super) closing: Sum,
    /// By the number of the transactions' type.
    movements: Vec<Moved>,
    checked: u64,
    off: u64,
    worst: Option<Severity>,
    righted: u64,
    only_with: u64,
    only_without: u64,
}

#[derive(Clone, Debug, Default)]
struct Moved {
    /// Nothing where one of them cannot be read or added.
    sum: Sum,
    count: u64,
    first: Vec<RecordAt>,
}

impl Page {
    fn join(&mut self, other: Self) {
        self.balances += other.balances;
        self.unread += other.unread;
        self.opening.add_sum(other.opening);
        self.closing.add_sum(other.closing);
        self.checked += other.checked;
        self.off += other.off;
        self.worst = self.worst.max(other.worst);
        self.righted += other.righted;
        self.only_with += other.only_with;
        self.only_without += other.only_without;
        if self.movements.len() < other.movements.len() {
            self.movements.resize(other.movements.len(), Moved::default());
        }
        for (own, Moved { sum, count, first }) in self.movements.iter_mut().zip(other.movements) {
            own.sum.add_sum(sum);
            own.count += count;
            own.first.extend(first);
            own.first.sort_unstable_by_key(|at| at.record);
            own.first.truncate(FIRST);
        }
    }
}

impl Books {
    fn page(&mut self, day: usize, kind: BalanceType, currency: u8) -> &mut Page {
        self.pages.entry((day, kind, currency)).or_default()
    }

    pub(super) fn close(&mut self, day: usize, kind: BalanceType, currency: u8, balance: Option<Decimal>) {
        let page = self.page(day, kind, currency);
        page.balances += 1;
        if let Some(balance) = balance {
            page.closing.add(balance);
        } else {
            page.unread += 1;
            self.unsure.insert(day);
        }
    }

    /// The Balances of a day have been read.
    pub(super) fn closed(&mut self, day: usize) {
        self.closed.insert(day);
    }

    /// A record of Balances cannot be told from others: no sum of theirs is known.
    pub(super) fn torn(&mut self, day: usize) {
        self.torn.insert(day);
        self.unsure.insert(day);
    }

    pub(super) fn open(&mut self, day: usize, kind: BalanceType, currency: u8, balance: Decimal) {
        self.page(day, kind, currency).opening.add(balance);
    }

    pub(super) fn opened(&mut self, day: usize, before: usize) {
        self.opened.insert(day, before);
    }

    /// All transactions of a day have been read.
    pub(super) fn moved_wholly(&mut self, day: usize) {
        self.moved_wholly.insert(day);
    }

    /// A transaction on such a balance; without an amount where that cannot be read or added.
    pub(super) fn moved(
        &mut self,
        day: usize,
        kind: BalanceType,
        currency: u8,
        ty: u8,
        amount: Option<Decimal>,
        at: RecordAt,
    ) {
        let movements = &mut self.page(day, kind, currency).movements;
        if movements.len() <= usize::from(ty) {
            movements.resize(usize::from(ty) + 1, Moved::default());
        }
        let Some(moved) = movements.get_mut(usize::from(ty)) else { return };
        match amount {
            Some(amount) => moved.sum.add(amount),
            None => moved.sum = Sum::UNKNOWN,
        }
        moved.count += 1;
        if moved.first.len() < FIRST {
            moved.first.push(at);
        }
    }

    /// It was looked at whether a balance follows.
    pub(super) fn checked(&mut self, day: usize, balance: &Balance, fits: Option<Fits>) {
        let page = self.page(day, balance.kind, balance.currency);
        match (balance.kind, fits) {
            // Of which type it is decides what moves it.
            (BalanceType::Unknown, _) => return,
            (BalanceType::Credit, Some(Fits { but_aside: true, all: false })) => page.only_without += 1,
            (BalanceType::Credit, Some(Fits { but_aside: false, all: true })) => page.only_with += 1,
            _ => {}
        }
        page.checked += 1;
    }

    pub(super) fn off(&mut self, day: usize, kind: BalanceType, currency: u8, severity: Severity) {
        let page = self.page(day, kind, currency);
        page.off += 1;
        page.worst = page.worst.max(Some(severity));
    }

    /// A balance is off only because it was off the other way round on the day before.
    pub(super) fn righted(&mut self, day: usize, kind: BalanceType, currency: u8) {
        self.page(day, kind, currency).righted += 1;
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

    /// Everything has been read. What does not say its currency has the only one that there is, if there is one.
    pub(super) fn settle(&mut self, only: Option<u8>, settings: &Settings) {
        self.override_of_off = settings.overrides().get(balance_roll_forward::RULE.name).copied();
        let Some(only) = only else { return };
        for ((day, kind, currency), page) in std::mem::take(&mut self.pages) {
            let currency = if currency == 0 { only } else { currency };
            self.page(day, kind, currency).join(page);
        }
        for ((day, currency), sum) in std::mem::take(&mut self.open_amounts) {
            let currency = if currency == 0 { only } else { currency };
            self.open_amounts.entry((day, currency)).or_default().add_sum(sum);
        }
    }

    /// Whether the amounts of these balances could all be read.
    fn is_read(&self, of: (usize, BalanceType, u8)) -> bool {
        !self.torn.contains(&of.0) && self.pages.get(&of).is_none_or(|page| page.unread == 0)
    }

    /// The books of a day.
    pub(super) fn of_day(&self, day: usize, known: &Known) -> Vec<Book> {
        let of_day = self.pages.iter().filter(|((of, ..), _)| *of == day);
        of_day.map(|((_, kind, currency), page)| self.book(day, *kind, *currency, page, known)).collect()
    }

    fn book(&self, day: usize, kind: BalanceType, currency: u8, page: &Page, known: &Known) -> Book {
        let is_credit = kind == BalanceType::Credit;
        let all = is_credit && (page.only_with > 0 || page.only_without == 0);
        let counting = if all { Counting::All } else { Counting::ButAside };
        let mut movements: Vec<Movement<RecordAt>> = Vec::new();
        let mut expected = page.opening;
        for (ty, moved) in (0..=u8::MAX).zip(&page.movements).filter(|(_, moved)| moved.count > 0) {
            let transaction_type = known.types.word(ty);
            let counted = counting.counts(Measure::Balance, transaction_type.as_bytes());
            if counted {
                expected.add_sum(moved.sum);
            }
            let Moved { sum, count, first } = moved;
            movements.push(Movement { transaction_type, sum: sum.get(), count: *count, counted, first: first.clone() });
        }
        movements.sort_by(|a, b| a.transaction_type.cmp(&b.transaction_type));
        let before = self.opened.get(&day).filter(|before| self.is_read((**before, kind, currency)));
        let opening = page.opening.get().filter(|_| before.is_some());
        let closing = page.closing.get().filter(|_| self.is_read((day, kind, currency)));
        let expected = expected.get().filter(|_| self.moved_wholly.contains(&day));
        let worst = match self.override_of_off {
            Some(Override::Off) => None,
            Some(Override::To(severity)) => page.worst.map(|_| severity),
            None => page.worst,
        };
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
                .and(expected)
                .zip(closing)
                .and_then(|(expected, closing)| closing.checked_sub(expected)),
            balances_checked: page.checked.min(page.balances),
            balances_off: page.off,
            worst,
            balances_righted: page.righted,
            only_with: page.only_with,
            only_without: page.only_without,
        }
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
