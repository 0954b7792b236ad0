//! A quote is opened and never closed.

use crate::finding::Detail;
use crate::lexer::{Record, UnclosedQuote};
use crate::place::Span;
use crate::sink::{Sink, Slip, Spot};
use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// A quote is opened and never closed.
pub static RULE: Rule = Rule {
    name: "unclosed-quote",
    code: "F006",
    family: Family::File,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(1),
    what: "A field begins with a quotation mark that is never closed, or not within the 16 MiB that a record may have.",
    why: "An ordinary CSV reader treats everything up to the next quotation mark or the end of the file, line endings included, as one value: the records in between are lost.",
    mend: "Close the quotation mark at the end of the value; a quotation mark within a quoted value is written twice.",
    source: "RFC 4180; file-integrations/file-delivery/overview",
    examples: &[
        Example::bad("balances", "a lost quote", &[Edit::Set("client_balance_name", "\"Everyday savings")]),
        Example::good("balances", "a quoted value", &[Edit::Set("client_balance_name", "\"Everyday savings\"")]),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let how = match &saying.finding.detail {
        Detail::Slip(how) => how,
        _ => "never closed",
    };
    Said::new(format!("A quotation mark is opened here and {how}"))
        .expected("a closing quotation mark at the end of the value")
}

/// Reports a quote of a record.
pub(crate) fn report(record: &Record<'_>, quote: UnclosedQuote, sink: &mut Sink) {
    let start = record.place.byte + u64::from(quote.at);
    let field = record.fields.iter().position(|field| field.start == quote.at).map(|field| field as u16);
    let spot = Spot { place: Some(record.place), span: Some(Span { start, end: start + 1 }), field, ..Spot::default() };
    let detail = if quote.is_too_long {
        Detail::Slip("not closed before the record is longer than 16 MiB".into())
    } else {
        Detail::None
    };
    sink.take(Slip::new(&RULE, detail), spot);
}
