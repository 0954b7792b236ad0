//! A status reason that does not go with the status.

use crate::checker::View;
use crate::finding::Detail;
use crate::rules::condition::{Condition, Reads};
use crate::sink::Slip;
use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// A status reason that does not go with the status.
pub static RULE: Rule = Rule {
    name: "status-reason-mismatch",
    code: "C001",
    family: Family::Condition,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(2),
    what: "The status reason does not go with the status.",
    why: "Each status allows certain reasons only; the bank rejects any other pair.",
    mend: "Correct the status or its reason.",
    source: "file-integrations/account/statuses; file-integrations/account/validations; file-integrations/balances-and-transactions/balance-statuses",
    examples: &[
        Example::bad(
            "accounts",
            "an active account with a reason for closing",
            &[Edit::Set("status_reason", "paid_off")],
        ),
        Example::bad("balances", "an active balance called dormant", &[Edit::Set("status_reason", "dormant")]),
        Example::good(
            "accounts",
            "inactive and frozen",
            &[Edit::Set("status", "inactive"), Edit::Set("status_reason", "frozen")],
        ),
        Example::good(
            "balances",
            "closed and paid off",
            &[Edit::Set("status", "closed"), Edit::Set("status_reason", "paid_off")],
        ),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let reasons = if let Detail::Names(reasons) = &saying.finding.detail { reasons.join(", ") } else { String::new() };
    Said::new("The reason does not go with the status").expected(format!("one of {reasons}"))
}

/// Where it is looked for.
pub(crate) static CONDITION: Condition = Condition {
    rule: &RULE,
    kinds: &["accounts", "balances"],
    columns: &["status", "status_reason"],
    reads: Reads::Classes,
    check,
};

fn check(view: &View<'_>) -> Option<(usize, Slip)> {
    let (status, reason) = (view.cell(0), view.cell(1));
    if !status.is_good() || !reason.is_good() {
        return None;
    }
    let status = view.layout.kind.status(std::str::from_utf8(status.text).ok()?)?;
    let misprints = view
        .layout
        .columns
        .iter()
        .find(|column| column.name == "status_reason")
        .map_or(&[][..], |column| column.values.value.misprints);
    let meant = misprints
        .iter()
        .find(|(printed, _)| printed.as_bytes() == reason.text)
        .map_or(reason.text, |(_, meant)| meant.as_bytes());
    if status.reasons.iter().any(|allowed| allowed.as_bytes() == meant) {
        return None;
    }
    let reasons = status.reasons.iter().map(|&reason| reason.into()).collect();
    Some((1, Slip::new(&RULE, Detail::Names(reasons))))
}
