//! The rules about the header.

pub mod column_case;
pub mod column_duplicate;
pub mod column_missing;
pub mod column_misspelled;
pub mod column_space;
pub mod column_unknown;
pub mod header_missing;
pub mod header_not_first;

use daybreak_schema::{Authority, Layout, LayoutColumn, Named};

use crate::checker::spot_of_field;
use crate::finding::Detail;
use crate::head::{HeaderColumn, Match};
use crate::lexer::Record;
use crate::rule::{Rule, Severity};
use crate::sink::{Sink, Slip, Spot};

/// Checks the names of a header.
pub(crate) fn check(columns: &[HeaderColumn], layout: &Layout, record: &Record<'_>, sink: &mut Sink) {
    for (field, entry) in columns.iter().enumerate() {
        let spot = spot_of_field(record, field, entry.name.as_bytes());
        match (entry.column.and_then(|column| layout.columns.get(column)), entry.matched) {
            (Some(column), Some(Match::Space)) => near_miss(&column_space::RULE, column, spot, sink),
            (Some(column), Some(Match::Case)) => near_miss(&column_case::RULE, column, spot, sink),
            (Some(column), Some(Match::OldName)) => near_miss(&column_missing::RULE, column, spot, sink),
            (Some(column), Some(Match::Misspelled)) => near_miss(&column_misspelled::RULE, column, spot, sink),
            (Some(_), _) => {}
            (None, _) => not_of_the_schema(entry, columns, layout, spot, sink),
        }
    }
    let start = record.place.byte;
    let whole = Spot {
        place: Some(record.place),
        span: Some(crate::place::Span { start, end: start + record.bytes.len() as u64 }),
        ..Spot::default()
    };
    for (index, column) in layout.columns.iter().enumerate() {
        if !columns.iter().any(|entry| entry.column == Some(index)) {
            column_missing::report(column, whole, sink);
        }
    }
}

/// A name that is nearly right, or was right before the profile, stands for a missing column and an unknown one, which follow from it.
fn near_miss(rule: &'static Rule, column: &LayoutColumn, spot: Spot<'_>, sink: &mut Sink) {
    let slip = Slip::new(rule, Detail::Meant(column.header.clone()));
    let slip = match column.named {
        Named::OnItsPage => slip.resting_on(column.named_authority),
        Named::Elsewhere | Named::Inferred => slip.assumed(),
    };
    sink.take(slip, spot);
    for follows in [&column_missing::RULE, &column_unknown::RULE] {
        if follows != rule {
            sink.suppress(follows, 1, rule.name);
        }
    }
}

fn not_of_the_schema(entry: &HeaderColumn, columns: &[HeaderColumn], layout: &Layout, spot: Spot<'_>, sink: &mut Sink) {
    let Some(first) = entry.repeats else {
        let dropped = layout.dropped.iter().find(|dropped| **dropped == entry.name);
        let detail = dropped.map_or(Detail::None, |dropped| Detail::Meant((*dropped).into()));
        sink.take(Slip::new(&column_unknown::RULE, detail), spot);
        return;
    };
    let known = columns.get(first).and_then(|first| first.column).and_then(|column| layout.columns.get(column));
    let slip = Slip::new(&column_duplicate::RULE, Detail::Numbers(0, first as u64 + 1));
    let slip = match known {
        Some(column) if column.named != Named::Inferred => slip.resting_on(column.named_authority),
        _ => Slip { severity: Severity::Warning, authority: Authority::Assumed, ..slip },
    };
    sink.take(slip, spot);
}
