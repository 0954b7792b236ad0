//! A record names a balance, account or card that is not there.

use daybreak_schema::Authority;

use crate::finding::Detail;
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};
use crate::set_example::{Change, SetExample, on};

/// A record names a balance, account or card that is not there.
pub static RULE: Rule = Rule {
    name: "reference-missing",
    code: "X001",
    family: Family::Set,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(3),
    what: "A record names a balance, account or card that is not there.",
    why: "A record that names another one must name one that the bank knows, or its file is rejected. Balances carries every balance each day, so one that is not in it does not exist; Accounts and Cards carry changes only, so what is not in the files at hand may have been sent before.",
    mend: "Send the record that is named, or correct the ID.",
    source: "the schema pages of Transactions, Non-Posted Transactions, Balances and Cards; file-integrations/card-files/validations",
    examples: &[],
    say,
};

/// Sets of files with the fault and without it.
pub static EXAMPLES: &[SetExample] = &[
    SetExample::bad(
        "a transaction on a balance that nobody sent",
        &[on(
            0,
            "transactions",
            Change::Add("txn_#_0_1", &[("client_transaction_id", "txn_#_x"), ("balance_id", "bal_#_x")]),
        )],
    ),
    SetExample::bad(
        "a card on an account that is not in the files at hand",
        &[on(0, "cards", Change::Add("crd_#", &[("client_card_id", "crd_#_x"), ("account_id", "acct_#_x")]))],
    ),
    SetExample::good(
        "a balance that is new on the day",
        &[
            on(
                0,
                "balances",
                Change::Add(
                    "bal_#",
                    &[
                        ("client_balance_id", "bal_#_x"),
                        ("balance", "50.00"),
                        ("rewards_balance", ""),
                        ("interest_accrued_balance", ""),
                    ],
                ),
            ),
            on(
                0,
                "transactions",
                Change::Add(
                    "txn_#_0_1",
                    &[("client_transaction_id", "txn_#_x"), ("balance_id", "bal_#_x"), ("amount", "50.00")],
                ),
            ),
        ],
    ),
];

fn say(saying: &Saying) -> Said {
    match &saying.finding.detail {
        Detail::Kinds { count, kind } => {
            let has = if *count == 1 { "record has an ID" } else { "records have an ID" };
            let column = saying.name;
            Said::new(format!(
                "{count} {has} in {column} that is not in the {kind} at hand; it may have been sent on an earlier day"
            ))
            .help("Add the days on which it was sent to have this checked.")
        }
        _ => Said::new(format!("No balance has the ID in {}", saying.name))
            .expected("the ID of a balance in the day's Balances"),
    }
}
