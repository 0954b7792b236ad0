//! Dates of a card that contradict each other.

use crate::checker::Seen;
use crate::checker::View;
use crate::finding::Detail;
use crate::rules::condition::{Condition, Reads};
use crate::sink::Slip;
use crate::values::{Days, Value};
use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// Dates of a card that contradict each other.
pub static RULE: Rule = Rule {
    name: "card-dates-order",
    code: "C012",
    family: Family::Condition,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(2),
    what: "The dates of a card are not in the order in which things happen.",
    why: "A card is created, then activated, then expires or is closed; the bank rejects an expiry before the activation or the creation.",
    mend: "Correct the date that is wrong at its source.",
    source: "file-integrations/card-files/schema; file-integrations/card-files/validations",
    examples: &[
        Example::bad(
            "cards",
            "activated before it was created",
            &[Edit::Set("activated_at", "2026-03-01T09:00:00-06:00")],
        ),
        Example::bad("cards", "expired before it was activated", &[Edit::Set("expiry_date", "2026-03-02")]),
        Example::bad(
            "cards",
            "closed before it was created",
            &[
                Edit::Set("card_status", "closed"),
                Edit::Set("closed_at", "2026-03-01T09:00:00-06:00"),
                Edit::Set("closed_reason", "lost"),
            ],
        ),
        Example::good("cards", "in order", &[]),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let slip = if let Detail::Slip(slip) = &saying.finding.detail { slip } else { "The dates are not in order" };
    Said::new(slip).expected("created_at, then activated_at, then expiry_date or closed_at")
}

/// Where it is looked for.
pub(crate) static CONDITION: Condition = Condition {
    rule: &RULE,
    kinds: &["cards"],
    columns: &["created_at", "activated_at", "expiry_date", "closed_at"],
    reads: Reads::Values,
    check,
};

fn check(view: &View<'_>) -> Option<(usize, Slip)> {
    let [created, activated, expires, closed] = [view.cell(0), view.cell(1), view.cell(2), view.cell(3)];
    let before = |a: Seen<'_>, b: Seen<'_>| matches!((instant(a), instant(b)), (Some(a), Some(b)) if a < b);
    let slip = |position, slip: &'static str| Some((position, Slip::new(&RULE, Detail::Slip(slip.into()))));
    if before(activated, created) {
        return slip(1, "The card was activated before it was created");
    }
    if before(closed, created) {
        return slip(3, "The card was closed before it was created");
    }
    let Value::Day(expires) = expires.value else { return None };
    if day(created).is_some_and(|created| expires < created) {
        return slip(2, "The card expires before it was created");
    }
    match day(activated).map(|activated| expires.cmp(&activated)) {
        Some(std::cmp::Ordering::Less) => slip(2, "The card expires before it was activated"),
        // One sentence of the page forbids it, another does not.
        Some(std::cmp::Ordering::Equal) => {
            Some((2, Slip::new(&RULE, Detail::Slip("The card expires on the day of its activation".into())).assumed()))
        }
        _ => None,
    }
}

fn instant(cell: Seen<'_>) -> Option<i64> {
    if let Value::Instant(instant) = cell.value { Some(instant) } else { None }
}

/// The day on which a moment falls where it was written.
fn day(cell: Seen<'_>) -> Option<i64> {
    instant(cell)?;
    Days::default().midnight(cell.text.first_chunk::<10>()?)
}
