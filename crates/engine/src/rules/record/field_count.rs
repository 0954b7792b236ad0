//! A record has more or fewer fields than the header.

use daybreak_schema::Authority;
use daybreak_schema::{LayoutColumn, Type};

use crate::checker::{Plan, spot_of_record};
use crate::finding::{Cause, Detail};
use crate::lexer::Record;
use crate::sink::{Sink, Slip};

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// A record has more or fewer fields than the header.
pub static RULE: Rule = Rule {
    name: "field-count",
    code: "R001",
    family: Family::Record,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(1),
    what: "A record has more or fewer fields than the header.",
    why: "From that place on, every value is in the wrong column; the values of this record were not checked further.",
    mend: "Put a value that contains a pipe in quotation marks, and write every field, even an empty one.",
    source: "file-integrations/file-delivery/overview; RFC 4180",
    examples: &[
        Example::bad("balances", "an unquoted pipe", &[Edit::Set("client_balance_name", "Savings|daily")]),
        Example::bad("transactions", "fields beyond the last", &[Edit::Append("||")]),
        Example::bad("transaction_updates", "a delimiter behind the last field", &[Edit::Append("|")]),
        Example::good("balances", "a quoted pipe", &[Edit::Set("client_balance_name", "\"Savings|daily\"")]),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let Detail::Fields { expected, found, cause } = saying.finding.detail else {
        return Said::new("The wrong number of fields");
    };
    let fields = if found == 1 { "1 field".to_owned() } else { format!("{found} fields") };
    let said = Said::new(format!("{fields} where the header has {expected}")).expected(format!("{expected} fields"));
    match cause {
        Some((Cause::UnquotedDelimiter, field)) => {
            said.help(format!("Field {field} seems to contain a delimiter: put the whole value in quotation marks."))
        }
        Some((Cause::MissingField, field)) => {
            said.help(format!("A field seems to be missing from field {field} on: write empty fields too."))
        }
        Some((Cause::BrokenLine, field)) => said.help(format!(
            "The line seems to be broken inside field {field}: put a value with a line break in quotation marks."
        )),
        Some((Cause::OtherDelimiter, _)) => {
            said.help("The fields seem to be divided by another character: use the header's.".to_owned())
        }
        Some((Cause::TrailingDelimiters, _)) => said.help("Delimiters follow the last field: remove them.".to_owned()),
        None => said,
    }
}

/// Reports a record with the wrong number of fields, and what it probably comes from.
pub(crate) fn report(record: &Record<'_>, plan: &Plan, sink: &mut Sink) {
    let (expected, found) = (plan.width as u64, record.fields.len() as u64);
    // Of a file that is torn all over, the cause is looked for only where it will be read.
    let cause = sink.has_room(&RULE).then(|| probable_cause(record, plan)).flatten();
    let detail = Detail::Fields { expected, found, cause };
    sink.take(Slip::new(&RULE, detail), spot_of_record(record));
}

/// The cause under which most values fit their columns.
fn probable_cause(record: &Record<'_>, plan: &Plan) -> Option<(Cause, u64)> {
    let (expected, found) = (plan.width, record.fields.len());
    if found > expected {
        let extra = found - expected;
        if (expected..found).all(|field| record.raw(field).is_empty()) {
            return Some((Cause::TrailingDelimiters, expected as u64 + 1));
        }
        // Up to `at` the fields stand where they should, behind it they are shifted by what was torn off.
        let before = running((0..expected).map(|column| looks(plan.column_of(column), record.raw(column))));
        let behind =
            running((0..expected).rev().map(|column| looks(plan.column_of(column), record.raw(column + extra))));
        // Of places that fit as well, one that may hold any text is the likeliest to hold a delimiter.
        let may_hold = |at| plan.column_of(at).is_some_and(|column| column.ty.value == Type::Text);
        let best = best(before.iter().zip(behind.iter().rev().skip(1)), may_hold)?.0;
        return Some((Cause::UnquotedDelimiter, best as u64 + 1));
    }
    let is_other = |delimiter: &u8| record.bytes.iter().filter(|byte| *byte == delimiter).count() + 1 == expected;
    if found == 1 {
        // In quotation marks it may be the header's own delimiter.
        if record.bytes.starts_with(b"\"") {
            return None;
        }
        if b",;\t|".iter().any(is_other) {
            return Some((Cause::OtherDelimiter, 1));
        }
    }
    let missing = expected - found;
    let before = running((0..found).map(|field| looks(plan.column_of(field), record.raw(field))));
    let behind = running((0..found).rev().map(|field| looks(plan.column_of(field + missing), record.raw(field))));
    let start_fits = before.last().copied().unwrap_or_default();
    let (best, fits) = best(before.iter().take(found).zip(behind.iter().rev()), |_| false)?;
    if start_fits >= fits {
        // Only a text holds a line break; a value that does not fit may be half of one.
        let is_torn = found.checked_sub(1).is_some_and(|last| {
            let column = plan.column_of(last);
            column.is_some_and(|column| column.ty.value == Type::Text) || looks(column, record.raw(last)) < 0
        });
        let end = found as u64;
        return Some(if is_torn { (Cause::BrokenLine, end) } else { (Cause::MissingField, end + 1) });
    }
    Some((Cause::MissingField, best as u64 + 1))
}

/// The sums of the first none, one, two and so on.
fn running(scores: impl Iterator<Item = i64>) -> Vec<i64> {
    let sums = scores.scan(0, |sum, score| {
        *sum += score;
        Some(*sum)
    });
    std::iter::once(0).chain(sums).collect()
}

/// Where what fits before and behind comes to most, and to how much: of several such places one that is preferred, else the
/// first.
fn best<'a>(
    sums: impl Iterator<Item = (&'a i64, &'a i64)>,
    is_preferred: impl Fn(usize) -> bool,
) -> Option<(usize, i64)> {
    let sums = sums.map(|(before, behind)| before + behind).enumerate();
    sums.max_by_key(|&(at, fits)| (fits, is_preferred(at), std::cmp::Reverse(at)))
}

/// How well a value suits a column: 1, 0 when that cannot be told, −1.
fn looks(column: Option<&LayoutColumn>, text: &[u8]) -> i64 {
    let Some(column) = column else { return 0 };
    let digit = |at: usize| text.get(at).is_some_and(u8::is_ascii_digit);
    let fits = match column.ty.value {
        _ if text.is_empty() => return 0,
        Type::Date => text.len() == 10 && text.get(4) == Some(&b'-'),
        Type::DateTime => {
            text.len() > 10
                && text.get(4) == Some(&b'-')
                && text.get(10).is_some_and(|&byte| matches!(byte, b'T' | b' '))
        }
        Type::Number(_) | Type::Integer => {
            text.len() < 24
                && text.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.'))
                && (digit(0) || digit(1))
        }
        Type::Currency => text.len() == 3 && text.iter().all(u8::is_ascii_uppercase),
        Type::Boolean => matches!(text, b"true" | b"false"),
        Type::Enum if !column.values.value.list.is_empty() => {
            column.values.value.list.iter().any(|value| value.as_bytes() == text)
        }
        _ => return 0,
    };
    if fits { 1 } else { -1 }
}
