//! When files are due, by the calendar of the program.

use daybreak_calendar::{BusinessCalendar, Cutoff, Date, Timestamp, activity_day_default, cutoff};

use crate::state::AppState;

/// When a day is due.
pub fn cutoff_of(state: &AppState, day: Date) -> Cutoff {
    cutoff(&state.calendar(), day)
}

/// After a cutoff has passed: the next one that has not.
pub fn next_cutoff(calendar: &BusinessCalendar, missed: &Cutoff, now: Timestamp) -> Option<Cutoff> {
    // An old file's next cutoff is that of the present, not that of the day after it.
    let mut day = missed.activity_day.max(activity_day_default(now));
    // No run of closed days is anywhere near that long.
    for _ in 0..30 {
        let next = cutoff(calendar, day);
        if next.seconds_left(now) > 0 {
            return Some(next);
        }
        day = day.tomorrow().ok()?;
    }
    None
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a date that cannot be read must fail the test")]

    use super::*;

    fn next(missed: &str, now: &str) -> String {
        let missed = cutoff(&BusinessCalendar::new(), missed.parse().unwrap());
        next_cutoff(&BusinessCalendar::new(), &missed, now.parse().unwrap()).unwrap().activity_day.to_string()
    }

    #[test]
    fn after_six_the_files_of_today_are_next() {
        assert_eq!(next("2026-11-23", "2026-11-24T14:00:00Z"), "2026-11-24");
    }

    #[test]
    fn an_old_file_leads_to_what_is_due_now() {
        // At five in the morning, Central, yesterday's files are still due.
        assert_eq!(next("2026-11-03", "2026-11-24T11:00:00Z"), "2026-11-23");
    }

    #[test]
    fn on_a_monday_morning_the_weekend_is_over_at_six() {
        assert_eq!(next("2026-11-20", "2026-11-23T12:00:00Z"), "2026-11-23");
    }
}
