//! Central time: the zone that the bank's days and cutoffs are counted in.

use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
    tz::TimeZone,
};

/// The zone `America/Chicago`, built into the program: a browser has no zone database to look it up in.
pub fn central() -> &'static TimeZone {
    static CENTRAL: TimeZone = jiff::tz::get!("America/Chicago");
    &CENTRAL
}

/// The Central calendar day as UTC epoch seconds, from its first second to just before the end: `[start, end)`.
///
/// It has 23 or 25 hours when the clocks change. At the ends of the [`Timestamp`] range it is cut off there.
pub fn day_bounds(date: Date) -> (i64, i64) {
    let end = date.tomorrow().map_or(Timestamp::MAX, |next| instant(next.to_datetime(Time::midnight())));
    (instant(date.to_datetime(Time::midnight())).as_second(), end.as_second())
}

/// The Central calendar day in which a moment lies. Moments outside the [`Timestamp`] range count as its ends.
pub fn central_date(epoch_seconds: i64) -> Date {
    let last = if epoch_seconds < 0 { Timestamp::MIN } else { Timestamp::MAX };
    date_of(Timestamp::from_second(epoch_seconds).unwrap_or(last))
}

/// The activity day whose files are being prepared at a moment: yesterday, in Central time.
pub fn activity_day_default(now: Timestamp) -> Date {
    date_of(now).yesterday().unwrap_or(Date::MIN)
}

/// The moment at which Central clocks show a time; the nearest [`Timestamp`] when it lies out of range.
///
/// Clocks change at 2:00 a.m., so the times asked for here, midnight and the cutoff, exist once on every day.
pub(crate) fn instant(clock: DateTime) -> Timestamp {
    let last = if clock.year() < 0 { Timestamp::MIN } else { Timestamp::MAX };
    central().to_timestamp(clock).unwrap_or(last)
}

fn date_of(moment: Timestamp) -> Date {
    central().to_datetime(moment).date()
}
