//! Whether each balance follows from yesterday's and the day's transactions.

use std::collections::BTreeSet;

use super::known::{Balance, BalanceType, Balances, ByHash};
use super::moves::{Counting, Fits};
use super::off::{Extras, OffBy, OffSum, Standing, each_off};
use super::suspects::{Look, Measure, Proof, Rolled, Suspect};
use super::work::{Today, Work};
use crate::decimal::Decimal;

/// What is not checked, and why.
type Note = (&'static str, &'static str);

const UNSURE: Note = (
    "whether some balances follow from the transactions",
    "an amount of theirs cannot be read or added, or is in another currency, or the balance stands twice",
);
const RETYPED: Note =
    ("whether some balances follow from the transactions", "their type has changed since the day before");
const RETURNED: Note = ("whether some balances follow from the transactions", "they were left out on the day before");
const RARER_UNSURE: Note = (
    "whether the rewards or the accrued interest of some balances follow",
    "an amount of theirs is no number, or its column is missing",
);

/// A sum that is off, on its way to become a suspect.
struct OffBalance {
    hash: u64,
    record: u32,
    /// Yesterday's record, where there is one.
    then: Option<u32>,
    kind: BalanceType,
    currency: u8,
    sum: OffSum,
}

/// The sums that were told to be off on a day, by the hashes of their balances.
#[derive(Debug, Default)]
pub(super) struct OffBefore {
    day: usize,
    sums: ByHash<Vec<OffBy>>,
}

/// Checks the day at hand, once its transactions have been added to its balances. `has_rewards`: their file has the column.
pub(super) fn forward(torn: u64, has_rewards: bool, work: &mut Work) {
    let Today { day, before: day_before, .. } = work.today;
    let off_before = std::mem::replace(&mut work.off_before, OffBefore { day, ..OffBefore::default() });
    let off_before = Some(off_before).filter(|off| day_before == Some(off.day)).unwrap_or_default();
    let Some(balances) = work.known.balances.take_if(|balances| balances.day == day) else { return };
    let before = work.known.balances_before.take();
    if let Some(yesterday) = before.as_ref().filter(|before| day_before == Some(before.day))
        && can_be_rolled(torn, &balances, yesterday, work)
    {
        let off = off_balances(&balances, yesterday, has_rewards, work);
        work.compared.insert(day);
        tell(off, (balances.file, yesterday.file), &off_before, work);
    }
    work.known.balances_before = before;
    work.known.balances = Some(balances);
}

fn can_be_rolled(torn: u64, balances: &Balances, yesterday: &Balances, work: &mut Work) -> bool {
    const WHAT: &str = "whether the balances follow from the transactions";
    if torn > 0 {
        work.skip(Some(work.today.file), WHAT, "a record of Transactions cannot be told from others");
        return false;
    }
    if yesterday.torn || balances.torn {
        work.skip(Some(balances.file), WHAT, "a record of Balances cannot be told from others");
        return false;
    }
    true
}

fn off_balances(balances: &Balances, yesterday: &Balances, has_rewards: bool, work: &mut Work) -> Vec<OffBalance> {
    let day = work.today.day;
    let (mut off, mut notes) = (Vec::new(), BTreeSet::new());
    for (hash, row) in balances.keys.iter() {
        let Some(now) = balances.rows.get(row as usize) else { continue };
        let then = yesterday.find(hash);
        match Standing::of(now, then) {
            Standing::Unsure => {
                notes.insert(UNSURE);
                continue;
            }
            Standing::Final => {
                if then.is_some_and(|then| now.amount.get() == then.amount.get()) {
                    work.books.on(day).checked(now, None);
                }
                continue;
            }
            Standing::Retyped => {
                notes.insert(RETYPED);
                continue;
            }
            Standing::New if work.known.balances_once.iter().any(|keys| keys.find(hash).is_some()) => {
                // One that was final must not come again, which is told.
                let closed = work.known.balances_closed.get(&hash);
                if closed.is_none_or(|closing| closing.at.day as usize == day) {
                    notes.insert(RETURNED);
                }
                continue;
            }
            Standing::New | Standing::Continued => {}
        }
        let rarer = balances.rarer(now).as_moved(has_rewards);
        let rarer_then = then.map(|then| yesterday.rarer(then));
        let extras = Extras { now: Some(&rarer), then: rarer_then.as_ref() };
        let opening = then.map_or(Decimal::ZERO, |then| then.amount.get());
        work.books.on(day).checked(now, Some(Fits::of(opening, now, extras.now)));
        let Balance { record, kind, currency, .. } = *now;
        let then_record = then.map(|then| then.record);
        let is_sure = each_off(now, then, extras, |sum| {
            off.push(OffBalance { hash, record, then: then_record, kind, currency, sum });
        });
        if !is_sure {
            notes.insert(RARER_UNSURE);
        }
    }
    for (what, why) in notes {
        work.skip(Some(balances.file), what, why);
    }
    off
}

/// Reports what is off, the largest difference first: where the findings are capped, those are the ones that matter.
fn tell(mut off: Vec<OffBalance>, (file, file_before): (usize, usize), before: &OffBefore, work: &mut Work) {
    let day = work.today.day;
    off.sort_by(|a, b| b.sum.difference.abs().compare(a.sum.difference.abs()).then(a.record.cmp(&b.record)));
    for OffBalance { hash, record, then, kind, currency, sum } in off {
        let by = sum.by();
        let OffSum { measure, opening, reported, slip, .. } = sum;
        if before.sums.get(&hash).is_some_and(|before| by.is_undoing(before)) {
            work.suppress(slip.rule, slip.rule);
            if measure == Measure::Balance {
                work.books.on(day).righted(kind, currency);
            }
            continue;
        }
        // What is wrong on a day that is here for comparison is told nowhere: nothing follows from it.
        if work.suspects.is_reported(day) {
            work.off_before.sums.entry(hash).or_default().push(by);
        }
        if measure == Measure::Balance {
            work.books.on(day).off(kind, currency, slip.severity);
        }
        let counting = if kind == BalanceType::Credit { Counting::All } else { Counting::ButAside };
        let look = |file, record| Look { file, record, column: measure.columns(), key: super::balances::KEY };
        work.suspects.push(Suspect {
            at: Some(look(file, record)),
            other: then.map(|then| look(file_before, then)),
            proof: if then.is_some() { Proof::SameKey } else { Proof::None },
            rolled: Some(Rolled { measure, hash, day, opening, reported, counting, currency }),
            ..Suspect::of_file(slip, day, Some(file))
        });
    }
}
