//! An amount with the wrong sign for its type.

use crate::checker::View;
use crate::finding::Detail;
use crate::rules::condition::{Condition, Reads};
use crate::sink::Slip;
use daybreak_schema::Authority;
use daybreak_schema::Sign;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// An amount with the wrong sign for its type.
pub static RULE: Rule = Rule {
    name: "amount-sign-for-type",
    code: "C010",
    family: Family::Condition,
    severity: Severity::Error,
    authority: Authority::Agreed,
    group: Some(2),
    what: "The amount does not have the sign that was agreed for this type of transaction.",
    why: "A positive amount raises the balance, a negative one lowers it; with the wrong sign the day does not add up.",
    mend: "Correct the sign or the type.",
    source: "file-integrations/balances-and-transactions/transaction-types",
    examples: &[
        Example::bad("transactions", "a positive debit", &[Edit::Set("type", "debit"), Edit::Set("amount", "125.50")]).with_profile(r#"{"profile_version":1,"name":"p","transaction_types":[{"type":"credit","sign":"positive"},{"type":"debit","sign":"negative"}]}"#),
        Example::good("transactions", "a negative debit", &[Edit::Set("type", "debit"), Edit::Set("amount", "-125.50")]).with_profile(r#"{"profile_version":1,"name":"p","transaction_types":[{"type":"credit","sign":"positive"},{"type":"debit","sign":"negative"}]}"#),
        Example::good("transactions", "nothing agreed", &[Edit::Set("type", "debit"), Edit::Set("amount", "125.50")]),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let sign = if let Detail::Slip(sign) = &saying.finding.detail { sign } else { "other" };
    Said::new(format!("The program has agreed a {sign} amount for this type of transaction"))
        .expected(format!("a {sign} amount"))
}

/// Where it is looked for.
pub(crate) static CONDITION: Condition = Condition {
    rule: &RULE,
    kinds: &["transactions"],
    columns: &["amount", "type", "action"],
    reads: Reads::Classes,
    check,
};

fn check(view: &View<'_>) -> Option<(usize, Slip)> {
    let (amount, transaction_type, action) = (view.cell(0).number()?, view.cell(1), view.cell(2));
    // What sign a reversal has is not known.
    if !transaction_type.is_good() || action.is("reversed") {
        return None;
    }
    let profile = view.settings.profile.as_ref()?;
    let agreed =
        profile.transaction_types.iter().flatten().find(|agreed| agreed.name.as_bytes() == transaction_type.text)?;
    let wrong = match agreed.sign {
        Sign::Positive if amount.sign() < 0 => "positive",
        Sign::Negative if amount.sign() > 0 => "negative",
        _ => return None,
    };
    Some((0, Slip::new(&RULE, Detail::Slip(wrong.into()))))
}
