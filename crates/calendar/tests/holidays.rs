//! The computed holidays against the schedules that the Federal Reserve published: K.8 of August 2020 for 2020–2024
//! (made before Juneteenth was a holiday) and the Reserve Banks' list for 2025–2027.
#![allow(clippy::unwrap_used, reason = "a broken table must fail the test")]

use daybreak_calendar::{BusinessCalendar, Closure, Date, Holiday, HolidayName, holiday};

/// `*` marks a Saturday and `**` a Sunday, as in the source.
const PUBLISHED: &[(i16, [&str; 10])] = &[
    (2020, ["01-01", "01-20", "02-17", "05-25", "07-04*", "09-07", "10-12", "11-11", "11-26", "12-25"]),
    (2021, ["01-01", "01-18", "02-15", "05-31", "07-04**", "09-06", "10-11", "11-11", "11-25", "12-25*"]),
    (2022, ["01-01*", "01-17", "02-21", "05-30", "07-04", "09-05", "10-10", "11-11", "11-24", "12-25**"]),
    (2023, ["01-01**", "01-16", "02-20", "05-29", "07-04", "09-04", "10-09", "11-11*", "11-23", "12-25"]),
    (2024, ["01-01", "01-15", "02-19", "05-27", "07-04", "09-02", "10-14", "11-11", "11-28", "12-25"]),
    (2025, ["01-01", "01-20", "02-17", "05-26", "07-04", "09-01", "10-13", "11-11", "11-27", "12-25"]),
    (2026, ["01-01", "01-19", "02-16", "05-25", "07-04*", "09-07", "10-12", "11-11", "11-26", "12-25"]),
    (2027, ["01-01", "01-18", "02-15", "05-31", "07-04**", "09-06", "10-11", "11-11", "11-25", "12-25*"]),
];

/// Juneteenth by year, in the same notation. 2021's is the Saturday two days after it became law.
const JUNETEENTH: &[(i16, &str)] = &[
    (2021, "06-19*"),
    (2022, "06-19**"),
    (2023, "06-19"),
    (2024, "06-19"),
    (2025, "06-19"),
    (2026, "06-19"),
    (2027, "06-19*"),
];

/// The names in the order of `PUBLISHED`.
const NAMES: [HolidayName; 10] = [
    HolidayName::NewYearsDay,
    HolidayName::MartinLutherKingDay,
    HolidayName::WashingtonsBirthday,
    HolidayName::MemorialDay,
    HolidayName::IndependenceDay,
    HolidayName::LaborDay,
    HolidayName::ColumbusDay,
    HolidayName::VeteransDay,
    HolidayName::ThanksgivingDay,
    HolidayName::ChristmasDay,
];

fn published() -> Vec<(i16, &'static str, HolidayName)> {
    let listed =
        PUBLISHED.iter().flat_map(|(year, days)| days.iter().zip(NAMES).map(|(day, name)| (*year, *day, name)));
    let juneteenth = JUNETEENTH.iter().map(|(year, day)| (*year, *day, HolidayName::Juneteenth));
    listed.chain(juneteenth).collect()
}

fn closed_on(calendar: &BusinessCalendar, year: i16) -> Vec<(Date, Closure)> {
    Date::constant(year, 1, 1)
        .series(jiff::Span::new().days(1))
        .take_while(|date| date.year() == year)
        .filter_map(|date| calendar.closure(date).map(|why| (date, why)))
        .collect()
}

#[test]
fn closed_weekdays_are_exactly_the_published_ones() {
    let calendar = BusinessCalendar::new();
    for year in 2020..=2027 {
        let mut expected: Vec<(Date, Closure)> = published()
            .into_iter()
            .filter(|(listed, day, _)| *listed == year && day.matches('*').count() != 1)
            .map(|(_, day, name)| {
                let date: Date = format!("{year}-{}", day.trim_end_matches('*')).parse().unwrap();
                let observed = day.ends_with("**");
                let closed = if observed { date.tomorrow().unwrap() } else { date };
                (closed, Closure::Holiday(Holiday { name, observed }))
            })
            .collect();
        expected.sort_by_key(|(date, _)| *date);

        let mut computed = closed_on(&calendar, year);
        computed.retain(|(_, why)| matches!(why, Closure::Holiday(_)));
        assert_eq!(computed, expected, "{year}");
    }
}

#[test]
fn holidays_on_weekends_are_named_but_the_weekend_is_the_reason() {
    for (year, day, name) in published() {
        let date: Date = format!("{year}-{}", day.trim_end_matches('*')).parse().unwrap();
        assert_eq!(holiday(date), Some(Holiday { name, observed: false }), "{date}");
        let weekend = match day.matches('*').count() {
            0 => continue,
            1 => Closure::Saturday,
            _ => Closure::Sunday,
        };
        assert_eq!(BusinessCalendar::new().closure(date), Some(weekend), "{date}");
    }
}

#[test]
fn reasons_read_as_plain_words() {
    let closed = BusinessCalendar::with_closed_days(["2026-12-24".parse().unwrap()]);
    let reason = |date: &str| closed.closure(date.parse().unwrap()).map(|why| why.to_string());

    assert_eq!(reason("2026-11-26").unwrap(), "Thanksgiving Day (Federal Reserve holiday)");
    assert_eq!(reason("2027-07-05").unwrap(), "Independence Day, observed (Federal Reserve holiday)");
    assert_eq!(reason("2026-11-28").unwrap(), "Saturday");
    assert_eq!(reason("2026-11-29").unwrap(), "Sunday");
    assert_eq!(reason("2026-12-24").unwrap(), "Closed day (program profile)");
    assert_eq!(reason("2026-11-27"), None);
}

#[test]
fn a_closed_day_of_the_profile_does_not_hide_a_holiday_or_a_weekend() {
    let days = ["2026-12-25", "2026-12-26", "2026-12-28"].map(|day| day.parse::<Date>().unwrap());
    let calendar = BusinessCalendar::with_closed_days(days);
    let christmas = Holiday { name: HolidayName::ChristmasDay, observed: false };
    let reasons = days.map(|day| calendar.closure(day));
    assert_eq!(reasons, [Some(Closure::Holiday(christmas)), Some(Closure::Saturday), Some(Closure::ProgramClosed)]);
}
