//! The rules about several files: those of one day, and those of the days before.

pub mod balance_account_changed;
pub mod balance_not_reported;
pub mod balance_roll_forward;
pub mod card_entity_not_on_account;
pub mod card_immutable_field;
pub mod card_on_closed_account;
pub mod closed_record_changed;
pub mod effective_at_not_later;
pub mod fbo_total;
pub mod interest_roll_forward;
pub mod non_posted_already_posted;
pub mod non_posted_gone;
pub mod not_a_deposit_balance;
pub mod reference_missing;
pub mod rewards_roll_forward;
pub mod set_dates_differ;
pub mod set_file_missing;
pub mod set_file_twice;
pub mod transaction_resent;
pub mod update_unknown_transaction;

use crate::finding::Detail;
use crate::rule::{Rule, Severity};
use crate::set_example::SetExample;
use crate::sink::Slip;

/// The examples of each rule of this family: they take several files.
pub static EXAMPLES: &[(&Rule, &[SetExample])] = &[
    (&reference_missing::RULE, reference_missing::EXAMPLES),
    (&balance_roll_forward::RULE, balance_roll_forward::EXAMPLES),
    (&rewards_roll_forward::RULE, rewards_roll_forward::EXAMPLES),
    (&interest_roll_forward::RULE, interest_roll_forward::EXAMPLES),
    (&fbo_total::RULE, fbo_total::EXAMPLES),
    (&balance_not_reported::RULE, balance_not_reported::EXAMPLES),
    (&closed_record_changed::RULE, closed_record_changed::EXAMPLES),
    (&effective_at_not_later::RULE, effective_at_not_later::EXAMPLES),
    (&card_immutable_field::RULE, card_immutable_field::EXAMPLES),
    (&transaction_resent::RULE, transaction_resent::EXAMPLES),
    (&set_file_missing::RULE, set_file_missing::EXAMPLES),
    (&set_file_twice::RULE, set_file_twice::EXAMPLES),
    (&set_dates_differ::RULE, set_dates_differ::EXAMPLES),
    (&card_on_closed_account::RULE, card_on_closed_account::EXAMPLES),
    (&card_entity_not_on_account::RULE, card_entity_not_on_account::EXAMPLES),
    (&update_unknown_transaction::RULE, update_unknown_transaction::EXAMPLES),
    (&balance_account_changed::RULE, balance_account_changed::EXAMPLES),
    (&non_posted_already_posted::RULE, non_posted_already_posted::EXAMPLES),
    (&non_posted_gone::RULE, non_posted_gone::EXAMPLES),
    (&not_a_deposit_balance::RULE, not_a_deposit_balance::EXAMPLES),
];

/// The examples of a rule.
pub fn examples(rule: &Rule) -> &'static [SetExample] {
    EXAMPLES.iter().find(|(of, _)| *of == rule).map_or(&[], |(_, examples)| examples)
}

/// So many records name one of a kind that is not in the files at hand, and may have been sent before.
pub(crate) fn not_at_hand(rule: &'static Rule, count: u64, kind: &'static str) -> Slip {
    Slip { severity: Severity::Info, ..Slip::new(rule, Detail::Kinds { count, kind: kind.into() }) }
}
