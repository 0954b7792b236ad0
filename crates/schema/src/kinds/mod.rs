//! The kinds, one file each.

mod accounts;
mod balances;
mod cards;
mod non_posted_transactions;
mod shared;
mod transaction_updates;
mod transactions;

use crate::Kind;

/// All kinds, in the order in which they are listed everywhere.
pub static KINDS: &[&Kind] = &[
    &accounts::ACCOUNTS,
    &balances::BALANCES,
    &transactions::TRANSACTIONS,
    &non_posted_transactions::NON_POSTED_TRANSACTIONS,
    &transaction_updates::TRANSACTION_UPDATES,
    &cards::CARDS,
];

/// The kind of this token.
pub fn kind_by_token(token: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.token == token)
}

/// A word of a file's name as those that stand for kinds are compared: in lower case, with `_` for hyphens and spaces.
pub fn normalised_token(text: &str) -> String {
    text.chars().map(|c| if matches!(c, '-' | ' ') { '_' } else { c.to_ascii_lowercase() }).collect()
}
