//! A rewards balance does not follow from yesterday's and the day's rewards.

use daybreak_schema::Authority;

use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;
use crate::set_example::{Change, SetExample, on};

/// A rewards balance does not follow from yesterday's and the day's rewards.
pub static RULE: Rule = Rule {
    name: "rewards-roll-forward",
    code: "X003",
    family: Family::Set,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(3),
    what: "A rewards balance does not follow from yesterday's and the day's rewards.",
    why: "For each deposit balance, the bank adds to yesterday's rewards the rewards_amount of the types rewards_earned, rewards_spent, rewards_redeemed, debit, refund and credit.",
    mend: "Look for a transaction whose rewards_amount is missing or wrong; otherwise, correct rewards_balance.",
    source: "file-integrations/balances-and-transactions/balance-validations",
    examples: &[],
    say: |_| {
        Said::new("The rewards are not what yesterday's and the day's come to")
            .expected("yesterday's rewards, and those of the day")
    },
};

/// Sets of files with the fault and without it.
pub static EXAMPLES: &[SetExample] = &[
    SetExample::bad("rewards out of nothing", &[on(0, "balances", Change::Set("bal_#", "rewards_balance", "11.00"))]),
    SetExample::good(
        "rewards earned",
        &[
            on(0, "balances", Change::Set("bal_#", "rewards_balance", "11.00")),
            on(
                0,
                "transactions",
                Change::Add(
                    "txn_#_0_1",
                    &[
                        ("client_transaction_id", "txn_#_x"),
                        ("type", "rewards_earned"),
                        ("transfer_type", "no_money_movement"),
                        ("transfer_ids", ""),
                        ("amount", "0.00"),
                        ("rewards_amount", "1.00"),
                    ],
                ),
            ),
        ],
    ),
];

/// Whether transactions of a type move the rewards.
pub(crate) fn moves_rewards(transaction_type: &[u8]) -> bool {
    matches!(
        transaction_type,
        b"rewards_earned" | b"rewards_spent" | b"rewards_redeemed" | b"debit" | b"refund" | b"credit"
    )
}
