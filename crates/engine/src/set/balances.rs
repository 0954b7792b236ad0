//! Balances: every one that is not closed, every day.

use super::file::SetFile;
use super::keys::{Keys, hash};
use super::known::{At, Balance, BalanceType, Balances, Extra, NO_EXTRA, Status};
use super::records::{number, text};
use super::suspects::{Look, Proof, Suspect};
use super::work::{NotAtHand, Reader, Today, Work, plain};
use crate::decimal::Decimal;
use crate::lexer::Record;
use crate::rules::set::{balance_account_changed, balance_not_reported, closed_record_changed, reference_missing};

pub(super) const KEY: &[&str] = &["client_balance_id", "id"];

/// Reads Balances.
#[derive(Debug)]
pub(super) struct BalancesReader {
    keys: [Option<usize>; 2],
    account: Option<usize>,
    status: Option<usize>,
    kind: Option<usize>,
    balance: Option<usize>,
    rewards: Option<usize>,
    interest: Option<usize>,
    currency: Option<usize>,
    no_account: NotAtHand,
    read: Balances,
}

impl BalancesReader {
    pub(super) fn new(file: &SetFile, work: &mut Work) -> Self {
        let known = &mut work.known;
        // Of the days before the last, only which balances there were is still of use.
        if let Some(older) = known.balances_before.take() {
            known.balances_once.push(older.keys);
        }
        known.balances_before = known.balances.take();
        let Today { day, file: index, .. } = work.today;
        Self {
            keys: [file.field("client_balance_id"), file.field("id")],
            account: file.field("account_id"),
            status: file.field("status"),
            kind: file.field("type"),
            balance: file.field("balance"),
            rewards: file.field("rewards_balance"),
            interest: file.field("interest_accrued_balance"),
            currency: file.field("currency"),
            no_account: NotAtHand::default(),
            read: Balances {
                day,
                file: index,
                keys: Keys::with_capacity(file.records),
                rows: Vec::with_capacity(file.records as usize),
                ..Balances::default()
            },
        }
    }
}

impl Reader for BalancesReader {
    fn take(&mut self, record: &Record<'_>, work: &mut Work) {
        let mut scratch = std::mem::take(&mut work.scratch);
        let row = self.read.rows.len() as u32;
        let mut keyed = false;
        for field in self.keys {
            let key = text(record, field, &mut scratch);
            if !key.is_empty() {
                self.read.keys.push(hash(key), row);
                keyed = true;
            }
        }
        self.read.torn |= !keyed;
        let account = text(record, self.account, &mut scratch);
        if !account.is_empty() && !work.known.accounts.contains_key(&hash(account)) {
            self.no_account.note(record.place.record as u32);
        }
        let account = hash(account);
        let status = match text(record, self.status, &mut scratch) {
            b"active" => Status::Active,
            b"inactive" => Status::Inactive,
            b"closed" => Status::Closed,
            b"receivable_transferred" => Status::Transferred,
            _ => Status::Unknown,
        };
        let kind = match text(record, self.kind, &mut scratch) {
            b"deposit" => BalanceType::Deposit,
            b"credit" => BalanceType::Credit,
            _ => BalanceType::Unknown,
        };
        let currency = work.known.currencies.number(text(record, self.currency, &mut scratch));
        let balance = number(record, self.balance, &mut scratch);
        let rewards = number(record, self.rewards, &mut scratch).map(Into::into);
        let interest = number(record, self.interest, &mut scratch).map(Into::into);
        self.read.rows.push(Balance {
            account,
            record: record.place.record as u32,
            extra: NO_EXTRA,
            amount: balance.unwrap_or(Decimal::ZERO).into(),
            moved: Decimal::ZERO.into(),
            kind,
            status,
            currency,
            unsure: balance.is_none(),
            was_closed: false,
        });
        if (rewards.is_some() || interest.is_some())
            && let Some(extra) = self.read.extra_mut(row)
        {
            *extra = Extra { rewards, interest, ..Extra::default() };
        }
        work.books.close(work.today.day, kind, currency, balance);
        work.scratch = scratch;
    }

    fn end(self: Box<Self>, torn: u64, work: &mut Work) {
        let Self { mut read, no_account, .. } = *self;
        read.torn |= torn > 0;
        read.keys.seal();
        read.extras.shrink_to_fit();
        mark_repeated(&mut read);
        if !work.known.accounts.is_empty() {
            no_account.report(&reference_missing::RULE, &["account_id"], "Accounts", work);
        }
        let before = work.known.balances_before.take();
        if let Some(before) = before.as_ref().filter(|before| work.today.before == Some(before.day)) {
            for row in &before.rows {
                work.books.open(work.today.day, row.kind, row.currency, row.amount.get());
            }
            work.books.opened(work.today.day);
            against_before(&mut read, before, work);
            missing(&read, before, work);
        }
        returned(&read, before.as_ref(), work);
        mark_closed_accounts(&mut read, work);
        work.known.balances_before = before;
        work.known.balances = Some(read);
    }
}

/// A balance that stands in the file twice: which is right is not known, and its own check tells it.
fn mark_repeated(read: &mut Balances) {
    let mut repeated = Vec::new();
    let mut last: Option<(u64, u32)> = None;
    for (hash, row) in read.keys.iter() {
        if let Some((earlier, first)) = last
            && earlier == hash
        {
            repeated.extend([first, row]);
        }
        last = Some((hash, row));
    }
    for row in repeated {
        if let Some(row) = read.rows.get_mut(row as usize) {
            row.unsure = true;
        }
    }
}

/// Balances of accounts that were closed on a day before.
fn mark_closed_accounts(read: &mut Balances, work: &Work) {
    if !work.known.any_account_closed {
        return;
    }
    for row in &mut read.rows {
        let closed = work.known.accounts.get(&row.account).and_then(|account| account.closed);
        row.was_closed |= closed.is_some_and(|closed| (closed.day as usize) < read.day);
    }
}

/// What must not change of a balance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    /// It was final, and is sent as one that is not.
    Reopened,
    /// It is still closed, with another amount.
    Amount,
    /// It belongs to another account.
    Account,
}

/// Balances that were final on a day before, left out since, and come again; and those that are final from today on.
fn returned(read: &Balances, before: Option<&Balances>, work: &mut Work) {
    let yesterday = before.filter(|before| work.today.before == Some(before.day));
    let mut again = Vec::new();
    for (hash, row) in read.keys.iter() {
        let Some(now) = read.rows.get(row as usize) else { continue };
        let known = work.known.balances_closed.get(&hash).copied();
        if let Some((at, status)) = known
            // What yesterday's record says has been looked at already.
            && yesterday.is_none_or(|yesterday| yesterday.find(hash).is_none())
            && (status == Status::Transferred || now.status != Status::Closed)
        {
            again.push((now.record, at));
        }
        if known.is_none() && now.status.is_terminal() {
            let at = At { day: read.day as u32, file: read.file as u32, record: now.record };
            work.known.balances_closed.insert(hash, (at, now.status));
        }
    }
    again.sort_unstable_by_key(|(record, _)| *record);
    for (record, at) in again {
        let look = Look { file: read.file, record, column: &["status"], key: KEY };
        work.suspect(plain(&closed_record_changed::RULE), look, Some(at.look(&["status"], KEY)), Proof::SameKey);
    }
}

/// Balances that were final yesterday and are not today, or that belong to another account.
fn against_before(read: &mut Balances, before: &Balances, work: &mut Work) {
    let mut changed = Vec::new();
    for (hash, row) in read.keys.iter() {
        let (Some(now), Some(then)) = (read.rows.get_mut(row as usize), before.find(hash)) else { continue };
        now.was_closed |= then.status.is_terminal();
        let is_sure = !now.unsure && !then.unsure;
        let change = match then.status {
            Status::Transferred => Some(Change::Reopened),
            Status::Closed if now.status != Status::Closed => Some(Change::Reopened),
            Status::Closed if is_sure && now.amount.get() != then.amount.get() => Some(Change::Amount),
            _ if now.account != then.account => Some(Change::Account),
            _ => None,
        };
        if let Some(change) = change {
            changed.push((now.record, then.record, change));
        }
    }
    changed.sort_unstable();
    for (record, earlier, change) in changed {
        let (rule, column): (_, &'static [&'static str]) = match change {
            Change::Reopened => (&closed_record_changed::RULE, &["status"]),
            Change::Amount => (&closed_record_changed::RULE, &["balance"]),
            Change::Account => (&balance_account_changed::RULE, &["account_id"]),
        };
        let at = Look { file: read.file, record, column, key: KEY };
        let other = Look { file: before.file, record: earlier, column, key: KEY };
        work.suspect(plain(rule), at, Some(other), Proof::SameKey);
    }
}

/// Balances that were not final yesterday and are not there today.
fn missing(read: &Balances, before: &Balances, work: &mut Work) {
    if read.torn || before.torn {
        work.skip(
            Some(read.file),
            "whether every balance is reported",
            "a record of Balances cannot be told from others",
        );
        return;
    }
    let mut gone: Vec<&Balance> = before
        .keys
        .iter()
        .filter(|(hash, _)| read.keys.find(*hash).is_none())
        .filter_map(|(_, row)| before.rows.get(row as usize))
        .filter(|row| !row.status.is_terminal())
        .collect();
    gone.sort_unstable_by_key(|row| row.record);
    for row in gone {
        let slip = balance_not_reported::slip(is_account_closed(row, work));
        let other = Look { file: before.file, record: row.record, column: KEY, key: KEY };
        let Today { day, file, .. } = work.today;
        work.suspects.push(Suspect { other: Some(other), ..Suspect::of_file(slip, day, Some(file)) });
    }
}

fn is_account_closed(balance: &Balance, work: &Work) -> bool {
    work.known.accounts.get(&balance.account).is_some_and(|account| account.closed.is_some())
}

/// Whether it is told, as an error, that a balance of the day before is not in today's file: what names it follows from that.
pub(super) fn is_told_missing(hash: u64, work: &Work) -> bool {
    let then = work.known.balances_before.as_ref().filter(|before| work.today.before == Some(before.day) && !before.torn);
    let then = then.and_then(|before| before.find(hash));
    then.is_some_and(|then| !then.status.is_terminal() && !is_account_closed(then, work))
}
