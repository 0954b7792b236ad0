//! A transfer type that the program has not agreed for this type.

use crate::checker::View;
use crate::finding::Detail;
use crate::rules::condition::{Condition, Reads};
use crate::sink::Slip;
use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// A transfer type that the program has not agreed for this type.
pub static RULE: Rule = Rule {
    name: "transfer-type-not-for-type",
    code: "C011",
    family: Family::Condition,
    severity: Severity::Error,
    authority: Authority::Agreed,
    group: Some(2),
    what: "This transfer type has not been agreed for this type of transaction.",
    why: "The bank's accounting team approves the transfer types of each type of transaction before go-live.",
    mend: "Correct one of the two, or have the profile extended after the bank's approval.",
    source: "file-integrations/balances-and-transactions/transaction-types",
    examples: &[
        Example::bad("transactions", "a refund by ACH where only cards refund", &[Edit::Set("type", "refund")]).with_profile(r#"{"profile_version":1,"name":"p","transaction_types":[{"type":"credit","transfer_types":["ach","wire","internal_transfer","card"]},{"type":"refund","transfer_types":["card"]}]}"#),
        Example::good("transactions", "as agreed", &[]).with_profile(r#"{"profile_version":1,"name":"p","transaction_types":[{"type":"credit","transfer_types":["ach"]}]}"#),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let agreed = if let Detail::Names(agreed) = &saying.finding.detail { agreed.join(", ") } else { String::new() };
    Said::new("The program has not agreed this transfer type for this type of transaction")
        .expected(format!("one of {agreed}"))
}

/// Where it is looked for.
pub(crate) static CONDITION: Condition = Condition {
    rule: &RULE,
    kinds: &["transactions", "non_posted_transactions"],
    columns: &["transfer_type", "type"],
    reads: Reads::Classes,
    check,
};

fn check(view: &View<'_>) -> Option<(usize, Slip)> {
    let (transfer_type, transaction_type) = (view.cell(0), view.cell(1));
    if !transfer_type.is_good() || !transaction_type.is_good() {
        return None;
    }
    let profile = view.settings.profile.as_ref()?;
    let agreed =
        profile.transaction_types.iter().flatten().find(|agreed| agreed.name.as_bytes() == transaction_type.text)?;
    let transfer_types = &agreed.transfer_types;
    if transfer_types.is_empty() || transfer_types.iter().any(|agreed| agreed.as_bytes() == transfer_type.text) {
        return None;
    }
    Some((0, Slip::new(&RULE, Detail::Names(transfer_types.iter().map(|name| name.clone().into()).collect()))))
}
