//! The books of each day: opening, movements by type, closing, for each type of balance and currency; what is not posted yet;
//! which combinations of types occur.

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::FixedState;

use super::known::{Balance, BalanceType, FileRead, Known};
use super::money::Sum;
use super::moves::Fits;
use super::outcome::{Book, EventTuple, RecordAt};
use super::page::Page;
use super::transactions::Effect;
use crate::checker::Settings;
use crate::decimal::Decimal;
use crate::rule::Severity;
use crate::rules::set::balance_roll_forward;
use crate::sink::Override;

/// The books of all days.
#[derive(Debug, Default)]
pub(super) struct Books {
    days: BTreeMap<usize, DayBooks>,
    /// What the profile makes of a balance that does not follow.
    override_of_off: Option<Override>,
}

/// The books of a day.
#[derive(Debug, Default)]
pub(super) struct DayBooks {
    pub(super) pages: BTreeMap<(BalanceType, u8), Page>,
    /// The day before, where its Balances are at hand.
    opening_day: Option<usize>,
    /// Where they are torn, no sum of theirs is known.
    pub(super) balances: FileRead,
    /// All transactions could be read.
    pub(super) transactions_are_whole: bool,
    pub(super) pending_is_read: bool,
    /// The amounts that are not posted yet, by currency.
    pub(super) pending_amounts: BTreeMap<u8, Sum>,
    pub(super) pending_count: u64,
    /// An amount of Balances, or one that is not posted yet, cannot be read.
    pub(super) is_unsure: bool,
    /// How many transactions have these words.
    events: HashMap<[u8; 4], u64, FixedState>,
    /// How many items that are not posted yet have this type and way of transfer: they have no other words.
    pending_events: HashMap<[u8; 2], u64, FixedState>,
}

impl DayBooks {
    fn page(&mut self, kind: BalanceType, currency: u8) -> &mut Page {
        self.pages.entry((kind, currency)).or_default()
    }

    pub(super) fn open(&mut self, kind: BalanceType, currency: u8, amount: Decimal) {
        self.page(kind, currency).open(amount);
    }

    /// The balances of this day before have been opened with.
    pub(super) fn opened_from(&mut self, before: usize) {
        self.opening_day = Some(before);
    }

    /// A balance; without an amount where that cannot be read.
    pub(super) fn close(&mut self, kind: BalanceType, currency: u8, amount: Option<Decimal>) {
        self.page(kind, currency).close(amount);
        self.is_unsure |= amount.is_none();
    }

    /// The Balances have been read.
    pub(super) fn closed(&mut self, is_torn: bool) {
        self.balances = if is_torn { FileRead::Torn } else { FileRead::Wholly };
        self.is_unsure |= is_torn;
    }

    /// A transaction on a balance; without an amount where that cannot be read or added.
    pub(super) fn moved(&mut self, balance: &Balance, effect: &Effect<'_>, amount: Option<Decimal>, at: RecordAt) {
        let page = self.page(balance.kind, balance.currency);
        page.move_by(effect.type_number, effect.is_aside(), amount, at);
    }

    /// It was looked at whether a balance follows.
    pub(super) fn checked(&mut self, balance: &Balance, fits: Option<Fits>) {
        self.page(balance.kind, balance.currency).check(balance, fits);
    }

    /// A balance does not follow.
    pub(super) fn off(&mut self, kind: BalanceType, currency: u8, severity: Severity) {
        self.page(kind, currency).off(severity);
    }

    /// A balance is off only because it was off the other way round on the day before.
    pub(super) fn righted(&mut self, kind: BalanceType, currency: u8) {
        self.page(kind, currency).righted();
    }

    /// An item that is not posted yet; without an amount where that cannot be read.
    pub(super) fn pending(&mut self, currency: u8, amount: Option<Decimal>) {
        self.pending_count += 1;
        match amount {
            Some(amount) => self.pending_amounts.entry(currency).or_default().add(amount),
            None => self.is_unsure = true,
        }
    }

    /// Non-Posted Transactions have been read.
    pub(super) fn pending_read(&mut self, is_torn: bool) {
        self.pending_is_read = true;
        self.is_unsure |= is_torn;
    }

    pub(super) fn event(&mut self, words: [u8; 4]) {
        *self.events.entry(words).or_default() += 1;
    }

    pub(super) fn pending_event(&mut self, words: [u8; 2]) {
        *self.pending_events.entry(words).or_default() += 1;
    }

    /// What does not say its currency has this one.
    fn settle(&mut self, only: u8) {
        for ((kind, currency), page) in std::mem::take(&mut self.pages) {
            self.page(kind, if currency == 0 { only } else { currency }).join(page);
        }
        for (currency, sum) in std::mem::take(&mut self.pending_amounts) {
            self.pending_amounts.entry(if currency == 0 { only } else { currency }).or_default().add_sum(sum);
        }
    }

    /// Whether the amounts of these balances could all be read.
    fn is_read(&self, page: (BalanceType, u8)) -> bool {
        self.balances != FileRead::Torn && self.pages.get(&page).is_none_or(Page::is_read)
    }
}

impl Books {
    /// The books of a day, to be written in.
    pub(super) fn on(&mut self, day: usize) -> &mut DayBooks {
        self.days.entry(day).or_default()
    }

    /// The books of a day of which any file was read.
    pub(super) fn day(&self, day: usize) -> Option<&DayBooks> {
        self.days.get(&day)
    }

    /// Everything has been read. What does not say its currency has the only one that there is, if there is one.
    pub(super) fn settle(&mut self, only: Option<u8>, settings: &Settings) {
        self.override_of_off = settings.overrides().get(balance_roll_forward::RULE.name).copied();
        if let Some(only) = only {
            self.days.values_mut().for_each(|day| day.settle(only));
        }
    }

    /// The books of a day as the outcome has them.
    pub(super) fn told(&self, day: usize, known: &Known) -> Vec<Book> {
        let Some(books) = self.day(day) else { return Vec::new() };
        let before = books.opening_day.and_then(|before| self.day(before));
        let told = books.pages.iter().map(|(&(kind, currency), page)| {
            let book = page.told(kind, currency, known);
            let opening = book.opening.filter(|_| before.is_some_and(|before| before.is_read((kind, currency))));
            let closing = book.closing.filter(|_| books.is_read((kind, currency)));
            let is_whole = books.transactions_are_whole && opening.is_some() && closing.is_some();
            let worst = match self.override_of_off {
                Some(Override::Off) => None,
                Some(Override::To(severity)) => book.worst.map(|_| severity),
                None => book.worst,
            };
            Book { opening, closing, difference: book.difference.filter(|_| is_whole), worst, ..book }
        });
        told.collect()
    }

    /// The combinations of types of a day's transactions, and of its items that are not posted yet.
    pub(super) fn events(&self, day: usize, known: &Known) -> BTreeMap<EventTuple, u64> {
        let Some(books) = self.day(day) else { return BTreeMap::new() };
        let tuple = |[ty, fee_type, action, transfer_type]: [u8; 4], not_posted| EventTuple {
            transaction_type: known.types.word(ty),
            fee_type: known.words.word(fee_type),
            action: known.words.word(action),
            transfer_type: known.words.word(transfer_type),
            not_posted,
        };
        let posted = books.events.iter().map(|(words, count)| (tuple(*words, false), count));
        let pending =
            books.pending_events.iter().map(|(&[ty, transfer], count)| (tuple([ty, 0, 0, transfer], true), count));
        let mut events: BTreeMap<EventTuple, u64> = BTreeMap::new();
        for (tuple, count) in posted.chain(pending) {
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
            books.on(0).event([ty, 0, 0, 0]);
        }
        assert_eq!(books.events(0, &known).into_values().collect::<Vec<_>>(), [3]);
    }
}
