//! Some of the three credit score details, but not all.

use crate::checker::View;
use crate::checker::view::Seen;
use crate::finding::Detail;
use crate::rules::condition::{Condition, Reads};
use crate::sink::Slip;
use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;

/// Some of the three credit score details, but not all.
pub static RULE: Rule = Rule {
    name: "credit-report-partial",
    code: "C003",
    family: Family::Condition,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(2),
    what: "Some of credit_pulled_at, credit_score and credit_report_source are given, but not all three.",
    why: "The bank takes all three or none.",
    mend: "Fill the missing ones, or empty all three.",
    source: "file-integrations/account/validations",
    examples: &[
        Example::bad(
            "accounts",
            "a score without its source",
            &[Edit::Set("credit_pulled_at", "2026-11-20T08:00:00Z"), Edit::Set("credit_score", "712")],
        ),
        Example::good(
            "accounts",
            "all three",
            &[
                Edit::Set("credit_pulled_at", "2026-11-20T08:00:00Z"),
                Edit::Set("credit_score", "712"),
                Edit::Set("credit_report_source", "equifax"),
            ],
        ),
    ],
    say: |_| {
        Said::new("The cell is empty although other credit score details are given")
            .expected("all of credit_pulled_at, credit_score and credit_report_source, or none")
    },
};

/// Where it is looked for.
pub(crate) static CONDITION: Condition = Condition {
    rule: &RULE,
    kinds: &["accounts"],
    columns: &["credit_pulled_at", "credit_score", "credit_report_source"],
    reads: Reads::Classes,
    check,
};

fn check(view: &View<'_>) -> Option<(usize, Slip)> {
    let cells = [view.cell(0), view.cell(1), view.cell(2)];
    let filled = cells.iter().any(Seen::is_filled);
    let missing = cells.iter().position(Seen::is_blank).or_else(|| (0..3).find(|&cell| view.is_missing(cell)))?;
    filled.then(|| (missing, Slip::new(&RULE, Detail::None)))
}
