//! What several kinds have in common.

use crate::{Condition, Decimals, Number, ProgramList, Status, Test, Type, Values};

pub(super) const ACTIVE: Status = Status { status: "active", reasons: &["active"], only_type: None };

pub(super) const INACTIVE: Status =
    Status { status: "inactive", reasons: &["dormant", "frozen", "other"], only_type: None };

pub(super) const CLOSED: Status = Status {
    status: "closed",
    reasons: &["entity_closed", "client_closed", "paid_off", "charged_off", "canceled"],
    only_type: None,
};

/// The bank's types of transactions, as far as they are known.
pub(super) const TRANSACTION_TYPES: Values = Values::open(&[
    "debit",
    "credit",
    "refund",
    "rewards_earned",
    "rewards_spent",
    "rewards_redeemed",
    "interest_accrued",
    "dispute_won",
])
.or_program(ProgramList::TransactionTypes);

/// The ways in which money moves, as far as they are known.
pub(super) const TRANSFER_TYPES: Values = Values::open(&[
    "ach",
    "wire",
    "check",
    "card",
    "oct",
    "aft",
    "internal_transfer",
    "external_transfer",
    "no_money_movement",
    "out_of_bank_settlement",
])
.or_program(ProgramList::TransferTypes);

/// An amount in the currency of its record, with the decimals that the program has to give.
pub(super) const AMOUNT: Type = Type::Number(Number { decimals: Decimals::ByProgram, currency: Some("currency") });

/// The same with any decimals.
pub(super) const ANY_AMOUNT: Type = Type::Number(Number { decimals: Decimals::Any, currency: Some("currency") });

pub(super) const AT_SEVERAL_BANKS: Condition =
    Condition { test: Test::ProgramSettlementBanks, words: "when the program holds balances at several banks" };
