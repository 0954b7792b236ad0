//! An update is for a transaction that was not sent before.

use daybreak_schema::Authority;

use crate::finding::Detail;
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};
use crate::set_example::{Change, SetExample, on};

/// An update is for a transaction that was not sent before.
pub static RULE: Rule = Rule {
    name: "update-unknown-transaction",
    code: "X016",
    family: Family::Set,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(3),
    what: "An update is for a transaction that was not sent before.",
    why: "Only a transaction that was already sent in a Transactions file can be corrected.",
    mend: "Send the transaction first, or correct its ID.",
    source: "file-integrations/balances-and-transactions/transactions-update-schema",
    examples: &[],
    say,
};

/// Sets of files with the fault and without it.
pub static EXAMPLES: &[SetExample] = &[
    SetExample::bad(
        "an update before its transaction",
        &[on(1, "transaction_updates", Change::Add("txn_#_2_1", &[("transaction_id", "txn_#_0_1")]))],
    ),
    SetExample::bad(
        "an update of a transaction that is not in the files at hand",
        &[on(0, "transaction_updates", Change::Add("txn_#_1_1", &[("transaction_id", "txn_#_x")]))],
    ),
    SetExample::good("a transaction of the day before", &[]),
];

fn say(saying: &Saying) -> Said {
    match &saying.finding.detail {
        Detail::Kinds { count, kind } => {
            let updates = if *count == 1 { "record updates" } else { "records update" };
            Said::new(format!(
                "{count} {updates} a transaction that is not in the {kind} at hand; it may have been sent on an earlier day"
            ))
            .help("Add the days on which it was sent to have this checked.")
        }
        _ => Said::new("The update comes before its transaction, which is sent only on a later day")
            .expected("a transaction that was sent before"),
    }
}
