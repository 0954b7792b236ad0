//! A value that must be given is missing.

use daybreak_schema::Authority;
use daybreak_schema::{LayoutColumn, Presence, Test};

use crate::finding::Detail;
use crate::sink::Slip;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// A value that must be given is missing.
pub static RULE: Rule = Rule {
    name: "value-required",
    code: "V001",
    family: Family::Value,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(2),
    what: "A cell that must be filled is empty.",
    why: "The bank checks every record for its required values and rejects the file for one that is missing.",
    mend: "Fill the cell.",
    source: "the schema page of the kind",
    examples: &[
        Example::bad("transactions", "no amount", &[Edit::Set("amount", "")]),
        Example::bad(
            "accounts",
            "a commercial account without signers",
            &[Edit::Set("account_holder_type", "commercial")],
        ),
        Example::bad("transaction_updates", "no settlement date", &[Edit::Set("settlement_date", "")]),
        Example::good(
            "accounts",
            "a commercial account with a signer",
            &[Edit::Set("account_holder_type", "commercial"), Edit::Set("authorized_signers", "cust_9")],
        ),
        Example::good("transactions", "an optional cell left empty", &[Edit::Set("client_settlement_group_id", "")]),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    match &saying.finding.detail {
        Detail::Condition(words) => Said::new(format!("The cell is empty; it is required {words}")).expected("a value"),
        _ => Said::new("The cell is empty; it is required in every record").expected("a value"),
    }
}

/// What the emptiness of a cell means. `subject` is the text of the cell that the column's condition looks at, when it
/// can be relied on.
pub(crate) fn find(column: &LayoutColumn, subject: Option<&[u8]>) -> Option<Slip> {
    let mut authority = column.presence.authority;
    let detail = match column.presence.value {
        Presence::Optional => return None,
        Presence::Required => Detail::None,
        Presence::RequiredUnless(condition) => {
            if holds(condition.test, subject) {
                authority = Authority::Assumed;
            }
            Detail::None
        }
        Presence::When(condition) => {
            if !holds(condition.test, subject) {
                return None;
            }
            Detail::Condition(condition.words.into())
        }
    };
    Some(Slip::new(&RULE, detail).resting_on(authority))
}

fn holds(test: Test, subject: Option<&[u8]>) -> bool {
    match test {
        Test::Is { any_of, .. } => subject.is_some_and(|text| any_of.iter().any(|value| value.as_bytes() == text)),
        Test::RecordNonUsd { .. } | Test::ProgramNonUsd { .. } => subject.is_some_and(|text| text != b"USD"),
        Test::ProgramSettlementBanks | Test::ProgramCreditOnly | Test::OutsideTheFile => false,
    }
}
