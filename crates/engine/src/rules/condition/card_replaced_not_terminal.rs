//! A replaced card that is still in use.

use crate::checker::View;
use crate::finding::Detail;
use crate::rules::condition::{Condition, Reads};
use crate::sink::Slip;
use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;

/// A replaced card that is still in use.
pub static RULE: Rule = Rule {
    name: "card-replaced-not-terminal",
    code: "C013",
    family: Family::Condition,
    severity: Severity::Warning,
    authority: Authority::Documented,
    group: None,
    what: "A card names its replacement but is neither closed nor expired.",
    why: "The bank has announced that it will reject this, and will give 60 days' notice before it does.",
    mend: "Close the card that was replaced, or leave replaced_by empty.",
    source: "file-integrations/card-files/validations",
    examples: &[
        Example::bad("cards", "replaced and active", &[Edit::Set("replaced_by", "crd_2")]),
        Example::good(
            "cards",
            "replaced and expired",
            &[Edit::Set("replaced_by", "crd_2"), Edit::Set("card_status", "expired")],
        ),
    ],
    say: |_| {
        Said::new("The card was replaced but is neither closed nor expired")
            .expected("closed or expired, when replaced_by is given")
    },
};

/// Where it is looked for.
pub(crate) static CONDITION: Condition = Condition {
    rule: &RULE,
    kinds: &["cards"],
    columns: &["card_status", "replaced_by"],
    reads: Reads::Classes,
    check,
};

fn check(view: &View<'_>) -> Option<(usize, Slip)> {
    let (status, replaced_by) = (view.cell(0), view.cell(1));
    let in_use = status.is_good() && !status.is("closed") && !status.is("expired");
    (in_use && replaced_by.is_good()).then(|| (0, Slip::new(&RULE, Detail::None)))
}
