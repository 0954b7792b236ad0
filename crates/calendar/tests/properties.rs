//! What holds for every day, whatever the program's closed days.

use daybreak_calendar::{BusinessCalendar, CutoffStatus, Date, Timestamp, central_date, cutoff, day_bounds};
use jiff::ToSpan;
use proptest::prelude::*;

/// Any day of the promised range.
fn day() -> impl Strategy<Value = Date> {
    (0..14_975_i64).prop_map(|days| Date::constant(2020, 1, 1).saturating_add(days.days()))
}

/// A program's closed days, close enough to `day` to matter.
fn closed_days_near(day: Date) -> impl Strategy<Value = Vec<Date>> {
    proptest::collection::vec((-3..20_i64).prop_map(move |days| day.saturating_add(days.days())), 0..12)
}

fn day_and_calendar() -> impl Strategy<Value = (Date, BusinessCalendar)> {
    day().prop_flat_map(|day| (Just(day), closed_days_near(day).prop_map(BusinessCalendar::with_closed_days)))
}

/// Every date that exists, for what must not panic.
fn any_date() -> impl Strategy<Value = Date> {
    (-9999..=9999_i16, 1..=12_i8, 1..=31_i8).prop_filter_map("not a date", |(y, m, d)| Date::new(y, m, d).ok())
}

proptest! {
    #[test]
    fn due_at_six_on_a_business_day_after_the_activity_day((day, calendar) in day_and_calendar()) {
        let cutoff = cutoff(&calendar, day);
        prop_assert!(cutoff.due_date > day);
        prop_assert!(calendar.is_business_day(cutoff.due_date));
        let prefix = format!("{}T06:00:00-0", cutoff.due_date);
        prop_assert!(cutoff.due_central_rfc3339().starts_with(&prefix));
    }

    #[test]
    fn every_day_between_is_skipped_with_its_reason((day, calendar) in day_and_calendar()) {
        let cutoff = cutoff(&calendar, day);
        let mut expected = cutoff.file_date;
        for skipped in &cutoff.skipped {
            prop_assert_eq!(skipped.date, expected);
            prop_assert_eq!(Some(skipped.reason), calendar.closure(expected));
            expected = expected.saturating_add(1.day());
        }
        prop_assert_eq!(expected, cutoff.due_date);
    }

    #[test]
    fn a_later_day_is_never_due_earlier((day, calendar) in day_and_calendar(), later in 1..10_i64) {
        let later = day.saturating_add(later.days());
        prop_assert!(cutoff(&calendar, later).due >= cutoff(&calendar, day).due);
    }

    #[test]
    fn seconds_are_left_exactly_while_open(day in day(), nanoseconds in -9_000_000_000_i64..9_000_000_000) {
        let cutoff = cutoff(&BusinessCalendar::new(), day);
        let now = cutoff.due.saturating_add(nanoseconds.nanoseconds()).unwrap_or(cutoff.due);
        prop_assert_eq!(cutoff.status(now) == CutoffStatus::Open, cutoff.seconds_left(now) > 0);
    }

    #[test]
    fn days_lie_end_to_end_and_hold_their_own_seconds(day in day()) {
        let (start, end) = day_bounds(day);
        let next = day.saturating_add(1.day());
        prop_assert_eq!(end, day_bounds(next).0);
        prop_assert_eq!((central_date(start), central_date(end - 1), central_date(end)), (day, day, next));
    }

    #[test]
    fn nothing_panics(date in any_date(), seconds in any::<i64>(), now in Timestamp::MIN.as_second()..Timestamp::MAX.as_second()) {
        let now = Timestamp::from_second(now).unwrap_or(Timestamp::MIN);
        let cutoff = cutoff(&BusinessCalendar::new(), date);
        let report = cutoff.report(now);
        prop_assert_eq!(report.activity_day, date.to_string());
        let (start, end) = day_bounds(date);
        prop_assert!(start <= end);
        prop_assert!(central_date(seconds) >= Date::MIN);
    }
}
