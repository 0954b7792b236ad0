//! Balances.

use super::shared::{ACTIVE, AMOUNT, ANY_AMOUNT, AT_SEVERAL_BANKS, CLOSED, INACTIVE};
use crate::{
    Authority, Column, Condition, Decimals, Due, Fact, Key, Kind, Number, Presence, ProgramList, Reference,
    Sensitivity, Status, Submission, Test, Type, Values,
};

const SCHEMA: &str = "file-integrations/balances-and-transactions/balances-schema";
const VALIDATIONS: &str = "file-integrations/balances-and-transactions/balance-validations";
const ERRORS: &str = "file-integrations/file-delivery/errors";
const OVERVIEW: &str = "file-integrations/file-schemas/balance-and-transactions/overview";
const ACCOUNT: &str = "file-integrations/account/schema";

/// Balances.
pub(super) static BALANCES: Kind = Kind {
    token: "balances",
    title: "Balances",
    file_tokens: &["balances", "balance"],
    submission: Submission::Everything,
    columns: COLUMNS,
    blank_word: None,
    keys: &[
        Key { column: "client_balance_id", authority: Authority::Documented },
        Key { column: "id", authority: Authority::Documented },
    ],
    due: Due::EveryDay,
    open_ended: false,
    statuses: &[
        ACTIVE,
        INACTIVE,
        CLOSED,
        Status {
            status: "receivable_transferred",
            reasons: &["receivable_sold_to_partner"],
            only_type: Some("credit"),
        },
    ],
    terminal_statuses: &["closed", "receivable_transferred"],
    about: "Every balance of an account that is not closed, every day, as of the end of the activity day.",
    source: SCHEMA,
};

const CREATED_BY_FILE: Condition =
    Condition { test: Test::OutsideTheFile, words: "when the balance was created through a file" };
const CREATED_BY_API: Condition =
    Condition { test: Test::OutsideTheFile, words: "when the balance was created through the API" };
const IS_CREDIT: Condition =
    Condition { test: Test::Is { column: "type", any_of: &["credit"] }, words: "when type is credit" };
const IN_OTHER_CURRENCIES: Condition = Condition {
    test: Test::ProgramNonUsd { currency: "currency" },
    words: "in programs with balances in other currencies than USD",
};

const COLUMNS: &[Column] = &[
    Column::documented("account_id", Type::Id, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .sensitivity(Sensitivity::Identifier)
        .max_chars(64)
        .references(&[Reference { kind: "accounts", column: "client_account_id" }])
        .about("The account that the balance belongs to; it exists already."),
    Column::documented("client_balance_id", Type::Id, SCHEMA)
        .sensitivity(Sensitivity::Identifier)
        .presence(Fact::documented(Presence::When(CREATED_BY_FILE)))
        .about(concat!(
            "The balance's ID for its whole life, when it was created through a file; empty when it was ",
            "created through the API."
        )),
    Column::documented("id", Type::Id, SCHEMA)
        .sensitivity(Sensitivity::Identifier)
        .presence(Fact::documented(Presence::When(CREATED_BY_API)))
        .about("The bank's ID, when the balance was created through the API; empty otherwise."),
    Column::documented("client_balance_name", Type::Text, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .max_chars(64)
        .sensitivity(Sensitivity::Personal)
        .about("The name of the product or balance, such as a savings pocket's."),
    Column::documented("client_settlement_bank_account_id", Type::Enum, SCHEMA)
        .presence(Fact::documented(Presence::When(AT_SEVERAL_BANKS)))
        .values(Fact::documented(Values::ANY.or_program(ProgramList::SettlementBanks)))
        .about("The settlement bank account, one of those handed out by the bank."),
    Column::documented("created_at", Type::DateTime, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .about("When the balance was created."),
    Column::documented("status", Type::Enum, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .values(Fact::documented(Values::closed(&["active", "inactive", "closed", "receivable_transferred"])))
        .about("Whether the balance is in use. Closed and transferred are final."),
    Column::documented("status_reason", Type::Enum, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .values(Fact::documented(Values::closed(&[
            "active",
            "dormant",
            "frozen",
            "other",
            "entity_closed",
            "client_closed",
            "paid_off",
            "charged_off",
            "canceled",
            "receivable_sold_to_partner",
        ])))
        .about("Why the balance has its status; must go with it."),
    Column::documented("type", Type::Enum, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .values(Fact::documented(Values::closed(&["deposit", "credit"]).or_program(ProgramList::BalanceTypes)))
        .about("Whether it is a deposit or a credit."),
    Column::documented("balance", AMOUNT, SCHEMA)
        .presence(Fact::assumed(Presence::Required))
        .typed(Fact::assumed(AMOUNT))
        .sensitivity(Sensitivity::Financial)
        .about(concat!(
            "The customer's available balance at the report's moment; never negative. For credit the sum ",
            "of the three outstanding parts."
        )),
    Column::elsewhere("outstanding_principal", AMOUNT, ERRORS)
        .presence(Fact::assumed(Presence::When(IS_CREDIT)))
        .sensitivity(Sensitivity::Financial)
        .about("Credit: the principal still to be paid."),
    Column::elsewhere("outstanding_interest", AMOUNT, ERRORS)
        .presence(Fact::assumed(Presence::When(IS_CREDIT)))
        .sensitivity(Sensitivity::Financial)
        .about("Credit: the interest still to be paid."),
    Column::elsewhere("outstanding_fees", AMOUNT, ERRORS)
        .presence(Fact::assumed(Presence::When(IS_CREDIT)))
        .sensitivity(Sensitivity::Financial)
        .about("Credit: the fees still to be paid."),
    Column::elsewhere("rewards_balance", Type::Number(Number { decimals: Decimals::Any, currency: None }), VALIDATIONS)
        .sensitivity(Sensitivity::Financial)
        .about("The rewards earned and not yet spent, in programs with rewards."),
    Column::elsewhere("interest_accrued_balance", ANY_AMOUNT, VALIDATIONS)
        .sensitivity(Sensitivity::Financial)
        .about("Deposit: the interest accrued and not yet paid."),
    Column::elsewhere("dispute_balance", ANY_AMOUNT, OVERVIEW)
        .sensitivity(Sensitivity::Financial)
        .about("What is in dispute."),
    Column::elsewhere("charge_off_balance", ANY_AMOUNT, OVERVIEW)
        .sensitivity(Sensitivity::Financial)
        .about("What was charged off."),
    Column::elsewhere("past_due_balance", ANY_AMOUNT, OVERVIEW)
        .sensitivity(Sensitivity::Financial)
        .about("Credit: what is past due."),
    Column::inferred("currency", Type::Currency, ACCOUNT)
        .values(Fact::assumed(Values::ANY.or_program(ProgramList::Currencies)))
        .about("The currency of the balance. Its name in the file was not seen."),
    Column::inferred("amount_in_usd", Type::Number(Number { decimals: Decimals::AtLeast(2), currency: None }), ERRORS)
        .presence(Fact::assumed(Presence::When(IN_OTHER_CURRENCIES)))
        .sensitivity(Sensitivity::Financial)
        .about("The balance in US dollars, in programs with other currencies. Its name in this file was not seen."),
    Column::inferred("effective_at", Type::DateTime, OVERVIEW)
        .presence(Fact::assumed(Presence::Required))
        .about("When the balance was read: on the activity day."),
    Column::inferred("generated_at", Type::DateTime, SCHEMA)
        .presence(Fact::assumed(Presence::Required))
        .about("When the file was generated: on the day on which it is sent."),
];
