//! What a condition rule sees of a record.

use daybreak_schema::Layout;

use super::cell::{Cells, State};
use super::plan::Bound;
use super::settings::Settings;
use crate::lexer::Record;
use crate::values::Value;

/// One cell as a condition rule sees it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen<'a> {
    pub(crate) state: State,
    pub(crate) text: &'a [u8],
    pub(crate) value: Value,
}

impl Seen<'_> {
    /// Whether it can be relied on.
    pub(crate) fn is_good(&self) -> bool {
        self.state == State::Good
    }

    /// Whether it is in the file and empty.
    pub(crate) fn is_blank(&self) -> bool {
        self.state == State::Blank
    }

    /// Whether something stands in it, right or wrong.
    pub(crate) fn is_filled(&self) -> bool {
        matches!(self.state, State::Good | State::Bad | State::NoValue)
    }

    /// Whether it holds a word for "no value". What is said about it then is folded into the finding about the word.
    pub(crate) fn is_no_value(&self) -> bool {
        self.state == State::NoValue
    }

    /// Whether it can be relied on and holds this.
    pub(crate) fn is(&self, text: &str) -> bool {
        self.is_good() && self.text == text.as_bytes()
    }

    /// Its number, when it holds one.
    pub(crate) fn number(&self) -> Option<crate::decimal::Decimal> {
        match self.value {
            Value::Number(number) if self.is_good() => Some(number),
            _ => None,
        }
    }
}

/// A record as a condition rule sees it: the columns that it named, in its own order.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) record: &'a Record<'a>,
    pub(crate) cells: &'a Cells,
    pub(crate) bound: &'a Bound,
    pub(crate) layout: &'a Layout,
    pub(crate) settings: &'a Settings,
}

impl<'a> View<'a> {
    /// The cell of the column that the rule named at this position.
    pub(crate) fn cell(&self, position: usize) -> Seen<'a> {
        let cell = self.cells.get(self.bound.fields.get(position).copied().flatten());
        Seen { state: cell.state, text: self.cells.text(self.record, cell), value: cell.value }
    }

    /// Whether the column that the rule named at this position is missing from the header. What is said about it then is
    /// folded into the finding about the column; nothing is to be said of one that the profile drops.
    pub(crate) fn is_missing(&self, position: usize) -> bool {
        self.bound.missing.get(position).is_some_and(Option::is_some)
    }
}
