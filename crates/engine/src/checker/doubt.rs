//! The cell that is not plainly right: which fault is the root, and what merely follows from it.
//!
//! One slip, one finding. A trailing space in `active ` is one fault, not also a value that is not allowed. So the
//! cell is read twice: as it stands, and without what does not belong there. What goes away by that followed from the
//! root and is folded into it; the root takes over its severity, so that folding never hides a rejection. Where the profile
//! makes less of the root, what would hide behind it is a finding of its own.

use super::cell::{Cell, State};
use crate::lexer::Marks;
use crate::rules::file::{encoding_not_utf8, nul_byte, stray_quote};
use crate::rules::value::{invisible_character, null_word, spreadsheet_damage, surrounding_space};
use crate::sink::{Sink, Slip};
use crate::values::{Reader, Reading, Value, is_list};

/// A fault of a cell's form, whatever its type.
pub(crate) struct Root {
    pub(crate) slip: Slip,
    /// What the cell says without the fault; `None` when that cannot be known.
    pub(crate) cleaned: Option<Vec<u8>>,
}

/// What a doubtful cell comes to.
pub(crate) struct Judged {
    pub(crate) state: State,
    pub(crate) value: Value,
    /// The text that other checks use, when it is not the cell's own.
    pub(crate) cleaned: Option<Vec<u8>>,
    pub(crate) slips: Vec<Slip>,
}

/// Whether a text must be looked at closely. Quick, and rather too often yes than ever wrongly no.
pub(crate) fn is_doubtful(text: &[u8], marks: Marks) -> bool {
    let edge = |byte: Option<&u8>| byte.is_some_and(|&byte| byte == b' ');
    marks.control() || marks.high() || marks.stray() || edge(text.first()) || edge(text.last())
}

/// Judges a doubtful cell. `raw` is the cell with its quotes, which a list of IDs needs.
pub(crate) fn judge(reader: &mut Reader<'_>, text: &[u8], raw: &[u8], marks: Marks, sink: &mut Sink) -> Judged {
    let is_list = matches!(reader.column.ty.value, daybreak_schema::Type::IdList);
    let given = if is_list { raw } else { text };
    let as_it_stands = reader.read(given);
    let Some(root) = find_root(reader, given, marks, is_list) else {
        return unrooted(as_it_stands);
    };
    let Root { mut slip, cleaned } = root;
    let Some(cleaned) = cleaned else {
        let beside = as_it_stands.into_slip().and_then(|hidden| fold(&mut slip, hidden, sink));
        let state = if slip.rule == &null_word::RULE { State::NoValue } else { State::Bad };
        let slips = std::iter::once(slip).chain(beside).collect();
        return Judged { state, value: Value::None, cleaned: None, slips };
    };
    if cleaned.is_empty() {
        let beside = as_it_stands.into_slip().and_then(|hidden| fold(&mut slip, hidden, sink));
        let slips = std::iter::once(slip).chain(beside).collect();
        return Judged { state: State::Blank, value: Value::None, cleaned: None, slips };
    }
    // Behind a space the quotes around a value are no quotes to a reader.
    let cleaned = if is_list { cleaned } else { without_quotes(cleaned) };
    let read = reader.read(&cleaned);
    let (state, value, own) = match read {
        Reading::Good(value) => (State::Good, value, None),
        Reading::Odd(value, slip) => (State::Good, value, Some(slip)),
        Reading::Bad(slip) => (State::Bad, Value::None, Some(slip)),
    };
    // What is still wrong without the fault is a fault of its own; only the rest follows from the root.
    let own = own.or_else(|| fold(&mut slip, as_it_stands.into_slip()?, sink));
    Judged { state, value, cleaned: Some(cleaned), slips: std::iter::once(slip).chain(own).collect() }
}

fn unrooted(reading: Reading) -> Judged {
    let (state, value, slip) = match reading {
        Reading::Good(value) => (State::Good, value, None),
        Reading::Odd(value, slip) => (State::Good, value, Some(slip)),
        Reading::Bad(slip) => (State::Bad, Value::None, Some(slip)),
    };
    Judged { state, value, cleaned: None, slips: slip.into_iter().collect() }
}

/// Folds what follows from a root into it, which is counted; the root takes over the severity of what it hides. Where the
/// profile has the last word on the root, and makes less of it, nothing is folded, and what would be is given back.
pub(crate) fn fold(root: &mut Slip, hidden: Slip, sink: &mut Sink) -> Option<Slip> {
    if sink.is_overridden(root.rule) && sink.in_force(&hidden) > sink.in_force(root) {
        return Some(hidden);
    }
    if hidden.severity > root.severity {
        root.severity = hidden.severity;
        root.authority = hidden.authority;
    }
    sink.suppress(hidden.rule, 1, root.rule.name);
    None
}

/// The first fault of form, the most fundamental first.
fn find_root(reader: &Reader<'_>, text: &[u8], marks: Marks, is_list: bool) -> Option<Root> {
    if let Some(root) = find_fault_of_bytes(text, marks) {
        return Some(root);
    }
    if let Some(root) = spreadsheet_damage::find(reader.column, text).or_else(|| null_word::find(text)) {
        return Some(root);
    }
    if (marks.control() || marks.high())
        && let Some(root) = invisible_character::find(reader.column, text)
    {
        return Some(root);
    }
    if let Some(root) = surrounding_space::find(text) {
        return Some(root);
    }
    if marks.stray() && !is_list { Some(stray_quote::find(text)) } else { None }
}

/// Bytes that are no text.
fn find_fault_of_bytes(text: &[u8], marks: Marks) -> Option<Root> {
    let of_encoding = if marks.high() { encoding_not_utf8::find(text) } else { None };
    of_encoding.or_else(|| if marks.control() { nul_byte::find(text) } else { None })
}

/// The fault of form of a cell of which it is not known what it holds. `raw` is the cell with its quotes: they may be those of
/// a list of IDs, or of a formula.
pub(crate) fn find_fault_of_form(text: &[u8], raw: &[u8], marks: Marks) -> Option<Root> {
    let may_have_quotes = || raw.starts_with(b"=\"") || is_list(raw);
    find_fault_of_bytes(text, marks)
        .or_else(|| if marks.stray() && !may_have_quotes() { Some(stray_quote::find(text)) } else { None })
}

/// A value without the quotes around it, if there are any.
fn without_quotes(text: Vec<u8>) -> Vec<u8> {
    let within = text.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\""));
    within.filter(|within| !within.is_empty() && !within.contains(&b'"')).map(<[u8]>::to_vec).unwrap_or(text)
}

impl Judged {
    /// The cell as other checks see it.
    pub(crate) fn cell(&self, place: Cell) -> Cell {
        Cell { state: self.state, value: self.value, ..place }
    }
}
