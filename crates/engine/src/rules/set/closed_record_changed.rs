//! An account, card or balance that was closed is changed or used again.

use daybreak_schema::Authority;

use crate::finding::Detail;
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};
use crate::set_example::{Change, SetExample, on};

/// An account, card or balance that was closed is changed or used again.
pub static RULE: Rule = Rule {
    name: "closed-record-changed",
    code: "X007",
    family: Family::Set,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(3),
    what: "An account, card or balance that was closed is changed or used again.",
    why: "Closed is final: the bank rejects any later change or activity. That it compares every cell of a closed balance is assumed.",
    mend: "Remove the record; use inactive for as long as anything can still happen.",
    source: "file-integrations/account/validations; file-integrations/card-files/schema; file-integrations/balances-and-transactions/balance-statuses",
    examples: &[],
    say,
};

fn say(saying: &Saying) -> Said {
    if let Detail::Names(columns) = &saying.finding.detail {
        let message = format!("The balance was closed on an earlier day, and has another {} now", columns.join(", "));
        return Said::new(message).expected("no change after that");
    }
    let message = match (saying.kind.map(|kind| kind.token), saying.name) {
        (Some("accounts"), _) => "The account was closed on an earlier day, and is sent again",
        (Some("cards"), _) => "The card was closed on an earlier day, and is sent again",
        (Some("balances"), "balance") => "The balance was closed on an earlier day, and has another amount now",
        (Some("balances"), "rewards_balance") => "The balance was closed on an earlier day, and has other rewards now",
        (Some("balances"), _) => "The balance reached its final status on an earlier day, and is sent again",
        (_, "card_id") => "The card of the transaction was closed on an earlier day",
        (_, "balance_id") => "The balance of the transaction, or its account, was closed on an earlier day",
        _ => "The record was closed on an earlier day",
    };
    Said::new(message).expected("no change and no activity after that")
}

/// An account that is closed.
const CLOSED_ACCOUNT: Change =
    Change::Add("acct_#", &[("client_account_id", "acct_#_x"), ("status", "closed"), ("status_reason", "canceled")]);

/// The cells of a balance that has nothing but this amount, and of a closed one.
macro_rules! balance {
    ($amount:literal $(, $cell:expr)*) => {
        Change::Add(
            "bal_#",
            &[
                ("client_balance_id", "bal_#_x"),
                ("rewards_balance", ""),
                ("interest_accrued_balance", ""),
                ("balance", $amount),
                $($cell,)*
            ],
        )
    };
}

const EMPTY: Change = balance!("0.00");
const CLOSED: Change = balance!("0.00", ("status", "closed"), ("status_reason", "canceled"));
const CLOSED_WITH_MONEY: Change = balance!("5.00", ("status", "closed"), ("status_reason", "canceled"));
const CLOSED_OTHERWISE: Change = balance!("0.00", ("status", "closed"), ("status_reason", "entity_closed"));
const CLOSED_WITH_REWARDS: Change =
    balance!("0.00", ("status", "closed"), ("status_reason", "canceled"), ("rewards_balance", "0.00"));
const CLOSED_WITH_MORE: Change =
    balance!("0.00", ("status", "closed"), ("status_reason", "canceled"), ("rewards_balance", "9999.00"));

/// Sets of files with the fault and without it.
pub static EXAMPLES: &[SetExample] = &[
    SetExample::bad(
        "an account sent again after it was closed",
        &[on(1, "accounts", CLOSED_ACCOUNT), on(0, "accounts", CLOSED_ACCOUNT)],
    ),
    SetExample::bad(
        "a balance opened again",
        &[on(2, "balances", EMPTY), on(1, "balances", CLOSED), on(0, "balances", EMPTY)],
    ),
    SetExample::bad(
        "a balance that was closed and left out, opened again",
        &[on(2, "balances", CLOSED), on(0, "balances", EMPTY)],
    ),
    SetExample::bad(
        "a closed balance with another amount",
        &[on(2, "balances", EMPTY), on(1, "balances", CLOSED), on(0, "balances", CLOSED_WITH_MONEY)],
    ),
    SetExample::bad(
        "a closed balance with other rewards",
        &[on(2, "balances", EMPTY), on(1, "balances", CLOSED_WITH_REWARDS), on(0, "balances", CLOSED_WITH_MORE)],
    ),
    SetExample::bad(
        "a closed balance with another reason",
        &[on(2, "balances", EMPTY), on(1, "balances", CLOSED), on(0, "balances", CLOSED_OTHERWISE)],
    ),
    SetExample::good(
        "a balance that is closed, and is sent again as it was",
        &[on(2, "balances", EMPTY), on(1, "balances", CLOSED), on(0, "balances", CLOSED)],
    ),
    SetExample::bad(
        "a card used after it was closed",
        &[
            on(
                1,
                "cards",
                Change::Add(
                    "crd_#",
                    &[("card_status", "closed"), ("closed_at", "2026-11-19T16:00:00Z"), ("closed_reason", "lost")],
                ),
            ),
            on(
                0,
                "transactions",
                Change::Add(
                    "txn_#_0_1",
                    &[
                        ("client_transaction_id", "txn_#_x"),
                        ("amount", "0.00"),
                        ("type", "debit"),
                        ("transfer_type", "card"),
                        ("transfer_ids", ""),
                        ("card_id", "crd_#"),
                        ("bin", "440393"),
                    ],
                ),
            ),
        ],
    ),
    SetExample::good("an account that is closed", &[on(0, "accounts", CLOSED_ACCOUNT)]),
];
