//! Whole days that hang together: balances follow from transactions, cards and balances from accounts, updates from what was
//! sent, and what is not posted is posted later.
//!
//! Each account has one card and one balance. What happens on it on a day is made from the seed, the day and the account's
//! number alone, so that each file of a day can be written by itself, line by line: a large set never has to be held.

use std::collections::BTreeMap;

use daybreak_calendar::{Date, Timestamp, day_bounds};
use daybreak_schema::Kind;

use super::random::Random;
use super::{ACTIVITY_DAY, columns};

/// What is in an account, in cents.
#[derive(Clone, Copy, Debug, Default)]
struct Held {
    balance: i64,
    rewards: i64,
    interest: i64,
}

/// What a transaction does, in cents.
#[derive(Clone, Debug)]
struct Happening {
    id: String,
    ty: &'static str,
    transfer_type: &'static str,
    amount: i64,
    rewards: Option<i64>,
    second: i64,
}

/// A set of days, at one of them.
#[derive(Clone, Debug)]
pub struct SampleSet {
    days: usize,
    seed: u64,
    /// The first accounts, so many, are the plainest: examples edit those.
    plain: u64,
    /// What each account held when the day began.
    held: Vec<Held>,
    /// The day, from 0.
    day: usize,
}

impl SampleSet {
    /// So many days, the last of which is [`ACTIVITY_DAY`], with so many accounts.
    pub fn new(days: usize, accounts: u64, seed: u64) -> Self {
        Self::with_plain(days, accounts, seed, 1)
    }

    /// The same with so many plain accounts at the beginning, for the defects of [`super::set_with_defects`]: one a defect, and
    /// one more.
    pub fn with_plain(days: usize, accounts: u64, seed: u64, plain: u64) -> Self {
        // The calendar is promised for some decades; nobody needs more days than a few.
        let days = days.clamp(1, 366);
        let held = vec![Held::default(); accounts.max(plain + 1) as usize];
        Self { days, seed, plain, held, day: 0 }
    }

    /// The activity day at hand.
    pub fn activity_day(&self) -> Date {
        (0..self.back()).fold(ACTIVITY_DAY, |day, _| day.yesterday().unwrap_or(day))
    }

    /// The name of the day's file of a kind.
    pub fn file_name(&self, kind: &Kind) -> String {
        let date = self.activity_day().tomorrow().unwrap_or(Date::MAX);
        format!("{date}_{}_v1.csv", kind.token)
    }

    /// Goes on to the next day; says whether there is one.
    pub fn advance(&mut self) -> bool {
        if self.day + 1 >= self.days {
            return false;
        }
        let closing: Vec<Held> = (1..).zip(&self.held).map(|(account, held)| self.closing(account, *held)).collect();
        self.held = closing;
        self.day += 1;
        true
    }

    /// What the account at the bank holds at the day's end, in cents: every balance, and what is not posted yet.
    pub fn fbo_total(&self) -> i64 {
        let one = |(account, held): (u64, &Held)| {
            self.closing(account, *held).balance + self.open_item(account).map_or(0, |(_, amount)| amount)
        };
        (1..).zip(&self.held).map(one).sum()
    }

    /// The lines of the day's file of a kind, their line ends included: the header first.
    pub fn lines(&self, kind: &'static Kind) -> impl Iterator<Item = String> {
        let names: Vec<&str> = columns(kind).collect();
        let records = (1..).zip(&self.held).flat_map(move |(account, held)| self.records(kind, account, *held));
        std::iter::once(names.join("|") + "\n").chain(records.map(move |record| record.line(kind)))
    }

    /// How many days come after the one at hand.
    fn back(&self) -> usize {
        self.days - 1 - self.day
    }

    fn is_plain(&self, account: u64) -> bool {
        account <= self.plain
    }

    /// The day on which an account is opened: most of them on the first.
    fn opened(&self, account: u64) -> usize {
        usize::from(!self.is_plain(account) && account % 20 == 7 && self.days > 1)
    }

    fn random(&self, account: u64) -> Random {
        Random::new(self.seed ^ (account << 20) ^ ((self.day as u64) << 4))
    }

    /// A moment of the day at hand, so many seconds after its midnight, in UTC.
    fn moment(&self, second: i64) -> String {
        let midnight = day_bounds(self.activity_day()).0;
        Timestamp::from_second(midnight + second).unwrap_or_default().to_string()
    }

    fn closing(&self, account: u64, held: Held) -> Held {
        self.happenings(account, held).iter().fold(held, |held, happening| match happening.ty {
            "interest_accrued" => Held { interest: held.interest + happening.amount, ..held },
            _ => Held {
                balance: held.balance + happening.amount,
                rewards: held.rewards + happening.rewards.unwrap_or(0),
                ..held
            },
        })
    }

    /// What happens on an account on the day at hand.
    fn happenings(&self, account: u64, held: Held) -> Vec<Happening> {
        const SHAPES: [(&str, &str); 5] = [
            ("debit", "card"),
            ("debit", "ach"),
            ("credit", "wire"),
            ("refund", "card"),
            ("interest_accrued", "no_money_movement"),
        ];
        let first = self.opened(account);
        if self.day < first {
            return Vec::new();
        }
        let id = |number: usize| format!("txn_{account:08}_{}_{number}", self.back());
        let plain =
            Happening { id: id(1), ty: "credit", transfer_type: "ach", amount: 12_550, rewards: None, second: 34_200 };
        if self.is_plain(account) {
            return vec![plain];
        }
        let mut random = self.random(account);
        // The first day brings the money from zero to where it is.
        let opening = if self.day == first { 200_000 } else { 100 } + random.below(50_000).cast_signed();
        let mut happenings = vec![Happening { amount: opening, ..plain }];
        let mut left = held.balance + opening;
        for number in 2..2 + random.below(4) as usize {
            let (ty, transfer_type) = SHAPES.get(random.below(5) as usize).copied().unwrap_or(("credit", "wire"));
            let amount = match ty {
                "debit" => -(1 + random.below((left / 4).max(1).unsigned_abs()).cast_signed()).min(left),
                "interest_accrued" => 1 + random.below(40).cast_signed(),
                _ => 1 + random.below(9_000).cast_signed(),
            };
            let rewards = (transfer_type == "card").then_some(-amount / 100);
            left += if ty == "interest_accrued" { 0 } else { amount };
            let second = 30_000 + random.below(40_000).cast_signed();
            happenings.push(Happening { id: id(number), ty, transfer_type, amount, rewards, second });
        }
        if let Some((id, amount)) = self.posted_item(account) {
            happenings.push(Happening {
                id,
                ty: "credit",
                transfer_type: "ach",
                amount,
                rewards: None,
                second: 50_000,
            });
        }
        happenings
    }

    /// The round of an account's open item: two days not posted, on the third posted, on the fourth nothing.
    fn round(&self, account: u64) -> Option<(u64, u64)> {
        let step = account + self.day as u64;
        (!self.is_plain(account) && account % 10 == 3).then_some((step / 4, step % 4))
    }

    /// The item of an account that is not posted yet, with its amount.
    fn open_item(&self, account: u64) -> Option<(String, i64)> {
        if self.is_plain(account) {
            return Some((format!("npt_{account:08}"), 8_000));
        }
        self.round(account).filter(|(_, step)| *step < 2).map(|(round, _)| item(account, round))
    }

    /// The item that is posted on the day at hand.
    fn posted_item(&self, account: u64) -> Option<(String, i64)> {
        self.round(account).filter(|(_, step)| *step == 2).map(|(round, _)| item(account, round))
    }

    /// The records of an account in the day's file of a kind.
    fn records(&self, kind: &Kind, account: u64, held: Held) -> Vec<Record> {
        let first = self.opened(account);
        if self.day < first {
            return Vec::new();
        }
        let is_new = self.day == first;
        let is_due = |every: u64| !self.is_plain(account) && account % every == self.day as u64 % every;
        match kind.token {
            "accounts" if is_new || is_due(40) => vec![self.account(account, is_new)],
            "cards" if is_new || is_due(50) => vec![self.card(account, is_new)],
            "balances" => vec![self.balance(account, held)],
            "transactions" => {
                let happenings = self.happenings(account, held);
                happenings.into_iter().map(|happening| self.transaction(account, happening)).collect()
            }
            "non_posted_transactions" => {
                self.open_item(account).into_iter().map(|(id, amount)| self.open(account, id, amount)).collect()
            }
            "transaction_updates" if self.day > first && (self.is_plain(account) || account.is_multiple_of(5)) => {
                vec![self.update(account)]
            }
            _ => Vec::new(),
        }
    }

    fn record(&self, second: i64) -> Record {
        let mut record = Record::default();
        record.set("effective_at", self.moment(second));
        record.set("generated_at", self.moment(86_400 + 4 * 3600));
        record
    }

    fn account(&self, account: u64, is_new: bool) -> Record {
        let mut record = self.record(60_310);
        record.set("client_account_id", format!("acct_{account:08}"));
        record.set("account_holder_type", "consumer");
        record.set("account_holders", format!("cust_{account:08}"));
        record.set("currency", "USD");
        record.set("client_product_name", "Everyday account");
        record.set("status", if is_new { "active" } else { "inactive" });
        record.set("status_reason", if is_new { "active" } else { "dormant" });
        record
    }

    fn card(&self, account: u64, is_new: bool) -> Record {
        let mut record = self.record(40_500);
        record.set("client_card_id", format!("crd_{account:08}"));
        record.set("account_id", format!("acct_{account:08}"));
        record.set("entity_id", format!("cust_{account:08}"));
        record.set("client_card_product_name", "Everyday debit card");
        record.set("is_virtual", "false");
        record.set("card_type", "consumer");
        record.set("created_at", "2026-03-02T15:04:05Z");
        record.set("card_status", if is_new { "active" } else { "inactive" });
        record.set("activated_at", "2026-03-09T16:20:30Z");
        record.set("expiry_date", "2030-03-31");
        record
    }

    fn balance(&self, account: u64, held: Held) -> Record {
        let closing = self.closing(account, held);
        let mut record = self.record(86_399);
        record.set("account_id", format!("acct_{account:08}"));
        record.set("client_balance_id", format!("bal_{account:08}"));
        record.set("client_balance_name", "Everyday savings");
        record.set("created_at", "2026-03-02T15:04:05Z");
        record.set("status", "active");
        record.set("status_reason", "active");
        record.set("type", "deposit");
        record.set("currency", "USD");
        record.set("balance", money(closing.balance));
        let plain = self.is_plain(account);
        record.set("rewards_balance", money(if plain { 1_000 } else { closing.rewards }));
        record.set("interest_accrued_balance", money(if plain { 100 } else { closing.interest }));
        record
    }

    fn transaction(&self, account: u64, happening: Happening) -> Record {
        let mut record = self.record(happening.second);
        record.set("balance_id", format!("bal_{account:08}"));
        record.set("amount", money(happening.amount));
        record.set("currency", "USD");
        record.set("type", happening.ty);
        record.set("action", "applied");
        record.set("transfer_type", happening.transfer_type);
        record.set("settlement_date", self.activity_day().to_string());
        if let Some(rewards) = happening.rewards {
            record.set("rewards_amount", money(rewards));
        }
        match happening.transfer_type {
            "card" => {
                record.set("card_id", format!("crd_{account:08}"));
                record.set("bin", "440393");
                record.set("card_transaction_effective_at", self.moment(happening.second));
            }
            "no_money_movement" => {}
            rail => record.set("transfer_ids", format!("{rail}_{}", happening.id.replace('_', "x"))),
        }
        record.set("client_transaction_id", happening.id);
        record
    }

    fn open(&self, account: u64, id: String, amount: i64) -> Record {
        let mut record = self.record(86_400 + 3 * 3600);
        record.set("transfer_id", format!("ach_{}", id.replace('_', "x")));
        record.set("transaction_id", id);
        record.set("balance_id", format!("bal_{account:08}"));
        record.set("amount", money(amount));
        record.set("currency", "USD");
        record.set("type", "credit");
        record.set("transfer_type", "ach");
        record.set("reconciliation_note", "Held for review");
        record.set("settlement_date", self.activity_day().to_string());
        record
    }

    fn update(&self, account: u64) -> Record {
        let mut record = self.record(43_200);
        record.set("transaction_id", format!("txn_{account:08}_{}_1", self.back() + 1));
        record.set("settlement_date", self.activity_day().to_string());
        record
    }
}

fn item(account: u64, round: u64) -> (String, i64) {
    (format!("npt_{account:08}_{round}"), 1_000 + (account % 90).cast_signed() * 100)
}

fn money(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let cents = cents.unsigned_abs();
    format!("{sign}{}.{:02}", cents / 100, cents % 100)
}

/// The cells of a record that are filled.
#[derive(Clone, Debug, Default)]
struct Record(BTreeMap<&'static str, String>);

impl Record {
    fn set(&mut self, column: &'static str, value: impl Into<String>) {
        self.0.insert(column, value.into());
    }

    fn line(&self, kind: &'static Kind) -> String {
        let cells: Vec<&str> = columns(kind).map(|column| self.0.get(column).map_or("", String::as_str)).collect();
        cells.join("|") + "\n"
    }
}
