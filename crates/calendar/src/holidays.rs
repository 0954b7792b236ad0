//! The Federal Reserve Banks' holidays.
//!
//! Source: the Federal Reserve's schedule "K.8, Holidays Observed by the Federal Reserve System"
//! (`federalreserve.gov/aboutthefed/k8.htm`), and the same list on the Reserve Banks' own pages. It states the rule for
//! weekends: for a holiday on a Saturday the Banks are open the Friday before; for one on a Sunday they are closed the
//! Monday after. (The Board of Governors in Washington does close on that Friday, and on Inauguration Day, but it does
//! not settle payments. Nor did the Banks close on national days of mourning.)

use std::fmt;

use jiff::civil::{Date, Weekday};

/// Juneteenth became a federal holiday on Thursday, June 17, 2021. That year's June 19 was a Saturday, which is not
/// moved, so the first weekday closed for it was Monday, June 20, 2022. June 19, 2020, a Friday, was a business day.
const FIRST_JUNETEENTH: i16 = 2021;

/// The eleven holidays, in the order of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HolidayName {
    /// January 1.
    NewYearsDay,
    /// The third Monday of January.
    MartinLutherKingDay,
    /// The third Monday of February.
    WashingtonsBirthday,
    /// The last Monday of May.
    MemorialDay,
    /// June 19, from 2021.
    Juneteenth,
    /// July 4.
    IndependenceDay,
    /// The first Monday of September.
    LaborDay,
    /// The second Monday of October.
    ColumbusDay,
    /// November 11.
    VeteransDay,
    /// The fourth Thursday of November.
    ThanksgivingDay,
    /// December 25.
    ChristmasDay,
}

impl fmt::Display for HolidayName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NewYearsDay => "New Year's Day",
            Self::MartinLutherKingDay => "Birthday of Martin Luther King, Jr.",
            Self::WashingtonsBirthday => "Washington's Birthday",
            Self::MemorialDay => "Memorial Day",
            Self::Juneteenth => "Juneteenth National Independence Day",
            Self::IndependenceDay => "Independence Day",
            Self::LaborDay => "Labor Day",
            Self::ColumbusDay => "Columbus Day",
            Self::VeteransDay => "Veterans Day",
            Self::ThanksgivingDay => "Thanksgiving Day",
            Self::ChristmasDay => "Christmas Day",
        })
    }
}

/// A holiday as it lies on one date. Displayed as "Independence Day" or "Independence Day, observed".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Holiday {
    /// Which holiday.
    pub name: HolidayName,
    /// True on the Monday that is closed because the holiday itself is the Sunday before.
    pub observed: bool,
}

impl fmt::Display for Holiday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let suffix = if self.observed { ", observed" } else { "" };
        write!(f, "{}{suffix}", self.name)
    }
}

/// The Federal Reserve holiday on a date: the day itself, on whatever weekday it falls, or the Monday on which a Sunday
/// holiday is observed.
pub fn holiday(date: Date) -> Option<Holiday> {
    if let Some(name) = on_its_own_day(date) {
        return Some(Holiday { name, observed: false });
    }
    let sunday_before = (date.weekday() == Weekday::Monday).then(|| date.yesterday().ok())??;
    on_its_own_day(sunday_before).map(|name| Holiday { name, observed: true })
}

fn on_its_own_day(date: Date) -> Option<HolidayName> {
    use HolidayName as Name;
    use Weekday::{Monday, Thursday};

    // The third Monday of a month is the Monday whose day lies in 15–21, and so on.
    let week_of_month = (date.day() + 6) / 7;
    let last_week = date.day() + 7 > date.days_in_month();

    Some(match (date.month(), date.day(), date.weekday()) {
        (1, 1, _) => Name::NewYearsDay,
        (1, _, Monday) if week_of_month == 3 => Name::MartinLutherKingDay,
        (2, _, Monday) if week_of_month == 3 => Name::WashingtonsBirthday,
        (5, _, Monday) if last_week => Name::MemorialDay,
        (6, 19, _) if date.year() >= FIRST_JUNETEENTH => Name::Juneteenth,
        (7, 4, _) => Name::IndependenceDay,
        (9, _, Monday) if week_of_month == 1 => Name::LaborDay,
        (10, _, Monday) if week_of_month == 2 => Name::ColumbusDay,
        (11, 11, _) => Name::VeteransDay,
        (11, _, Thursday) if week_of_month == 4 => Name::ThanksgivingDay,
        (12, 25, _) => Name::ChristmasDay,
        _ => return None,
    })
}
