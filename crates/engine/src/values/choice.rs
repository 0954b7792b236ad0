//! One of a column's allowed values.

use daybreak_schema::LayoutColumn;

use super::{Reading, Value};
use crate::rules::value::value_not_allowed;

pub(super) fn read(column: &LayoutColumn, text: &[u8]) -> Reading {
    let values = &column.values.value;
    if values.list.is_empty() || values.list.iter().any(|allowed| allowed.as_bytes() == text) {
        return Reading::Good(Value::None);
    }
    value_not_allowed::explain(column, text)
}
