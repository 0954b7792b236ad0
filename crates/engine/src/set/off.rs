//! The sums of a balance that do not follow from the day before: one notion for the check of the set and the ledger.

use super::known::{Balance, BalanceType, Extra, Filled, Status};
use super::money::Money;
use super::moves::{Fits, everything};
use super::suspects::Measure;
use super::work::plain;
use crate::decimal::Decimal;
use crate::rule::{Rule, Severity};
use crate::rules::set::{balance_roll_forward, interest_roll_forward, rewards_roll_forward};
use crate::sink::Slip;

/// How a balance stands to that of the day before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// An amount of one of them cannot be read or added, or the balance stands twice.
    Unsure,
    /// It was final: it must stay as it was, and is looked at as such.
    Final,
    /// Its type has changed.
    Retyped,
    /// It was not there.
    New,
    /// It goes on.
    Continued,
}

impl Standing {
    pub(super) fn of(now: &Balance, then: Option<&Balance>) -> Self {
        match then {
            _ if now.unsure => Self::Unsure,
            None => Self::New,
            Some(then) if then.unsure => Self::Unsure,
            Some(then) if then.status.is_terminal() => Self::Final,
            Some(then) if then.kind != now.kind => Self::Retyped,
            Some(_) => Self::Continued,
        }
    }
}

/// A sum that does not follow.
#[derive(Debug)]
pub(super) struct OffSum {
    pub(super) measure: Measure,
    pub(super) opening: Decimal,
    pub(super) reported: Decimal,
    /// Reported less expected.
    pub(super) difference: Decimal,
    pub(super) slip: Slip,
}

/// What is kept of such a sum for the day after.
#[derive(Clone, Copy, Debug)]
pub(super) struct OffBy {
    measure: Measure,
    difference: Decimal,
    severity: Severity,
}

impl OffSum {
    pub(super) fn by(&self) -> OffBy {
        OffBy { measure: self.measure, difference: self.difference, severity: self.slip.severity }
    }
}

impl OffBy {
    /// Whether a sum is off only because it was off the other way round on the day before: a wrong balance is off twice. What
    /// was told there must be at least as bad.
    pub(super) fn is_undoing(self, before: &[Self]) -> bool {
        before.iter().any(|told| {
            told.measure == self.measure
                && told.severity >= self.severity
                && told.difference.checked_add(self.difference).is_some_and(|sum| sum.sign() == 0)
        })
    }
}

/// The rarer sums of a balance, today and yesterday.
#[derive(Clone, Copy)]
pub(super) struct Extras<'a> {
    pub(super) now: Option<&'a Extra>,
    pub(super) then: Option<&'a Extra>,
}

/// Visits each sum of a balance that does not follow. Says whether each that the balance has could be rolled forward.
pub(super) fn each_off(
    now: &Balance,
    then: Option<&Balance>,
    extras: Extras<'_>,
    mut visit: impl FnMut(OffSum),
) -> bool {
    let mut compare = |measure, opening: Decimal, moved: Decimal, reported: Decimal, slip: Slip| {
        let difference = opening.checked_add(moved).and_then(|expected| reported.checked_sub(expected));
        if let Some(difference) = difference.filter(|difference| difference.sign() != 0) {
            visit(OffSum { measure, opening, reported, difference, slip });
        }
    };
    let opening = then.map_or(Decimal::ZERO, |then| then.amount.get());
    let (moved, reported) = (now.moved.get(), now.amount.get());
    // That a new balance begins at zero is inferred; of inactive ones it is not clear whether they are checked, and of a type
    // that is not known, what it moves.
    let doubtful = then.is_none() || now.status == Status::Inactive || now.marks.was_moved_untyped();
    let slip = |rule: &'static Rule| if doubtful { plain(rule).assumed() } else { plain(rule) };
    match now.kind {
        BalanceType::Deposit => compare(Measure::Balance, opening, moved, reported, slip(&balance_roll_forward::RULE)),
        BalanceType::Credit => {
            let fits = Fits::of(opening, now, extras.now);
            if !fits.but_aside
                && let Some(all) = everything(now, extras.now)
            {
                compare(Measure::Balance, opening, all, reported, slip(&balance_roll_forward::RULE).assumed());
            }
        }
        BalanceType::Unknown => {}
    }
    if now.kind != BalanceType::Deposit {
        return true;
    }
    let [today, yesterday] = [extras.now, extras.then].map(|extra| extra.copied().unwrap_or_default());
    let mut compare_cells = |measure, rule, then: Filled, moved: Money, now: Filled| {
        // Where one of the files cannot have it, there is nothing to compare; where both cannot, nobody misses it.
        if matches!((then, now), (Filled::NoColumn, Filled::NoColumn | Filled::No) | (Filled::No, Filled::NoColumn)) {
            return true;
        }
        let (Some(then_sum), Some(now_sum)) = (then.sum(), now.sum()) else { return false };
        match (then, now) {
            (Filled::No, Filled::No) => {}
            (Filled::Sum(_), Filled::Sum(_)) => compare(measure, then_sum, moved.get(), now_sum, slip(rule)),
            // That an empty cell stands for zero is assumed.
            _ => compare(measure, then_sum, moved.get(), now_sum, slip(rule).assumed()),
        }
        true
    };
    let [rewards, interest] = [&rewards_roll_forward::RULE, &interest_roll_forward::RULE];
    let rewards = compare_cells(Measure::Rewards, rewards, yesterday.rewards, today.rewards_moved, today.rewards);
    let interest = compare_cells(Measure::Interest, interest, yesterday.interest, today.interest_moved, today.interest);
    rewards && interest
}
