//! An item that was not posted yesterday is neither listed nor posted today.

use daybreak_schema::Authority;

use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;
use crate::set_example::{Change, SetExample, on};

/// An item that was not posted yesterday is neither listed nor posted today.
pub static RULE: Rule = Rule {
    name: "non-posted-gone",
    code: "X019",
    family: Family::Set,
    severity: Severity::Warning,
    authority: Authority::Assumed,
    group: Some(3),
    what: "An item that was not posted yesterday is neither listed nor posted today.",
    why: "An open item is due in every file until it is posted. That it is posted under the same ID is inferred.",
    mend: "List it again, or send the transaction that posts it.",
    source: "file-integrations/balances-and-transactions/non-posted-transactions-schema; file-integrations/file-delivery/overview",
    examples: &[],
    say: |_| Said::new("An item of the day before is neither listed nor posted"),
};

/// Sets of files with the fault and without it.
pub static EXAMPLES: &[SetExample] = &[
    SetExample::bad("an item that is lost", &[on(0, "non_posted_transactions", Change::Remove("npt_#"))]),
    SetExample::good(
        "an item that was posted",
        &[
            on(0, "non_posted_transactions", Change::Remove("npt_#")),
            on(0, "transactions", Change::Add("txn_#_0_1", &[("client_transaction_id", "npt_#"), ("amount", "0.00")])),
        ],
    ),
];
