//! A finding in words.

use daybreak_engine::{Finding, Outcome, Saying};

use crate::mask::Values;
use crate::model::{FindingEntry, OtherPlace};

/// Puts a finding into words.
pub fn entry(outcome: &Outcome, finding: &Finding, values: Values) -> FindingEntry {
    let field = finding.field.map(usize::from);
    let header = field.and_then(|field| outcome.header.get(field));
    let column = header.and_then(|header| outcome.layout.as_ref()?.columns.get(header.column?));
    let name = finding.field.and_then(|field| outcome.column_name(field));
    let saying = Saying { finding, column, name: name.unwrap_or("the file"), kind: outcome.kind };
    let said = (finding.rule.say)(&saying);
    let in_header = finding.place.is_some_and(|place| place.record == 0);
    // Names from a header are not values, unless the header is data.
    let values = if in_header && finding.rule.name != "header-missing" { Values::Shown } else { values };
    FindingEntry {
        rule: finding.rule.name.to_owned(),
        code: finding.rule.code.to_owned(),
        severity: finding.severity,
        authority: finding.authority,
        record: finding.place.map(|place| place.record).filter(|&record| record > 0),
        line: finding.place.map(|place| place.line),
        bytes: finding.span.map(|span| [span.start, span.end]),
        column: name.map(str::to_owned),
        other: finding.other.as_deref().map(|(place, span)| OtherPlace {
            record: place.record,
            line: place.line,
            bytes: [span.start, span.end],
        }),
        message: said.message,
        expected: said.expected,
        found: finding.found.as_deref().map(|found| values.of(found)),
        help: said.help.unwrap_or_else(|| finding.rule.mend.to_owned()),
    }
}
