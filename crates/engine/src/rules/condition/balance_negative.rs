//! A balance below zero.

use crate::checker::View;
use crate::finding::Detail;
use crate::rules::condition::{Condition, Reads};
use crate::sink::Slip;
use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;

/// A balance below zero.
pub static RULE: Rule = Rule {
    name: "balance-negative",
    code: "C006",
    family: Family::Condition,
    severity: Severity::Warning,
    authority: Authority::Documented,
    group: Some(2),
    what: "A balance is below zero.",
    why: "Balances are always written as positive numbers, for deposits and for credit alike.",
    mend: "Write the balance as a positive number; if a deposit is overdrawn, ask the bank how to report it.",
    source: "file-integrations/data-objects",
    examples: &[
        Example::bad("balances", "below zero", &[Edit::Set("balance", "-12.00")]),
        Example::good("balances", "zero", &[Edit::Set("balance", "0.00")]),
    ],
    say: |_| Said::new("The balance is below zero").expected("zero or more"),
};

/// Where it is looked for.
pub(crate) static CONDITION: Condition =
    Condition { rule: &RULE, kinds: &["balances"], columns: &["balance"], reads: Reads::Classes, check };

fn check(view: &View<'_>) -> Option<(usize, Slip)> {
    (view.cell(0).number()?.sign() < 0).then(|| (0, Slip::new(&RULE, Detail::None)))
}
