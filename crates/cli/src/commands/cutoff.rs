//! `daybreak cutoff`

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use daybreak_calendar::{BusinessCalendar, Cutoff, CutoffStatus, Date, Timestamp, activity_day_default, cutoff};

use crate::arguments::{AnswerFormat, calendar_day, moment, now};
use crate::failure::Failure;
use crate::{output, profile};

/// Shows when a day's files are due: before 6:00:00 a.m. Central on the first business day after the activity day
///
/// Exits with 0, whether late or not.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The day whose activity the files contain; by default yesterday, in Central time
    #[arg(long, value_name = "DATE", value_parser = calendar_day)]
    activity_day: Option<Date>,
    /// The time to take as now, in RFC 3339; by default the system clock
    #[arg(long, value_name = "RFC3339", value_parser = moment)]
    now: Option<Timestamp>,
    /// The program profile (JSON), which can add closed days
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
    /// The format of the answer
    #[arg(long, value_enum, default_value_t = AnswerFormat::Text)]
    format: AnswerFormat,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let profile = arguments.profile.as_deref().map(profile::load).transpose()?;
    let closed = profile.map(|loaded| loaded.profile.closed_days.clone()).unwrap_or_default();
    let now = now(arguments.now);
    let activity_day = arguments.activity_day.unwrap_or_else(|| activity_day_default(now));
    let cutoff = cutoff(&BusinessCalendar::with_closed_days(closed), activity_day);
    let text = match arguments.format {
        AnswerFormat::Text => in_words(&cutoff, now),
        AnswerFormat::Json => output::json(&cutoff.report(now)),
    };
    output::write(text.as_bytes(), None)?;
    Ok(ExitCode::SUCCESS)
}

fn in_words(cutoff: &Cutoff, now: Timestamp) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "Activity day:  {}, midnight to midnight Central", weekday(cutoff.activity_day));
    let _ = writeln!(out, "File date:     {}, the date in the file names", cutoff.file_date);
    let _ = writeln!(
        out,
        "Due before:    {}, 6:00:00 a.m. Central ({}, in UTC {})",
        weekday(cutoff.due_date),
        cutoff.due_central_rfc3339(),
        cutoff.due_utc_rfc3339()
    );
    for skipped in &cutoff.skipped {
        let _ = writeln!(out, "Skipped:       {}: {}", skipped.date, skipped.reason);
    }
    if !cutoff.also_due.is_empty() {
        let days: Vec<String> = cutoff.also_due.iter().copied().map(weekday).collect();
        let _ = writeln!(out, "Also due then: the files of {}", days.join("; "));
    }
    let left = span(cutoff.seconds_left(now).unsigned_abs());
    let _ = match cutoff.status(now) {
        CutoffStatus::Open => writeln!(out, "Now:           in time, {left} left"),
        CutoffStatus::Late => writeln!(out, "Now:           late by {left}"),
    };
    out
}

/// `Friday, 2026-11-20`
fn weekday(date: Date) -> String {
    date.strftime("%A, %Y-%m-%d").to_string()
}

/// Seconds in the units that people use: `2 days 3 h 4 min 5 s`, without leading zeros.
fn span(seconds: u64) -> String {
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60);
    let mut out = String::new();
    if days > 0 {
        let _ = write!(out, "{days} {} ", if days == 1 { "day" } else { "days" });
    }
    if seconds >= 3600 {
        let _ = write!(out, "{hours} h ");
    }
    if seconds >= 60 {
        let _ = write!(out, "{minutes} min ");
    }
    let _ = write!(out, "{} s", seconds % 60);
    out
}

#[cfg(test)]
mod tests {
    use super::span;

    #[test]
    fn spans_in_words() {
        assert_eq!(span(59), "59 s");
        assert_eq!(span(3600), "1 h 0 min 0 s");
        assert_eq!(span(86_400 + 61), "1 day 0 h 1 min 1 s");
    }
}
