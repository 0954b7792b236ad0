//! When files are due, by the calendar of the program.

use daybreak_calendar::{Cutoff, Date, cutoff};

use crate::state::AppState;

/// When a day is due.
pub fn cutoff_of(state: &AppState, day: Date) -> Cutoff {
    cutoff(&state.calendar(), day)
}
