//! An ID that occurs twice.

use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;

/// An ID that occurs twice.
pub static RULE: Rule = Rule {
    name: "duplicate-key",
    code: "K001",
    family: Family::Key,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(1),
    what: "Two records of the file have the same ID.",
    why: "An ID identifies one record; given two, the bank cannot know which is right, and rejects the file.",
    mend: "Remove the record that is wrong, or give it its own ID.",
    source: "file-integrations/file-delivery/errors; the schema page of the kind",
    examples: &[
        Example::bad("transactions", "two transactions with one ID", &[Edit::RepeatWith("amount", "99.00")]),
        Example::bad("accounts", "two accounts with one ID", &[Edit::RepeatWith("client_product_name", "Savings")]),
        Example::bad(
            "transaction_updates",
            "one transaction updated twice",
            &[Edit::RepeatWith("settlement_date", "2026-11-18")],
        ),
        Example::good("transactions", "each ID once", &[]),
    ],
    say: |_| Said::new("An earlier record already has this ID").expected("each ID once in a file"),
};
