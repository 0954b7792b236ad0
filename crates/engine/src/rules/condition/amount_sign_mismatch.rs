//! The amount in US dollars has the other sign.

use crate::checker::View;
use crate::finding::Detail;
use crate::rules::condition::{Condition, Reads};
use crate::sink::Slip;
use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;

/// The amount in US dollars has the other sign.
pub static RULE: Rule = Rule {
    name: "amount-sign-mismatch",
    code: "C009",
    family: Family::Condition,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(2),
    what: "amount_in_usd has a different sign from amount.",
    why: "Both describe the same movement; with different signs one of them is wrong.",
    mend: "Give both the same sign.",
    source: "file-integrations/balances-and-transactions/transactions-schema",
    examples: &[
        Example::bad(
            "transactions",
            "other signs",
            &[Edit::Set("amount", "-125.50"), Edit::Set("amount_in_usd", "125.50")],
        ),
        Example::good(
            "transactions",
            "the same sign",
            &[Edit::Set("amount", "-125.50"), Edit::Set("amount_in_usd", "-125.50")],
        ),
    ],
    say: |_| Said::new("The amount in US dollars has another sign than the amount").expected("the sign of amount"),
};

/// Where it is looked for.
pub(crate) static CONDITION: Condition = Condition {
    rule: &RULE,
    kinds: &["transactions"],
    columns: &["amount", "amount_in_usd"],
    reads: Reads::Classes,
    check,
};

fn check(view: &View<'_>) -> Option<(usize, Slip)> {
    let (amount, in_usd) = (view.cell(0).number()?, view.cell(1).number()?);
    // A small amount may come to 0.00 dollars.
    (amount.sign() * in_usd.sign() < 0).then(|| (1, Slip::new(&RULE, Detail::None)))
}
