//! The name says another kind than the header.

use daybreak_schema::Authority;
use daybreak_schema::Kind;

use crate::finding::Detail;
use crate::head::FileName;
use crate::sink::{Sink, Slip, Spot};

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// The name says another kind than the header.
pub static RULE: Rule = Rule {
    name: "file-name-kind-mismatch",
    code: "F013",
    family: Family::File,
    severity: Severity::Warning,
    authority: Authority::Assumed,
    group: None,
    what: "The file's name says one kind, its header has the columns of another.",
    why: "If the bank goes by the name, it checks the file against the wrong schema and misses the file of the other kind. Which of the two it goes by is not stated; here the header counts.",
    mend: "Name the file after what it holds, or pick the right file.",
    source: "file-integrations/customer/validations",
    examples: &[
        Example::bad("transactions", "cards in the name", &[Edit::Name("2026-11-21_cards_v1.csv")]),
        Example::bad("cards", "accounts in the name", &[Edit::Name("2026-11-21_accounts_v1.csv")]),
        Example::good("transactions", "its own kind in the name", &[]),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let (named, held) = match &saying.finding.detail {
        Detail::Names(names) if let [named, held] = names.as_slice() => (&**named, &**held),
        _ => ("one kind", "another"),
    };
    Said::new(format!("The name says {named}, the header is that of {held}"))
        .expected(format!("a name that says {held}"))
}

/// Compares the kind of the name with the one whose columns the header has; the user may have chosen yet another.
pub(crate) fn check(name: &FileName, of_header: &'static Kind, sink: &mut Sink) {
    if let Some(named) = name.kind.filter(|&named| named != of_header) {
        let kinds = vec![named.title.into(), of_header.title.into()];
        sink.take(Slip::new(&RULE, Detail::Names(kinds)), Spot::default());
    }
}
