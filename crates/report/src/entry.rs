//! A finding in words.

use daybreak_engine::{Finding, Heading, Saying};

use crate::mask::Values;
use crate::model::{FindingEntry, OtherPlace};

/// Puts a finding into words.
pub fn entry(heading: Heading<'_>, finding: &Finding, values: Values) -> FindingEntry {
    let column = finding.field.and_then(|field| heading.column(field));
    // While the kind is not known, a first line may as well be data: its cells are names for nobody.
    let named = heading.kind.is_some();
    let name = finding.field.filter(|_| named).and_then(|field| heading.name(field));
    let saying = Saying { finding, column, name: name.unwrap_or("the file"), kind: heading.kind };
    let said = (finding.rule.say)(&saying);
    let in_header = finding.place.is_some_and(|place| place.record == 0);
    // Names from a header are not values, unless it is none.
    let is_names = in_header && named && !matches!(finding.rule.name, "header-missing" | "header-not-first");
    let values = if is_names { Values::Shown } else { values };
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
