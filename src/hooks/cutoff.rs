//! The cutoff that matters now.

use daybreak_calendar::{Cutoff, Timestamp, activity_day_default};
use yew::prelude::*;

use super::{use_app, use_now};
use crate::queries::cutoff::cutoff_of;

/// The cutoff of the files that are open, or of yesterday's, and the present; drawn again every second.
#[hook]
pub fn use_cutoff() -> Option<(Cutoff, Timestamp)> {
    let now = Timestamp::from_second(use_now()).unwrap_or_default();
    let app = use_app()?;
    let day = app.state.day().unwrap_or_else(|| activity_day_default(now));
    Some((cutoff_of(&app.state, day), now))
}
