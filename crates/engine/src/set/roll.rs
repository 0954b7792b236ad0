//! Whether each balance follows from yesterday's and the day's transactions.

use super::known::{Balance, BalanceType, ByHash, Extra, Status};
use super::money::Money;
use super::suspects::{Look, Measure, Proof, Rolled, Suspect};
use super::work::{Today, Work};
use crate::decimal::Decimal;
use crate::rule::Rule;
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

/// Checks the day at hand, once its transactions have been added to its balances.
pub(super) fn forward(torn: u64, work: &mut Work) {
    const WHAT: &str = "whether the balances follow from the transactions";
    let Today { day, before: day_before, file: transactions, .. } = work.today;
    let before_off = std::mem::take(&mut work.off_before);
    let Some(balances) = work.known.balances.take_if(|balances| balances.day == day) else { return };
    let before = work.known.balances_before.take();
    if let Some(yesterday) = before.as_ref().filter(|before| day_before == Some(before.day)) {
        if torn > 0 {
            work.skip(Some(transactions), WHAT, "a record of Transactions cannot be told from others");
        } else if yesterday.torn || balances.torn {
            work.skip(Some(balances.file), WHAT, "a record of Balances cannot be told from others");
        } else {
            let mut off = Vec::new();
            let (mut unsure, mut retyped, mut returned) = (false, false, false);
            for (hash, row) in balances.keys.iter() {
                let Some(now) = balances.rows.get(row as usize) else { continue };
                let then = yesterday.find(hash);
                unsure |= now.unsure;
                if now.unsure || then.is_some_and(|then| then.unsure || then.status.is_terminal()) {
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
                each_measure(now, then, extras, |measure, opening, moved, reported, slip| {
                    let difference = opening.checked_add(moved).and_then(|expected| reported.checked_sub(expected));
                    let Some(difference) = difference.filter(|difference| difference.sign() != 0) else { return };
                    let credit = now.kind == BalanceType::Credit;
                    let rolled = Rolled { measure, hash, day, opening, reported, credit, currency: now.currency };
                    let then = then.map(|then| then.record);
                    let Balance { record, kind, currency, .. } = *now;
                    off.push(Off { record, then, kind, currency, difference, slip, rolled });
                });
            }
            if unsure {
                let why = "an amount of theirs cannot be read or added, or is in another currency, or the balance stands twice";
                work.skip(Some(balances.file), "whether some balances follow from the transactions", why);
            }
            for (is_so, why) in [
                (retyped, "their type has changed since the day before"),
                (returned, "they were left out on the day before"),
            ] {
                if is_so {
                    work.skip(Some(balances.file), "whether some balances follow from the transactions", why);
                }
            }
            tell(off, (balances.file, yesterday.file), &before_off, work);
        }
    }
    work.known.balances_before = before;
    work.known.balances = Some(balances);
}

/// The rarer sums of a balance, today and yesterday.
#[derive(Clone, Copy)]
struct Extras<'a> {
    now: Option<&'a Extra>,
    then: Option<&'a Extra>,
}

/// Visits each sum of a balance that can be rolled forward: what it was, what moved it, what it is.
fn each_measure(
    now: &Balance,
    then: Option<&Balance>,
    extras: Extras<'_>,
    mut visit: impl FnMut(Measure, Decimal, Decimal, Decimal, Slip),
) {
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
            // Which types move a credit balance is not known: it may be all of them, or those that move a deposit.
            let aside = extras.now.map(|extra| extra.interest_moved.get().checked_add(extra.dispute_moved.get()));
            let all = aside.map_or(Some(moved), |aside| moved.checked_add(aside?));
            let follows = |moved: Decimal| opening.checked_add(moved).is_some_and(|expected| expected == reported);
            if !follows(moved)
                && let Some(all) = all
            {
                visit(Measure::Balance, opening, all, reported, slip(&balance_roll_forward::RULE).assumed());
            }
        }
        BalanceType::Unknown => {}
    }
    if now.kind != BalanceType::Deposit {
        return;
    }
    let [today, yesterday] = [extras.now, extras.then].map(|extra| extra.copied().unwrap_or_default());
    let mut sum = |measure, rule, then: Option<Money>, moved: Money, now: Option<Money>| {
        // That an empty cell stands for zero is assumed.
        let slip = if then.and(now).is_some() { slip(rule) } else { slip(rule).assumed() };
        let [then_sum, now_sum] = [then, now].map(|sum| sum.map_or(Decimal::ZERO, Money::get));
        if then.or(now).is_some() {
            visit(measure, then_sum, moved.get(), now_sum, slip);
        }
    };
    sum(Measure::Rewards, &rewards_roll_forward::RULE, yesterday.rewards, today.rewards_moved, today.rewards);
    sum(Measure::Interest, &interest_roll_forward::RULE, yesterday.interest, today.interest_moved, today.interest);
}

/// Reports what is off, the largest difference first: where the findings are capped, those are the ones that matter.
fn tell(
    mut off: Vec<Off>,
    (file, file_before): (usize, usize),
    before: &ByHash<Vec<(Measure, Decimal)>>,
    work: &mut Work,
) {
    let day = work.today.day;
    off.sort_by(|a, b| b.difference.abs().compare(a.difference.abs()).then(a.record.cmp(&b.record)));
    for Off { record, then, kind, currency, difference, slip, rolled } in off {
        // A wrong balance is off twice, the second time the other way round.
        let undone = before.get(&rolled.hash).into_iter().flatten().any(|(measure, earlier)| {
            *measure == rolled.measure && earlier.checked_add(difference).is_some_and(|sum| sum.sign() == 0)
        });
        if undone {
            work.suppress(slip.rule, slip.rule);
            continue;
        }
        work.off_before.entry(rolled.hash).or_default().push((rolled.measure, difference));
        if rolled.measure == Measure::Balance {
            work.books.off(day, kind, currency);
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
