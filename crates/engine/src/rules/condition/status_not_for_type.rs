//! A status that this type of balance cannot have.

use crate::checker::View;
use crate::finding::Detail;
use crate::rules::condition::{Condition, Reads};
use crate::sink::Slip;
use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// A status that this type of balance cannot have.
pub static RULE: Rule = Rule {
    name: "status-not-for-type",
    code: "C002",
    family: Family::Condition,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(2),
    what: "The status exists only for another type of balance.",
    why: "receivable_transferred says that a credit receivable was sold; a deposit cannot have it.",
    mend: "Correct the status or the type.",
    source: "file-integrations/balances-and-transactions/balance-statuses",
    examples: &[
        Example::bad(
            "balances",
            "a deposit as a transferred receivable",
            &[Edit::Set("status", "receivable_transferred"), Edit::Set("status_reason", "receivable_sold_to_partner")],
        ),
        Example::good(
            "balances",
            "a credit balance as one",
            &[
                Edit::Set("type", "credit"),
                Edit::Set("status", "receivable_transferred"),
                Edit::Set("status_reason", "receivable_sold_to_partner"),
                Edit::Set("balance", "100.00"),
                Edit::Set("outstanding_principal", "90.00"),
                Edit::Set("outstanding_interest", "7.50"),
                Edit::Set("outstanding_fees", "2.50"),
            ],
        ),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let only = if let Detail::Meant(only) = &saying.finding.detail { only } else { "another type" };
    Said::new(format!("The status is allowed for {only} balances only"))
        .expected(format!("another status, or the type {only}"))
}

/// Where it is looked for.
pub(crate) static CONDITION: Condition =
    Condition { rule: &RULE, kinds: &["balances"], columns: &["status", "type"], reads: Reads::Classes, check };

fn check(view: &View<'_>) -> Option<(usize, Slip)> {
    let (status, balance_type) = (view.cell(0), view.cell(1));
    if !status.is_good() || !balance_type.is_good() {
        return None;
    }
    let only = view.layout.kind.status(std::str::from_utf8(status.text).ok()?)?.only_type?;
    (balance_type.text != only.as_bytes()).then(|| (0, Slip::new(&RULE, Detail::Meant(only.into()))))
}
