//! A card is sent again with another value in a column that may not change.

use daybreak_schema::Authority;

use crate::finding::Detail;
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};
use crate::set_example::{Change, SetExample, on};

/// A card is sent again with another value in a column that may not change.
pub static RULE: Rule = Rule {
    name: "card-immutable-field",
    code: "X009",
    family: Family::Set,
    severity: Severity::Warning,
    authority: Authority::Documented,
    group: Some(3),
    what: "A card is sent again with another value in a column that may not change.",
    why: "The bank has announced that it will reject such updates: a card keeps its account, holder, type and dates. What was empty may be filled.",
    mend: "Send the card with its first values; a different card needs its own ID.",
    source: "file-integrations/card-files/validations",
    examples: &[],
    say,
};

/// Sets of files with the fault and without it.
pub static EXAMPLES: &[SetExample] = &[
    SetExample::bad("another type of card", &[on(0, "cards", Change::Add("crd_#", &[("card_type", "commercial")]))]),
    SetExample::good(
        "a card that is closed",
        &[on(
            0,
            "cards",
            Change::Add(
                "crd_#",
                &[("card_status", "closed"), ("closed_at", "2026-11-20T16:00:00Z"), ("closed_reason", "lost")],
            ),
        )],
    ),
];

fn say(saying: &Saying) -> Said {
    let Detail::Names(columns) = &saying.finding.detail else {
        return Said::new("A column that may not change has changed");
    };
    Said::new(format!("The card has another {} than before", columns.join(", ")))
        .expected("the value of its first record")
}

/// The columns of a card that may not change.
pub(crate) const COLUMNS: [&str; 10] = [
    "account_id",
    "entity_id",
    "is_virtual",
    "card_type",
    "created_at",
    "activated_at",
    "expiry_date",
    "closed_at",
    "closed_reason",
    "replaced_by",
];
