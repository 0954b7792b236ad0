//! A currency: an ISO 4217 code in force, or one of the program's.

use daybreak_schema::{LayoutColumn, currency_digits};

use super::{Reading, Value};
use crate::rules::value::{currency_unknown, value_not_allowed};

pub(super) fn read(column: &LayoutColumn, text: &[u8]) -> Reading {
    let list = &column.values.value.list;
    if list.iter().any(|allowed| allowed.as_bytes() == text) {
        return Reading::Good(Value::None);
    }
    if text != b"USD" && currency_digits(text).is_none() {
        return currency_unknown::explain(column, text);
    }
    if list.is_empty() { Reading::Good(Value::None) } else { value_not_allowed::explain(column, text) }
}
