//! What the files read so far have told: accounts and cards as they stand, and the balances of today and yesterday.

use std::collections::HashMap;

use daybreak_schema::Kind;
use foldhash::fast::FixedState;

use super::file::SetFile;
use super::keys::Keys;
use super::money::Money;
use super::names::Names;
use crate::decimal::Decimal;

/// By the hash of a key.
pub(super) type ByHash<T> = HashMap<u64, T, FixedState>;

/// A record of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct At {
    /// The day, by its position.
    pub(super) day: u32,
    pub(super) file: u32,
    pub(super) record: u32,
}

/// An account as its last record has it: 56 bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Account {
    pub(super) at: At,
    pub(super) effective_at: Option<i64>,
    /// Where it was closed.
    pub(super) closed: Option<At>,
    /// Its holders and users, in the list of all.
    pub(super) entities: (u32, u32),
}

/// How many columns of a card may not change.
pub(super) const FACETS: usize = 10;

/// A card as its last record has it: 68 bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Card {
    pub(super) at: At,
    pub(super) closed: Option<At>,
    /// The columns that may not change, each as half a hash; 0 where it was empty.
    pub(super) facets: [u32; FACETS],
}

/// The type of a balance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum BalanceType {
    Deposit,
    Credit,
    /// Not said, or not in the right way.
    Unknown,
}

impl BalanceType {
    /// As the cell has it.
    pub(super) fn read(cell: &[u8]) -> Self {
        match cell {
            b"deposit" => Self::Deposit,
            b"credit" => Self::Credit,
            _ => Self::Unknown,
        }
    }
}

/// Whether a balance may still change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// Active, or not said in the right way.
    Open,
    Inactive,
    /// Final; it may still be listed, as it was.
    Closed,
    /// Final, and left out of all later files: the receivable was sold.
    LeftOut,
}

impl Status {
    /// As the cell has it.
    pub(super) fn read(kind: Option<&Kind>, cell: &[u8]) -> Self {
        let is_terminal = kind.is_some_and(|kind| kind.is_terminal(cell));
        match cell {
            b"closed" if is_terminal => Self::Closed,
            _ if is_terminal => Self::LeftOut,
            b"inactive" => Self::Inactive,
            _ => Self::Open,
        }
    }

    pub(super) fn is_terminal(self) -> bool {
        matches!(self, Self::Closed | Self::LeftOut)
    }
}

/// A balance on one day: 56 bytes, and 16 for its key.
#[derive(Clone, Copy, Debug)]
pub(super) struct Balance {
    pub(super) account: u64,
    pub(super) record: u32,
    /// The position of its rarer sums; `NO_EXTRA` without any.
    pub(super) extra: u32,
    pub(super) amount: Money,
    /// The day's amounts, those of `interest_accrued` and `dispute_won` apart.
    pub(super) moved: Money,
    pub(super) kind: BalanceType,
    pub(super) status: Status,
    pub(super) currency: u8,
    /// The currency of its transactions.
    pub(super) moved_in: u8,
    /// A number of it, or of a transaction on it, cannot be read, is in another currency, or is too large to add; or it
    /// stands in the file twice.
    pub(super) unsure: bool,
    pub(super) marks: BalanceMarks,
}

/// What else is known of a balance, in one byte.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct BalanceMarks(u8);

impl BalanceMarks {
    const BY_API: u8 = 1;
    const WAS_CLOSED: u8 = 2;
    const MOVED_UNTYPED: u8 = 4;

    pub(super) fn new(by_api: bool) -> Self {
        Self(if by_api { Self::BY_API } else { 0 })
    }

    /// It was created through the API: the bank has a record of its own.
    pub(super) fn by_api(self) -> bool {
        self.0 & Self::BY_API != 0
    }

    /// It was final on the day before, or its account was closed on a day before: a transaction on it is looked at closely.
    pub(super) fn was_closed(self) -> bool {
        self.0 & Self::WAS_CLOSED != 0
    }

    /// A transaction on it has a type that is not known, or none: what it moves is assumed.
    pub(super) fn was_moved_untyped(self) -> bool {
        self.0 & Self::MOVED_UNTYPED != 0
    }

    pub(super) fn move_untyped(&mut self) {
        self.0 |= Self::MOVED_UNTYPED;
    }

    pub(super) fn close(&mut self) {
        self.0 |= Self::WAS_CLOSED;
    }
}

pub(super) const NO_EXTRA: u32 = u32::MAX;

/// A rarer sum as its cell has it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum Filled {
    /// There is no cell, or nothing in it.
    #[default]
    No,
    Sum(Money),
    /// There is something in it, or in the cell of a transaction on it, that is no number.
    NoNumber,
    /// The file has no such column.
    NoColumn,
}

impl Filled {
    /// The sum; nothing stands for zero.
    pub(super) fn sum(self) -> Option<Decimal> {
        match self {
            Self::No => Some(Decimal::ZERO),
            Self::Sum(sum) => Some(sum.get()),
            Self::NoNumber | Self::NoColumn => None,
        }
    }
}

/// The sums that only some balances have: 87 bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Extra {
    pub(super) rewards: Filled,
    pub(super) interest: Filled,
    pub(super) rewards_moved: Money,
    pub(super) interest_moved: Money,
    pub(super) dispute_moved: Money,
}

impl Extra {
    /// The same on a day whose transactions have no column for rewards, or have one: without it nobody knows what moved them.
    pub(super) fn as_moved(self, has_rewards: bool) -> Self {
        match self.rewards {
            Filled::Sum(_) if !has_rewards => Self { rewards: Filled::NoColumn, ..self },
            _ => self,
        }
    }
}

/// A balance that is final: what must not change any more.
#[derive(Clone, Copy, Debug)]
pub(super) struct Closing {
    pub(super) at: At,
    pub(super) status: Status,
    /// The sums, where they can be read.
    pub(super) amount: Option<Decimal>,
    pub(super) rewards: Option<Decimal>,
    /// Of everything else that it says.
    pub(super) print: u64,
}

/// How far a file of the day was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum FileRead {
    #[default]
    No,
    Wholly,
    /// A record cannot be told from others.
    Torn,
}

/// The balances of a day.
#[derive(Debug, Default)]
pub(super) struct Balances {
    pub(super) day: usize,
    pub(super) file: usize,
    pub(super) keys: Keys,
    pub(super) rows: Vec<Balance>,
    pub(super) extras: Vec<Extra>,
    /// The rows that are closed, in order, with the print of what else they say.
    pub(super) closed: Vec<(u32, u64)>,
    /// Records that could not be told apart: which balances are missing is then not known.
    pub(super) torn: bool,
    /// What stands for the rarer sums of a balance that has none: rewards, and accrued interest.
    pub(super) none: [Filled; 2],
}

impl Balances {
    pub(super) fn find(&self, hash: u64) -> Option<&Balance> {
        self.rows.get(self.keys.find(hash)? as usize)
    }

    pub(super) fn extra(&self, balance: &Balance) -> Option<&Extra> {
        self.extras.get(balance.extra as usize)
    }

    /// What stands in a file for rewards and accrued interest where there are none.
    pub(super) fn none_in(file: &SetFile) -> [Filled; 2] {
        ["rewards_balance", "interest_accrued_balance"].map(|column| match file.field(column) {
            Some(_) => Filled::No,
            None => Filled::NoColumn,
        })
    }

    /// The rarer sums of a balance, as far as its file has columns for them.
    pub(super) fn rarer(&self, balance: &Balance) -> Extra {
        let [rewards, interest] = self.none;
        let mut extra = self.extra(balance).copied().unwrap_or_default();
        if matches!(rewards, Filled::NoColumn) {
            extra.rewards = rewards;
        }
        if matches!(interest, Filled::NoColumn) {
            extra.interest = interest;
        }
        extra
    }

    /// A row as one that is final.
    pub(super) fn closing(&self, row: u32) -> Option<Closing> {
        let balance = self.rows.get(row as usize)?;
        let printed = self.closed.binary_search_by_key(&row, |(row, _)| *row).ok();
        Some(Closing {
            at: At { day: self.day as u32, file: self.file as u32, record: balance.record },
            status: balance.status,
            amount: (!balance.unsure).then(|| balance.amount.get()),
            rewards: match self.extra(balance).map(|extra| extra.rewards) {
                Some(Filled::Sum(rewards)) => Some(rewards.get()),
                _ => None,
            },
            print: printed.and_then(|place| self.closed.get(place)).map_or(0, |(_, print)| *print),
        })
    }

    /// The rarer sums of a row, made where there are none yet.
    pub(super) fn extra_mut(&mut self, row: u32) -> Option<&mut Extra> {
        let balance = self.rows.get_mut(row as usize)?;
        if balance.extra == NO_EXTRA {
            balance.extra = self.extras.len() as u32;
            self.extras.push(Extra::default());
        }
        self.extras.get_mut(balance.extra as usize)
    }
}

/// The IDs of a file of transactions.
#[derive(Debug)]
pub(super) struct Sent {
    pub(super) day: usize,
    pub(super) file: usize,
    pub(super) keys: Keys,
    /// The transactions on credit balances, in order, each with the record of its balance in that day's Balances. Nothing where
    /// there are no updates of which they could be.
    pub(super) on_credit: Vec<(u32, u32)>,
    /// That file of Balances.
    pub(super) balances: usize,
}

/// Everything that is known.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) accounts: ByHash<Account>,
    /// The holders and users of all accounts.
    pub(super) entities: Vec<u64>,
    pub(super) any_account_closed: bool,
    pub(super) cards: ByHash<Card>,
    /// Those of the day at hand, once read.
    pub(super) balances: Option<Balances>,
    /// Those of the last day before it that had any.
    pub(super) balances_before: Option<Balances>,
    /// Every balance of the days before that one.
    pub(super) balances_once: Vec<Keys>,
    /// Each balance that is final, as it was first so.
    pub(super) balances_closed: ByHash<Closing>,
    /// The transactions of every day so far, the one at hand included.
    pub(super) transactions: Vec<Sent>,
    /// The Non-Posted Transactions read last.
    pub(super) open: Option<Sent>,
    pub(super) currencies: Names,
    pub(super) types: Names,
    pub(super) words: Names,
    pub(super) any_card_used: bool,
}

// What is held by the million is as small as is said here and in `set`, whose table has the entries with their hashes.
const _: () = assert!(size_of::<Balance>() == 56 && size_of::<Extra>() == 87);
const _: () = assert!(size_of::<Account>() == 56 && size_of::<(u64, Account)>() == 64);
const _: () = assert!(size_of::<Card>() == 68 && size_of::<(u64, Card)>() == 80);
