//! A balance with both IDs or with none.

use crate::checker::{Seen, View};
use crate::finding::Detail;
use crate::rules::condition::{Condition, Reads};
use crate::sink::Slip;
use daybreak_schema::Authority;
use daybreak_schema::BalancesCreatedBy;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// A balance with both IDs or with none.
pub static RULE: Rule = Rule {
    name: "balance-id-source",
    code: "C005",
    family: Family::Condition,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(2),
    what: "A balance has both client_balance_id and id, or neither, or the wrong one for the program.",
    why: "A balance created through a file has client_balance_id alone, one created through the API has id alone; without it the balance cannot be identified.",
    mend: "Fill the one that matches how the balance was created, and leave the other empty.",
    source: "file-integrations/balances-and-transactions/balances-schema",
    examples: &[
        Example::bad("balances", "neither", &[Edit::Set("client_balance_id", "")]),
        Example::bad("balances", "both", &[Edit::Set("id", "subledger_balance_2WxB")]),
        Example::bad(
            "balances",
            "an API balance in a program that creates them by file",
            &[Edit::Set("client_balance_id", ""), Edit::Set("id", "subledger_balance_2WxB")],
        )
        .with_profile(r#"{"profile_version":1,"name":"p","balances_created_by":"file"}"#),
        Example::good(
            "balances",
            "an API balance",
            &[Edit::Set("client_balance_id", ""), Edit::Set("id", "subledger_balance_2WxB")],
        ),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let slip = if let Detail::Slip(slip) = &saying.finding.detail { slip } else { "The balance has the wrong ID" };
    Said::new(slip)
        .expected("client_balance_id alone for a balance created by file, id alone for one created through the API")
}

/// Where it is looked for.
pub(crate) static CONDITION: Condition = Condition {
    rule: &RULE,
    kinds: &["balances"],
    columns: &["client_balance_id", "id"],
    reads: Reads::Classes,
    check,
};

fn check(view: &View<'_>) -> Option<(usize, Slip)> {
    let ids = [view.cell(0), view.cell(1)];
    let [by_file, by_api] = ids.map(|id| id.is_filled());
    let slip = |position, slip: &'static str| Some((position, Slip::new(&RULE, Detail::Slip(slip.into()))));
    // With a word for "no value" there is an ID too many if it is taken for one, and perhaps none if it is not.
    if let Some(position) = ids.iter().position(Seen::is_no_value) {
        return slip(position, "The balance has no ID");
    }
    match (by_file, by_api) {
        (true, true) => return slip(1, "The balance has both IDs"),
        (false, false) => {
            // A program that has dropped one column has the other; one that has dropped both tells balances otherwise.
            let missing = (0..2).find(|&position| view.is_missing(position));
            let position = missing.or_else(|| ids.iter().position(Seen::is_blank))?;
            return slip(position, "The balance has no ID");
        }
        _ => {}
    }
    let agreed = view.settings.profile.as_ref()?.balances_created_by?;
    let wrong = match agreed {
        BalancesCreatedBy::File if by_api => {
            slip(1, "The balance has the ID of the API, but the program creates balances by file")
        }
        BalancesCreatedBy::Api if by_file => {
            slip(0, "The balance has the ID of a file, but the program creates balances through the API")
        }
        _ => None,
    };
    wrong.map(|(position, slip)| (position, slip.resting_on(Authority::Agreed)))
}
