//! A column of the schema is not in the header.

use daybreak_schema::Authority;
use daybreak_schema::{Kind, Layout, LayoutColumn, Named};

use crate::finding::Detail;
use crate::sink::{Sink, Slip, Spot};

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// A column of the schema is not in the header.
pub static RULE: Rule = Rule {
    name: "column-missing",
    code: "H002",
    family: Family::Header,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(1),
    what: "A column of the schema is not in the header.",
    why: "Columns stay in the header even when no value is ever given; a file without one does not follow the schema.",
    mend: "Add the column, with empty cells where there is no value.",
    source: "the schema page of the kind",
    examples: &[
        Example::bad("transactions", "without the currency", &[Edit::Drop("currency")]),
        Example::bad("cards", "without an optional column", &[Edit::Drop("replaced_by")]),
        Example::bad("transactions", "the schema's name of a column that the profile names otherwise", &[])
            .with_profile(
                r#"{"profile_version":1,"name":"p","columns":{"transactions":{"renamed":{"currency":"ccy"}}}}"#,
            ),
        Example::bad("accounts", "without a column that every record needs", &[Edit::Drop("status_reason")]),
        Example::good("transactions", "the profile's name", &[Edit::Rename("currency", "ccy")]).with_profile(
            r#"{"profile_version":1,"name":"p","columns":{"transactions":{"renamed":{"currency":"ccy"}}}}"#,
        ),
        Example::good("transactions", "without an inferred column", &[Edit::Drop("generated_at")]),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let name = if let Detail::Meant(name) = &saying.finding.detail { &**name } else { "" };
    // It stands at a column only where it is there under the schema's name.
    if saying.column.is_some() {
        return Said::new(format!("The profile names this column {name}; rename it in the header"))
            .expected(name.to_owned())
            .help(format!("Write {name} in its place, or take the new name out of the profile if it was not agreed."));
    }
    Said::new(format!("The header has no column {name}")).expected(format!("a column named {name}"))
}

/// What the absence of a column means; nothing for one that is only inferred.
pub(crate) fn slip(column: &LayoutColumn) -> Option<Slip> {
    let slip = Slip::new(&RULE, Detail::Meant(column.header.clone()));
    match column.named {
        Named::OnItsPage => Some(slip.resting_on(column.named_authority)),
        Named::Elsewhere => Some(slip.assumed()),
        Named::Inferred => None,
    }
}

/// Reports a column that the header lacks.
pub(crate) fn report(column: &LayoutColumn, spot: Spot<'_>, sink: &mut Sink) {
    if let Some(slip) = slip(column) {
        sink.take(slip, spot);
    }
}

/// Counts the columns that cannot be found because of another fault.
pub(crate) fn suppress(layout: &Layout, because: &'static str, sink: &mut Sink) {
    let missing = layout.columns.iter().filter(|column| slip(column).is_some()).count();
    sink.suppress(&RULE, missing as u64, because);
}

/// The same for a file of which nothing can be read.
pub(crate) fn suppress_all(kind: Option<&'static Kind>, sink: &mut Sink) {
    if let Some(kind) = kind {
        suppress(&Layout::new(kind, None), super::super::file::encoding_not_utf8::RULE.name, sink);
    }
}
