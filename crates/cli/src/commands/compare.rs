//! `daybreak compare`

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use daybreak_engine::Verdict;
use daybreak_report::Report;
use daybreak_report::compare::{compare, not_checked, render};
use daybreak_report::model::REPORT_VERSION;

use crate::arguments::AnswerFormat;
use crate::failure::Failure;
use crate::output;

/// Compares two reports: which findings are new, fixed, the same, or not checked in the second report, by kind and rule
///
/// Exits with 0 when nothing is new, with 1 when something is, or when the second report does not tell (its verdict is
/// incomplete, or where the first has findings, it was not checked), and with 2 when the command itself fails.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The first report, as written by `daybreak check --format json`
    before: PathBuf,
    /// The second
    after: PathBuf,
    /// The format of the comparison
    #[arg(long, value_enum, default_value_t = AnswerFormat::Text)]
    format: AnswerFormat,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let (before, after) = (read(&arguments.before)?, read(&arguments.after)?);
    let changes = compare(&before, &after);
    let text = match arguments.format {
        AnswerFormat::Text => not_checked(&before, &after).iter().fold(render(&changes), |text, one| text + one + "\n"),
        AnswerFormat::Json => output::json(&changes),
    };
    output::write(text.as_bytes(), None)?;
    let is_worse = changes.iter().any(|change| change.new_ones() > 0 || change.not_checked > 0);
    Ok(ExitCode::from(u8::from(is_worse || after.verdict == Verdict::Incomplete)))
}

fn read(path: &Path) -> Result<Report, Failure> {
    let json = fs::read_to_string(path).map_err(|error| Failure::of_file(path, "read", &error))?;
    let report: Report = serde_json::from_str(&json)
        .map_err(|error| Failure::new(format!("{} is not a report: {error}", path.display())))?;
    if report.report_version != REPORT_VERSION {
        return Err(Failure::new(format!(
            "{} is a report of version {}, which is not supported",
            path.display(),
            report.report_version
        )));
    }
    Ok(report)
}
