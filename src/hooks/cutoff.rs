//! The cutoff that matters now.

use daybreak_calendar::{BusinessCalendar, Cutoff, Date, Timestamp, activity_day_default, cutoff};
use yew::prelude::*;

use super::{use_app, use_now};

/// The cutoff of the files that are open, or of yesterday's, and the present; drawn again every second.
#[hook]
pub fn use_cutoff() -> Option<(Cutoff, Timestamp)> {
    let now = Timestamp::from_second(use_now()).unwrap_or_default();
    let app = use_app()?;
    let closed = app.state.profile.as_ref().map(|profile| profile.closed_days.clone()).unwrap_or_default();
    let day = app.state.day().unwrap_or_else(|| activity_day_default(now));
    Some((cutoff(&BusinessCalendar::with_closed_days(closed), day), now))
}

/// After a cutoff has passed: the next one that has not.
pub fn next_cutoff(closed_days: &[Date], missed: &Cutoff, now: Timestamp) -> Option<Cutoff> {
    let calendar = BusinessCalendar::with_closed_days(closed_days.to_vec());
    // An old file's next cutoff is that of the present, not that of the day after it.
    let mut day = missed.activity_day.max(activity_day_default(now));
    // No run of closed days is anywhere near that long.
    for _ in 0..30 {
        let next = cutoff(&calendar, day);
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
        next_cutoff(&[], &missed, now.parse().unwrap()).unwrap().activity_day.to_string()
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
