//! Sentences about files.

use daybreak_engine::{Severity, Verdict};
use daybreak_report::Values;
use daybreak_report::words::counted;

use crate::queries::sign::Sign;
use crate::state::{FileEntry, Phase};
use crate::worker::protocol::{Column, Summary};

/// The sign of a severity.
pub fn sign_of(severity: Severity) -> Sign {
    match severity {
        Severity::Error => Sign::Error,
        Severity::Warning => Sign::Warning,
        Severity::Info => Sign::Info,
    }
}

/// The word for a severity.
pub fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Info => "Note",
    }
}

/// The words that lead to the first finding, which is this bad.
pub fn first_words(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "First error",
        Severity::Warning => "First warning",
        Severity::Info => "First note",
    }
}

/// The sign of a verdict.
pub fn sign_of_verdict(verdict: Verdict) -> Sign {
    match verdict {
        Verdict::Accepted => Sign::Ok,
        Verdict::Incomplete => Sign::Incomplete,
        Verdict::Rejected => Sign::Error,
    }
}

/// The verdict in a sentence.
pub fn verdict_title(summary: &Summary) -> String {
    let counts = summary.report.counts;
    match summary.verdict() {
        Verdict::Rejected if summary.error_columns.is_some_and(|columns| columns > 1) => {
            let columns = counted(summary.error_columns.unwrap_or_default(), "column");
            format!("Would be rejected: {} in {columns}", counted(counts.error, "error"))
        }
        Verdict::Rejected => format!("Would be rejected: {}", counted(counts.error, "error")),
        Verdict::Incomplete => "Not fully checked".to_owned(),
        Verdict::Accepted if counts.warning > 0 => {
            format!("Would be accepted, with {}", counted(counts.warning, "warning"))
        }
        Verdict::Accepted => "Would be accepted".to_owned(),
    }
}

/// How far a check is, in steps of so many percent, is said aloud.
const SAID_EVERY: u64 = 25;

/// What is said aloud of a file, for those who cannot see it.
pub fn announcement(file: &FileEntry) -> String {
    let name = Values::Shown.of(&file.name);
    match &file.phase {
        Phase::Checking(progress) => {
            let share = 100 * progress.bytes.min(file.size) / file.size.max(1);
            let again = if progress.again { ", second reading" } else { "" };
            format!("Checking {name}{again}: {} percent", share / SAID_EVERY * SAID_EVERY)
        }
        Phase::Checked(summary) => format!("{name}: {}", verdict_title(summary)),
        Phase::Failed(_) => format!("{name} could not be read"),
    }
}

/// A size in bytes as people say it.
#[expect(clippy::cast_precision_loss, reason = "rounded for people")]
pub fn size(bytes: u64) -> String {
    match bytes {
        ..1000 => format!("{bytes} B"),
        1000..1_000_000 => format!("{:.0} kB", bytes as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.2} GB", bytes as f64 / 1e9),
    }
}

/// The name of a kind for people.
pub fn kind_title(token: Option<&str>) -> &'static str {
    token.and_then(daybreak_schema::kind_by_token).map_or("Kind not known", |kind| kind.title)
}

/// "Line 18, record 17, column amount".
pub fn place(entry: &daybreak_report::FindingEntry) -> String {
    let place = daybreak_report::sentences::place(entry);
    let mut letters = place.chars();
    letters
        .next()
        .map_or_else(|| "The file as a whole".to_owned(), |first| first.to_uppercase().chain(letters).collect())
}

/// What a column holds and when it must be filled, in words.
pub fn column_words(column: &Column) -> String {
    match (&column.ty, &column.presence) {
        (Some(ty), Some(presence)) => match presence.as_str() {
            "always" => format!("{ty}, required"),
            "no" => format!("{ty}, optional"),
            condition => format!("{ty}, required {condition}"),
        },
        _ => "not in the schema".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::announcement;
    use crate::state::{FileEntry, OpenFile, Phase, Progress};

    #[test]
    fn progress_is_said_aloud_in_few_steps() {
        let mut file =
            FileEntry::new(OpenFile { id: 1, name: "a.csv".to_owned(), size: 1000, modified: 0, is_sample: false });
        let mut said = Vec::new();
        for bytes in (0..=1000).step_by(10) {
            file.phase = Phase::Checking(Progress { bytes, ..Progress::default() });
            said.push(announcement(&file));
        }
        said.dedup();
        assert_eq!(said.first().map(String::as_str), Some("Checking a.csv: 0 percent"));
        assert_eq!(said.len(), 5, "{said:?}");
    }

    #[test]
    fn a_file_that_cannot_be_read_is_said_aloud() {
        let mut file =
            FileEntry::new(OpenFile { id: 1, name: "a.csv".to_owned(), size: 0, modified: 0, is_sample: false });
        file.phase = Phase::Failed("gone".to_owned());
        assert_eq!(announcement(&file), "a.csv could not be read");
    }
}
