//! Cards.

use crate::{
    Authority, Column, Condition, Due, Fact, Key, Kind, Presence, Reference, Sensitivity, Submission, Test, Type,
    Values,
};

const SCHEMA: &str = "file-integrations/card-files/schema";

/// Cards.
pub(super) static CARDS: Kind = Kind {
    token: "cards",
    title: "Cards",
    file_tokens: &["cards", "card"],
    submission: Submission::NewAndChanged,
    columns: COLUMNS,
    blank_word: None,
    keys: &[Key { column: "client_card_id", authority: Authority::Documented }],
    due: Due::WithCards,
    open_ended: false,
    statuses: &[],
    terminal_statuses: &["closed", "expired"],
    about: "New and changed cards, whole records; nothing else.",
    source: SCHEMA,
};

const IS_INACTIVE: Condition = Condition {
    test: Test::Is { column: "card_status", any_of: &["inactive"] },
    words: "unless card_status is inactive, where the page contradicts itself",
};
const IS_CLOSED: Condition =
    Condition { test: Test::Is { column: "card_status", any_of: &["closed"] }, words: "when card_status is closed" };

const COLUMNS: &[Column] = &[
    Column::documented("client_card_id", Type::Id, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .sensitivity(Sensitivity::Identifier)
        .reserved_prefixes(&["card_"])
        .about("The unique ID of the card."),
    Column::documented("account_id", Type::Id, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .sensitivity(Sensitivity::Identifier)
        .references(&[Reference { kind: "accounts", column: "client_account_id" }])
        .about("The account that the card belongs to, created through the Accounts file."),
    Column::documented("entity_id", Type::Id, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .sensitivity(Sensitivity::Identifier)
        .about("The customer or entity that holds the card."),
    Column::documented("client_card_product_name", Type::Text, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .about("The name of the card product."),
    Column::documented("is_virtual", Type::Boolean, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .about("true for a virtual card, false for a physical one."),
    Column::documented("card_type", Type::Enum, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .values(Fact::documented(Values::closed(&["hsa", "fsa", "consumer", "commercial"])))
        .about("The type of the card."),
    Column::documented("created_at", Type::DateTime, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .about("When the card was created."),
    Column::documented("card_status", Type::Enum, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .values(Fact::documented(Values::closed(&["active", "closed", "inactive", "expired"])))
        .about("Whether the card is in use. Closed is final."),
    Column::documented("activated_at", Type::DateTime, SCHEMA)
        .presence(Fact::documented(Presence::RequiredUnless(IS_INACTIVE)))
        .about(concat!(
            "When the card was activated: not before created_at, and before expiry_date. The page calls ",
            "it required although a card may be inactive, where an empty cell only warns."
        )),
    Column::documented("expiry_date", Type::Date, SCHEMA).presence(Fact::assumed(Presence::Required)).about(concat!(
        "When the card expires: not before created_at or activated_at. The page calls it required and ",
        "elsewhere speaks of it as optional, so an empty cell only warns."
    )),
    Column::documented("closed_at", Type::DateTime, SCHEMA)
        .presence(Fact::documented(Presence::When(IS_CLOSED)))
        .about("When the card was closed, not before created_at."),
    Column::documented("closed_reason", Type::Text, SCHEMA)
        .presence(Fact::documented(Presence::When(IS_CLOSED)))
        .sensitivity(Sensitivity::Personal)
        .about("Why the card was closed."),
    Column::documented("replaced_by", Type::Id, SCHEMA)
        .sensitivity(Sensitivity::Identifier)
        .references(&[Reference { kind: "cards", column: "client_card_id" }])
        .about("The card that replaces an expired, lost or canceled one."),
    Column::documented("generated_at", Type::DateTime, SCHEMA)
        .typed(Fact::assumed(Type::DateTime))
        .presence(Fact::documented(Presence::Required))
        .about("When the file was generated: on the day on which it is sent."),
    Column::inferred("effective_at", Type::DateTime, SCHEMA)
        .presence(Fact::assumed(Presence::Required))
        .about("When the record was read."),
];
