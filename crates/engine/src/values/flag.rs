//! `true` or `false`.

use super::{Reading, Value};
use crate::rules::value::boolean_format;

pub(super) fn read(text: &[u8]) -> Reading {
    match text {
        b"true" | b"false" => Reading::Good(Value::None),
        _ => boolean_format::explain(text),
    }
}
