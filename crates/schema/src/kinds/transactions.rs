//! Transactions.

use crate::{
    Authority, Column, Condition, Decimals, Fact, Key, Kind, Number, Presence, ProgramList, Reference, Sensitivity,
    Submission, Test, Type, Values,
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
    statuses: &[],
    about: "New transactions of the activity day; never updates.",
    source: SCHEMA,
};

const COLUMNS: &[Column] = &[
    Column::documented("client_transaction_id", Type::Id, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .sensitivity(Sensitivity::Identifier)
        .about("The unique ID of the transaction."),
    Column::documented("balance_id", Type::Id, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .sensitivity(Sensitivity::Identifier)
        .references(&[Reference { kind: "balances", column: "client_balance_id" }, Reference { kind: "balances", column: "id" }])
        .about("The balance that it changes; it was sent already."),
    Column::documented("card_id", Type::Id, SCHEMA)
        .presence(Fact::documented(Presence::When(Condition { test: Test::Is { column: "transfer_type", any_of: &["card"] }, words: "when transfer_type is card" })))
        .sensitivity(Sensitivity::Identifier)
        .references(&[Reference { kind: "cards", column: "client_card_id" }])
        .about("The card that it was made with; it was sent already."),
    Column::documented("client_settlement_group_id", Type::Id, SCHEMA)
        .sensitivity(Sensitivity::Identifier)
        .about("Groups the transactions of one net settlement."),
    Column::documented("client_settlement_bank_account_id", Type::Enum, SCHEMA)
        .presence(Fact::documented(Presence::When(Condition { test: Test::ProgramSettlementBanks, words: "when the program holds balances at several banks" })))
        .values(Fact::documented(Values::ANY.or_program(ProgramList::SettlementBanks)))
        .about("The settlement bank account, one of those agreed with the bank."),
    Column::documented("bin", Type::Enum, SCHEMA)
        .presence(Fact::documented(Presence::When(Condition { test: Test::Is { column: "transfer_type", any_of: &["card"] }, words: "when transfer_type is card" })))
        .values(Fact::documented(Values::ANY.or_program(ProgramList::Bins)))
        .about("The bank identification number of the card, one of those agreed with the bank."),
    Column::documented("amount", Type::Number(Number { decimals: Decimals::ByProgram, currency: Some("currency") }), SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .sensitivity(Sensitivity::Financial)
        .about("The amount: positive raises the balance, negative lowers it. For credit the sum of principal, fee and interest."),
    Column::documented("amount_in_usd", Type::Number(Number { decimals: Decimals::AtLeast(2), currency: None }), SCHEMA)
        .presence(Fact::documented(Presence::When(Condition { test: Test::ProgramNonUsd { currency: "currency" }, words: "when the currency is not USD" })))
        .sensitivity(Sensitivity::Financial)
        .about("The amount in US dollars, with the sign of amount."),
    Column::documented("currency", Type::Currency, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .values(Fact::documented(Values::ANY.or_program(ProgramList::Currencies)))
        .about("The currency of the amount."),
    Column::documented("principal_amount", Type::Number(Number { decimals: Decimals::ByProgram, currency: Some("currency") }), SCHEMA)
        .presence(Fact::assumed(Presence::When(Condition { test: Test::ProgramCreditOnly, words: "in programs with credit balances" })))
        .typed(Fact::assumed(Type::Number(Number { decimals: Decimals::ByProgram, currency: Some("currency") })))
        .sensitivity(Sensitivity::Financial)
        .about("Credit: the part of the amount that is principal."),
    Column::elsewhere("fee_amount", Type::Number(Number { decimals: Decimals::ByProgram, currency: Some("currency") }), SCHEMA)
        .presence(Fact::assumed(Presence::When(Condition { test: Test::ProgramCreditOnly, words: "in programs with credit balances" })))
        .sensitivity(Sensitivity::Financial)
        .about("Credit: the part of the amount that is fees."),
    Column::elsewhere("interest_amount", Type::Number(Number { decimals: Decimals::ByProgram, currency: Some("currency") }), SCHEMA)
        .presence(Fact::assumed(Presence::When(Condition { test: Test::ProgramCreditOnly, words: "in programs with credit balances" })))
        .sensitivity(Sensitivity::Financial)
        .about("Credit: the part of the amount that is interest."),
    Column::elsewhere("rewards_amount", Type::Number(Number { decimals: Decimals::Any, currency: None }), VALIDATIONS)
        .sensitivity(Sensitivity::Financial)
        .about("The rewards earned or spent, in programs with rewards."),
    Column::elsewhere("type", Type::Enum, TYPES)
        .presence(Fact::assumed(Presence::Required))
        .typed(Fact::documented(Type::Enum))
        .values(Fact::documented(Values::open(&["debit", "credit", "refund", "rewards_earned", "rewards_spent", "rewards_redeemed", "interest_accrued", "dispute_won"]).or_program(ProgramList::TransactionTypes)))
        .about("The bank's type of the transaction, from the list approved for the program."),
    Column::elsewhere("fee_type", Type::Enum, TYPES)
        .presence(Fact::assumed(Presence::When(Condition { test: Test::OutsideTheFile, words: "when the type is a fee" })))
        .typed(Fact::documented(Type::Enum))
        .values(Fact::documented(Values::closed(&["atm", "overdraft", "periodic_maintenance", "card", "international_transaction", "other"])))
        .about("The type of a fee."),
    Column::elsewhere("action", Type::Enum, TYPES)
        .presence(Fact::assumed(Presence::Required))
        .typed(Fact::documented(Type::Enum))
        .values(Fact::documented(Values::closed(&["applied", "reversed"])))
        .about("Whether it was applied or reversed."),
    Column::elsewhere("transfer_type", Type::Enum, TYPES)
        .presence(Fact::assumed(Presence::Required))
        .typed(Fact::documented(Type::Enum))
        .values(Fact::documented(Values::open(&["ach", "wire", "check", "card", "oct", "aft", "internal_transfer", "external_transfer", "no_money_movement", "out_of_bank_settlement"]).or_program(ProgramList::TransferTypes)))
        .about("How the money moved. The list is cut in its source."),
    Column::elsewhere("transfer_ids", Type::IdList, TYPES)
        .presence(Fact::documented(Presence::When(Condition { test: Test::OutsideTheFile, words: "when the transaction ran through the bank's API or rails" })))
        .sensitivity(Sensitivity::Identifier)
        .about("The bank's transfer objects, when the transaction ran through its API or rails."),
    Column::elsewhere("settlement_date", Type::Date, SETTLEMENT)
        .presence(Fact::documented(Presence::When(Condition { test: Test::Is { column: "transfer_type", any_of: &["card"] }, words: "when transfer_type is card" })))
        .about("The day on which the money settles."),
    Column::elsewhere("settlement_amount", Type::Number(Number { decimals: Decimals::Any, currency: Some("settlement_currency") }), FUNDING)
        .presence(Fact::documented(Presence::When(Condition { test: Test::OutsideTheFile, words: "when the BIN settles in a local currency" })))
        .sensitivity(Sensitivity::Financial)
        .about("The amount settled, for a BIN that settles in a local currency."),
    Column::elsewhere("settlement_currency", Type::Currency, FUNDING)
        .presence(Fact::documented(Presence::When(Condition { test: Test::OutsideTheFile, words: "when the BIN settles in a local currency" })))
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
