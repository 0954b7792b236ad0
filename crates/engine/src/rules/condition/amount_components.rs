//! A credit transaction that is not the sum of its parts.

use super::sum_of_parts;
use crate::checker::View;
use crate::finding::Detail;
use crate::rules::condition::{Condition, Reads};
use crate::sink::Slip;
use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// A credit transaction that is not the sum of its parts.
pub static RULE: Rule = Rule {
    name: "amount-components",
    code: "C008",
    family: Family::Condition,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(2),
    what: "The amount is not the sum of principal, fee and interest.",
    why: "The bank adds the three parts and compares them with the amount.",
    mend: "Correct the amount or its parts.",
    source: "file-integrations/balances-and-transactions/transactions-schema",
    examples: &[
        Example::bad(
            "transactions",
            "a part forgotten",
            &[
                Edit::Set("amount", "125.50"),
                Edit::Set("principal_amount", "100.00"),
                Edit::Set("interest_amount", "25.00"),
            ],
        ),
        Example::good(
            "transactions",
            "the sum",
            &[
                Edit::Set("amount", "125.50"),
                Edit::Set("principal_amount", "100.00"),
                Edit::Set("fee_amount", "0.50"),
                Edit::Set("interest_amount", "25.00"),
            ],
        ),
        Example::good("transactions", "no parts", &[]),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let message =
        if let Detail::Slip(slip) = &saying.finding.detail { slip } else { "The amount is not the sum of its parts" };
    Said::new(message).expected("principal_amount + fee_amount + interest_amount")
}

/// Where it is looked for.
pub(crate) static CONDITION: Condition = Condition {
    rule: &RULE,
    kinds: &["transactions"],
    columns: &["amount", "principal_amount", "fee_amount", "interest_amount"],
    reads: Reads::Values,
    check,
};

fn check(view: &View<'_>) -> Option<(usize, Slip)> {
    sum_of_parts(&RULE, view, 0, [1, 2, 3])
}
