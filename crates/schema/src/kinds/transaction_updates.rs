//! Transaction Updates.

use crate::{Authority, Column, Due, Fact, Key, Kind, Presence, Reference, Sensitivity, Submission, Type};

const SCHEMA: &str = "file-integrations/balances-and-transactions/transactions-update-schema";

/// Transaction Updates.
pub(super) static TRANSACTION_UPDATES: Kind = Kind {
    token: "transaction_updates",
    title: "Transaction Updates",
    file_tokens: &["transaction_updates", "transaction_update", "transactions_update", "transactions_updates"],
    submission: Submission::UpdatesOnly,
    columns: COLUMNS,
    blank_word: None,
    keys: &[Key { column: "transaction_id", authority: Authority::Assumed }],
    due: Due::WithDeposits,
    open_ended: false,
    statuses: &[],
    terminal_statuses: &[],
    about: "Deposits only: corrections of the settlement date of transactions that were sent before; never new ones.",
    source: SCHEMA,
};

const COLUMNS: &[Column] = &[
    Column::documented("transaction_id", Type::Id, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .sensitivity(Sensitivity::Identifier)
        .references(&[Reference { kind: "transactions", column: "client_transaction_id" }])
        .about("The transaction, sent already in a Transactions file."),
    Column::documented("settlement_date", Type::Date, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .about("The new settlement date."),
    Column::documented("transfer_id", Type::IdList, SCHEMA)
        .presence(Fact::assumed(Presence::Optional))
        .typed(Fact::assumed(Type::IdList))
        .sensitivity(Sensitivity::Identifier)
        .about("The bank's transfer objects. That it is optional is inferred."),
    Column::inferred("effective_at", Type::DateTime, SCHEMA)
        .presence(Fact::assumed(Presence::Required))
        .about("When the update was read."),
    Column::inferred("generated_at", Type::DateTime, SCHEMA)
        .presence(Fact::assumed(Presence::Required))
        .about("When the file was generated: on the day on which it is sent."),
];
