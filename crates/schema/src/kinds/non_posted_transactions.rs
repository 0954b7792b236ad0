//! Non-Posted Transactions.

use super::shared::{TRANSACTION_TYPES, TRANSFER_TYPES};
use crate::{
    Authority, Column, Condition, Decimals, Due, Fact, Key, Kind, Number, Presence, ProgramList, Reference,
    Sensitivity, Submission, Test, Type, Values,
};

const SCHEMA: &str = "file-integrations/balances-and-transactions/non-posted-transactions-schema";

/// Non-Posted Transactions.
pub(super) static NON_POSTED_TRANSACTIONS: Kind = Kind {
    token: "non_posted_transactions",
    title: "Non-Posted Transactions",
    file_tokens: &["non_posted_transactions", "non_posted_transaction"],
    submission: Submission::Everything,
    columns: COLUMNS,
    blank_word: Some("null"),
    keys: &[Key { column: "transaction_id", authority: Authority::Documented }],
    due: Due::WithDeposits,
    open_ended: true,
    statuses: &[],
    terminal_statuses: &[],
    about: concat!(
        "Deposits only: money that has settled to the account at the bank and is not yet posted to a ",
        "customer. A row stays in every daily file until it is posted."
    ),
    source: SCHEMA,
};

const COLUMNS: &[Column] = &[
    Column::documented("transaction_id", Type::Id, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .sensitivity(Sensitivity::Identifier)
        .about("The unique ID of the transaction."),
    Column::documented("balance_id", Type::Id, SCHEMA)
        .sensitivity(Sensitivity::Identifier)
        .references(&[
            Reference { kind: "balances", column: "client_balance_id" },
            Reference { kind: "balances", column: "id" },
        ])
        .about("The balance that it will change, when that is known."),
    Column::documented("settlement_group_id", Type::Id, SCHEMA)
        .sensitivity(Sensitivity::Identifier)
        .about("Groups the transactions of one net settlement."),
    Column::documented(
        "amount",
        Type::Number(Number { decimals: Decimals::Currency, currency: Some("currency") }),
        SCHEMA,
    )
    .presence(Fact::documented(Presence::Required))
    .sensitivity(Sensitivity::Financial)
    .about("The amount, with the decimals of its currency."),
    Column::documented("currency", Type::Currency, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .values(Fact::documented(Values::ANY.or_program(ProgramList::Currencies)))
        .about("The currency of the amount."),
    Column::documented(
        "amount_in_usd",
        Type::Number(Number { decimals: Decimals::Exactly(2), currency: None }),
        SCHEMA,
    )
    .presence(Fact::documented(Presence::When(Condition {
        test: Test::RecordNonUsd { currency: "currency" },
        words: "when the currency is not USD",
    })))
    .sensitivity(Sensitivity::Financial)
    .about("The amount in US dollars."),
    Column::documented("type", Type::Enum, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .values(Fact::documented(TRANSACTION_TYPES))
        .about("The bank's type of the transaction."),
    Column::documented("transfer_type", Type::Enum, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .values(Fact::documented(TRANSFER_TYPES))
        .about("How the money moved. The list is cut in its source."),
    Column::documented("reconciliation_note", Type::Text, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .sensitivity(Sensitivity::Personal)
        .about("Why the transaction is not posted yet."),
    Column::documented("settlement_date", Type::Date, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .about("The day on which the money settled."),
    Column::documented("transfer_id", Type::Id, SCHEMA)
        .sensitivity(Sensitivity::Identifier)
        .about("The bank's transfer object."),
    Column::documented("statement_description", Type::Text, SCHEMA)
        .sensitivity(Sensitivity::Personal)
        .about("The text on the customer's statement."),
    Column::documented("generated_at", Type::DateTime, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .about("When the file was generated: on the day on which it is sent."),
    Column::documented("effective_at", Type::DateTime, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .about("When the objects were read to build the record."),
];
