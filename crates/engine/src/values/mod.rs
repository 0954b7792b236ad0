//! Reads the text of a cell as its column's type. Quick for what is right; what is not goes to the rule that explains it.

mod choice;
mod currency;
mod date;
mod datetime;
mod flag;
mod id_list;
mod number;

use daybreak_schema::{Decimals, LayoutColumn, Number, Type};

use crate::decimal::Decimal;
use crate::sink::Slip;

pub(crate) use date::Days;
pub(crate) use datetime::instant;
pub(crate) use id_list::{is_empty as is_empty_list, items};
pub(crate) use number::USD_DIGITS;
#[cfg(test)]
pub(crate) use number::is_plain as is_plain_number;

/// What a cell holds.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum Value {
    /// Nothing that a rule computes with.
    #[default]
    None,
    /// A number.
    Number(Decimal),
    /// A date: midnight UTC, in seconds since 1970.
    Day(i64),
    /// A moment: seconds since 1970.
    Instant(i64),
}

/// The number in a cell, whatever the number of its decimals; `None` when it is none.
pub(crate) fn number(text: &[u8]) -> Option<Decimal> {
    let any = Number { decimals: Decimals::Any, currency: None };
    match number::read(text, any, None, false) {
        Reading::Good(Value::Number(number)) | Reading::Odd(Value::Number(number), _) => Some(number),
        _ => None,
    }
}

/// Whether a cell, quotes included, is a list of IDs.
pub(crate) fn is_list(raw: &[u8]) -> bool {
    matches!(id_list::read(raw), Reading::Good(_))
}

/// How a cell reads.
#[derive(Debug)]
pub(crate) enum Reading {
    /// As it should.
    Good(Value),
    /// Its meaning is clear, its form is not as it should be.
    Odd(Value, Slip),
    /// It has no meaning for this column.
    Bad(Slip),
}

impl Reading {
    /// The slip, if there is one.
    pub(crate) fn into_slip(self) -> Option<Slip> {
        match self {
            Self::Good(_) => None,
            Self::Odd(_, slip) | Self::Bad(slip) => Some(slip),
        }
    }
}

/// What reading a cell needs beside its text.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    /// The column.
    pub(crate) column: &'a LayoutColumn,
    /// The currency that a number's decimals depend on; `None` when it is not known, and no decimals are asked for.
    pub(crate) currency: Option<&'a [u8]>,
    /// The program has credit balances only, which makes the number of decimals exact.
    pub(crate) credit_only: bool,
    /// Remembers the date seen last: files repeat few dates many times.
    pub(crate) days: &'a mut Days,
}

impl Reader<'_> {
    /// Reads a text that is not empty.
    pub(crate) fn read(&mut self, text: &[u8]) -> Reading {
        let reading = match self.column.ty.value {
            Type::Text | Type::Id => return Reading::Good(Value::None),
            Type::Enum => choice::read(self.column, text),
            Type::Number(form) => number::read(text, form, self.currency, self.credit_only),
            Type::Integer => number::read_integer(text),
            Type::Currency => currency::read(self.column, text),
            Type::Date => date::read(text, self.days),
            Type::DateTime => datetime::read(text, self.days),
            Type::Boolean => flag::read(text),
            Type::IdList => id_list::read(text),
        };
        self.as_sure_as_the_schema(reading)
    }

    /// A slip cannot be surer than the fact that it offends.
    fn as_sure_as_the_schema(&self, reading: Reading) -> Reading {
        let fact = match self.column.ty.value {
            Type::Enum | Type::Currency => self.column.values.authority,
            _ => self.column.ty.authority,
        };
        let lower = |slip: Slip| if slip.authority.can_reject() { slip.resting_on(fact) } else { slip };
        match reading {
            Reading::Good(value) => Reading::Good(value),
            Reading::Odd(value, slip) => Reading::Odd(value, lower(slip)),
            Reading::Bad(slip) => Reading::Bad(lower(slip)),
        }
    }
}
