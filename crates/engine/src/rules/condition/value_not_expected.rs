//! A value where the program gives none.

use crate::checker::View;
use crate::finding::Detail;
use crate::rules::condition::{Condition, Reads};
use crate::sink::Slip;
use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;

/// A value where the program gives none.
pub static RULE: Rule = Rule {
    name: "value-not-expected",
    code: "C014",
    family: Family::Condition,
    severity: Severity::Error,
    authority: Authority::Agreed,
    group: Some(2),
    what: "A cell is filled that must stay empty in this program.",
    why: "The program delivers authorized users in a file of their own; naming them in the Accounts file as well is not allowed.",
    mend: "Leave the cell empty.",
    source: "file-integrations/account/schema",
    examples: &[
        Example::bad("accounts", "authorized users in both files", &[Edit::Set("authorized_users", "cust_9")])
            .with_profile(r#"{"profile_version":1,"name":"p","authorized_users_file":true}"#),
        Example::good(
            "accounts",
            "authorized users in the Accounts file alone",
            &[Edit::Set("authorized_users", "cust_9")],
        ),
    ],
    say: |_| {
        Said::new("The cell must stay empty: the program delivers the Authorized Users file").expected("an empty cell")
    },
};

/// Where it is looked for.
pub(crate) static CONDITION: Condition =
    Condition { rule: &RULE, kinds: &["accounts"], columns: &["authorized_users"], reads: Reads::Classes, check };

fn check(view: &View<'_>) -> Option<(usize, Slip)> {
    let delivered = view.settings.profile.as_ref()?.authorized_users_file.unwrap_or(false);
    (delivered && view.cell(0).is_filled()).then(|| (0, Slip::new(&RULE, Detail::None)))
}
