//! Dates in words. The page needs four forms of them; a library for all forms would weigh more than the cutoff itself.

use daybreak_calendar::{Date, Timestamp};

/// The days of the week, Monday first.
pub const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// "Monday".
pub fn weekday(date: Date) -> &'static str {
    let number = date.weekday().to_monday_zero_offset();
    WEEKDAYS.get(usize::try_from(number).unwrap_or_default()).copied().unwrap_or_default()
}

/// "November".
fn month(date: Date) -> &'static str {
    let number = usize::try_from(date.month() - 1).unwrap_or_default();
    MONTHS.get(number).copied().unwrap_or_default()
}

/// The first three letters: "Mon", "Nov".
pub fn short(name: &'static str) -> &'static str {
    name.get(..3).unwrap_or(name)
}

/// "Mon".
pub fn short_weekday(date: Date) -> &'static str {
    short(weekday(date))
}

/// "Nov 3".
pub fn short_date(date: Date) -> String {
    format!("{} {}", short(month(date)), date.day())
}

/// "November 2026".
pub fn month_title(date: Date) -> String {
    format!("{} {}", month(date), date.year())
}

/// "Monday, November 3".
pub fn day(date: Date) -> String {
    format!("{}, {} {}", weekday(date), month(date), date.day())
}

/// "Monday, November 3, 2026".
pub fn long_date(date: Date) -> String {
    format!("{}, {}", day(date), date.year())
}

/// A moment in the viewer's own zone, which only the browser knows.
pub fn in_own_zone(moment: Timestamp) -> String {
    let options = [
        ("weekday", "long"),
        ("year", "numeric"),
        ("month", "long"),
        ("day", "numeric"),
        ("hour", "numeric"),
        ("minute", "2-digit"),
        ("timeZoneName", "short"),
    ];
    formatted(moment, &options)
}

/// The same in short, such as "Nov 25, 10:32 AM".
pub fn in_short(moment: Timestamp) -> String {
    formatted(moment, &[("month", "short"), ("day", "numeric"), ("hour", "numeric"), ("minute", "2-digit")])
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 fit a double until the year 287396")]
fn formatted(moment: Timestamp, options: &[(&str, &str)]) -> String {
    let object = js_sys::Object::new();
    for (name, value) in options {
        // Setting a property of a fresh object does not fail.
        let _ = js_sys::Reflect::set(&object, &(*name).into(), &(*value).into());
    }
    let date = js_sys::Date::new(&(moment.as_millisecond() as f64).into());
    date.to_locale_string("en-US", &object).into()
}

#[cfg(test)]
mod tests {
    use daybreak_calendar::Date;

    use super::{day, long_date, short_date, short_weekday};

    #[test]
    fn every_date_is_told_as_the_library_tells_it() {
        let mut date = Date::constant(2023, 12, 28);
        for _ in 0..500 {
            assert_eq!(long_date(date), date.strftime("%A, %B %-d, %Y").to_string());
            assert_eq!(day(date), date.strftime("%A, %B %-d").to_string());
            assert_eq!(short_date(date), date.strftime("%b %-d").to_string());
            assert_eq!(short_weekday(date), date.strftime("%a").to_string());
            date = date.tomorrow().unwrap_or(date);
        }
    }
}
