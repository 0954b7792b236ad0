//! Sentences about files.

use daybreak_engine::{Severity, Verdict};
use daybreak_report::words::counted;

use crate::components::icons::Sign;
use crate::worker::protocol::Summary;

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

/// How many findings a file has, in a few words.
pub fn findings_words(summary: &Summary) -> String {
    let counts = summary.report.counts;
    let parts = [(counts.error, "error"), (counts.warning, "warning"), (counts.info, "note")];
    let words: Vec<String> =
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, word)| counted(count, word)).collect();
    if words.is_empty() { "no findings".to_owned() } else { words.join(", ") }
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
    let place = daybreak_report::text::place(entry);
    let place = place.trim_end_matches(": ");
    let mut letters = place.chars();
    letters
        .next()
        .map_or_else(|| "The file as a whole".to_owned(), |first| first.to_uppercase().chain(letters).collect())
}
