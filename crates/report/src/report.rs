//! The whole report.

use daybreak_calendar::{BusinessCalendar, CutoffStatus, Date, Timestamp, cutoff};
use daybreak_engine::{Outcome, Settings, Verdict};

use crate::file::file_report;
use crate::mask::Values;
use crate::model::{CutoffEntry, DueStatus, FileReport, ProfileUsed, REPORT_VERSION, Report, SetReport};

impl Report {
    /// Joins the reports of files. `profile_sha256` is that of the profile in the settings, if there is one;
    /// `activity_day` is the day that the files are for, where it is known.
    pub fn new(
        settings: &Settings,
        profile_sha256: Option<&str>,
        values_shown: bool,
        activity_day: Option<Date>,
        files: Vec<FileReport>,
    ) -> Self {
        let profile = settings.profile.as_ref().zip(profile_sha256);
        Self {
            report_version: REPORT_VERSION,
            schema_version: daybreak_schema::VERSION.to_owned(),
            engine_version: daybreak_engine::VERSION.to_owned(),
            now: settings.now.to_string(),
            profile: profile
                .map(|(profile, sha256)| ProfileUsed { name: profile.name.clone(), sha256: sha256.to_owned() }),
            verdict: files.iter().map(|file| file.verdict).max().unwrap_or(Verdict::Incomplete),
            values_shown,
            files,
            set: SetReport::default(),
            cutoff: activity_day.map(|day| cutoff_entry(&settings.calendar(), day, settings.now)),
        }
    }
}

impl Report {
    /// The report of files that were checked under these settings, each with its SHA-256. It is for the latest activity day
    /// among them. `every`: all findings are listed, whoever writes the report reads them anew.
    pub fn of_files<'a>(
        settings: &Settings,
        profile_sha256: Option<&str>,
        values: Values,
        every: bool,
        checked: impl Iterator<Item = (&'a Outcome, &'a str)>,
    ) -> Self {
        let mut activity_day = settings.activity_day;
        let mut files = Vec::new();
        for (outcome, sha256) in checked {
            activity_day = activity_day.max(outcome.activity_day);
            let mut report = file_report(outcome, sha256, values);
            if every {
                report.rules.iter_mut().for_each(|tally| tally.listed = tally.count);
            }
            files.push(report);
        }
        Self::new(settings, profile_sha256, values == Values::Shown, activity_day, files)
    }

    /// Adds what the files came to together.
    #[must_use]
    pub fn with_set(mut self, set: SetReport) -> Self {
        let days = set.days.iter().filter(|day| !day.previous).map(|day| day.verdict);
        let own = Verdict::of(set.counts.error > 0, set.skipped.is_empty());
        self.verdict = days.fold(self.verdict.max(own), Verdict::max);
        self.set = set;
        self
    }
}

fn cutoff_entry(calendar: &BusinessCalendar, activity_day: Date, now: Timestamp) -> CutoffEntry {
    let cutoff = cutoff(calendar, activity_day);
    let status = match cutoff.status(now) {
        CutoffStatus::Open => DueStatus::Open,
        CutoffStatus::Late => DueStatus::Late,
    };
    CutoffEntry {
        activity_day: cutoff.activity_day.to_string(),
        file_date: cutoff.file_date.to_string(),
        due_at: cutoff.due_central_rfc3339(),
        status,
    }
}
