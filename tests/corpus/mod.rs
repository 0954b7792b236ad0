//! Whole files with the report that each must get: the same natively and in a browser, byte for byte.

#![allow(dead_code, unreachable_pub, reason = "shared by two test programs, each of which uses a part")]

use daybreak_engine::{Settings, check_pieces, sample};
use daybreak_report::{Report, Values, file_report, json};
use sha2::{Digest as _, Sha256};

/// A file of the corpus.
pub struct Whole {
    /// Its folder under `tests/corpus`.
    pub case: &'static str,
    /// The name under which it is checked.
    pub name: &'static str,
    /// Its content.
    pub bytes: &'static [u8],
    /// The report that it must get.
    pub report: &'static str,
}

macro_rules! whole {
    ($case:literal, $name:literal) => {
        Whole {
            case: $case,
            name: $name,
            bytes: include_bytes!(concat!($case, "/", $name)),
            report: include_str!(concat!($case, "/report.json")),
        }
    };
}

/// Every file, by folder.
pub const CORPUS: &[Whole] = &[
    whole!("all-quoted", "2026-11-21_cards_v1.csv"),
    whole!("broken-accounts", "2026-11-21_accounts_v2.csv"),
    whole!("broken-balances", "2026-11-21_balances_v2.csv"),
    whole!("broken-cards", "2026-11-21_cards_v2.csv"),
    whole!("broken-non_posted_transactions", "2026-11-21_non_posted_transactions_v2.csv"),
    whole!("broken-transaction_updates", "2026-11-21_transaction_updates_v2.csv"),
    whole!("broken-transactions", "2026-11-21_transactions_v2.csv"),
    whole!("commas", "2026-11-21_accounts_v1.csv"),
    whole!("empty", "2026-11-21_cards_v1.csv"),
    whole!("good-accounts", "2026-11-21_accounts_v1.csv"),
    whole!("good-balances", "2026-11-21_balances_v1.csv"),
    whole!("good-cards", "2026-11-21_cards_v1.csv"),
    whole!("good-non_posted_transactions", "2026-11-21_non_posted_transactions_v1.csv"),
    whole!("good-transaction_updates", "2026-11-21_transaction_updates_v1.csv"),
    whole!("good-transactions", "2026-11-21_transactions_v1.csv"),
    whole!("header-only", "2026-11-21_cards_v1.csv"),
    whole!("latin1", "2026-11-21_cards_v1.csv"),
    whole!("mixed-line-ends", "2026-11-21_cards_v1.csv"),
    whole!("no-header", "2026-11-21_cards_v1.csv"),
    whole!("no-name", "Cards final (2).csv"),
    whole!("old-mac", "2026-11-21_cards_v1.csv"),
    whole!("other-data", "export.csv"),
    whole!("unclosed-quote", "2026-11-21_cards_v1.csv"),
    whole!("utf16", "2026-11-21_cards_v1.csv"),
    whole!("workbook", "2026-11-21_cards_v1.xlsx"),
    whole!("wrong-name", "2026-11-21_balances_v1.csv"),
    whole!("zip", "2026-11-21_cards_v1.zip"),
];

/// Checks a file, handed over in pieces of this many bytes, and writes the report that the command line would write.
pub fn report(whole: &Whole, piece: usize) -> String {
    let settings = Settings::new(sample::moment());
    let outcome = check_pieces(whole.name, whole.bytes.chunks(piece), &settings);
    let sha256 = Sha256::digest(whole.bytes).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    let file = file_report(&outcome, &sha256, Values::Shown);
    json::render(&Report::new(&settings, None, true, outcome.activity_day, vec![file]))
}
