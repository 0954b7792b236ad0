//! Which transactions move which sum of a balance: one notion for the verdict, the books, and the ledger.

use super::known::{Balance, Extra};
use super::suspects::Measure;
use crate::decimal::Decimal;
use crate::rules::set::balance_roll_forward::moves_balance;
use crate::rules::set::rewards_roll_forward::moves_rewards;

/// The type of accruals.
pub(super) const ACCRUED: &[u8] = b"interest_accrued";

/// Which types move a balance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counting {
    /// All but accruals and disputes won, as is documented for deposits.
    ButAside,
    /// All.
    All,
}

impl Counting {
    /// Whether transactions of a type move this sum.
    pub(super) fn counts(self, measure: Measure, ty: &[u8]) -> bool {
        match measure {
            Measure::Balance => self == Self::All || moves_balance(ty),
            Measure::Rewards => moves_rewards(ty),
            Measure::Interest => ty == ACCRUED,
        }
    }
}

/// Whether a credit balance follows. Which types move it is not known: either reading is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fits {
    /// It does when accruals and disputes won are left aside.
    pub(super) but_aside: bool,
    /// It does when everything counts.
    pub(super) all: bool,
}

impl Fits {
    pub(super) fn of(opening: Decimal, now: &Balance, extra: Option<&Extra>) -> Self {
        let follows = |moved: Option<Decimal>| {
            moved.and_then(|moved| opening.checked_add(moved)).is_some_and(|expected| expected == now.amount.get())
        };
        Self { but_aside: follows(Some(now.moved.get())), all: follows(everything(now, extra)) }
    }

    /// The reading that fits; everything where neither does.
    pub(super) fn counting(self) -> Counting {
        if self.but_aside { Counting::ButAside } else { Counting::All }
    }
}

/// All of the day's amounts; `None` when they are too large to add.
pub(super) fn everything(now: &Balance, extra: Option<&Extra>) -> Option<Decimal> {
    let Some(extra) = extra else { return Some(now.moved.get()) };
    let aside = extra.interest_moved.get().checked_add(extra.dispute_moved.get())?;
    now.moved.get().checked_add(aside)
}
