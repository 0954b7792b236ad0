//! When a daily file is due.
//!
//! An **activity day** runs from midnight to midnight in Central time. Its file carries the **file date**, the next
//! calendar day, in its name, and must arrive before 6:00:00 a.m. Central on the first business day after the activity
//! day. So the files of Friday, Saturday and Sunday, with three different file dates, are all due on Monday.
//!
//! Nothing here reads a clock: the present is an argument.
//!
//! ```
//! use daybreak_calendar::{BusinessCalendar, CutoffStatus, cutoff};
//!
//! // Thanksgiving 2026 is Thursday, November 26; the Friday after it is an ordinary business day.
//! let wednesday = "2026-11-25".parse()?;
//! let cutoff = cutoff(&BusinessCalendar::new(), wednesday);
//!
//! assert_eq!(cutoff.file_date.to_string(), "2026-11-26");
//! assert_eq!(cutoff.due_central_rfc3339(), "2026-11-27T06:00:00-06:00");
//! assert_eq!(cutoff.skipped[0].reason.to_string(), "Thanksgiving Day (Federal Reserve holiday)");
//!
//! assert_eq!(cutoff.status("2026-11-27T11:59:59Z".parse()?), CutoffStatus::Open);
//! assert_eq!(cutoff.status("2026-11-27T12:00:00Z".parse()?), CutoffStatus::Late);
//! # Ok::<(), jiff::Error>(())
//! ```
//!
//! # Range
//!
//! Holidays and daylight saving time follow the rules in force today; they are promised for 2020 to 2060. Outside that
//! range, as far as [`Date`] and [`Timestamp`] reach (years -9999 to 9999), every function still answers by the same
//! rules, and at the very ends it gives the first or last value that there is. Nothing here panics.

mod business;
mod cutoff;
mod holidays;
pub mod text;
mod zone;

pub use business::{BusinessCalendar, Closure};
pub use cutoff::{Cutoff, CutoffReport, CutoffStatus, SkippedDay, SkippedDayReport, cutoff, next_open};
pub use holidays::{Holiday, HolidayName, holiday};
pub use jiff::{Timestamp, civil::Date};
pub use zone::{activity_day_default, central, central_date, day_bounds};
