//! Balances: every one that is not closed, every day.

use daybreak_schema::{BalancesCreatedBy, Kind, Type};

use super::file::SetFile;
use super::keys::{Keys, hash};
use super::known::{Balance, BalanceMarks, BalanceType, Balances, Closing, Extra, Filled, NO_EXTRA, Status};
use super::meaning::{meaning, print, type_of};
use super::outcome::RecordAt;
use super::records::{filled, number, text};
use super::suspects::{Look, Proof, Suspect};
use super::work::{NotAtHand, Reader, Today, Work, plain};
use crate::decimal::Decimal;
use crate::lexer::Record;
use crate::rules::set::{balance_account_changed, balance_not_reported, closed_record_changed, reference_missing};

pub(super) const KEY: &[&str] = &["client_balance_id", "id"];

/// What a closed balance says beside its account, status and sums; those of another currency go with its rate.
const REST: [&str; 14] = [
    "client_balance_name",
    "client_settlement_bank_account_id",
    "created_at",
    "status_reason",
    "type",
    "currency",
    "rewards_balance",
    "interest_accrued_balance",
    "outstanding_principal",
    "outstanding_interest",
    "outstanding_fees",
    "dispute_balance",
    "charge_off_balance",
    "past_due_balance",
];

/// Reads Balances.
#[derive(Debug)]
pub(super) struct BalancesReader {
    of_kind: Option<&'static Kind>,
    keys: [Option<usize>; 2],
    account: Option<usize>,
    status: Option<usize>,
    kind: Option<usize>,
    balance: Option<usize>,
    rewards: Option<usize>,
    interest: Option<usize>,
    currency: Option<usize>,
    /// The fields of [`REST`], with their types.
    rest: [(Option<usize>, Type); REST.len()],
    /// Every balance of the program was created through the API.
    all_by_api: bool,
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
        let created_by = work.profile.as_ref().and_then(|profile| profile.balances_created_by);
        Self {
            of_kind: file.kind,
            keys: [file.field("client_balance_id"), file.field("id")],
            account: file.field("account_id"),
            status: file.field("status"),
            kind: file.field("type"),
            balance: file.field("balance"),
            rewards: file.field("rewards_balance"),
            interest: file.field("interest_accrued_balance"),
            currency: file.field("currency"),
            rest: REST.map(|column| (file.field(column), type_of(file.kind, column))),
            all_by_api: created_by == Some(BalancesCreatedBy::Api),
            no_account: NotAtHand::default(),
            read: Balances {
                day,
                file: index,
                keys: Keys::with_capacity(file.records),
                rows: Vec::with_capacity(file.records as usize),
                none: Balances::none_in(file),
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
        let [_, id] = self.keys;
        for field in self.keys {
            let key = text(record, field, &mut scratch);
            if !key.is_empty() {
                self.read.keys.push(hash(key), row);
                keyed = true;
            }
        }
        self.read.torn |= !keyed;
        let by_api = self.all_by_api || !text(record, id, &mut scratch).is_empty();
        let account = text(record, self.account, &mut scratch);
        if !account.is_empty() && !work.known.accounts.contains_key(&hash(account)) {
            self.no_account.note(record.place.record as u32);
        }
        let account = hash(account);
        let status = Status::read(self.of_kind, text(record, self.status, &mut scratch));
        let kind = BalanceType::read(text(record, self.kind, &mut scratch));
        let currency = work.known.currencies.number(text(record, self.currency, &mut scratch));
        let balance = number(record, self.balance, &mut scratch);
        let rewards = filled(record, self.rewards, &mut scratch);
        let interest = filled(record, self.interest, &mut scratch);
        self.read.rows.push(Balance {
            account,
            record: record.place.record as u32,
            extra: NO_EXTRA,
            amount: balance.unwrap_or(Decimal::ZERO).into(),
            moved: Decimal::ZERO.into(),
            kind,
            status,
            currency,
            moved_in: 0,
            unsure: balance.is_none(),
            marks: BalanceMarks::new(by_api),
        });
        if !matches!((rewards, interest), (Filled::No, Filled::No))
            && let Some(extra) = self.read.extra_mut(row)
        {
            *extra = Extra { rewards, interest, ..Extra::default() };
        }
        if status == Status::Closed {
            let print = self.rest.iter().fold(0, |before, (field, ty)| {
                print(before, &meaning(*ty, text(record, *field, &mut scratch), &mut work.moments))
            });
            self.read.closed.push((row, print));
        }
        work.books.on(work.today.day).close(kind, currency, balance);
        work.scratch = scratch;
    }

    fn end(self: Box<Self>, torn: u64, work: &mut Work) {
        let Self { mut read, no_account, .. } = *self;
        read.torn |= torn > 0;
        work.books.on(work.today.day).closed(torn > 0);
        read.keys.seal();
        read.extras.shrink_to_fit();
        mark_repeated(&mut read);
        if !work.known.accounts.is_empty() {
            no_account.report(&reference_missing::RULE, &["account_id"], "Accounts", work);
        }
        let before = work.known.balances_before.take();
        if let Some(before) = before.as_ref().filter(|before| work.today.before == Some(before.day)) {
            let books = work.books.on(work.today.day);
            books.opened_from(before.day);
            for row in &before.rows {
                books.open(row.kind, row.currency, row.amount.get());
            }
            against_before(&mut read, before, work);
            missing(&read, before, work);
        }
        returned(&mut read, before.as_ref(), work);
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
        if closed.is_some_and(|closed| (closed.day as usize) < read.day) {
            row.marks.close();
        }
    }
}

/// What must not change of a balance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    /// It was final, and is sent as one that is not.
    Reopened,
    /// It is still closed, with another amount.
    Amount,
    /// It is still closed, with other rewards.
    Rewards,
    /// It belongs to another account; the bank has its own record of which it is.
    ApiAccount,
    /// It belongs to another account.
    Account,
    /// It is still closed, and something else of it has changed.
    Rest,
}

impl Change {
    /// What has changed of a balance since it was final. That one which is closed may be sent again as it was is assumed.
    fn since(then: &Closing, now: &Closing) -> Option<Self> {
        let differ = |then: Option<Decimal>, now: Option<Decimal>| then.zip(now).is_some_and(|(then, now)| then != now);
        if then.status == Status::LeftOut || now.status != Status::Closed {
            Some(Self::Reopened)
        } else if differ(then.amount, now.amount) {
            Some(Self::Amount)
        } else if differ(then.rewards, now.rewards) {
            Some(Self::Rewards)
        } else {
            (then.print != now.print).then_some(Self::Rest)
        }
    }

    /// Reports it of a record, and of that with which it is compared.
    fn report(self, [now, then]: [RecordAt; 2], work: &mut Work) {
        let closed = plain(&closed_record_changed::RULE);
        let (slip, column, proof): (_, &'static [&'static str], _) = match self {
            Self::Reopened => (closed, &["status"], Proof::SameKey),
            Self::Amount => (closed, &["balance"], Proof::SameKey),
            Self::Rewards => (closed, &["rewards_balance"], Proof::SameKey),
            Self::ApiAccount => (plain(&balance_account_changed::RULE), &["account_id"], Proof::SameKey),
            Self::Account => (plain(&balance_account_changed::RULE).assumed(), &["account_id"], Proof::SameKey),
            // Closed is the end of a balance; that the bank compares all of its cells is not said.
            Self::Rest => (closed.assumed(), KEY, Proof::Altered(&REST)),
        };
        let look = |at: RecordAt| Look { file: at.file, record: at.record as u32, column, key: KEY };
        work.suspect(slip, look(now), Some(look(then)), proof);
    }
}

/// Balances that were final on a day before, left out since, and come again; and those that are final from today on.
fn returned(read: &mut Balances, before: Option<&Balances>, work: &mut Work) {
    let yesterday = before.filter(|before| work.today.before == Some(before.day));
    let (mut again, mut closed) = (Vec::new(), Vec::new());
    for (hash, row) in read.keys.iter() {
        let Some(now) = read.closing(row) else { continue };
        let known = work.known.balances_closed.get(&hash);
        // What yesterday's record says has been looked at already.
        if let Some(then) = known.filter(|_| yesterday.is_none_or(|yesterday| yesterday.find(hash).is_none())) {
            closed.push(row);
            if let Some(change) = Change::since(then, &now) {
                let earlier = RecordAt { file: then.at.file as usize, record: u64::from(then.at.record) };
                again.push((now.at.record, earlier, change));
            }
        }
        if known.is_none() && now.status.is_terminal() {
            work.known.balances_closed.insert(hash, now);
        }
    }
    mark_closed(read, &closed);
    again.sort_unstable_by_key(|(record, ..)| *record);
    for (record, then, change) in again {
        change.report([RecordAt { file: read.file, record: u64::from(record) }, then], work);
    }
}

/// Balances that were final yesterday and are not today, or that belong to another account.
fn against_before(read: &mut Balances, before: &Balances, work: &mut Work) {
    let mut changed = Vec::new();
    let mut closed = Vec::new();
    for (hash, row) in read.keys.iter() {
        let (Some(now), Some(row_before)) = (read.rows.get(row as usize), before.keys.find(hash)) else { continue };
        let Some(then) = before.rows.get(row_before as usize) else { continue };
        let account = if now.marks.by_api() { Change::ApiAccount } else { Change::Account };
        let mut change = (now.account != then.account).then_some(account);
        if then.status.is_terminal() {
            closed.push(row);
            let since = before.closing(row_before).zip(read.closing(row));
            // Another account has a rule of its own, which says more than that anything else has changed.
            let since = since.and_then(|(then, now)| Change::since(&then, &now));
            change = since.filter(|since| *since != Change::Rest).or(change).or(since);
        }
        if let Some(change) = change {
            changed.push((now.record, then.record, change));
        }
    }
    mark_closed(read, &closed);
    changed.sort_unstable();
    for (record, earlier, change) in changed {
        let at = |file, record: u32| RecordAt { file, record: u64::from(record) };
        change.report([at(read.file, record), at(before.file, earlier)], work);
    }
}

fn mark_closed(read: &mut Balances, rows: &[u32]) {
    for row in rows {
        if let Some(row) = read.rows.get_mut(*row as usize) {
            row.marks.close();
        }
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
    let then =
        work.known.balances_before.as_ref().filter(|before| work.today.before == Some(before.day) && !before.torn);
    let then = then.and_then(|before| before.find(hash));
    then.is_some_and(|then| !then.status.is_terminal() && !is_account_closed(then, work))
}
