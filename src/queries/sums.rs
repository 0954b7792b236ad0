//! The sums of a day that follow from the day before, or do not.

use daybreak_report::book::unchecked;
use daybreak_report::model::BookEntry;
use daybreak_report::words::grouped;

use super::words::sign_of;
use crate::queries::sign::Sign;
use crate::worker::set::protocol::DaySummary;

/// The sign before a book: only what was checked whole is fine.
pub fn sign_of_book(book: &BookEntry) -> Sign {
    match book.severity {
        Some(severity) => sign_of(severity),
        None if book.balances == 0 => Sign::Info,
        None if unchecked(book) > 0 => Sign::Incomplete,
        // The profile has it that it does not matter.
        None if book.balances_off > 0 => Sign::Info,
        None => Sign::Ok,
    }
}

/// The name of a sum by its column, but for the balance itself.
pub fn sum_title(column: &str) -> Option<&'static str> {
    match column {
        "rewards_balance" => Some("rewards"),
        "interest_accrued_balance" => Some("accrued interest"),
        _ => None,
    }
}

/// How many sums of a day do not follow, listed or not.
pub fn sums_off(summary: &DaySummary) -> u64 {
    summary.groups.iter().filter(|group| group.is_of_sums()).map(|group| group.count).sum()
}

/// How many of the sums that do not follow are to be seen.
pub fn shown_of(shown: usize, listed: usize, all: u64) -> String {
    let (shown, listed) = (shown.min(listed) as u64, listed as u64);
    match (shown < listed, listed < all) {
        (_, false) => format!("{} of {} shown.", grouped(shown), grouped(all)),
        (true, true) => {
            format!("{} of the {} largest shown, out of {}.", grouped(shown), grouped(listed), grouped(all))
        }
        (false, true) => format!("The {} largest of {} shown.", grouped(listed), grouped(all)),
    }
}

#[cfg(test)]
mod tests {
    use daybreak_engine::Severity;
    use daybreak_report::model::BookEntry;

    use super::{shown_of, sign_of_book};
    use crate::queries::sign::Sign;

    #[test]
    fn a_book_is_fine_only_when_all_of_it_was_checked() {
        let book = |balances, balances_checked, off: u64, severity| BookEntry {
            balances,
            balances_checked,
            balances_off: off,
            severity,
            ..BookEntry::default()
        };
        assert_eq!(sign_of_book(&book(3, 3, 0, None)), Sign::Ok);
        assert_eq!(sign_of_book(&book(3, 2, 0, None)), Sign::Incomplete);
        assert_eq!(sign_of_book(&book(3, 0, 0, None)), Sign::Incomplete);
        assert_eq!(sign_of_book(&book(0, 0, 0, None)), Sign::Info);
        assert_eq!(sign_of_book(&book(3, 2, 1, Some(Severity::Error))), Sign::Error);
        assert_eq!(sign_of_book(&book(3, 3, 1, Some(Severity::Warning))), Sign::Warning);
        // Switched off by the profile.
        assert_eq!(sign_of_book(&book(3, 3, 1, None)), Sign::Info);
    }

    #[test]
    fn no_more_are_said_to_be_all_than_there_are() {
        assert_eq!(shown_of(10, 34, 34), "10 of 34 shown.");
        assert_eq!(shown_of(10, 200, 4_521), "10 of the 200 largest shown, out of 4,521.");
        assert_eq!(shown_of(210, 200, 4_521), "The 200 largest of 4,521 shown.");
    }
}
