//! The file's name does not have the usual form.

use crate::finding::Detail;
use crate::head::FileName;
use crate::sink::{Sink, Slip, Spot};
use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;

/// The file's name does not have the usual form.
pub static RULE: Rule = Rule {
    name: "file-name-unrecognised",
    code: "F012",
    family: Family::File,
    severity: Severity::Warning,
    authority: Authority::Assumed,
    group: None,
    what: "The file's name does not follow the pattern: date or batch, kind, version.",
    why: "The bank reads the day, the kind and the version of a file from its name. Which words it accepts for each kind is not stated: confirm them with your technical account manager.",
    mend: "Name the file like 2026-11-21_transactions_v1.csv: the date, the kind, the version.",
    source: "file-integrations/customer/validations; onboarding/testing-go-live",
    examples: &[
        Example::bad("transactions", "the kind alone", &[Edit::Name("#.csv")]),
        Example::bad("cards", "a browser's second download", &[Edit::Name("2026-11-21_#_v1 (1).csv")]),
        Example::good("transactions", "date, kind, version", &[Edit::Name("2026-11-21_transactions_v1.csv")]),
        Example::good("cards", "a numbered version", &[Edit::Name("2026-11-21_card_001.csv")]),
    ],
    say: |_| {
        Said::new("The file's name does not consist of date, kind and version")
            .expected("a name like 2026-11-21_transactions_v1.csv")
    },
};

/// Reports a name without the pattern.
pub(crate) fn check(name: &FileName, sink: &mut Sink) {
    if !name.recognised {
        sink.take(Slip::new(&RULE, Detail::None), Spot::default());
    }
}
