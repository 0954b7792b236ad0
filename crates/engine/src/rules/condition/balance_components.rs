//! A credit balance that is not the sum of its parts.

use super::sum_of_parts;
use crate::checker::View;
use crate::finding::Detail;
use crate::rules::condition::{Condition, Reads};
use crate::sink::Slip;
use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// A credit balance that is not the sum of its parts.
pub static RULE: Rule = Rule {
    name: "balance-components",
    code: "C007",
    family: Family::Condition,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(2),
    what: "A credit balance is not the sum of outstanding principal, interest and fees.",
    why: "The bank adds the three parts and rejects the file when they do not add up to the balance.",
    mend: "Correct the balance or its parts.",
    source: "file-integrations/file-delivery/errors",
    examples: &[
        Example::bad(
            "balances",
            "a cent too many",
            &[
                Edit::Set("type", "credit"),
                Edit::Set("balance", "100.01"),
                Edit::Set("outstanding_principal", "90.00"),
                Edit::Set("outstanding_interest", "7.50"),
                Edit::Set("outstanding_fees", "2.50"),
            ],
        ),
        Example::good(
            "balances",
            "the sum",
            &[
                Edit::Set("type", "credit"),
                Edit::Set("balance", "100.00"),
                Edit::Set("outstanding_principal", "90.00"),
                Edit::Set("outstanding_interest", "7.50"),
                Edit::Set("outstanding_fees", "2.50"),
            ],
        ),
        Example::good("balances", "a deposit has no parts", &[Edit::Set("balance", "100.01")]),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let message =
        if let Detail::Slip(slip) = &saying.finding.detail { slip } else { "The balance is not the sum of its parts" };
    Said::new(message).expected("outstanding_principal + outstanding_interest + outstanding_fees")
}

/// Where it is looked for.
pub(crate) static CONDITION: Condition = Condition {
    rule: &RULE,
    kinds: &["balances"],
    columns: &["balance", "type", "outstanding_principal", "outstanding_interest", "outstanding_fees"],
    reads: Reads::Values,
    check,
};

fn check(view: &View<'_>) -> Option<(usize, Slip)> {
    if !view.cell(1).is("credit") {
        return None;
    }
    sum_of_parts(&RULE, view, 0, [2, 3, 4])
}
