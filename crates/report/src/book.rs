//! What the books of a day say, in words.

use crate::model::BookEntry;
use crate::words::{counted, grouped};

/// How many of the balances follow from the day before.
pub fn following(book: &BookEntry) -> String {
    let all = counted(book.balances, "balance");
    let unchecked = unchecked(book);
    if book.balances_off > 0 {
        let verb = if book.balances_off == 1 { "does" } else { "do" };
        let rest = if unchecked > 0 { format!(", {} could not be checked", grouped(unchecked)) } else { String::new() };
        return format!("{} of {all} {verb} not follow{rest}", grouped(book.balances_off));
    }
    if book.balances == 0 {
        return "no balances on this day".to_owned();
    }
    if book.balances_checked == 0 {
        return format!("{all}, not checked");
    }
    if unchecked > 0 {
        return format!(
            "{} of {all} checked, all of them follow; {} not checked",
            grouped(book.balances_checked),
            grouped(unchecked)
        );
    }
    match (book.balances, book.balances_righted) {
        (1, 0) => format!("{all}, follows"),
        (_, 0) => format!("{all}, all follow"),
        (1, _) => format!("{all}, corrects an error of the day before"),
        (_, 1) => format!("{all}, all follow except 1, which corrects an error of the day before"),
        (_, righted) => {
            format!("{all}, all follow except {}, which correct an error of the day before", grouped(righted))
        }
    }
}

/// How many of the balances were not held against the day before.
pub fn unchecked(book: &BookEntry) -> u64 {
    book.balances.saturating_sub(book.balances_checked)
}

/// What has to be known to read the books of credit balances.
pub fn credit_note(book: &BookEntry) -> Option<String> {
    if book.balance_type != "credit" || book.movements.is_empty() {
        return None;
    }
    let how = match (book.only_with, book.only_without) {
        (0, 0) => "All are counted here.".to_owned(),
        (_, 0) => "All are counted here, because then these balances follow.".to_owned(),
        (0, _) => {
            "interest_accrued and dispute_won are not counted here, because then these balances follow.".to_owned()
        }
        (with, without) => format!(
            "All are counted here: {} only this way, and {} only without interest_accrued and dispute_won. The difference includes their amounts.",
            follow(with),
            follow(without)
        ),
    };
    Some(format!("Which types move a credit balance is not known. {how}"))
}

fn follow(count: u64) -> String {
    let verb = if count == 1 { "follows" } else { "follow" };
    format!("{} {verb}", counted(count, "balance"))
}

#[cfg(test)]
mod tests {
    use super::{credit_note, following};
    use crate::model::{BookEntry, MovementEntry};

    fn book(balances: u64, checked: u64, off: u64) -> BookEntry {
        BookEntry { balances, balances_checked: checked, balances_off: off, ..BookEntry::default() }
    }

    #[test]
    fn balances_follow_only_where_they_were_checked() {
        assert_eq!(following(&book(0, 0, 0)), "no balances on this day");
        assert_eq!(following(&book(1, 1, 0)), "1 balance, follows");
        assert_eq!(following(&book(1_200, 0, 0)), "1,200 balances, not checked");
        assert_eq!(
            following(&book(1_200, 1_199, 0)),
            "1,199 of 1,200 balances checked, all of them follow; 1 not checked"
        );
        assert_eq!(following(&book(3, 3, 2)), "2 of 3 balances do not follow");
        assert_eq!(following(&book(3, 2, 1)), "1 of 3 balances does not follow, 1 could not be checked");
        let righted = BookEntry { balances_righted: 1, ..book(3, 3, 0) };
        assert_eq!(following(&righted), "3 balances, all follow except 1, which corrects an error of the day before");
    }

    #[test]
    fn credit_is_counted_as_fits_which_is_said() {
        let note = |only_with, only_without| {
            let movements = vec![MovementEntry::default()];
            let credit =
                BookEntry { balance_type: "credit".to_owned(), movements, only_with, only_without, ..book(3, 3, 0) };
            credit_note(&credit).unwrap_or_default()
        };
        assert!(note(0, 0).ends_with("All are counted here."));
        assert!(note(0, 1).contains("interest_accrued and dispute_won are not counted"));
        assert!(note(1, 2).contains("1 balance follows only this way, and 2 balances follow only without"));
        assert_eq!(credit_note(&book(3, 3, 0)), None);
    }
}
