//! A balance does not follow from yesterday's balance and the day's transactions.

use daybreak_schema::Authority;

use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;
use crate::set_example::{Change, SetExample, on};

/// A balance does not follow from yesterday's balance and the day's transactions.
pub static RULE: Rule = Rule {
    name: "balance-roll-forward",
    code: "X002",
    family: Family::Set,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(3),
    what: "A balance does not follow from yesterday's balance and the day's transactions.",
    why: "For each deposit balance, the bank adds the day's amounts, except those of interest_accrued and dispute_won, to yesterday's balance. If the sum is not today's balance, the day is out of balance and is rejected.",
    mend: "Look for a transaction that is missing, sent twice, from another day or with the wrong sign; otherwise, correct the balance.",
    source: "file-integrations/balances-and-transactions/balance-validations",
    examples: &[],
    say: |_| {
        Said::new("The balance is not what yesterday's balance and the day's transactions add up to")
            .expected("yesterday's balance plus the amounts of the day's transactions")
    },
};

/// Sets of files with the fault and without it.
pub static EXAMPLES: &[SetExample] = &[
    SetExample::bad("a balance that is off", &[on(0, "balances", Change::Set("bal_#", "balance", "1.00"))]),
    SetExample::bad(
        "a wrong balance on one day, right again on the next",
        &[on(1, "balances", Change::Set("bal_#", "balance", "1.00"))],
    ),
    SetExample::bad("a transaction that was left out", &[on(0, "transactions", Change::Remove("txn_#_0_1"))]),
    SetExample::good(
        "accrued interest does not move the balance",
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

/// Whether transactions of a type move a deposit's balance.
pub(crate) fn moves_balance(transaction_type: &[u8]) -> bool {
    !matches!(transaction_type, b"interest_accrued" | b"dispute_won")
}
