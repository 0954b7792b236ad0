//! A record is the header once more.

use daybreak_schema::Authority;

use crate::checker::spot_of_record;
use crate::example::{Edit, Example};
use crate::finding::Detail;
use crate::head::HeaderColumn;
use crate::lexer::Record;
use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;
use crate::sink::{Sink, Slip};

/// A record is the header once more.
pub static RULE: Rule = Rule {
    name: "header-repeated",
    code: "R003",
    family: Family::Record,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(1),
    what: "A record is the header once more.",
    why: "Further down, the names of columns are taken for values; they were not checked one by one.",
    mend: "Remove the line: of files that are put together, only the first keeps its header.",
    source: "file-integrations/file-delivery/overview",
    examples: &[
        Example::bad("transactions", "two files put together", &[Edit::HeaderAgain]),
        Example::good("transactions", "one header", &[]),
    ],
    say: |_| Said::new("This line is the header once more").expected("a record"),
};

/// Whether a record holds the names of the header, and nothing else.
pub(crate) fn is_header(record: &Record<'_>, header: &[HeaderColumn], scratch: &mut Vec<u8>) -> bool {
    record.fields.len() == header.len()
        && header.iter().enumerate().all(|(field, column)| record.text(field, scratch) == column.name.as_bytes())
}

/// Reports it.
pub(crate) fn report(record: &Record<'_>, sink: &mut Sink) {
    sink.take(Slip::new(&RULE, Detail::None), spot_of_record(record));
}
