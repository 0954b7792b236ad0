//! The rules about several cells of one record.

pub mod amount_components;
pub mod amount_sign_for_type;
pub mod amount_sign_mismatch;
pub mod balance_components;
pub mod balance_id_source;
pub mod balance_negative;
pub mod card_dates_order;
pub mod card_replaced_not_terminal;
pub mod credit_limit_above_maximum;
pub mod credit_report_partial;
pub mod status_not_for_type;
pub mod status_reason_mismatch;
pub mod transfer_type_not_for_type;
pub mod value_not_expected;

use crate::checker::View;
use crate::decimal::Decimal;
use crate::finding::Detail;
use crate::rule::Rule;
use crate::sink::Slip;

/// What a rule asks of the cells that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reads {
    /// Only of what class each is: whether it is empty, which value an enumeration, currency or flag has, whether a number
    /// is below zero, zero or above. Two records whose cells are of the same classes are alike to it.
    Classes,
    /// Numbers or dates too, which it adds or compares. Where only one of them is filled, it asks for no more than classes.
    Values,
}

/// A rule about several cells of one record, and where it is looked for.
pub(crate) struct Condition {
    /// The rule.
    pub(crate) rule: &'static Rule,
    /// The kinds that it is for.
    pub(crate) kinds: &'static [&'static str],
    /// The columns that it needs, in the order in which it asks for them.
    pub(crate) columns: &'static [&'static str],
    /// What it asks of them. The fast path relies on it, and the tests on damaged files hold it to that.
    pub(crate) reads: Reads,
    /// Finds the fault: in which of the columns, and what it is.
    pub(crate) check: fn(&View<'_>) -> Option<(usize, Slip)>,
}

impl std::fmt::Debug for Condition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.rule.name)
    }
}

/// All of them.
pub(crate) static CONDITIONS: &[&Condition] = &[
    &status_reason_mismatch::CONDITION,
    &status_not_for_type::CONDITION,
    &credit_report_partial::CONDITION,
    &credit_limit_above_maximum::CONDITION,
    &balance_id_source::CONDITION,
    &balance_negative::CONDITION,
    &balance_components::CONDITION,
    &amount_components::CONDITION,
    &amount_sign_mismatch::CONDITION,
    &amount_sign_for_type::CONDITION,
    &transfer_type_not_for_type::CONDITION,
    &card_dates_order::CONDITION,
    &card_replaced_not_terminal::CONDITION,
    &value_not_expected::CONDITION,
];

/// Compares a total with its parts, of which at least one must be given; an empty one counts as nothing.
fn sum_of_parts(rule: &'static Rule, view: &View<'_>, total: usize, parts: [usize; 3]) -> Option<(usize, Slip)> {
    let expected = view.cell(total).number()?;
    let mut sum = Decimal::ZERO;
    let mut any = false;
    for part in parts {
        let cell = view.cell(part);
        if cell.is_blank() {
            continue;
        }
        any = true;
        let Some(next) = sum.checked_add(cell.number()?) else {
            return Some((
                total,
                Slip::new(rule, Detail::Slip("The parts have too many digits to be added exactly".into())),
            ));
        };
        sum = next;
    }
    (any && !sum.equals(expected)).then(|| (total, Slip::new(rule, Detail::None)))
}
