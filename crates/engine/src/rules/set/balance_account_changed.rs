//! A balance belongs to another account than yesterday.

use daybreak_schema::Authority;

use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;
use crate::set_example::{Change, SetExample, on};

/// A balance belongs to another account than yesterday.
pub static RULE: Rule = Rule {
    name: "balance-account-changed",
    code: "X017",
    family: Family::Set,
    severity: Severity::Warning,
    authority: Authority::Assumed,
    group: Some(3),
    what: "A balance belongs to another account than yesterday.",
    why: "A balance keeps its ID for its whole life, and the bank holds the account of one that was created through the API against its own record. That the same goes for one created by file is inferred.",
    mend: "Correct account_id, or give a new balance an ID of its own.",
    source: "file-integrations/balances-and-transactions/balance-validations",
    examples: &[],
    say: |_| Said::new("The balance was on another account the day before").expected("the account that it had"),
};

/// Sets of files with the fault and without it.
pub static EXAMPLES: &[SetExample] = &[
    SetExample::bad(
        "the account of another customer",
        &[on(0, "balances", Change::Set("bal_#", "account_id", "acct_~"))],
    ),
    SetExample::good("the same account", &[]),
];
