//! The moment before which an activity day's files must arrive.

use jiff::{Timestamp, ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    business::{BusinessCalendar, Closure},
    zone::{activity_day_default, central, instant},
};

/// Central. One page of the bank says "by", another "before" 6:00 a.m.: the stricter is taken, so 6:00:00 is late.
const CUTOFF_HOUR: i8 = 6;

/// When the files of one activity day are due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cutoff {
    /// The Central calendar day whose activity the files carry.
    pub activity_day: Date,
    /// The date in the files' names: the calendar day after the activity day.
    pub file_date: Date,
    /// The moment before which the files must arrive.
    pub due: Timestamp,
    /// The business day, in Central time, of that moment.
    pub due_date: Date,
    /// The closed days between the activity day and the due date, in order.
    pub skipped: Vec<SkippedDay>,
    /// The other activity days whose files are due at the same moment, in order.
    pub also_due: Vec<Date>,
}

/// A day that was passed over in looking for the due date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SkippedDay {
    /// The day.
    pub date: Date,
    /// Why it is not a business day.
    pub reason: Closure,
}

/// Whether files can still arrive in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum CutoffStatus {
    /// Before the cutoff.
    Open,
    /// At the cutoff or after it.
    Late,
}

/// When the files of an activity day are due.
///
/// Where the calendar ends, at [`Date::MAX`], the dates and the moment are the last ones that exist.
pub fn cutoff(calendar: &BusinessCalendar, activity_day: Date) -> Cutoff {
    let due_date = calendar.next_business_day(activity_day);
    let skipped = activity_day
        .series(1.day())
        .skip(1)
        .take_while(|date| *date < due_date)
        .filter_map(|date| calendar.closure(date).map(|reason| SkippedDay { date, reason }))
        .collect();
    // From the last business day before the due date on, every day leads to it.
    let mut also_due = Vec::new();
    let mut day = due_date;
    while let Ok(before) = day.yesterday() {
        also_due.push(before);
        if calendar.is_business_day(before) {
            break;
        }
        day = before;
    }
    also_due.retain(|day| *day != activity_day);
    also_due.reverse();
    Cutoff {
        activity_day,
        file_date: activity_day.tomorrow().unwrap_or(Date::MAX),
        due: instant(due_date.at(CUTOFF_HOUR, 0, 0, 0)),
        due_date,
        skipped,
        also_due,
    }
}

/// The first cutoff, from an activity day on, that has not passed.
pub fn next_open(calendar: &BusinessCalendar, from: Date, now: Timestamp) -> Cutoff {
    // What was due before yesterday's files need not be looked at, however long ago it was.
    let mut next = cutoff(calendar, from.max(activity_day_default(now)));
    while next.status(now) == CutoffStatus::Late
        && let Ok(day) = next.activity_day.tomorrow()
    {
        next = cutoff(calendar, day);
    }
    next
}

impl Cutoff {
    /// The due moment in Central time with its offset, such as `2026-11-23T06:00:00-06:00`.
    pub fn due_central_rfc3339(&self) -> String {
        self.due.display_with_offset(central().to_offset(self.due)).to_string()
    }

    /// The due moment in UTC, such as `2026-11-23T12:00:00Z`.
    pub fn due_utc_rfc3339(&self) -> String {
        self.due.to_string()
    }

    /// Whether a file that arrives now is in time. At exactly 6:00:00 a.m. it is late.
    pub fn status(&self, now: Timestamp) -> CutoffStatus {
        if now < self.due { CutoffStatus::Open } else { CutoffStatus::Late }
    }

    /// The whole seconds left, a begun second counting as one: positive while open, zero or negative when late.
    pub fn seconds_left(&self, now: Timestamp) -> i64 {
        let left = self.due.duration_since(now);
        left.as_secs() + i64::from(left.subsec_nanos() > 0)
    }

    /// The cutoff as seen now, as plain data for JSON.
    pub fn report(&self, now: Timestamp) -> CutoffReport {
        CutoffReport {
            activity_day: self.activity_day.to_string(),
            file_date: self.file_date.to_string(),
            due_at: self.due_central_rfc3339(),
            due_at_utc: self.due_utc_rfc3339(),
            status: self.status(now),
            seconds_left: self.seconds_left(now),
            skipped: self.skipped.iter().copied().map(SkippedDay::report).collect(),
        }
    }
}

impl SkippedDay {
    fn report(self) -> SkippedDayReport {
        SkippedDayReport { date: self.date.to_string(), reason: self.reason.to_string() }
    }
}

/// What `daybreak cutoff --format json` prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct CutoffReport {
    /// The Central calendar day whose activity the files carry, as `YYYY-MM-DD`.
    pub activity_day: String,
    /// The date in the files' names: the calendar day after the activity day.
    pub file_date: String,
    /// The moment before which the files must arrive, in Central time with its offset (RFC 3339).
    pub due_at: String,
    /// The same moment in UTC.
    pub due_at_utc: String,
    /// `open` before that moment, `late` from it on.
    pub status: CutoffStatus,
    /// The seconds left; negative when late.
    pub seconds_left: i64,
    /// The days passed over between the activity day and the due date.
    pub skipped: Vec<SkippedDayReport>,
}

/// A day passed over, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct SkippedDayReport {
    /// The day, as `YYYY-MM-DD`.
    pub date: String,
    /// Why it is not a business day, in words.
    pub reason: String,
}
