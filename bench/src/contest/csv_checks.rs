//! A validator as one would write it at first: the crate `csv`, a check after another on each cell, a set of keys.

use std::collections::HashSet;
use std::hash::{BuildHasher as _, RandomState};
use std::path::Path;

use anyhow::{Context as _, Result};
use csv::{ByteRecord, ReaderBuilder};

const REQUIRED: [&str; 9] = [
    "client_transaction_id",
    "balance_id",
    "amount",
    "currency",
    "type",
    "action",
    "transfer_type",
    "effective_at",
    "generated_at",
];
const MONEY: [&str; 7] = [
    "amount",
    "amount_in_usd",
    "principal_amount",
    "fee_amount",
    "interest_amount",
    "rewards_amount",
    "settlement_amount",
];
const MOMENTS: [&str; 3] = ["card_transaction_effective_at", "effective_at", "generated_at"];
const LISTS: [(&str, &[&str]); 4] = [
    ("type", &["debit", "credit", "refund", "rewards_earned", "rewards_spent", "interest_accrued", "dispute_won"]),
    ("action", &["applied", "reversed"]),
    ("transfer_type", &["ach", "wire", "check", "card", "oct", "aft", "internal_transfer", "external_transfer"]),
    ("currency", &["USD", "EUR", "GBP", "CAD", "MXN", "JPY"]),
];

/// How many records and faults a file of transactions has.
pub(super) fn check(file: &Path) -> Result<(u64, u64)> {
    let mut reader = ReaderBuilder::new().delimiter(b'|').flexible(true).buffer_capacity(1 << 20).from_path(file)?;
    let header = reader.byte_headers()?.clone();
    let index = |name: &str| header.iter().position(|column| column == name.as_bytes()).context("a column");
    let all = |names: &[&str]| names.iter().map(|name| index(name)).collect::<Result<Vec<usize>>>();
    let (required, money, moments) = (all(&REQUIRED)?, all(&MONEY)?, all(&MOMENTS)?);
    let lists = LISTS.iter().map(|(name, words)| Ok((index(name)?, *words))).collect::<Result<Vec<_>>>()?;
    let (key, amount, date) = (index("client_transaction_id")?, index("amount")?, index("settlement_date")?);
    let rail = index("transfer_type")?;
    let of_cards = all(&["card_id", "bin", "settlement_date"])?;

    // Hashes rather than keys: a set of the keys themselves would be slower still.
    let hasher = RandomState::new();
    let mut keys = HashSet::new();
    let (mut records, mut faults, mut sum) = (0, 0, 0_i128);
    let mut record = ByteRecord::new();
    while reader.read_byte_record(&mut record)? {
        records += 1;
        let cell = |index: usize| record.get(index).unwrap_or_default();
        let mut fault = |is_fault: bool| faults += u64::from(is_fault);
        fault(record.len() != header.len());
        fault(record.iter().any(|cell| cell.trim_ascii().len() != cell.len() || std::str::from_utf8(cell).is_err()));
        fault(required.iter().any(|index| cell(*index).is_empty()));
        fault(cell(rail) == b"card" && of_cards.iter().any(|index| cell(*index).is_empty()));
        for (index, words) in &lists {
            fault(!cell(*index).is_empty() && !words.iter().any(|word| word.as_bytes() == cell(*index)));
        }
        fault(money.iter().any(|index| !cell(*index).is_empty() && cents(cell(*index)).is_none()));
        sum += cents(cell(amount)).unwrap_or_default();
        fault(!cell(date).is_empty() && !is_date(cell(date)));
        fault(moments.iter().any(|index| !cell(*index).is_empty() && !is_moment(cell(*index))));
        fault(!keys.insert(hasher.hash_one(cell(key))));
    }
    std::hint::black_box(sum);
    Ok((records, faults))
}

/// An amount with two decimals, in hundredths.
fn cents(cell: &[u8]) -> Option<i128> {
    let text = std::str::from_utf8(cell).ok()?;
    let (units, cents) = text.split_once('.')?;
    if cents.len() != 2 {
        return None;
    }
    let hundredths = units.parse::<i128>().ok()?.checked_mul(100)?;
    let cents = cents.parse::<u8>().ok()?;
    Some(if text.starts_with('-') { hundredths - i128::from(cents) } else { hundredths + i128::from(cents) })
}

fn is_date(cell: &[u8]) -> bool {
    let number = |range: std::ops::Range<usize>| std::str::from_utf8(cell.get(range)?).ok()?.parse::<u16>().ok();
    let is_separated = cell.len() == 10 && cell.get(4) == Some(&b'-') && cell.get(7) == Some(&b'-');
    let (Some(year), Some(month), Some(day)) = (number(0..4), number(5..7), number(8..10)) else { return false };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u16::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    is_separated && (1..=days).contains(&day)
}

/// `2026-11-20T09:30:00-06:00`
fn is_moment(cell: &[u8]) -> bool {
    let number = |range: std::ops::Range<usize>| std::str::from_utf8(cell.get(range)?).ok()?.parse::<u8>().ok();
    let below = |range, limit: u8| number(range).is_some_and(|number| number < limit);
    let byte = |index: usize| cell.get(index).copied().unwrap_or_default();
    cell.len() == 25
        && cell.get(..10).is_some_and(is_date)
        && byte(10) == b'T'
        && (byte(13), byte(16), byte(22)) == (b':', b':', b':')
        && matches!(byte(19), b'+' | b'-')
        && below(11..13, 24)
        && below(14..16, 60)
        && below(17..19, 60)
        && below(20..22, 24)
        && below(23..25, 60)
}
