//! A balance belongs to a different account than yesterday.

use daybreak_schema::Authority;

use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;
use crate::set_example::{Change, SetExample, on};

/// A balance belongs to a different account than yesterday.
pub static RULE: Rule = Rule {
    name: "balance-account-changed",
    code: "X017",
    family: Family::Set,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(3),
    what: "A balance belongs to a different account than yesterday.",
    why: "A balance keeps its ID for its whole life. One that was created through the API (its id is filled, or the program creates all balances that way) must be on the account with which the bank created it. That the same holds for one created by file is assumed.",
    mend: "Correct account_id, or give a new balance its own ID.",
    source: "file-integrations/balances-and-transactions/balance-validations",
    examples: &[],
    say: |_| Said::new("The balance was on another account the day before").expected("the account that it had"),
};

/// A balance that the bank has given its ID.
const BY_API: Change = Change::Add(
    "bal_#",
    &[
        ("client_balance_id", ""),
        ("id", "subledger_balance_#"),
        ("balance", "0.00"),
        ("rewards_balance", ""),
        ("interest_accrued_balance", ""),
    ],
);

/// Sets of files with the fault and without it.
pub static EXAMPLES: &[SetExample] = &[
    SetExample::bad(
        "the account of another customer",
        &[on(0, "balances", Change::Set("bal_#", "account_id", "acct_~"))],
    ),
    SetExample::bad(
        "the account of another customer, for a balance created through the API",
        &[
            on(1, "balances", BY_API),
            on(0, "balances", BY_API),
            on(0, "balances", Change::Set("subledger_balance_#", "account_id", "acct_~")),
        ],
    ),
    SetExample::good("the same account", &[]),
];
