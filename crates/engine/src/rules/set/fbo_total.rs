//! The account at the bank does not hold what balances and non-posted transactions add up to.

use daybreak_schema::Authority;

use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;
use crate::set_example::{Change, SetExample, on};

/// The account at the bank does not hold what balances and non-posted transactions add up to.
pub static RULE: Rule = Rule {
    name: "fbo-total",
    code: "X005",
    family: Family::Set,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(3),
    what: "The account at the bank does not hold what balances and non-posted transactions add up to.",
    why: "The money of all deposit balances lies in one account for their benefit. What it holds is the sum of the balances and of the transactions that are not posted yet; a difference is money that nobody has accounted for.",
    mend: "Look for an item that is missing in Non-Posted Transactions, or for a posting that the balances do not show yet.",
    source: "file-integrations/file-schemas/balance-and-transactions/overview",
    examples: &[],
    say: |_| {
        Said::new(
            "The account at the bank does not hold the sum of all deposit balances and all amounts not yet posted",
        )
    },
};

/// Sets of files with the fault and without it.
pub static EXAMPLES: &[SetExample] = &[
    SetExample::bad(
        "an open item with another amount",
        &[on(0, "non_posted_transactions", Change::Set("npt_#", "amount", "79.00"))],
    )
    .with_stated("1.00"),
    SetExample::good("what the account holds is not said", &[]),
];
