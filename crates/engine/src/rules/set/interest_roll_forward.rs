//! The accrued interest does not follow from yesterday's and the day's accruals.

use daybreak_schema::Authority;

use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;
use crate::set_example::{Change, SetExample, on};

/// The accrued interest does not follow from yesterday's and the day's accruals.
pub static RULE: Rule = Rule {
    name: "interest-roll-forward",
    code: "X004",
    family: Family::Set,
    severity: Severity::Warning,
    authority: Authority::Assumed,
    group: Some(3),
    what: "The accrued interest does not follow from yesterday's and the day's accruals.",
    why: "The bank rolls the accrued interest of each deposit balance forward. The list of types that count is cut off in our source: we count interest_accrued, so interest that was paid out may explain the difference.",
    mend: "Look for an accrual that is missing or wrong; otherwise, correct interest_accrued_balance.",
    source: "file-integrations/balances-and-transactions/balance-validations",
    examples: &[],
    say: |_| {
        Said::new("The accrued interest is not what yesterday's and the day's accruals add up to")
            .expected("yesterday's accrued interest plus the accruals of the day")
    },
};

/// Sets of files with the fault and without it.
pub static EXAMPLES: &[SetExample] = &[
    SetExample::bad(
        "interest out of nothing",
        &[on(0, "balances", Change::Set("bal_#", "interest_accrued_balance", "1.25"))],
    ),
    SetExample::good(
        "interest accrued",
        &[
            on(
                0,
                "transactions",
                Change::Add(
                    "txn_#_0_1",
                    &[
                        ("client_transaction_id", "txn_#_x"),
                        ("type", "interest_accrued"),
                        ("transfer_type", "no_money_movement"),
                        ("transfer_ids", ""),
                        ("amount", "0.25"),
                    ],
                ),
            ),
            on(0, "balances", Change::Set("bal_#", "interest_accrued_balance", "1.25")),
        ],
    ),
];
