//! Accounts.

use super::shared::{ACTIVE, ANY_AMOUNT, CLOSED, INACTIVE};
use crate::{
    Authority, Column, Condition, Due, Fact, Key, Kind, Presence, Sensitivity, Submission, Test, Type, Values,
};

const SCHEMA: &str = "file-integrations/account/schema";
const VALIDATIONS: &str = "file-integrations/account/validations";
const STATUSES: &str = "file-integrations/account/statuses";

/// Accounts.
pub(super) static ACCOUNTS: Kind = Kind {
    token: "accounts",
    title: "Accounts",
    file_tokens: &["accounts", "account"],
    submission: Submission::NewAndChanged,
    columns: COLUMNS,
    blank_word: None,
    keys: &[Key { column: "client_account_id", authority: Authority::Documented }],
    due: Due::EveryDay,
    open_ended: false,
    statuses: &[ACTIVE, INACTIVE, CLOSED],
    terminal_statuses: &["closed"],
    about: "New and changed accounts: who holds them, their status, and for credit their limits.",
    source: SCHEMA,
};

const CLOSED_BY_CLIENT: Condition = Condition {
    test: Test::Is { column: "status_reason", any_of: &["client_closed"] },
    words: "when status_reason is client_closed",
};

const COLUMNS: &[Column] = &[
    Column::documented("client_account_id", Type::Id, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .sensitivity(Sensitivity::Identifier)
        .reserved_prefixes(&["account_", "subledgered_account_", "partner_ledgered_account_"])
        .about("The unique ID of the account."),
    Column::documented("application_id", Type::Id, SCHEMA)
        .presence(Fact::documented(Presence::When(Condition {
            test: Test::OutsideTheFile,
            words: "when a credit balance will be linked to the account",
        })))
        .sensitivity(Sensitivity::Identifier)
        .about("The application's ID in the partner's system."),
    Column::documented("account_holder_type", Type::Enum, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .values(Fact::documented(Values::closed(&["consumer", "commercial"])))
        .about("Whether people or businesses hold the account."),
    Column::documented("account_holders", Type::IdList, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .sensitivity(Sensitivity::Identifier)
        .about("The holders, each by entity_id or client_customer_id."),
    Column::documented("authorized_signers", Type::IdList, SCHEMA)
        .presence(Fact::documented(Presence::When(Condition {
            test: Test::Is { column: "account_holder_type", any_of: &["commercial"] },
            words: "when account_holder_type is commercial",
        })))
        .sensitivity(Sensitivity::Identifier)
        .about("The signers of a commercial account, at least one."),
    Column::documented("authorized_users", Type::IdList, SCHEMA)
        .sensitivity(Sensitivity::Identifier)
        .about("The authorized users; not to be given when the program delivers the Authorized Users file."),
    Column::documented("currency", Type::Currency, SCHEMA)
        .presence(Fact::documented(Presence::Required))
        .about("The currency of available_credit and credit_limit in this file; balances may have another."),
    Column::documented("client_product_name", Type::Text, SCHEMA)
        .presence(Fact::assumed(Presence::Required))
        .typed(Fact::assumed(Type::Text))
        .about("The name of the product offered. That it is required is inferred."),
    Column::elsewhere("status", Type::Enum, STATUSES)
        .presence(Fact::assumed(Presence::Required))
        .typed(Fact::documented(Type::Enum))
        .values(Fact::documented(Values::closed(&["active", "inactive", "closed"])))
        .about("Whether the account is in use. Closed is final."),
    Column::elsewhere("status_reason", Type::Enum, STATUSES)
        .presence(Fact::documented(Presence::Required))
        .typed(Fact::documented(Type::Enum))
        .values(Fact::documented(
            Values::closed(&[
                "active",
                "dormant",
                "frozen",
                "other",
                "entity_closed",
                "client_closed",
                "paid_off",
                "charged_off",
                "canceled",
            ])
            .misprints(&[("dormat", "dormant")]),
        ))
        .about("Why the account has its status; must go with it."),
    Column::elsewhere("aan_delivered_at", Type::DateTime, VALIDATIONS)
        .presence(Fact::documented(Presence::When(CLOSED_BY_CLIENT)))
        .about("When the adverse action notice was delivered."),
    Column::elsewhere("aan_reason", Type::Text, VALIDATIONS)
        .presence(Fact::documented(Presence::When(CLOSED_BY_CLIENT)))
        .sensitivity(Sensitivity::Personal)
        .about("The reason given in the adverse action notice."),
    Column::elsewhere("aan_delivery_method", Type::Enum, VALIDATIONS)
        .presence(Fact::documented(Presence::When(CLOSED_BY_CLIENT)))
        .values(Fact::assumed(Values::closed(&["email", "text", "other"])))
        .about("How the adverse action notice was delivered."),
    Column::elsewhere("credit_pulled_at", Type::DateTime, VALIDATIONS)
        .about("When the credit report was pulled. All three credit score details are given, or none."),
    Column::elsewhere("credit_score", Type::Integer, VALIDATIONS)
        .sensitivity(Sensitivity::Personal)
        .about("The credit score. All three credit score details are given, or none."),
    Column::elsewhere("credit_report_source", Type::Enum, VALIDATIONS)
        .values(Fact::assumed(Values::closed(&["equifax", "experian", "transunion"])))
        .about("Where the credit score comes from. All three credit score details are given, or none."),
    Column::elsewhere("available_credit", ANY_AMOUNT, SCHEMA)
        .sensitivity(Sensitivity::Financial)
        .about("The credit still available, in currency."),
    Column::elsewhere("credit_limit", ANY_AMOUNT, VALIDATIONS)
        .sensitivity(Sensitivity::Financial)
        .about("The credit limit, in currency; at most max_credit_limit."),
    Column::elsewhere("max_credit_limit", ANY_AMOUNT, VALIDATIONS)
        .sensitivity(Sensitivity::Financial)
        .about("The highest credit limit, in currency."),
    Column::elsewhere("effective_at", Type::DateTime, VALIDATIONS)
        .typed(Fact::documented(Type::DateTime))
        .presence(Fact::assumed(Presence::Required))
        .about("When the record was read; later than in the previous record of the same account."),
    Column::inferred("generated_at", Type::DateTime, SCHEMA)
        .presence(Fact::assumed(Presence::Required))
        .about("When the file was generated: on the day on which it is sent."),
];
