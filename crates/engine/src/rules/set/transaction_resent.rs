//! A transaction was already sent on an earlier day.

use daybreak_schema::Authority;

use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;
use crate::set_example::{Change, SetExample, on};

/// A transaction was already sent on an earlier day.
pub static RULE: Rule = Rule {
    name: "transaction-resent",
    code: "X010",
    family: Family::Set,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(3),
    what: "A transaction was already sent on an earlier day.",
    why: "Transactions carries new entries only, never updates or unchanged ones; one that is sent twice moves its balance twice.",
    mend: "Remove it. A settlement date is corrected through Transaction Updates.",
    source: "file-integrations/file-delivery/overview; file-integrations/balances-and-transactions/transactions-schema",
    examples: &[],
    say: |_| Said::new("The transaction was already sent on an earlier day").expected("new transactions only"),
};

/// Sets of files with the fault and without it.
pub static EXAMPLES: &[SetExample] = &[
    SetExample::bad(
        "a transaction of the day before",
        &[on(0, "transactions", Change::Add("txn_#_1_1", &[("amount", "0.00")]))],
    ),
    SetExample::good("each transaction once", &[]),
];
