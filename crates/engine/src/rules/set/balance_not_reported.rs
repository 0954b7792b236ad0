//! A balance of yesterday is missing today.

use daybreak_schema::Authority;

use crate::finding::Detail;
use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;
use crate::set_example::{Change, SetExample, on};
use crate::sink::Slip;

/// A balance of yesterday is missing today.
pub static RULE: Rule = Rule {
    name: "balance-not-reported",
    code: "X006",
    family: Family::Set,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(3),
    what: "A balance of yesterday is missing today.",
    why: "Every balance that was not closed yesterday must be reported today, even at zero.",
    mend: "Report the balance; if it has ended, report it once more with its final status.",
    source: "file-integrations/balances-and-transactions/balance-validations",
    examples: &[],
    say: |_| {
        Said::new("A balance of the day before is not reported").expected("every balance that was not closed, each day")
    },
};

/// Sets of files with the fault and without it.
pub static EXAMPLES: &[SetExample] = &[
    SetExample::bad("a balance that is gone", &[on(0, "balances", Change::Remove("bal_#"))]),
    SetExample::good(
        "a balance that was closed the day before",
        &[
            on(
                2,
                "balances",
                Change::Add(
                    "bal_#",
                    &[
                        ("client_balance_id", "bal_#_x"),
                        ("rewards_balance", ""),
                        ("interest_accrued_balance", ""),
                        ("balance", "0.00"),
                    ],
                ),
            ),
            on(
                1,
                "balances",
                Change::Add(
                    "bal_#",
                    &[
                        ("client_balance_id", "bal_#_x"),
                        ("rewards_balance", ""),
                        ("interest_accrued_balance", ""),
                        ("balance", "0.00"),
                        ("status", "closed"),
                        ("status_reason", "canceled"),
                    ],
                ),
            ),
        ],
    ),
];

/// Where the account is closed, one page of the bank asks for its balances and another does not.
pub(crate) fn slip(account_closed: bool) -> Slip {
    let slip = Slip::new(&RULE, Detail::None);
    if account_closed { slip.assumed() } else { slip }
}
