//! What a check depends on beside the file.

use std::collections::BTreeMap;
use std::sync::Arc;

use daybreak_calendar::{BusinessCalendar, Date, Timestamp};
use daybreak_schema::{EventType, Kind, Profile, StatedSeverity};

use crate::rule::Severity;
use crate::sink::Override;

/// How many findings of one rule are stored, unless another number is asked for.
pub const DEFAULT_CAP: usize = 1000;

/// What a check depends on beside the file.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The moment that is taken for the present.
    pub now: Timestamp,
    /// The program profile, if there is one.
    pub profile: Option<Arc<Profile>>,
    /// The kind, when the user says it; else it is found out.
    pub kind: Option<&'static Kind>,
    /// The activity day, when the user says it; else it comes from the file's name, else from its records.
    pub activity_day: Option<Date>,
    /// How many findings of one rule are stored; all are counted.
    pub cap: usize,
    /// Whether records that are plainly right are passed over quickly. It changes the time that a check takes and never its
    /// outcome: the tests and the bench compare both ways.
    pub quick: bool,
}

impl Settings {
    /// Without a profile, and everything found out from the file.
    pub fn new(now: Timestamp) -> Self {
        Self { now, profile: None, kind: None, activity_day: None, cap: DEFAULT_CAP, quick: true }
    }

    /// The business days of the program.
    pub fn calendar(&self) -> BusinessCalendar {
        let closed = self.profile.as_ref().map(|profile| profile.closed_days.clone()).unwrap_or_default();
        BusinessCalendar::with_closed_days(closed)
    }

    /// The partner's own types of events; none without a profile.
    pub fn event_types(&self) -> &[EventType] {
        self.profile.as_ref().map_or(&[], |profile| &profile.event_types)
    }

    pub(crate) fn overrides(&self) -> BTreeMap<String, Override> {
        let stated = self.profile.iter().flat_map(|profile| &profile.severities);
        let meant = |stated: StatedSeverity| match stated {
            StatedSeverity::Error => Override::To(Severity::Error),
            StatedSeverity::Warning => Override::To(Severity::Warning),
            StatedSeverity::Info => Override::To(Severity::Info),
            StatedSeverity::Off => Override::Off,
        };
        // A profile may write a rule's code, or its name in another case.
        stated.filter_map(|(rule, stated)| Some((crate::rule(rule)?.name.to_owned(), meant(*stated)))).collect()
    }
}
