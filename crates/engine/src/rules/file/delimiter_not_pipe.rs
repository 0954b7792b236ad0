//! The fields are separated by something other than a pipe.

use daybreak_schema::Authority;
use daybreak_schema::Layout;

use crate::finding::Detail;
use crate::lexer::Record;
use crate::place::Span;
use crate::sink::{Sink, Slip, Spot};

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// The fields are separated by something other than a pipe.
pub static RULE: Rule = Rule {
    name: "delimiter-not-pipe",
    code: "F005",
    family: Family::File,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(1),
    what: "The fields are separated by something other than a pipe.",
    why: "The bank reads the header as one long column name, and then misses every column.",
    mend: "Export with the pipe character | between the fields.",
    source: "file-integrations/file-delivery/overview",
    examples: &[
        Example::bad("transactions", "commas", &[Edit::Delimiter(b',')]),
        Example::bad("cards", "tabs", &[Edit::Delimiter(b'\t')]),
        Example::good("transactions", "pipes", &[]),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let name = match saying.finding.detail {
        Detail::Character(',') => "commas".to_owned(),
        Detail::Character(';') => "semicolons".to_owned(),
        Detail::Character('\t') => "tabs".to_owned(),
        Detail::Character(other) if other.is_control() => format!("the control character U+{:04X}", u32::from(other)),
        Detail::Character(other) => format!("the character {other}"),
        _ => "another character".to_owned(),
    };
    Said::new(format!("The fields are separated by {name}")).expected("pipes: |")
}

/// Reports another delimiter. The file is then read with it, so the missing columns are not reported one by one.
pub(crate) fn check(delimiter: u8, header: &Record<'_>, layout: &Layout, sink: &mut Sink) {
    if delimiter == b'|' {
        return;
    }
    let first = header.fields.first().map_or(0, |field| field.end);
    let at = header.place.byte + u64::from(first);
    let spot = Spot { place: Some(header.place), span: Some(Span { start: at, end: at + 1 }), ..Spot::default() };
    sink.take(Slip::new(&RULE, Detail::Character(char::from(delimiter))), spot);
    super::super::header::column_missing::suppress(layout, RULE.name, sink);
}
