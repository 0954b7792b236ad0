//! Other lines stand before the header.

use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::finding::Detail;
use crate::head::Preamble;
use crate::place::{Place, Span};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};
use crate::sink::{Sink, Slip, Spot};

/// Other lines stand before the header.
pub static RULE: Rule = Rule {
    name: "header-not-first",
    code: "H008",
    family: Family::Header,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(1),
    what: "Other lines stand before the header.",
    why: "The first row must be the header. The rest of the file was checked as if these lines were not there.",
    mend: "Remove everything before the header line, such as a title or sep=|.",
    source: "file-integrations/file-delivery/overview",
    examples: &[
        Example::bad("transactions", "a line for spreadsheets", &[Edit::Prefix(b"sep=|\n")]),
        Example::bad("cards", "a title and a blank line", &[Edit::Prefix(b"Cards, 2026-11-20\n\n")]),
        Example::good("transactions", "the header first", &[]),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let message = match saying.finding.detail {
        Detail::Numbers(_, lines) if lines > 1 => format!("{lines} lines stand before the header"),
        _ => "A line stands before the header".to_owned(),
    };
    Said::new(message).expected("the header on the first line")
}

/// Reports what stands before a header. It begins at this place.
pub(crate) fn report(start: Place, preamble: Preamble, text: &[u8], sink: &mut Sink) {
    let before = text.get(..preamble.bytes).unwrap_or(text);
    let blank = before.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let found = before.trim_ascii();
    let from = start.byte + blank as u64;
    let breaks = before.get(..blank).unwrap_or(&[]).iter().filter(|byte| **byte == b'\n').count();
    let spot = Spot {
        place: Some(Place { byte: from, line: start.line + breaks as u64, record: 0 }),
        span: Some(Span { start: from, end: from + found.len() as u64 }),
        found: Some(found),
        ..Spot::default()
    };
    sink.take(Slip::new(&RULE, Detail::Numbers(0, preamble.filled)), spot);
}
