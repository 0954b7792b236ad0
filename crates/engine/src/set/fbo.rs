//! The account at the bank, held for the benefit of the customers: what it should hold, beside what it is said to hold.

use std::collections::BTreeMap;

use daybreak_calendar::Date;

use super::books::{Books, DayBooks};
use super::days::Day;
use super::known::{BalanceType, FileRead, Known};
use super::money::Sum;
use super::outcome::{FboTotal, Movement, RollForward};
use super::suspects::Suspect;
use super::work::{Work, plain};
use crate::decimal::Decimal;
use crate::rules::set::fbo_total;

/// What the account at the bank holds, as the user has read it off the bank's own report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The activity day at whose end it holds it; `None` for any.
    pub day: Option<Date>,
    /// The currency.
    pub currency: String,
    /// How much.
    pub amount: Decimal,
}

const WHAT: &str = "the total of the account at the bank";

/// Why the totals of a day are not told.
const NOT_ADDED: &str = "Balances or Non-Posted Transactions cannot be added up";
const NO_CURRENCY: &str = "amounts do not say their currency, and it is not clear which they have";
const OTHER_CURRENCY: &str = "no balance and no amount not yet posted is in the currency that was stated";

/// Holds what was stated of a day against what its files add up to.
pub(super) fn judge(index: usize, day: &Day, stated: &[Stated], work: &mut Work) {
    let of_day: Vec<&Stated> = stated.iter().filter(|stated| stated.is_of(day.date)).collect();
    if of_day.is_empty() {
        return;
    }
    let totals = match work.books.totals(index, &work.known, &of_day) {
        Ok(totals) => totals,
        Err(why) => return work.skip(None, WHAT, why),
    };
    for total in totals {
        let Some(stated) = total.stated else { continue };
        let Some(sum) = total.total else {
            let is_there = total.balances.or(total.non_posted).is_some();
            work.skip(None, WHAT, if is_there { NOT_ADDED } else { OTHER_CURRENCY });
            continue;
        };
        if sum == stated {
            continue;
        }
        let not_posted = Movement {
            transaction_type: "not posted".to_owned(),
            sum: total.non_posted,
            count: work.books.day(index).map_or(0, |books| books.pending_count),
            counted: true,
            first: Vec::new(),
        };
        work.totals.push(RollForward {
            column: "fbo",
            balance: None,
            currency: total.currency,
            opening: total.balances.unwrap_or_default(),
            movements: vec![not_posted],
            expected: sum,
            reported: stated,
            difference: stated.checked_sub(sum).unwrap_or_default(),
        });
        let total = Some(work.totals.len() - 1);
        let slip = plain(&fbo_total::RULE);
        work.suspects.push(Suspect { total, ..Suspect::of_file(slip, index, day.file("balances")) });
    }
}

impl Stated {
    fn is_of(&self, date: Date) -> bool {
        self.day.is_none_or(|day| day == date)
    }
}

impl Books {
    /// What the account should hold on a day; nothing where that cannot be told.
    pub(super) fn fbo(&self, day: usize, date: Date, known: &Known, stated: &[Stated]) -> Vec<FboTotal> {
        let of_day: Vec<&Stated> = stated.iter().filter(|stated| stated.is_of(date)).collect();
        self.totals(day, known, &of_day).unwrap_or_default()
    }

    fn totals(&self, day: usize, known: &Known, stated: &[&Stated]) -> Result<Vec<FboTotal>, &'static str> {
        let can_be_added =
            |books: &&DayBooks| books.balances != FileRead::No && books.pending_is_read && !books.is_unsure;
        let books = self.day(day).filter(can_be_added).ok_or(NOT_ADDED)?;
        let mut sums: BTreeMap<String, Option<(Sum, Sum)>> = BTreeMap::new();
        let mut of = |currency: u8, add: fn(&mut (Sum, Sum), Sum), sum: Sum| {
            add(sums.entry(known.currencies.word(currency)).or_default().get_or_insert_default(), sum);
        };
        for ((_, currency), page) in books.pages.iter().filter(|((kind, _), _)| *kind == BalanceType::Deposit) {
            of(*currency, |both, sum| both.0.add_sum(sum), page.closing());
        }
        for (currency, sum) in &books.pending_amounts {
            of(*currency, |both, sum| both.1.add_sum(sum), *sum);
        }
        for stated in stated {
            // Nothing at all in a currency is what an account that is empty holds; of any other nothing is documented.
            let nothing = (stated.amount.sign() == 0).then(Default::default);
            sums.entry(stated.currency.clone()).or_insert(nothing);
        }
        let is_unclear = sums.len() > 1 || known.currencies.has_any();
        if is_unclear && sums.get("").is_some_and(Option::is_some) {
            return Err(NO_CURRENCY);
        }
        let total = |(currency, sums): (String, Option<(Sum, Sum)>)| {
            let stated = stated.iter().find(|stated| stated.currency == currency).map(|stated| stated.amount);
            let [balances, non_posted, total] = sums.map_or([None; 3], |(balances, non_posted)| {
                let mut both = balances;
                both.add_sum(non_posted);
                [balances, non_posted, both].map(Sum::get)
            });
            FboTotal { currency, balances, non_posted, total, stated }
        };
        Ok(sums.into_iter().map(total).collect())
    }
}
