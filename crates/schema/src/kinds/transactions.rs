//! Transactions.

use super::shared::{AMOUNT, AT_SEVERAL_BANKS, TRANSACTION_TYPES, TRANSFER_TYPES};
use crate::{
    Authority, Column, Condition, Decimals, Due, Fact, Key, Kind, Number, Presence, ProgramList, Reference,
    Sensitivity, Submission, Test, Type, Values,
};

const SCHEMA: &str = "file-integrations/balances-and-transactions/transactions-schema";
const TYPES: &str = "file-integrations/balances-and-transactions/transaction-types";
const VALIDATIONS: &str = "file-integrations/balances-and-transactions/balance-validations";
const ERRORS: &str = "file-integrations/file-delivery/errors";
const SETTLEMENT: &str = "file-integrations/network-settlement/reconciliation";
const FUNDING: &str = "file-integrations/network-settlement/funding";
const UPDATES: &str = "file-integrations/balances-and-transactions/transactions-update-schema";

/// Transactions.
pub(super) static TRANSACTIONS: Kind = Kind {
    token: "transactions",
    title: "Transactions",
    file_tokens: &["transactions", "transaction"],
    submission: Submission::NewOnly,
    columns: COLUMNS,
    blank_word: None,
    keys: &[Key { column: "client_transaction_id", authority: Authority::Documented }],
    due: Due::EveryDay,
    open_ended: false,
    statuses: &[],
    terminal_statuses: &[],
    about: "New transactions of the activity day; never updates.",
    source: SCHEMA,
};

const BY_CARD: Condition =
    Condition { test: Test::Is { column: "transfer_type", any_of: &["card"] }, words: "when transfer_type is card" };
const NOT_IN_USD: Condition =
    Condition { test: Test::ProgramNonUsd { currency: "currency" }, words: "when the currency is not USD" };
const IN_CREDIT_PROGRAMS: Condition =
    Condition { test: Test::ProgramCreditOnly, words: "in programs with credit balances" };
const IS_A_FEE: Condition = Condition { test: Test::OutsideTheFile, words: "when the type is a fee" };
const RAN_THROUGH_THE_BANK: Condition =
    Condition { test: Test::OutsideTheFile, words: "when the transaction ran through the bank's API or rails" };
const SETTLES_LOCALLY: Condition =
    Condition { test: Test::OutsideTheFile, words: "when the BIN settles in a local currency" };

const COLUMNS: &[Column] = &[
    Column::documented("client_transaction_id", Type::Id, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .sensitivity(Sensitivity::Identifier)
        .about("The unique ID of the transaction."),
    Column::documented("balance_id", Type::Id, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .sensitivity(Sensitivity::Identifier)
        .references(&[
            Reference { kind: "balances", column: "client_balance_id" },
            Reference { kind: "balances", column: "id" },
        ])
        .about("The balance that it changes; it was sent already."),
    Column::documented("card_id", Type::Id, SCHEMA)
        .presence(Fact::documented(Presence::When(BY_CARD)))
        .sensitivity(Sensitivity::Identifier)
        .references(&[Reference { kind: "cards", column: "client_card_id" }])
        .about("The card that it was made with; it was sent already."),
    Column::documented("client_settlement_group_id", Type::Id, SCHEMA)
        .sensitivity(Sensitivity::Identifier)
        .about("Groups the transactions of one net settlement."),
    Column::documented("client_settlement_bank_account_id", Type::Enum, SCHEMA)
        .presence(Fact::documented(Presence::When(AT_SEVERAL_BANKS)))
        .values(Fact::documented(Values::ANY.or_program(ProgramList::SettlementBanks)))
        .about("The settlement bank account, one of those agreed with the bank."),
    Column::documented("bin", Type::Enum, SCHEMA)
        .presence(Fact::documented(Presence::When(BY_CARD)))
        .values(Fact::documented(Values::ANY.or_program(ProgramList::Bins)))
        .about("The bank identification number of the card, one of those agreed with the bank."),
    Column::documented("amount", AMOUNT, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .sensitivity(Sensitivity::Financial)
        .about(concat!(
            "The amount: positive raises the balance, negative lowers it. For credit the sum of ",
            "principal, fee and interest."
        )),
    Column::documented(
        "amount_in_usd",
        Type::Number(Number { decimals: Decimals::AtLeast(2), currency: None }),
        SCHEMA,
    )
    .presence(Fact::documented(Presence::When(NOT_IN_USD)))
    .sensitivity(Sensitivity::Financial)
    .about("The amount in US dollars, with the sign of amount."),
    Column::documented("currency", Type::Currency, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .values(Fact::documented(Values::ANY.or_program(ProgramList::Currencies)))
        .about("The currency of the amount."),
    Column::documented("principal_amount", AMOUNT, SCHEMA)
        .presence(Fact::assumed(Presence::When(IN_CREDIT_PROGRAMS)))
        .typed(Fact::assumed(AMOUNT))
        .sensitivity(Sensitivity::Financial)
        .about("Credit: the part of the amount that is principal."),
    Column::elsewhere("fee_amount", AMOUNT, SCHEMA)
        .presence(Fact::assumed(Presence::When(IN_CREDIT_PROGRAMS)))
        .sensitivity(Sensitivity::Financial)
        .about("Credit: the part of the amount that is fees."),
    Column::elsewhere("interest_amount", AMOUNT, SCHEMA)
        .presence(Fact::assumed(Presence::When(IN_CREDIT_PROGRAMS)))
        .sensitivity(Sensitivity::Financial)
        .about("Credit: the part of the amount that is interest."),
    Column::elsewhere("rewards_amount", Type::Number(Number { decimals: Decimals::Any, currency: None }), VALIDATIONS)
        .sensitivity(Sensitivity::Financial)
        .about("The rewards earned or spent, in programs with rewards."),
    Column::elsewhere("type", Type::Enum, TYPES)
        .presence(Fact::assumed(Presence::Required))
        .typed(Fact::documented(Type::Enum))
        .values(Fact::documented(TRANSACTION_TYPES))
        .about("The bank's type of the transaction, from the list approved for the program."),
    Column::elsewhere("fee_type", Type::Enum, TYPES)
        .presence(Fact::assumed(Presence::When(IS_A_FEE)))
        .typed(Fact::documented(Type::Enum))
        .values(Fact::documented(Values::closed(&[
            "atm",
            "overdraft",
            "periodic_maintenance",
            "card",
            "international_transaction",
            "other",
        ])))
        .about("The type of a fee."),
    Column::elsewhere("action", Type::Enum, TYPES)
        .presence(Fact::assumed(Presence::Required))
        .typed(Fact::documented(Type::Enum))
        .values(Fact::documented(Values::closed(&["applied", "reversed"])))
        .about("Whether it was applied or reversed."),
    Column::elsewhere("transfer_type", Type::Enum, TYPES)
        .presence(Fact::assumed(Presence::Required))
        .typed(Fact::documented(Type::Enum))
        .values(Fact::documented(TRANSFER_TYPES))
        .about("How the money moved. The list is cut in its source."),
    Column::elsewhere("transfer_ids", Type::IdList, TYPES)
        .presence(Fact::documented(Presence::When(RAN_THROUGH_THE_BANK)))
        .sensitivity(Sensitivity::Identifier)
        .about("The bank's transfer objects, when the transaction ran through its API or rails."),
    Column::elsewhere("settlement_date", Type::Date, SETTLEMENT)
        .presence(Fact::documented(Presence::When(BY_CARD)))
        .about("The day on which the money settles."),
    Column::elsewhere(
        "settlement_amount",
        Type::Number(Number { decimals: Decimals::Any, currency: Some("settlement_currency") }),
        FUNDING,
    )
    .presence(Fact::documented(Presence::When(SETTLES_LOCALLY)))
    .sensitivity(Sensitivity::Financial)
    .about("The amount settled, for a BIN that settles in a local currency."),
    Column::elsewhere("settlement_currency", Type::Currency, FUNDING)
        .presence(Fact::documented(Presence::When(SETTLES_LOCALLY)))
        .about("The currency settled in, for a BIN that settles in a local currency."),
    Column::elsewhere("card_transaction_effective_at", Type::DateTime, ERRORS)
        .typed(Fact::documented(Type::DateTime))
        .about("When the card was used. That the column is in this file is inferred."),
    Column::elsewhere("effective_at", Type::DateTime, UPDATES)
        .typed(Fact::documented(Type::DateTime))
        .presence(Fact::assumed(Presence::Required))
        .about("When the customer's available balance changed; cannot be corrected later."),
    Column::inferred("generated_at", Type::DateTime, SCHEMA)
        .presence(Fact::assumed(Presence::Required))
        .about("When the file was generated: on the day on which it is sent."),
];
