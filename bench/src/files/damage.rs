//! Damage: what goes wrong with a record on its way, and quotes that are in order.

use super::random::Random;
use super::transactions::COLUMNS;

/// What is done to a record.
#[derive(Clone, Copy, Debug)]
enum Damage {
    /// A cell gets these bytes.
    Cell(&'static str, &'static [u8]),
    /// A cell gets these bytes before its own.
    Before(&'static str, &'static [u8]),
    /// A cell gets these bytes after its own.
    After(&'static str, &'static [u8]),
}

use Damage::{After, Before, Cell};

const DAMAGES: [Damage; 40] = [
    // Missing, or not what it should be.
    Cell("client_transaction_id", b""),
    Cell("balance_id", b""),
    Cell("effective_at", b""),
    Cell("transfer_type", b"card"),
    Cell("balance_id", b"NULL"),
    Cell("client_transaction_id", b"txn_000000000000"),
    // Numbers.
    Cell("amount", b"12.5"),
    Cell("amount", b"1,250.00"),
    Cell("amount", b"$12.50"),
    Cell("amount", b"1.25E+03"),
    Cell("amount", b"12,50"),
    Cell("amount", b"--1.00"),
    Cell("amount", b"twelve"),
    Cell("amount", b"99999999999999999999999999999999999999999999.00"),
    Cell("rewards_amount", b"1.2.3"),
    // Words from lists.
    Cell("type", b"Debit"),
    Cell("action", b"aplied"),
    Cell("transfer_type", b"pigeon"),
    Cell("currency", b"usd"),
    Cell("currency", b"ZZZ"),
    // Days and moments.
    Cell("settlement_date", b"11/20/2026"),
    Cell("settlement_date", b"2026-02-30"),
    Cell("settlement_date", b"2026-11-9"),
    Cell("effective_at", b"2026-11-20T25:00:00-06:00"),
    Cell("effective_at", b"2026-11-20 09:30:00"),
    Cell("effective_at", b"2026-11-20T09:30:00"),
    Cell("generated_at", b"46347.25"),
    // Space and characters that are not seen.
    Before("balance_id", b" "),
    After("currency", b" "),
    After("type", "\u{a0}".as_bytes()),
    After("transfer_ids", "\u{200b}".as_bytes()),
    After("balance_id", b"\xff\xfe"),
    After("balance_id", b"\0"),
    // Quotes, delimiters and line ends where they do not belong.
    Before("balance_id", b"\""),
    After("balance_id", b"\"x"),
    Cell("balance_id", b"\"bal_1|bal_2\"x"),
    Cell("balance_id", b"\"bal_1\nbal_2\""),
    After("transfer_ids", b"|"),
    After("generated_at", b"|"),
    After("generated_at", b"\r"),
];

/// Does one of many kinds of damage to a line.
pub(crate) fn damaged(line: &str, random: &mut Random) -> Vec<u8> {
    apply(random.pick(&DAMAGES).unwrap_or(Cell("balance_id", b"")), line)
}

/// The same record with a letter in its amount.
pub(crate) fn with_wrong_amount(line: &str) -> Vec<u8> {
    apply(Cell("amount", b"1O.00"), line)
}

fn apply(damage: Damage, line: &str) -> Vec<u8> {
    let mut cells: Vec<Vec<u8>> = line.trim_end().split('|').map(|cell| cell.as_bytes().to_vec()).collect();
    let (column, before, after) = match damage {
        Cell(column, bytes) => {
            if let Some(cell) = cell_of(&mut cells, column) {
                cell.clear();
            }
            (column, &b""[..], bytes)
        }
        Before(column, bytes) => (column, bytes, &b""[..]),
        After(column, bytes) => (column, &b""[..], bytes),
    };
    if let Some(cell) = cell_of(&mut cells, column) {
        *cell = [before, cell, after].concat();
    }
    let mut line = cells.join(&b'|');
    line.push(b'\n');
    line
}

fn cell_of<'a>(cells: &'a mut [Vec<u8>], column: &str) -> Option<&'a mut Vec<u8>> {
    let index = COLUMNS.iter().position(|name| *name == column)?;
    cells.get_mut(index)
}

/// The same record with all of its filled cells in quotes.
pub(crate) fn quoted(line: &str) -> Vec<u8> {
    let cells = line.trim_end().split('|');
    let quoted = cells.map(|cell| if cell.is_empty() { String::new() } else { format!("\"{cell}\"") });
    (quoted.collect::<Vec<_>>().join("|") + "\n").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::super::transactions::{header, record};
    use super::*;
    use daybreak_engine::{Checker, Ended, Outcome, Settings, sample};

    fn lines() -> Vec<String> {
        let mut random = Random::new(7);
        (0..50).map(|number| record(number, &mut random)).collect()
    }

    fn check(lines: &[Vec<u8>]) -> Outcome {
        let bytes = [header().into_bytes(), lines.concat()].concat();
        let mut checker = Checker::new("2026-11-21_transactions_v1.csv", &Settings::new(sample::moment()));
        checker.push(&bytes);
        let mut ended = checker.end();
        loop {
            match ended {
                Ended::Done(outcome) => return *outcome,
                Ended::Again(mut again) => {
                    again.push(&bytes);
                    ended = again.end();
                }
            }
        }
    }

    #[test]
    fn nothing_is_found_in_what_is_clean_or_quoted() {
        let clean: Vec<Vec<u8>> = lines().into_iter().map(String::into_bytes).collect();
        let quotes: Vec<Vec<u8>> = lines().iter().map(|line| quoted(line)).collect();
        for lines in [clean, quotes] {
            let outcome = check(&lines);
            assert_eq!((outcome.records, outcome.tallies.len()), (50, 0), "{:?}", outcome.tallies);
        }
    }

    #[test]
    fn every_damage_is_found() {
        for damage in DAMAGES {
            let mut damaged = false;
            let lines: Vec<Vec<u8>> = lines()
                .into_iter()
                .map(|line| {
                    // Not the first: its key is the one that is given twice.
                    if !damaged && line.contains("|ach|") && !line.starts_with("txn_000000000000") {
                        damaged = true;
                        return apply(damage, &line);
                    }
                    line.into_bytes()
                })
                .collect();
            assert!(!check(&lines).tallies.is_empty(), "{damage:?}");
        }
    }
}
