//! A record in a file for deposit balances is about a credit balance.

use daybreak_schema::Authority;

use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};
use crate::set_example::{Change, SetExample, on};

/// A record in a file for deposit balances is about a credit balance.
pub static RULE: Rule = Rule {
    name: "not-a-deposit-balance",
    code: "X020",
    family: Family::Set,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(3),
    what: "A record in a file for deposit balances is about a credit balance.",
    why: "Non-Posted Transactions and Transaction Updates are for deposit balances only. An item on a credit balance is not counted in the total of the account at the bank.",
    mend: "Remove the record, or correct the ID that it names or the type of the balance.",
    source: "file-integrations/balances-and-transactions/non-posted-transactions-schema; file-integrations/balances-and-transactions/transactions-update-schema",
    examples: &[],
    say,
};

fn say(saying: &Saying) -> Said {
    let message = match saying.kind.map(|kind| kind.token) {
        Some("transaction_updates") => "The update is for a transaction on a credit balance",
        _ => "The item is on a credit balance",
    };
    Said::new(message).expected("deposit balances only")
}

/// A new balance of this type, at zero.
macro_rules! balance {
    ($type:literal) => {
        Change::Add(
            "bal_#",
            &[
                ("client_balance_id", "bal_#_x"),
                ("type", $type),
                ("balance", "0.00"),
                ("outstanding_principal", "0.00"),
                ("outstanding_interest", "0.00"),
                ("outstanding_fees", "0.00"),
                ("rewards_balance", ""),
                ("interest_accrued_balance", ""),
            ],
        )
    };
}

/// An item on it that is not posted yet.
const ITEM: Change = Change::Add("npt_#", &[("transaction_id", "npt_#_x"), ("balance_id", "bal_#_x")]);

/// A transaction on it.
const TRANSACTION: Change =
    Change::Add("txn_#_0_1", &[("client_transaction_id", "txn_#_x"), ("balance_id", "bal_#_x"), ("amount", "0.00")]);

/// The update of that transaction.
const UPDATE: Change = Change::Add("txn_#_1_1", &[("transaction_id", "txn_#_x")]);

/// Sets of files with the fault and without it.
pub static EXAMPLES: &[SetExample] = &[
    SetExample::bad(
        "an item on a credit balance that is not posted yet",
        &[on(0, "balances", balance!("credit")), on(0, "non_posted_transactions", ITEM)],
    ),
    SetExample::bad(
        "an update of a transaction on a credit balance",
        &[
            on(1, "balances", balance!("credit")),
            on(0, "balances", balance!("credit")),
            on(1, "transactions", TRANSACTION),
            on(0, "transaction_updates", UPDATE),
        ],
    ),
    SetExample::good(
        "both on a deposit balance",
        &[
            on(1, "balances", balance!("deposit")),
            on(0, "balances", balance!("deposit")),
            on(1, "transactions", TRANSACTION),
            on(0, "transaction_updates", UPDATE),
            on(0, "non_posted_transactions", ITEM),
        ],
    ),
];
