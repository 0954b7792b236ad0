//! The cutoff that matters now.

use daybreak_calendar::{BusinessCalendar, Cutoff, Timestamp, activity_day_default, cutoff};
use yew::prelude::*;

use super::{use_app, use_now};

/// The cutoff of the files that are open, or of yesterday's, and the present; drawn again every second.
#[hook]
pub fn use_cutoff() -> Option<(Cutoff, Timestamp)> {
    let now = Timestamp::from_second(use_now()).unwrap_or_default();
    let app = use_app()?;
    let closed = app.state.profile.as_ref().map(|profile| profile.closed_days.clone()).unwrap_or_default();
    let day = app.state.day().and_then(|day| day.parse().ok()).unwrap_or_else(|| activity_day_default(now));
    Some((cutoff(&BusinessCalendar::with_closed_days(closed), day), now))
}
