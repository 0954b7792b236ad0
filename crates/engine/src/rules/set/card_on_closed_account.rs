//! A card on a closed account is neither closed nor expired.

use daybreak_schema::Authority;

use crate::finding::Detail;
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};
use crate::set_example::{Change, SetExample, on};
use crate::sink::Slip;

/// A card on a closed account is neither closed nor expired.
pub static RULE: Rule = Rule {
    name: "card-on-closed-account",
    code: "X014",
    family: Family::Set,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(3),
    what: "A card on a closed account is neither closed nor expired.",
    why: "Once its account is closed, the bank takes an update of a card only if it closes the card; it has announced that new cards will be rejected too. A card that is in none of the earlier files at hand may be new: then it is a warning.",
    mend: "Close the card, or correct its account.",
    source: "file-integrations/card-files/validations",
    examples: &[],
    say,
};

/// Sets of files with the fault and without it.
pub static EXAMPLES: &[SetExample] = &[
    SetExample::bad(
        "a card that stays active",
        &[
            on(2, "accounts", Change::Add("acct_#", &[("client_account_id", "acct_#_x")])),
            on(2, "cards", Change::Add("crd_#", &[("client_card_id", "crd_#_x"), ("account_id", "acct_#_x")])),
            on(
                1,
                "accounts",
                Change::Add(
                    "acct_#",
                    &[("client_account_id", "acct_#_x"), ("status", "closed"), ("status_reason", "canceled")],
                ),
            ),
            on(0, "cards", Change::Add("crd_#", &[("client_card_id", "crd_#_x"), ("account_id", "acct_#_x")])),
        ],
    ),
    SetExample::bad(
        "a card that is sent for the first time",
        &[
            on(
                1,
                "accounts",
                Change::Add(
                    "acct_#",
                    &[("client_account_id", "acct_#_x"), ("status", "closed"), ("status_reason", "canceled")],
                ),
            ),
            on(0, "cards", Change::Add("crd_#", &[("client_card_id", "crd_#_x"), ("account_id", "acct_#_x")])),
        ],
    ),
    SetExample::good(
        "a card that is closed too",
        &[
            on(2, "accounts", Change::Add("acct_#", &[("client_account_id", "acct_#_x")])),
            on(2, "cards", Change::Add("crd_#", &[("client_card_id", "crd_#_x"), ("account_id", "acct_#_x")])),
            on(
                1,
                "accounts",
                Change::Add(
                    "acct_#",
                    &[("client_account_id", "acct_#_x"), ("status", "closed"), ("status_reason", "canceled")],
                ),
            ),
            on(
                0,
                "cards",
                Change::Add(
                    "crd_#",
                    &[
                        ("client_card_id", "crd_#_x"),
                        ("account_id", "acct_#_x"),
                        ("card_status", "closed"),
                        ("closed_at", "2026-11-20T16:00:00Z"),
                        ("closed_reason", "account closed"),
                    ],
                ),
            ),
        ],
    ),
];

fn say(saying: &Saying) -> Said {
    if saying.finding.severity < Severity::Error {
        return Said::new("The account of the card is closed, and no earlier file at hand has the card: it may be new")
            .expected("no new card on a closed account");
    }
    Said::new("The account of the card is closed, and the card is not").expected("a card that is closed or expired")
}

/// An update is rejected today; that a new card is, is announced. Only an earlier file tells that a card is not new: one that
/// was created on a day before may still be sent for the first time.
pub(crate) fn slip(is_update: bool) -> Slip {
    let slip = Slip::new(&RULE, Detail::None);
    if is_update { slip } else { Slip { severity: Severity::Warning, ..slip } }
}
