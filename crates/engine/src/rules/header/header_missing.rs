//! The first line is data.

use daybreak_schema::Authority;
use daybreak_schema::Layout;

use crate::finding::Detail;
use crate::lexer::Record;
use crate::place::Span;
use crate::sink::{Sink, Slip, Spot};

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;

/// The first line is data.
pub static RULE: Rule = Rule {
    name: "header-missing",
    code: "H001",
    family: Family::Header,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(1),
    what: "The first line holds data, not the names of the columns.",
    why: "The first row must be the header; the bank finds columns by their names. Without it, it is not known which value is which, so no value was checked.",
    mend: "Put the header line of the schema page before the first record.",
    source: "file-integrations/file-delivery/overview",
    examples: &[
        Example::bad("transactions", "data from the first line on", &[Edit::NoHeader]),
        Example::good("transactions", "a header first", &[]),
    ],
    say: |_| Said::new("The first line holds data, not column names").expected("the header line of the schema"),
};

/// Whether a first line that resembles no header is data: some cells are numbers, dates or other values that no column is
/// ever named after, and more than there are names that are known. A value may well read like one name, such as `Balance`.
pub(crate) fn is_data(names: &[String], layout: &Layout) -> bool {
    let known = |name: &String| layout.columns.iter().any(|column| column.header.eq_ignore_ascii_case(name.trim()));
    let value = |name: &String| {
        name.bytes().next().is_some_and(|byte| byte.is_ascii_digit() || byte == b'-') || name.contains(['@', '\'', '/'])
    };
    names.iter().filter(|name| known(name)).count() < names.iter().filter(|name| value(name)).count()
}

/// Reports it; the missing columns follow from it.
pub(crate) fn report(record: &Record<'_>, layout: &Layout, sink: &mut Sink) {
    let start = record.place.byte;
    let span = Span { start, end: start + record.bytes.len() as u64 };
    sink.take(
        Slip::new(&RULE, Detail::None),
        Spot { place: Some(record.place), span: Some(span), found: Some(record.bytes), ..Spot::default() },
    );
    super::column_missing::suppress(layout, RULE.name, sink);
}
