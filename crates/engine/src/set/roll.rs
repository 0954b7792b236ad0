//! Whether each balance follows from yesterday's and the day's transactions.

use super::known::{Balance, BalanceType, ByHash, Extra, Filled, Status};
use super::money::Money;
use super::moves::{Counting, Fits, everything};
use super::suspects::{Look, Measure, Proof, Rolled, Suspect};
use super::work::{Today, Work};
use crate::decimal::Decimal;
use crate::rule::{Rule, Severity};
use crate::rules::set::{balance_roll_forward, interest_roll_forward, rewards_roll_forward};
use crate::sink::Slip;

/// A sum that is off, on its way to become a suspect.
struct Off {
    record: u32,
    /// Yesterday's record, where there is one.
    then: Option<u32>,
    kind: BalanceType,
    currency: u8,
    difference: Decimal,
    slip: Slip,
    rolled: Rolled,
}

/// The sums that were told to be off on a day, by the hashes of their balances.
#[derive(Debug, Default)]
pub(super) struct OffBefore {
    day: usize,
    sums: ByHash<Vec<Told>>,
}

/// A sum that was told to be off, by how much, and how bad that is.
#[derive(Clone, Copy, Debug)]
struct Told {
    measure: Measure,
    difference: Decimal,
    severity: Severity,
}

impl OffBefore {
    /// Whether a sum is off only because it was off the other way round on the day before: a wrong balance is off twice. What
    /// was told there must be at least as bad.
    fn undoes(&self, off: &Off) -> bool {
        self.sums.get(&off.rolled.hash).into_iter().flatten().any(|told| {
            told.measure == off.rolled.measure
                && told.severity >= off.slip.severity
                && told.difference.checked_add(off.difference).is_some_and(|sum| sum.sign() == 0)
        })
    }
}

/// Checks the day at hand, once its transactions have been added to its balances.
pub(super) fn forward(torn: u64, work: &mut Work) {
    const WHAT: &str = "whether the balances follow from the transactions";
    let Today { day, before: day_before, file: transactions, .. } = work.today;
    let off_before = std::mem::replace(&mut work.off_before, OffBefore { day, ..OffBefore::default() });
    let off_before = Some(off_before).filter(|off| day_before == Some(off.day)).unwrap_or_default();
    let Some(balances) = work.known.balances.take_if(|balances| balances.day == day) else { return };
    let before = work.known.balances_before.take();
    if let Some(yesterday) = before.as_ref().filter(|before| day_before == Some(before.day)) {
        if torn > 0 {
            work.skip(Some(transactions), WHAT, "a record of Transactions cannot be told from others");
        } else if yesterday.torn || balances.torn {
            work.skip(Some(balances.file), WHAT, "a record of Balances cannot be told from others");
        } else {
            let mut off = Vec::new();
            let (mut unsure, mut retyped, mut returned, mut rarer_unsure) = (false, false, false, false);
            for (hash, row) in balances.keys.iter() {
                let Some(now) = balances.rows.get(row as usize) else { continue };
                let then = yesterday.find(hash);
                unsure |= now.unsure || then.is_some_and(|then| then.unsure);
                if now.unsure || then.is_some_and(|then| then.unsure) {
                    continue;
                }
                if let Some(then) = then.filter(|then| then.status.is_terminal()) {
                    // What was final must stay as it was, and is looked at as such.
                    if now.amount.get() == then.amount.get() {
                        work.books.on(day).checked(now, None);
                    }
                    continue;
                }
                if then.is_some_and(|then| then.kind != now.kind) {
                    retyped = true;
                    continue;
                }
                let is_new = then.is_none();
                if is_new && work.known.balances_once.iter().any(|keys| keys.find(hash).is_some()) {
                    // One that was final must not come again, which is told.
                    let closed = work.known.balances_closed.get(&hash);
                    returned |= closed.is_none_or(|closing| closing.at.day as usize == day);
                    continue;
                }
                let extras = Extras { now: balances.extra(now), then: then.and_then(|then| yesterday.extra(then)) };
                let opening = then.map_or(Decimal::ZERO, |then| then.amount.get());
                work.books.on(day).checked(now, Some(Fits::of(opening, now, extras.now)));
                rarer_unsure |= !each_measure(now, then, extras, |measure, opening, moved, reported, slip| {
                    let difference = opening.checked_add(moved).and_then(|expected| reported.checked_sub(expected));
                    let Some(difference) = difference.filter(|difference| difference.sign() != 0) else { return };
                    let counting = if now.kind == BalanceType::Credit { Counting::All } else { Counting::ButAside };
                    let rolled = Rolled { measure, hash, day, opening, reported, counting, currency: now.currency };
                    let then = then.map(|then| then.record);
                    let Balance { record, kind, currency, .. } = *now;
                    off.push(Off { record, then, kind, currency, difference, slip, rolled });
                });
            }
            if unsure {
                let why = "an amount of theirs cannot be read or added, or is in another currency, or the balance stands twice";
                work.skip(Some(balances.file), "whether some balances follow from the transactions", why);
            }
            if rarer_unsure {
                let what = "whether the rewards or the accrued interest of some balances follow";
                work.skip(Some(balances.file), what, "an amount of theirs is no number");
            }
            for (is_so, why) in [
                (retyped, "their type has changed since the day before"),
                (returned, "they were left out on the day before"),
            ] {
                if is_so {
                    work.skip(Some(balances.file), "whether some balances follow from the transactions", why);
                }
            }
            work.compared.insert(day);
            tell(off, (balances.file, yesterday.file), &off_before, work);
        }
    }
    work.known.balances_before = before;
    work.known.balances = Some(balances);
}

/// The rarer sums of a balance, today and yesterday.
#[derive(Clone, Copy)]
pub(super) struct Extras<'a> {
    pub(super) now: Option<&'a Extra>,
    pub(super) then: Option<&'a Extra>,
}

/// Visits each sum of a balance that can be rolled forward: what it was, what moved it, what it is. Says whether each that
/// the balance has can be.
pub(super) fn each_measure(
    now: &Balance,
    then: Option<&Balance>,
    extras: Extras<'_>,
    mut visit: impl FnMut(Measure, Decimal, Decimal, Decimal, Slip),
) -> bool {
    let opening = then.map_or(Decimal::ZERO, |then| then.amount.get());
    let (moved, reported) = (now.moved.get(), now.amount.get());
    // That a new balance begins at zero is inferred; of inactive ones it is not clear whether they are checked.
    let doubtful = then.is_none() || now.status == Status::Inactive;
    let slip = |rule: &'static Rule| {
        let slip = super::work::plain(rule);
        if doubtful { slip.assumed() } else { slip }
    };
    match now.kind {
        BalanceType::Deposit => visit(Measure::Balance, opening, moved, reported, slip(&balance_roll_forward::RULE)),
        BalanceType::Credit => {
            let fits = Fits::of(opening, now, extras.now);
            if !fits.but_aside
                && let Some(all) = everything(now, extras.now)
            {
                visit(Measure::Balance, opening, all, reported, slip(&balance_roll_forward::RULE).assumed());
            }
        }
        BalanceType::Unknown => {}
    }
    if now.kind != BalanceType::Deposit {
        return true;
    }
    let [today, yesterday] = [extras.now, extras.then].map(|extra| extra.copied().unwrap_or_default());
    let mut sum = |measure, rule, then: Filled, moved: Money, now: Filled| {
        let (Some(then_sum), Some(now_sum)) = (then.sum(), now.sum()) else { return false };
        match (then, now) {
            (Filled::No, Filled::No) => {}
            (Filled::Sum(_), Filled::Sum(_)) => visit(measure, then_sum, moved.get(), now_sum, slip(rule)),
            // That an empty cell stands for zero is assumed.
            _ => visit(measure, then_sum, moved.get(), now_sum, slip(rule).assumed()),
        }
        true
    };
    let [rewards, interest] = [&rewards_roll_forward::RULE, &interest_roll_forward::RULE];
    let rewards = sum(Measure::Rewards, rewards, yesterday.rewards, today.rewards_moved, today.rewards);
    sum(Measure::Interest, interest, yesterday.interest, today.interest_moved, today.interest) && rewards
}

/// Reports what is off, the largest difference first: where the findings are capped, those are the ones that matter.
fn tell(mut off: Vec<Off>, (file, file_before): (usize, usize), before: &OffBefore, work: &mut Work) {
    let day = work.today.day;
    off.sort_by(|a, b| b.difference.abs().compare(a.difference.abs()).then(a.record.cmp(&b.record)));
    for sum in off {
        if before.undoes(&sum) {
            work.suppress(sum.slip.rule, sum.slip.rule);
            if sum.rolled.measure == Measure::Balance {
                work.books.on(day).righted(sum.kind, sum.currency);
            }
            continue;
        }
        let Off { record, then, kind, currency, difference, slip, rolled } = sum;
        // What is wrong on a day that is here for comparison is told nowhere: nothing follows from it.
        if work.suspects.is_reported(day) {
            let told = Told { measure: rolled.measure, difference, severity: slip.severity };
            work.off_before.sums.entry(rolled.hash).or_default().push(told);
        }
        if rolled.measure == Measure::Balance {
            work.books.on(day).off(kind, currency, slip.severity);
        }
        let column: &'static [&'static str] = match rolled.measure {
            Measure::Balance => &["balance"],
            Measure::Rewards => &["rewards_balance"],
            Measure::Interest => &["interest_accrued_balance"],
        };
        let look = |file, record| Look { file, record, column, key: super::balances::KEY };
        work.suspects.push(Suspect {
            at: Some(look(file, record)),
            other: then.map(|then| look(file_before, then)),
            proof: if then.is_some() { Proof::SameKey } else { Proof::None },
            rolled: Some(rolled),
            ..Suspect::of_file(slip, day, Some(file))
        });
    }
}
