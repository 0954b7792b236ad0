//! An account is updated with an `effective_at` that is not later than in its previous record.

use daybreak_schema::Authority;

use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;
use crate::set_example::{Change, SetExample, on};

/// An account is updated with an `effective_at` that is not later than in its previous record.
pub static RULE: Rule = Rule {
    name: "effective-at-not-later",
    code: "X008",
    family: Family::Set,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(3),
    what: "An account is updated with an effective_at that is not later than in its previous record.",
    why: "The bank takes an update only if its effective_at is later than the one that it has.",
    mend: "Give the time at which the new state was read.",
    source: "file-integrations/account/validations",
    examples: &[],
    say: |_| {
        Said::new("The time in effective_at is not later than in the previous record of the account")
            .expected("a later date and time than in the previous record")
    },
};

const MOMENT: &str = "2026-11-19T16:00:00Z";

/// Sets of files with the fault and without it.
pub static EXAMPLES: &[SetExample] = &[
    SetExample::bad(
        "the same moment again",
        &[
            on(1, "accounts", Change::Add("acct_#", &[("client_account_id", "acct_#_x"), ("effective_at", MOMENT)])),
            // With this one the file is still of its own day.
            on(0, "accounts", Change::Add("acct_#", &[("client_account_id", "acct_#_y")])),
            on(0, "accounts", Change::Add("acct_#", &[("client_account_id", "acct_#_x"), ("effective_at", MOMENT)])),
        ],
    ),
    SetExample::good(
        "a later moment",
        &[
            on(1, "accounts", Change::Add("acct_#", &[("client_account_id", "acct_#_x")])),
            on(0, "accounts", Change::Add("acct_#", &[("client_account_id", "acct_#_x")])),
        ],
    ),
];
