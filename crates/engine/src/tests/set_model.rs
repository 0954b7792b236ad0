//! The check of a set against a plain, slow model of the same rules: random ledgers over several days, with faults planted.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::sets::{Given, check_files};
use crate::sample::{ACTIVITY_DAY, SampleFile};
use crate::set::{SetOutcome, few};

/// Money in hundredths of cents.
type Amount = i64;

#[derive(Clone, Debug)]
struct Balance {
    id: String,
    currency: &'static str,
    status: &'static str,
    amount: Amount,
    rewards: Option<Amount>,
    interest: Option<Amount>,
}

#[derive(Clone, Debug)]
struct Transaction {
    id: String,
    balance: String,
    currency: &'static str,
    ty: &'static str,
    amount: Amount,
    rewards: Option<Amount>,
}

#[derive(Clone, Debug, Default)]
struct Day {
    balances: Vec<Balance>,
    transactions: Vec<Transaction>,
    /// There is no file of it.
    missing: bool,
}

/// What is found: the day, the rule, the number of the record, 0 where it is missing, its kind or what it is off by, and
/// whether it is an error.
type Told = (usize, &'static str, u64, String, bool);
type Found = BTreeSet<Told>;

const TYPES: [&str; 6] = ["credit", "debit", "refund", "rewards_earned", "interest_accrued", "dispute_won"];
const REWARDING: [&str; 6] = ["rewards_earned", "rewards_spent", "rewards_redeemed", "debit", "refund", "credit"];

fn moves(ty: &str) -> bool {
    ty != "interest_accrued" && ty != "dispute_won"
}

/// Days on which everything follows.
fn consistent(days: usize, balances: usize, moved: &[(usize, usize, usize, Amount)]) -> Vec<Day> {
    let mut held: Vec<Balance> = (0..balances)
        .map(|number| Balance {
            id: format!("bal_{number}"),
            currency: if number % 4 == 3 { "EUR" } else { "USD" },
            status: "active",
            amount: 1_000_000,
            rewards: (number % 2 == 0).then_some(500),
            interest: (number % 3 == 0).then_some(0),
        })
        .collect();
    let mut all = Vec::new();
    for day in 0..days {
        let mut transactions = Vec::new();
        for (number, &(_, balance, ty, amount)) in moved.iter().enumerate().filter(|(_, moved)| moved.0 % days == day) {
            let held = &mut held[balance % balances];
            let ty = TYPES[ty % TYPES.len()];
            let rewards = (held.rewards.is_some() && ty != "interest_accrued").then_some(amount / 100);
            if moves(ty) {
                held.amount += amount;
            }
            if let Some(sum) = held.rewards.as_mut().filter(|_| REWARDING.contains(&ty)) {
                *sum += rewards.unwrap_or(0);
            }
            if let Some(sum) = held.interest.as_mut().filter(|_| ty == "interest_accrued") {
                *sum += amount;
            }
            let id = format!("txn_{number}");
            let (balance, currency) = (held.id.clone(), held.currency);
            transactions.push(Transaction { id, balance, currency, ty, amount, rewards });
        }
        all.push(Day { balances: held.clone(), transactions, missing: false });
    }
    all
}

/// A fault, by its number, somewhere.
fn plant(days: &mut [Day], (fault, day, at, by): (usize, usize, usize, Amount)) {
    let day = day % days.len();
    let (balances, transactions) = (days[day].balances.len(), days[day].transactions.len());
    match fault % 14 {
        0 if balances > 0 => days[day].balances[at % balances].amount += by,
        1 if balances > 0 => {
            days[day].balances.remove(at % balances);
        }
        2 if transactions > 0 => {
            days[day].transactions.remove(at % transactions);
        }
        3 if transactions > 0 => days[day].transactions[at % transactions].amount += by,
        4 if transactions > 0 => days[day].transactions[at % transactions].balance = format!("nobody_{at}"),
        5 if transactions > 0 && day + 1 < days.len() => {
            let again = days[day].transactions[at % transactions].clone();
            if days[day + 1].transactions.iter().all(|other| other.id != again.id) {
                days[day + 1].transactions.push(again);
            }
        }
        6 if balances > 0 => days[day].balances[at % balances].status = "closed",
        7 if balances > 0 => {
            if let Some(rewards) = days[day].balances[at % balances].rewards.as_mut() {
                *rewards += by;
            }
        }
        8 if balances > 0 => {
            if let Some(interest) = days[day].balances[at % balances].interest.as_mut() {
                *interest += by;
            }
        }
        9 if balances > 0 => days[day].balances[at % balances].rewards = None,
        10 if balances > 0 => days[day].balances[at % balances].interest = None,
        // Closed for good, from some day on; another amount on the last.
        11 if balances > 0 => {
            let id = days[day].balances[at % balances].id.clone();
            let of_it = |day: &mut Day| day.balances.iter().position(|balance| balance.id == id);
            for later in &mut days[day..] {
                if let Some(held) = of_it(later) {
                    later.balances[held].status = "closed";
                }
            }
            let last = days.last_mut().unwrap();
            if let Some(held) = of_it(last) {
                let held = &mut last.balances[held];
                match by % 4 {
                    0 => held.amount += by,
                    1 => held.rewards = held.rewards.map(|sum| sum + by),
                    2 => held.interest = held.interest.map(|sum| sum + by),
                    _ => {}
                }
            }
        }
        12 if balances > 0 => days[day].balances[at % balances].status = "inactive",
        // At least two days are left.
        13 if day + 2 < days.len() => days[day] = Day { missing: true, ..Day::default() },
        _ => {}
    }
}

/// What the model says.
#[derive(Default)]
struct Book {
    found: Found,
    /// Sums that are off only because they were off the other way round on the day before.
    undone: Found,
    /// Something cannot be known: whence a balance goes on that was left out.
    unsure: bool,
}

/// Whether a balance has changed since it was closed, and whether that is an error.
fn since_closed(then: &Balance, now: &Balance) -> Option<bool> {
    let other_rewards = then.rewards.zip(now.rewards).is_some_and(|(then, now)| then != now);
    if now.status != "closed" || then.amount != now.amount || other_rewards {
        return Some(true);
    }
    ((then.rewards, then.interest) != (now.rewards, now.interest)).then_some(false)
}

fn closed(day: usize, record: u64, error: bool) -> Told {
    (day, "closed-record-changed", record, "balances".to_owned(), error)
}

/// The model: every rule as its documentation says it, one balance and one day after another.
fn by_the_book(days: &[Day]) -> Book {
    let Book { mut found, mut undone, mut unsure } = Book::default();
    let mut sent: BTreeSet<&str> = BTreeSet::new();
    let mut off_before: BTreeMap<(&str, &str), (Amount, bool)> = BTreeMap::new();
    for (index, day) in days.iter().enumerate().filter(|(_, day)| !day.missing) {
        let before = index.checked_sub(1).map(|before| &days[before]).filter(|before| !before.missing);
        let last = days[..index].iter().rfind(|day| !day.missing);
        // Whether the balances of this day follow from the day before cannot be told.
        unsure |= before.is_none() && last.is_some();
        let first_closed = |id: &str| {
            let earlier = days[..index].iter().flat_map(|day| &day.balances);
            earlier.clone().find(|balance| balance.id == id && balance.status == "closed")
        };
        let yesterday = |id: &str| before.and_then(|before| before.balances.iter().find(|balance| balance.id == id));
        for (record, transaction) in (1..).zip(&day.transactions) {
            let there = day.balances.iter().any(|balance| balance.id == transaction.balance);
            let then = yesterday(&transaction.balance);
            let of_last = last.and_then(|last| last.balances.iter().find(|other| other.id == transaction.balance));
            let is_closed = |balance: &Balance| balance.status == "closed";
            if then.or(of_last.filter(|_| !there)).is_some_and(is_closed)
                || (there && then.is_none() && first_closed(&transaction.balance).is_some())
            {
                found.insert((index, "closed-record-changed", record, "transactions".to_owned(), false));
            } else if !there && then.is_none() {
                found.insert((index, "reference-missing", record, "transactions".to_owned(), true));
            }
            if sent.contains(transaction.id.as_str()) {
                found.insert((index, "transaction-resent", record, "transactions".to_owned(), true));
            }
        }
        sent.extend(day.transactions.iter().map(|transaction| transaction.id.as_str()));
        let mut off = BTreeMap::new();
        for (record, now) in (1..).zip(&day.balances) {
            let then = yesterday(&now.id);
            if let Some(then) = then.filter(|then| then.status == "closed") {
                found.extend(since_closed(then, now).map(|error| closed(index, record, error)));
                continue;
            }
            let was_there = || days[..index].iter().flat_map(|day| &day.balances).any(|balance| balance.id == now.id);
            if then.is_none() && was_there() {
                match first_closed(&now.id) {
                    None => unsure = true,
                    Some(then) => found.extend(since_closed(then, now).map(|error| closed(index, record, error))),
                }
                continue;
            }
            if before.is_none() {
                continue;
            }
            let moved = |counts: fn(&str) -> bool, of: fn(&Transaction) -> Amount| -> Amount {
                let own = day.transactions.iter().filter(|transaction| transaction.balance == now.id);
                own.filter(|transaction| counts(transaction.ty)).map(of).sum()
            };
            let opening = then.map_or(0, |then| then.amount);
            let [rewards, interest] = [
                (then.and_then(|then| then.rewards), now.rewards),
                (then.and_then(|then| then.interest), now.interest),
            ];
            let rewards_moved = moved(|ty| REWARDING.contains(&ty), |moved| moved.rewards.unwrap_or(0));
            let interest_moved = moved(|ty| ty == "interest_accrued", |moved| moved.amount);
            let mut measures =
                vec![("balance-roll-forward", opening, moved(moves, |moved| moved.amount), now.amount, then.is_some())];
            // An empty cell stands for zero, which is assumed.
            for (rule, (then, now), moved, is_known) in [
                ("rewards-roll-forward", rewards, rewards_moved, true),
                ("interest-roll-forward", interest, interest_moved, false),
            ] {
                if then.or(now).is_some() {
                    let is_known = is_known && then.and(now).is_some();
                    measures.push((rule, then.unwrap_or(0), moved, now.unwrap_or(0), is_known));
                }
            }
            for (rule, opening, moved, reported, is_known) in measures {
                // Of inactive balances it is not clear whether they are checked.
                let is_known = is_known && now.status != "inactive";
                let difference = reported - opening - moved;
                // What is known does not follow from what is assumed.
                let undoes = off_before
                    .get(&(now.id.as_str(), rule))
                    .is_some_and(|(earlier, was_known)| earlier + difference == 0 && (*was_known || !is_known));
                let finding = (index, rule, record, written(difference), is_known);
                if undoes {
                    undone.insert(finding);
                } else if difference != 0 {
                    off.insert((now.id.as_str(), rule), (difference, is_known));
                    found.insert(finding);
                }
            }
        }
        off_before = off;
        for gone in before.into_iter().flat_map(|before| &before.balances) {
            if gone.status != "closed" && day.balances.iter().all(|balance| balance.id != gone.id) {
                found.insert((index, "balance-not-reported", 0, gone.id.clone(), true));
            }
        }
    }
    Book { found, undone, unsure }
}

/// An amount without the zeros at its end, so that it compares as text.
fn written(amount: Amount) -> String {
    let text = format!("{}{}.{:04}", if amount < 0 { "-" } else { "" }, amount.abs() / 10_000, amount.abs() % 10_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The same from the engine's outcome.
fn by_the_engine(outcome: &SetOutcome, days: usize) -> Found {
    let first = first_day(days);
    let kind_of =
        |file: Option<usize>| file.and_then(|file| outcome.files[file].file.kind).map_or("", |kind| kind.token);
    let day = |day: crate::set::SetFinding| {
        let index = usize::try_from(day.day.duration_since(first).as_hours() / 24).unwrap();
        let finding = &day.finding;
        let text = match (&day.account, finding.place) {
            (Some(account), _) => {
                let difference = account.difference.to_string();
                difference.trim_end_matches('0').trim_end_matches('.').to_owned()
            }
            (None, None) => finding.found.as_deref().unwrap_or("").to_owned(),
            (None, Some(_)) => kind_of(day.file).to_owned(),
        };
        let record = finding.place.map_or(0, |place| place.record);
        (index, finding.rule.name, record, text, finding.severity == crate::Severity::Error)
    };
    outcome.findings.iter().cloned().map(day).collect()
}

fn first_day(days: usize) -> daybreak_calendar::Date {
    (1..days).fold(ACTIVITY_DAY, |day, _| day.yesterday().unwrap())
}

/// The files of the days; those that say nothing have a header alone.
fn files(days: &[Day]) -> Vec<SampleFile> {
    let mut date = first_day(days.len());
    let mut files = Vec::new();
    for day in days {
        for kind in daybreak_schema::KINDS.iter().filter(|_| !day.missing) {
            let names: Vec<&str> = kind.columns.iter().map(|column| column.name).collect();
            let mut text = names.join("|") + "\n";
            let mut line = |cells: &[(&str, String)]| {
                let cell = |name: &&str| cells.iter().find(|(of, _)| of == name).map_or("", |(_, cell)| cell.as_str());
                text += &(names.iter().map(cell).collect::<Vec<_>>().join("|") + "\n");
            };
            let optional = |amount: Option<Amount>| amount.map(decimal).unwrap_or_default();
            match kind.token {
                "balances" => day.balances.iter().for_each(|balance| {
                    line(&[
                        ("client_balance_id", balance.id.clone()),
                        ("type", "deposit".to_owned()),
                        ("status", balance.status.to_owned()),
                        ("currency", balance.currency.to_owned()),
                        ("balance", decimal(balance.amount)),
                        ("rewards_balance", optional(balance.rewards)),
                        ("interest_accrued_balance", optional(balance.interest)),
                    ]);
                }),
                "transactions" => day.transactions.iter().for_each(|transaction| {
                    line(&[
                        ("client_transaction_id", transaction.id.clone()),
                        ("balance_id", transaction.balance.clone()),
                        ("type", transaction.ty.to_owned()),
                        ("currency", transaction.currency.to_owned()),
                        ("amount", decimal(transaction.amount)),
                        ("rewards_amount", optional(transaction.rewards)),
                    ]);
                }),
                _ => {}
            }
            let name = format!("{}_{}_v1.csv", date.tomorrow().unwrap(), kind.token);
            files.push(SampleFile { activity_day: date, name, bytes: text.into_bytes() });
        }
        date = date.tomorrow().unwrap();
    }
    files
}

/// With as many decimals as it needs, and at least two: sums of several scales have to be exact.
fn decimal(amount: Amount) -> String {
    let text = format!("{}{}.{:04}", if amount < 0 { "-" } else { "" }, amount.abs() / 10_000, amount.abs() % 10_000);
    text.strip_suffix("00").unwrap_or(&text).to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_engine_finds_what_the_model_finds(
        days in 2..6_usize,
        balances in 1..6_usize,
        moved in proptest::collection::vec((0..64_usize, 0..64_usize, 0..64_usize, -90_000..90_000_i64), 0..40),
        faults in proptest::collection::vec((0..64_usize, 0..64_usize, 0..64_usize, 1..5_000_i64), 0..5),
        chunk in 1..2_000_usize,
        reversed: bool,
    ) {
        let mut ledger = consistent(days, balances, &moved);
        if faults.is_empty() {
            prop_assert!(by_the_book(&ledger).found.is_empty());
        }
        for fault in faults {
            plant(&mut ledger, fault);
        }
        let (outcome, _) = check_files(&files(&ledger), &super::settings(), Vec::new(), Given { chunk, reversed });
        let Book { found: expected, unsure, .. } = by_the_book(&ledger);
        prop_assert_eq!(by_the_engine(&outcome, days), expected.clone());
        prop_assert_eq!(outcome.findings.len(), expected.len());
        prop_assert_eq!(outcome.counts.info, 0);
        prop_assert_eq!(outcome.counts.error + outcome.counts.warning, expected.len() as u64);
        prop_assert_eq!(!outcome.skipped.is_empty(), unsure, "{:?}", outcome.skipped);
    }

    /// Keys are held as hashes. Were many of them equal, nothing would be found that is not so, though it may be told as
    /// less certain than it is: which of two balances is meant is then not known. Where those of the set are all different,
    /// everything is found.
    #[test]
    fn equal_hashes_make_no_finding(
        days in 2..5_usize,
        balances in 1..6_usize,
        moved in proptest::collection::vec((0..64_usize, 0..64_usize, 0..64_usize, -90_000..90_000_i64), 0..30),
        faults in proptest::collection::vec((0..64_usize, 0..64_usize, 0..64_usize, 1..5_000_i64), 0..5),
        bits in 0..14_u32,
    ) {
        let mut ledger = consistent(days, balances, &moved);
        for fault in faults {
            plant(&mut ledger, fault);
        }
        let mask = (1 << bits) - 1;
        let given = Given { chunk: 1 << 20, reversed: false };
        let (outcome, _) = few::with(mask, || check_files(&files(&ledger), &super::settings(), Vec::new(), given));
        let Book { found, undone, .. } = by_the_book(&ledger);
        let told = by_the_engine(&outcome, days);
        let is_so = |told: &Told| found.contains(told) || undone.contains(told);
        let is_more = |(day, rule, record, about, _): &Told| is_so(&(*day, rule, *record, about.clone(), true));
        let wrong: Vec<_> = told.iter().filter(|told| !(is_so(told) || (!told.4 && is_more(told)))).collect();
        prop_assert!(wrong.is_empty(), "{:?}", wrong);
        let keys = ledger.iter().flat_map(|day| {
            let of_balances = day.balances.iter().map(|balance| balance.id.as_str());
            let of_transactions = day.transactions.iter().flat_map(|sent| [sent.id.as_str(), sent.balance.as_str()]);
            of_balances.chain(of_transactions)
        });
        if few::are_apart(mask, keys) {
            prop_assert_eq!(told, found);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// The ledger of each balance says what the check of the set does, and no more; of deposits and of credit.
    #[test]
    fn the_ledgers_say_what_the_check_finds(
        days in 2..5_usize,
        balances in 1..5_usize,
        moved in proptest::collection::vec((0..64_usize, 0..64_usize, 0..64_usize, -90_000..90_000_i64), 0..30),
        faults in proptest::collection::vec((0..64_usize, 0..64_usize, 0..64_usize, 1..5_000_i64), 0..5),
        is_credit: bool,
        unreadable in proptest::option::of(0..64_usize),
    ) {
        let mut ledger = consistent(days, balances, &moved);
        for fault in faults {
            plant(&mut ledger, fault);
        }
        let mut files = files(&ledger);
        if is_credit {
            for file in &mut files {
                file.bytes = String::from_utf8(file.bytes.clone()).unwrap().replace("|deposit|", "|credit|").into_bytes();
            }
        }
        // An amount that is no number, somewhere.
        if let Some(at) = unreadable {
            // A fault may have taken a file away.
            let at = at % files.len();
            let file = &mut files[at];
            file.bytes = String::from_utf8(file.bytes.clone()).unwrap().replacen("0.00|", "ten|", 1).into_bytes();
        }
        let settings = super::settings();
        let (outcome, _) = check_files(&files, &settings, Vec::new(), Given { chunk: 1 << 20, reversed: false });
        let found: BTreeSet<_> = outcome.findings.iter().filter_map(|found| {
            let account = found.account.as_ref()?;
            let record = found.finding.place?.record;
            Some((found.day, record, account.column, account.difference.to_string(), found.finding.severity))
        }).collect();
        let mut told = BTreeSet::new();
        for number in 0..balances {
            for row in super::set_edges::ledger(&files, &format!("bal_{number}"), &settings).rows {
                if let Some(off) = row.off {
                    told.insert((row.day, row.place.record, row.column, off.difference.to_string(), off.severity));
                }
            }
        }
        prop_assert_eq!(told, found);
        for book in outcome.days.iter().flat_map(|day| &day.books) {
            prop_assert!(book.balances_checked <= book.balances);
            prop_assert!(book.balances_off + book.balances_righted <= book.balances_checked);
        }
    }
}
