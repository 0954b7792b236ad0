//! Amounts of money, kept small: a table of millions of balances holds several for each.

use crate::decimal::Decimal;

/// A [`Decimal`] in 17 bytes instead of 32.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Money {
    units: [u8; 16],
    scale: u8,
}

const _: () = assert!(size_of::<Money>() == 17 && size_of::<Decimal>() == 32);

impl Money {
    pub(super) fn get(self) -> Decimal {
        Decimal::new(i128::from_ne_bytes(self.units), self.scale)
    }

    /// Adds to it; says whether the sum can still be held exactly.
    #[must_use]
    pub(super) fn add(&mut self, amount: Decimal) -> bool {
        let sum = self.get().checked_add(amount);
        if let Some(sum) = sum {
            *self = sum.into();
        }
        sum.is_some()
    }
}

impl From<Decimal> for Money {
    fn from(number: Decimal) -> Self {
        Self { units: number.units().to_ne_bytes(), scale: number.scale() }
    }
}

/// A sum that says when it is not known, or has become too large to be exact.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sum(Option<Decimal>);

impl Default for Sum {
    fn default() -> Self {
        Self(Some(Decimal::ZERO))
    }
}

impl Sum {
    /// Of something that cannot be read.
    pub(super) const UNKNOWN: Self = Self(None);

    pub(super) fn add(&mut self, amount: Decimal) {
        self.0 = self.0.and_then(|sum| sum.checked_add(amount));
    }

    pub(super) fn add_sum(&mut self, other: Self) {
        self.0 = self.0.zip(other.0).and_then(|(a, b)| a.checked_add(b));
    }

    pub(super) fn get(self) -> Option<Decimal> {
        self.0
    }
}
