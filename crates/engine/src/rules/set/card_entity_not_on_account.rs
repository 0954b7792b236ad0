//! The holder of a card is neither a holder nor an authorized user of its account.

use daybreak_schema::Authority;

use crate::finding::Detail;
use crate::rule::{Family, Rule, Severity};
use crate::saying::Said;
use crate::set_example::{Change, SetExample, on};
use crate::sink::Slip;

/// The holder of a card is neither a holder nor an authorized user of its account.
pub static RULE: Rule = Rule {
    name: "card-entity-not-on-account",
    code: "X015",
    family: Family::Set,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(3),
    what: "The holder of a card is neither a holder nor an authorized user of its account.",
    why: "The bank rejects a card whose entity_id is not in account_holders or authorized_users of the account; a signer does not count.",
    mend: "Add the person to the account first, or correct entity_id.",
    source: "file-integrations/card-files/validations",
    examples: &[],
    say: |_| {
        Said::new("The holder of the card is neither a holder nor an authorized user of its account")
            .expected("one of the account's holders or authorized users")
    },
};

/// Sets of files with the fault and without it.
pub static EXAMPLES: &[SetExample] = &[
    SetExample::bad(
        "a stranger",
        &[on(0, "cards", Change::Add("crd_#", &[("client_card_id", "crd_#_x"), ("entity_id", "cust_#_x")]))],
    ),
    SetExample::bad(
        "a stranger, in a program whose users stand in Accounts",
        &[on(0, "cards", Change::Add("crd_#", &[("client_card_id", "crd_#_x"), ("entity_id", "cust_#_x")]))],
    )
    .with_profile(r#"{"profile_version":1,"name":"p","authorized_users_file":false}"#),
    SetExample::good(
        "an authorized user",
        &[
            on(
                0,
                "accounts",
                Change::Add("acct_#", &[("client_account_id", "acct_#_x"), ("authorized_users", "cust_#_x")]),
            ),
            on(
                0,
                "cards",
                Change::Add(
                    "crd_#",
                    &[("client_card_id", "crd_#_x"), ("account_id", "acct_#_x"), ("entity_id", "cust_#_x")],
                ),
            ),
        ],
    ),
];

/// Sure only where no other file names users, and both files name people in the same way.
pub(crate) fn slip(sure: bool) -> Slip {
    let slip = Slip::new(&RULE, Detail::None);
    if sure { slip.resting_on(Authority::Agreed) } else { slip.assumed() }
}
