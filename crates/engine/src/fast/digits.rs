//! How many decimals a column's numbers must have.

use daybreak_schema::{Decimals, Number, currency_digits};

use super::column::FilledCell;
use super::window::within_quotes;
use crate::values::USD_DIGITS;

/// How many decimals a column's numbers must have.
#[derive(Debug)]
pub(super) struct Digits {
    decimals: Decimals,
    /// The field of the currency that it depends on.
    currency: Option<usize>,
    credit_only: bool,
    /// The currency seen last, with its decimals.
    last: ([u8; 3], u8),
}

impl Digits {
    pub(super) fn new(number: Number, currency: Option<usize>, credit_only: bool) -> Self {
        Self { decimals: number.decimals, currency, credit_only, last: (*b"USD", USD_DIGITS) }
    }

    /// For whole numbers.
    pub(super) fn none() -> Self {
        Self::new(Number { decimals: Decimals::Exactly(0), currency: None }, None, false)
    }

    /// Whether a number of so many decimals is right in a row.
    #[inline]
    pub(super) fn suit(&mut self, scale: u8, cell: FilledCell<'_>) -> bool {
        match self.decimals {
            Decimals::Any => true,
            Decimals::AtLeast(least) => scale >= least,
            Decimals::Exactly(exact) => scale == exact,
            Decimals::Currency => scale == self.of_currency(cell),
            Decimals::ByProgram if self.credit_only => scale == self.of_currency(cell),
            Decimals::ByProgram => scale >= self.of_currency(cell),
        }
    }

    fn of_currency(&mut self, cell: FilledCell<'_>) -> u8 {
        let Some(field) = self.currency else { return USD_DIGITS };
        let (start, end) = cell.grid.cell(cell.number, cell.candidate, field);
        let (start, end) = within_quotes(cell.bytes, start, end);
        let Ok(currency) = <&[u8; 3]>::try_from(cell.bytes.get(start..end).unwrap_or(&[])) else { return USD_DIGITS };
        if *currency != self.last.0 {
            self.last = (*currency, currency_digits(currency).unwrap_or(USD_DIGITS));
        }
        self.last.1
    }
}
