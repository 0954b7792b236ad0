//! A credit limit above the maximum.

use crate::checker::View;
use crate::finding::Detail;
use crate::rules::condition::{Condition, Reads};
use crate::sink::Slip;
use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;

/// A credit limit above the maximum.
pub static RULE: Rule = Rule {
    name: "credit-limit-above-maximum",
    code: "C004",
    family: Family::Condition,
    severity: Severity::Warning,
    authority: Authority::Documented,
    group: None,
    what: "The credit limit is higher than the maximum credit limit.",
    why: "The bank has announced that it will reject this, and will give 60 days' notice before it does.",
    mend: "Correct the limit or the maximum.",
    source: "file-integrations/account/validations",
    examples: &[
        Example::bad(
            "accounts",
            "above the maximum",
            &[Edit::Set("credit_limit", "5000.00"), Edit::Set("max_credit_limit", "4000.00")],
        ),
        Example::good(
            "accounts",
            "at the maximum",
            &[Edit::Set("credit_limit", "4000.0"), Edit::Set("max_credit_limit", "4000.00")],
        ),
    ],
    say: |_| {
        Said::new("The credit limit is higher than the maximum credit limit")
            .expected("a credit_limit of at most max_credit_limit")
    },
};

/// Where it is looked for.
pub(crate) static CONDITION: Condition = Condition {
    rule: &RULE,
    kinds: &["accounts"],
    columns: &["credit_limit", "max_credit_limit"],
    reads: Reads::Values,
    check,
};

fn check(view: &View<'_>) -> Option<(usize, Slip)> {
    let (limit, maximum) = (view.cell(0).number()?, view.cell(1).number()?);
    limit.compare(maximum).is_gt().then(|| (0, Slip::new(&RULE, Detail::None)))
}
