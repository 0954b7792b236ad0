//! An account, card or balance that was closed is changed or used again.

use daybreak_schema::Authority;

use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;
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
    why: "Closed is final: the bank rejects any later change or activity.",
    mend: "Leave the record out; use inactive for as long as anything can still happen.",
    source: "file-integrations/account/validations; file-integrations/card-files/schema; file-integrations/balances-and-transactions/balance-statuses",
    examples: &[],
    say: |_| Said::new("The record was closed on an earlier day").expected("no change and no activity after that"),
};

/// A balance of nothing.
const EMPTY: &[(&str, &str)] =
    &[("client_balance_id", "bal_#_x"), ("rewards_balance", ""), ("interest_accrued_balance", ""), ("balance", "0.00")];

/// The same, closed.
const CLOSED: &[(&str, &str)] = &[
    ("client_balance_id", "bal_#_x"),
    ("rewards_balance", ""),
    ("interest_accrued_balance", ""),
    ("balance", "0.00"),
    ("status", "closed"),
    ("status_reason", "canceled"),
];

/// The same, closed with something in it.
const CLOSED_WITH_MONEY: &[(&str, &str)] = &[
    ("client_balance_id", "bal_#_x"),
    ("rewards_balance", ""),
    ("interest_accrued_balance", ""),
    ("balance", "5.00"),
    ("status", "closed"),
    ("status_reason", "canceled"),
];

/// Sets of files with the fault and without it.
pub static EXAMPLES: &[SetExample] = &[
    SetExample::bad(
        "an account sent again after it was closed",
        &[
            on(
                1,
                "accounts",
                Change::Add(
                    "acct_#",
                    &[("client_account_id", "acct_#_x"), ("status", "closed"), ("status_reason", "canceled")],
                ),
            ),
            on(
                0,
                "accounts",
                Change::Add(
                    "acct_#",
                    &[("client_account_id", "acct_#_x"), ("status", "closed"), ("status_reason", "canceled")],
                ),
            ),
        ],
    ),
    SetExample::bad(
        "a balance opened again",
        &[
            on(2, "balances", Change::Add("bal_#", EMPTY)),
            on(1, "balances", Change::Add("bal_#", CLOSED)),
            on(0, "balances", Change::Add("bal_#", EMPTY)),
        ],
    ),
    SetExample::bad(
        "a balance that was closed and left out, opened again",
        &[on(2, "balances", Change::Add("bal_#", CLOSED)), on(0, "balances", Change::Add("bal_#", EMPTY))],
    ),
    SetExample::bad(
        "a closed balance with another amount",
        &[
            on(2, "balances", Change::Add("bal_#", EMPTY)),
            on(1, "balances", Change::Add("bal_#", CLOSED)),
            on(0, "balances", Change::Add("bal_#", CLOSED_WITH_MONEY)),
        ],
    ),
    SetExample::good(
        "a balance that is closed, and is sent again as it was",
        &[
            on(2, "balances", Change::Add("bal_#", EMPTY)),
            on(1, "balances", Change::Add("bal_#", CLOSED)),
            on(0, "balances", Change::Add("bal_#", CLOSED)),
        ],
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
    SetExample::good(
        "an account that is closed",
        &[on(
            0,
            "accounts",
            Change::Add(
                "acct_#",
                &[("client_account_id", "acct_#_x"), ("status", "closed"), ("status_reason", "canceled")],
            ),
        )],
    ),
];
