//! The large file: a day of transactions of a deposit program, valid, about 169 bytes a record.
//!
//! It is not that of `daybreak sample`: hundreds of thousands of balances and cards rather than a thousand each, so that
//! no contestant gains by what recurs here and not in a real file.

use super::random::Random;

/// The columns, in their order.
pub(crate) const COLUMNS: [&str; 24] = [
    "client_transaction_id",
    "balance_id",
    "card_id",
    "client_settlement_group_id",
    "client_settlement_bank_account_id",
    "bin",
    "amount",
    "amount_in_usd",
    "currency",
    "principal_amount",
    "fee_amount",
    "interest_amount",
    "rewards_amount",
    "type",
    "fee_type",
    "action",
    "transfer_type",
    "transfer_ids",
    "settlement_date",
    "settlement_amount",
    "settlement_currency",
    "card_transaction_effective_at",
    "effective_at",
    "generated_at",
];

/// What moves money, how, and how the identifier of such a transfer begins.
const SHAPES: [(&str, &str, &str); 6] = [
    ("debit", "card", ""),
    ("credit", "ach", "ach_"),
    ("debit", "ach", "ach_"),
    ("credit", "wire", "wire_"),
    ("refund", "card", ""),
    ("credit", "internal_transfer", "internal_transfer_"),
];

/// The header, its line end included.
pub(crate) fn header() -> String {
    COLUMNS.join("|") + "\n"
}

/// The record of this number, from 0, its line end included.
pub(crate) fn record(number: u64, random: &mut Random) -> String {
    let (kind, rail, prefix) = random.pick(&SHAPES).unwrap_or(("credit", "ach", "ach_"));
    let sign = if kind == "debit" { "-" } else { "" };
    let cents = 1 + random.below(499_999);
    let (units, cents) = (cents / 100, cents % 100);
    let (hour, minute, second) = (random.below(24), random.below(60), random.below(60));
    let moment = format!("2026-11-20T{hour:02}:{minute:02}:{second:02}-06:00");
    let balance = 1 + random.below(499_999);
    let card = 1 + random.below(199_999);
    let tail = format!("{moment}|2026-11-21T04:00:00-06:00\n");
    if rail == "card" {
        format!(
            "txn_{number:012}|bal_{balance:09}|crd_{card:08}|||440393|{sign}{units}.{cents:02}||USD|||||{kind}||applied|\
             card||2026-11-20|||{moment}|{tail}"
        )
    } else {
        format!(
            "txn_{number:012}|bal_{balance:09}|||||{sign}{units}.{cents:02}||USD|||||{kind}||applied|{rail}|\
             {prefix}{number:012x}|2026-11-20||||{tail}"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_has_all_columns() {
        let mut random = Random::new(7);
        for number in 0..100 {
            let line = record(number, &mut random);
            assert_eq!(line.split('|').count(), COLUMNS.len(), "{line}");
        }
    }
}
