//! How a sum came from yesterday to today, as bars: a waterfall. Lengths are shares of the width, in percent.

use daybreak_report::model::{AccountEntry, BookEntry, MovementEntry};

use super::money::{length, less, padded};

/// What a bar stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Yesterday's sum.
    Opening,
    /// The day's transactions of one type.
    Movement,
    /// A type that does not move this sum.
    Aside,
    /// What follows from both.
    Expected,
    /// What the file has.
    Reported,
    /// Reported less expected.
    Difference,
}

/// A bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What it stands for.
    pub step: Step,
    /// The type of the transactions.
    pub transaction_type: String,
    /// The amount; `None` when it is not known, or has more digits than can be added exactly.
    pub amount: Option<String>,
    /// How many transactions there are.
    pub count: u64,
    /// The numbers of the first of them.
    pub records: Vec<u64>,
    /// Where it begins and ends, in percent from the left; `None` where nothing can be drawn.
    pub drawn: Option<(f64, f64)>,
}

/// A waterfall.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Waterfall {
    /// Its bars, from top to bottom.
    pub bars: Vec<Bar>,
    /// The bars do not begin at zero: the movements are too small beside the sums.
    pub cut: bool,
}

/// Where the movements make less than this share of the sums, the sums are cut.
const SMALL: f64 = 0.3;

/// The room on either side of what is drawn, as a share of it.
const ROOM: f64 = 0.12;

/// Of the books of a type of balance.
pub fn of_book(book: &BookEntry) -> Waterfall {
    let expected = book.closing.as_deref().zip(book.difference.as_deref()).and_then(|(all, off)| less(all, off));
    let sums = [book.opening.as_deref(), expected.as_deref(), book.closing.as_deref(), book.difference.as_deref()];
    waterfall(sums, &book.movements, &book.currency)
}

/// Of a sum that does not follow.
pub fn of_account(account: &AccountEntry) -> Waterfall {
    let sums = [&account.opening, &account.expected, &account.reported, &account.difference];
    waterfall(sums.map(|sum| Some(sum.as_str())), &account.movements, &account.currency)
}

/// The sums are: yesterday's, expected, reported, difference.
fn waterfall(
    [opening, expected, reported, difference]: [Option<&str>; 4],
    movements: &[MovementEntry],
    currency: &str,
) -> Waterfall {
    let bar = |step, amount: Option<&str>| Bar {
        step,
        transaction_type: String::new(),
        amount: amount.map(|amount| padded(amount, currency)),
        count: 0,
        records: Vec::new(),
        drawn: None,
    };
    let mut bars = vec![bar(Step::Opening, opening)];
    for movement in movements {
        bars.push(Bar {
            transaction_type: movement.transaction_type.clone(),
            count: movement.count,
            records: movement.first_records.clone(),
            ..bar(if movement.counted { Step::Movement } else { Step::Aside }, movement.sum.as_deref())
        });
    }
    bars.extend([bar(Step::Expected, expected), bar(Step::Reported, reported), bar(Step::Difference, difference)]);
    let mut made = Waterfall { bars, cut: false };
    if let Some(ends) = ends(&made.bars) {
        draw(&mut made, &ends);
    }
    made
}

/// From where to where each bar goes, as amounts; sums go from nothing. `None` when one of them is not known.
fn ends(bars: &[Bar]) -> Option<Vec<(Option<f64>, f64)>> {
    let mut at = 0.0;
    let mut expected = 0.0;
    let mut ends = Vec::new();
    for bar in bars {
        let amount = length(bar.amount.as_deref()?)?;
        ends.push(match bar.step {
            Step::Movement => {
                let from = at;
                at += amount;
                (Some(from), at)
            }
            Step::Aside => (Some(at), at),
            Step::Difference => (Some(expected), expected + amount),
            Step::Opening | Step::Expected | Step::Reported => {
                (at, expected) = (amount, if bar.step == Step::Expected { amount } else { expected });
                (None, amount)
            }
        });
    }
    Some(ends)
}

fn draw(made: &mut Waterfall, ends: &[(Option<f64>, f64)]) {
    let all = || ends.iter().flat_map(|(from, to)| from.iter().copied().chain([*to]));
    let (least, most) = all().fold((f64::MAX, f64::MIN), |(least, most), end| (least.min(end), most.max(end)));
    let spread = most - least;
    made.cut = (least > 0.0 || most < 0.0) && spread < SMALL * least.abs().max(most.abs());
    let (mut low, mut high) = if made.cut { (least, most) } else { (least.min(0.0), most.max(0.0)) };
    let room = if high > low { (high - low) * ROOM } else { 1.0 };
    if made.cut || low < 0.0 {
        low -= room;
    }
    if made.cut || high > 0.0 {
        high += room;
    }
    let width = if high > low { high - low } else { 1.0 };
    let share = |amount: f64| 100.0 * (amount - low) / width;
    // Cut sums come from the side where zero is.
    let zero = if low > 0.0 {
        0.0
    } else if high < 0.0 {
        100.0
    } else {
        share(0.0)
    };
    for (bar, (from, to)) in made.bars.iter_mut().zip(ends) {
        let (from, to) = (from.map_or(zero, share), share(*to));
        bar.drawn = Some((from.min(to), from.max(to)));
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::indexing_slicing, reason = "a test may panic")]

    use daybreak_report::model::{BookEntry, MovementEntry};

    use super::{Step, of_book};

    fn book(opening: &str, movements: &[(&str, &str, bool)], closing: &str, difference: &str) -> BookEntry {
        let movement = |(name, sum, counted): &(&str, &str, bool)| MovementEntry {
            transaction_type: (*name).to_owned(),
            sum: Some((*sum).to_owned()),
            count: 2,
            counted: *counted,
            first_records: vec![3, 9],
        };
        BookEntry {
            balance_type: "deposit".to_owned(),
            currency: "USD".to_owned(),
            balances: 4,
            opening: Some(opening.to_owned()),
            movements: movements.iter().map(movement).collect(),
            closing: Some(closing.to_owned()),
            difference: Some(difference.to_owned()),
            balances_checked: 4,
            balances_off: 1,
            ..BookEntry::default()
        }
    }

    fn about(one: f64, other: f64) -> bool {
        (one - other).abs() < 1e-6
    }

    #[test]
    fn each_bar_begins_where_the_one_before_ends() {
        let made = of_book(&book("100", &[("credit", "60", true), ("fee", "-40.00", true)], "130.00", "10.00"));
        let steps: Vec<Step> = made.bars.iter().map(|bar| bar.step).collect();
        assert_eq!(steps[0], Step::Opening);
        assert_eq!(steps[3..], [Step::Expected, Step::Reported, Step::Difference]);
        assert_eq!(made.bars[3].amount.as_deref(), Some("120.00"));
        let drawn: Vec<(f64, f64)> = made.bars.iter().filter_map(|bar| bar.drawn).collect();
        assert_eq!(drawn.len(), 6);
        assert!(about(drawn[0].1, drawn[1].0) && about(drawn[1].1, drawn[2].1) && about(drawn[2].0, drawn[3].1));
        assert!(about(drawn[5].0, drawn[3].1) && about(drawn[5].1, drawn[4].1));
        assert!(about(drawn[0].0, 0.0) && !made.cut);
    }

    #[test]
    fn amounts_line_up_whatever_decimals_the_file_has() {
        let made = of_book(&book("263.50", &[("credit", "12.5", true)], "276", "0"));
        let amounts: Vec<&str> = made.bars.iter().filter_map(|bar| bar.amount.as_deref()).collect();
        assert_eq!(amounts, ["263.50", "12.50", "276.00", "276.00", "0.00"]);
    }

    #[test]
    fn small_movements_are_seen_beside_large_sums() {
        let made = of_book(&book("1000000.00", &[("debit", "-250.00", true)], "999750.00", "0.00"));
        assert!(made.cut);
        let (from, to) = made.bars[1].drawn.unwrap_or_default();
        assert!(to - from > 50.0, "{from} {to}");
    }

    #[test]
    fn what_does_not_count_moves_nothing() {
        let made = of_book(&book("100", &[("dispute", "500", false)], "100", "0"));
        let (from, to) = made.bars[1].drawn.unwrap_or_default();
        assert!(about(from, to));
        assert!(about(made.bars[0].drawn.unwrap_or_default().1, to));
    }

    #[test]
    fn nothing_is_drawn_of_what_is_not_known() {
        let mut unknown = book("100", &[], "100", "0");
        (unknown.opening, unknown.difference) = (None, None);
        assert!(of_book(&unknown).bars.iter().all(|bar| bar.drawn.is_none()));
        let empty = of_book(&book("0", &[], "0", "0"));
        assert!(empty.bars.iter().all(|bar| bar.drawn.is_some_and(|(from, to)| from.is_finite() && to.is_finite())));
    }
}
