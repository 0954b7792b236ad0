//! Transactions: the day's, each on a balance and perhaps with a card.

use super::balances::is_told_missing;
use super::file::SetFile;
use super::keys::{Keys, hash};
use super::known::{Balance, BalanceType, Balances, Filled, Sent};
use super::moves::ACCRUED;
use super::names::OTHER;
use super::outcome::RecordAt;
use super::records::{filled, number, text};
use super::roll;
use super::suspects::{Look, Proof};
use super::types::KnownTypes;
use super::work::{NotAtHand, Reader, Work, plain};
use crate::decimal::Decimal;
use crate::lexer::Record;
use crate::rules::set::balance_roll_forward::moves_balance;
use crate::rules::set::rewards_roll_forward::moves_rewards;
use crate::rules::set::{balance_not_reported, closed_record_changed, reference_missing, transaction_resent};

pub(super) const KEY: &[&str] = &["client_transaction_id"];
const BALANCE: &[&str] = &["balance_id"];
const CARD: &[&str] = &["card_id"];
const ACCOUNT: &[&str] = &["account_id"];

/// Reads Transactions.
#[derive(Debug)]
pub(super) struct Transactions {
    key: Option<usize>,
    balance: Option<usize>,
    card: Option<usize>,
    amount: Option<usize>,
    rewards: Option<usize>,
    currency: Option<usize>,
    ty: Option<usize>,
    types: KnownTypes,
    /// Which numbers of types stand for known ones, as far as they have occurred.
    typed: [Option<bool>; 256],
    /// `fee_type`, `action`, `transfer_type`.
    words: [Option<usize>; 3],
    keys: Keys,
    on_credit: Vec<(u32, u32)>,
    no_card: NotAtHand,
}

/// What a transaction does to its balance.
pub(super) struct Effect<'a> {
    pub(super) record: u32,
    pub(super) balance: u64,
    pub(super) amount: Option<Decimal>,
    pub(super) rewards: Filled,
    pub(super) currency: u8,
    pub(super) ty: &'a [u8],
    pub(super) type_number: u8,
    /// Whether it is known what its type moves.
    pub(super) is_typed: bool,
}

impl Effect<'_> {
    /// Its type moves no balance of a deposit.
    pub(super) fn is_aside(&self) -> bool {
        !moves_balance(self.ty)
    }
}

impl Transactions {
    pub(super) fn new(file: &SetFile, work: &Work) -> Self {
        Self {
            key: file.field("client_transaction_id"),
            balance: file.field("balance_id"),
            card: file.field("card_id"),
            amount: file.field("amount"),
            rewards: file.field("rewards_amount"),
            currency: file.field("currency"),
            ty: file.field("type"),
            types: KnownTypes::new(work.profile.as_deref()),
            typed: [None; 256],
            words: ["fee_type", "action", "transfer_type"].map(|column| file.field(column)),
            keys: Keys::with_capacity(file.records),
            on_credit: Vec::new(),
            no_card: NotAtHand::default(),
        }
    }
}

impl Reader for Transactions {
    fn take(&mut self, record: &Record<'_>, work: &mut Work) {
        let mut scratch = std::mem::take(&mut work.scratch);
        let number_of_record = record.place.record as u32;
        let key = text(record, self.key, &mut scratch);
        if !key.is_empty() {
            self.keys.push(hash(key), number_of_record);
        }
        let balance = text(record, self.balance, &mut scratch);
        let has_balance = !balance.is_empty();
        let balance = hash(balance);
        let amount = number(record, self.amount, &mut scratch);
        let rewards = filled(record, self.rewards, &mut scratch);
        let currency = work.known.currencies.number(text(record, self.currency, &mut scratch));
        let words = self.words.map(|field| work.known.words.number(text(record, field, &mut scratch)));
        let card = text(record, self.card, &mut scratch);
        let card = (!card.is_empty()).then(|| hash(card));
        let ty = text(record, self.ty, &mut scratch);
        let type_number = work.known.types.number(ty);
        let [fee_type, action, transfer_type] = words;
        work.books.on(work.today.day).event([type_number, fee_type, action, transfer_type]);
        if has_balance {
            let is_typed = self.is_typed(ty, type_number);
            let record = number_of_record;
            let effect = Effect { record, balance, amount, rewards, currency, ty, type_number, is_typed };
            let balance = on_balance(&effect, work);
            if let Some(balance) =
                balance.filter(|balance| work.today.any_updates && balance.kind == BalanceType::Credit)
            {
                self.on_credit.push((number_of_record, balance.record));
            }
        }
        if let Some(card) = card {
            self.with_card(card, record, work);
        }
        work.scratch = scratch;
    }

    fn end(self: Box<Self>, torn: u64, work: &mut Work) {
        let Self { mut keys, no_card, on_credit, rewards, .. } = *self;
        keys.seal();
        if !work.known.cards.is_empty() {
            no_card.report(&reference_missing::RULE, CARD, "Cards", work);
        }
        resent(&keys, work);
        let (day, file) = (work.today.day, work.today.file);
        let balances = work.known.balances.as_ref().map_or(0, |balances| balances.file);
        work.known.transactions.push(Sent { day, file, keys, on_credit, balances });
        if torn == 0 {
            work.books.on(day).transactions_are_whole = true;
        }
        roll::forward(torn, rewards.is_some(), work);
    }
}

impl Transactions {
    fn is_typed(&mut self, ty: &[u8], number: u8) -> bool {
        match self.typed.get_mut(usize::from(number)) {
            Some(known) if number != OTHER => *known.get_or_insert_with(|| self.types.holds(ty)),
            _ => self.types.holds(ty),
        }
    }

    fn with_card(&mut self, card: u64, record: &Record<'_>, work: &mut Work) {
        work.known.any_card_used = true;
        let at = work.at(record);
        let Some(known) = work.known.cards.get(&card) else {
            self.no_card.note(at.record);
            return;
        };
        // On the day on which it was closed it may still have been used.
        if let Some(closed) = known.closed.filter(|closed| closed.day < at.day) {
            let other = Some(closed.look(&["card_status"], &["client_card_id"]));
            work.suspect(plain(&closed_record_changed::RULE), at.look(CARD, CARD), other, Proof::SameKey);
        }
    }
}

/// Adds a transaction to its balance; gives that, if there is such a one.
fn on_balance(effect: &Effect<'_>, work: &mut Work) -> Option<Balance> {
    let day = work.today.day;
    let at = RecordAt { file: work.today.file, record: u64::from(effect.record) };
    let balances = work.known.balances.as_mut().filter(|balances| balances.day == day)?;
    let Some(row) = balances.keys.find(effect.balance) else {
        without_balance(effect, work);
        return None;
    };
    let foreign = add(effect, row, balances);
    let balance = *balances.rows.get(row as usize)?;
    let of_balance = Look { file: balances.file, record: balance.record, column: ACCOUNT, key: super::balances::KEY };
    let amount = effect.amount.filter(|_| !foreign);
    work.books.on(day).moved(&balance, effect, amount, at);
    if !balance.marks.was_closed() {
        return Some(balance);
    }
    let look = Look { file: at.file, record: effect.record, column: BALANCE, key: BALANCE };
    if let Some(other) = closing(effect.balance, work) {
        work.suspect(plain(&closed_record_changed::RULE).assumed(), look, Some(other), Proof::SameKey);
    } else if let Some(account) = work.known.accounts.get(&balance.account)
        && let Some(closed) = account.closed.filter(|closed| (closed.day as usize) < day)
    {
        // The transaction names its balance, not the account; that both belong together is in Balances.
        let other = closed.look(&["status"], &["client_account_id"]);
        work.suspect(plain(&closed_record_changed::RULE), look, Some(other), Proof::Linked(of_balance));
    }
    Some(balance)
}

/// Where a balance was final: yesterday or, when yesterday has it not, on an earlier day.
fn closing(balance: u64, work: &Work) -> Option<Look> {
    let look = |file, record| Look { file, record, column: &["status"], key: super::balances::KEY };
    let yesterday = work.known.balances_before.as_ref().filter(|before| work.today.before == Some(before.day));
    if let Some((then, file)) = yesterday.and_then(|before| Some((before.find(balance)?, before.file))) {
        return then.status.is_terminal().then(|| look(file, then.record));
    }
    let closing =
        work.known.balances_closed.get(&balance).filter(|closing| (closing.at.day as usize) < work.today.day)?;
    Some(look(closing.at.file as usize, closing.at.record))
}

/// Adds a transaction to a balance; says whether it is in another currency, so that it cannot be added.
pub(super) fn add(effect: &Effect<'_>, row: u32, balances: &mut Balances) -> bool {
    let mut sure = true;
    if let Some(amount) = effect.amount {
        if !effect.is_aside() {
            let Some(balance) = balances.rows.get_mut(row as usize) else { return false };
            sure &= balance.moved.add(amount);
        } else if let Some(extra) = balances.extra_mut(row) {
            let sum = if effect.ty == ACCRUED { &mut extra.interest_moved } else { &mut extra.dispute_moved };
            sure &= sum.add(amount);
        }
    }
    if !matches!(effect.rewards, Filled::No)
        && moves_rewards(effect.ty)
        && let Some(extra) = balances.extra_mut(row)
    {
        match effect.rewards {
            Filled::Sum(rewards) => sure &= extra.rewards_moved.add(rewards.get()),
            _ => extra.rewards = Filled::NoNumber,
        }
    }
    let Some(balance) = balances.rows.get_mut(row as usize) else { return false };
    // Amounts of two currencies cannot be added. A balance that does not say its currency has its transactions'.
    let own = if balance.currency == 0 { balance.moved_in } else { balance.currency };
    let foreign = own != 0 && effect.currency != 0 && own != effect.currency;
    if balance.moved_in == 0 {
        balance.moved_in = effect.currency;
    }
    if !effect.is_typed {
        balance.marks.move_untyped();
    }
    balance.unsure |= foreign || effect.amount.is_none() || !sure;
    foreign
}

/// A transaction on a balance that is not in the day's Balances.
fn without_balance(effect: &Effect<'_>, work: &mut Work) {
    let known = &work.known;
    if known.balances.as_ref().is_some_and(|balances| balances.torn) {
        work.skip(None, "which transactions have no balance", "a record of Balances cannot be told from others");
        return;
    }
    let look = Look { file: work.today.file, record: effect.record, column: BALANCE, key: BALANCE };
    match known.balances_before.as_ref().and_then(|before| Some((before.file, before.find(effect.balance)?))) {
        Some((file, then)) if then.status.is_terminal() => {
            let other = Look { file, record: then.record, column: &["status"], key: super::balances::KEY };
            work.suspect(plain(&closed_record_changed::RULE).assumed(), look, Some(other), Proof::SameKey);
        }
        Some(_) if is_told_missing(effect.balance, work) => {
            work.suppress(&reference_missing::RULE, &balance_not_reported::RULE);
        }
        _ => work.suspect(plain(&reference_missing::RULE), look, None, Proof::None),
    }
}

/// Transactions that an earlier day had already.
fn resent(keys: &Keys, work: &mut Work) {
    let mut again = Vec::new();
    for sent in work.known.transactions.iter().filter(|sent| sent.day < work.today.day) {
        for (hash, record) in keys.iter() {
            if let Some(earlier) = sent.keys.find(hash) {
                again.push((record, sent.file, earlier));
            }
        }
    }
    again.sort_unstable();
    // Of a transaction sent three times, the first sending is the one to compare with.
    again.dedup_by_key(|(record, ..)| *record);
    for (record, file, earlier) in again {
        let at = Look { file: work.today.file, record, column: KEY, key: KEY };
        let other = Look { file, record: earlier, column: KEY, key: KEY };
        work.suspect(plain(&transaction_resent::RULE), at, Some(other), Proof::SameKey);
    }
}
