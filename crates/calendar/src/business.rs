//! Which days are business days.

use std::{collections::BTreeSet, fmt};

use jiff::civil::{Date, Weekday};

use crate::holidays::{Holiday, holiday};

/// Why a day is not a business day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Closure {
    /// A Saturday, also when a holiday falls on it.
    Saturday,
    /// A Sunday, also when a holiday falls on it; the holiday then closes the Monday as well.
    Sunday,
    /// A Federal Reserve holiday.
    Holiday(Holiday),
    /// A closed day that the program profile added.
    ProgramClosed,
}

impl fmt::Display for Closure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Saturday => f.write_str("Saturday"),
            Self::Sunday => f.write_str("Sunday"),
            Self::Holiday(holiday) => write!(f, "{holiday} (Federal Reserve holiday)"),
            Self::ProgramClosed => f.write_str("Closed day (program profile)"),
        }
    }
}

/// Monday to Friday, without the Federal Reserve's holidays and the program's own closed days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BusinessCalendar {
    closed_days: BTreeSet<Date>,
}

impl BusinessCalendar {
    /// The calendar without a program's own closed days.
    pub fn new() -> Self {
        Self::default()
    }

    /// The calendar with a program's own closed days. A day that is closed anyway keeps its first reason.
    pub fn with_closed_days(days: impl IntoIterator<Item = Date>) -> Self {
        Self { closed_days: days.into_iter().collect() }
    }

    /// Why the day is closed; `None` for a business day.
    pub fn closure(&self, date: Date) -> Option<Closure> {
        match date.weekday() {
            Weekday::Saturday => Some(Closure::Saturday),
            Weekday::Sunday => Some(Closure::Sunday),
            _ => holiday(date)
                .map(Closure::Holiday)
                .or_else(|| self.closed_days.contains(&date).then_some(Closure::ProgramClosed)),
        }
    }

    /// Whether the bank is open on the day.
    pub fn is_business_day(&self, date: Date) -> bool {
        self.closure(date).is_none()
    }

    /// The first business day after a date; [`Date::MAX`] when there is none left.
    pub fn next_business_day(&self, after: Date) -> Date {
        let mut day = after;
        while let Ok(next) = day.tomorrow() {
            if self.is_business_day(next) {
                return next;
            }
            day = next;
        }
        Date::MAX
    }
}
