//! A transaction is listed as not posted, but has been sent as posted.

use daybreak_schema::Authority;

use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;
use crate::set_example::{Change, SetExample, on};

/// A transaction is listed as not posted, but has been sent as posted.
pub static RULE: Rule = Rule {
    name: "non-posted-already-posted",
    code: "X018",
    family: Family::Set,
    severity: Severity::Warning,
    authority: Authority::Assumed,
    group: Some(3),
    what: "A transaction is listed as not posted, but has been sent as posted.",
    why: "An item stays in Non-Posted Transactions until it is posted, and then leaves it; listed in both it counts twice in the total of the account at the bank. That it leaves with the same ID is inferred.",
    mend: "Remove it from Non-Posted Transactions from the day on which it is posted.",
    source: "file-integrations/balances-and-transactions/non-posted-transactions-schema",
    examples: &[],
    say: |_| {
        Said::new("The item is listed as not posted, and Transactions already has it as posted")
            .expected("only what is not posted yet")
    },
};

/// Sets of files with the fault and without it.
pub static EXAMPLES: &[SetExample] = &[
    SetExample::bad(
        "an item that was posted",
        &[on(0, "non_posted_transactions", Change::Add("npt_#", &[("transaction_id", "txn_#_1_1")]))],
    ),
    SetExample::good("an item that is still open", &[]),
];
