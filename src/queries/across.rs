//! Which columns of a wide file are drawn: a browser bears hundreds, not thousands.

use std::ops::Range;

/// So many columns are drawn at once.
pub const MOST: usize = 150;

/// After so many columns others are drawn.
const STEP: usize = 100;

/// The columns of so many that are drawn, so that this one is among them.
pub fn drawn(columns: usize, field: usize) -> Range<usize> {
    // A record can have more cells than its file has columns.
    let Some(last) = columns.checked_sub(MOST).filter(|last| *last > 0) else { return 0..MOST };
    let before = (MOST - STEP) / 2;
    let start = (field / STEP * STEP).saturating_sub(before).min(last);
    start..start + MOST
}

#[cfg(test)]
mod tests {
    use super::{MOST, drawn};

    #[test]
    fn every_column_is_drawn_when_it_is_looked_at() {
        for columns in [1, MOST, MOST + 1, 5000] {
            for field in 0..columns {
                let drawn = drawn(columns, field);
                assert!(drawn.contains(&field) && drawn.len() == MOST, "{field} of {columns}: {drawn:?}");
                assert!(drawn.end <= columns.max(MOST));
            }
        }
    }

    #[test]
    fn a_step_to_the_side_seldom_draws_others() {
        assert_eq!((drawn(5000, 99), drawn(5000, 100)), (0..150, 75..225));
        assert_eq!(drawn(5000, 199), drawn(5000, 101));
    }
}
