//! `daybreak check`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use daybreak_calendar::{Date, Timestamp};
use daybreak_engine::set::{SetCheck, SetFile, Stated};
use daybreak_engine::{DEFAULT_CAP, Outcome, Settings, Verdict};
use daybreak_report::model::SetReport;
use daybreak_report::receipt::ReceiptFile;
use daybreak_report::text::Style;
use daybreak_report::{FileReport, FindingEntry, Receipt, Report, Values, csv, file_report, json, set_report, text};
use daybreak_schema::Kind;

use crate::arguments::{day, kind_parser, moment, now};
use crate::excerpt::excerpt;
use crate::failure::Failure;
use crate::inputs::Input;
use crate::profile::Loaded;
use crate::reading::Checked;
use crate::{inputs, output, profile, reading};

/// Checks files: would the bank accept each of them, and if not, where is it wrong and how to mend it
///
/// Exits with 0 when nothing is found at or above --fail-on, with 1 when something is (or when a file could not be checked
/// to its end), and with 2 when the command itself fails.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Files, or folders: a folder stands for every file right in it, or, where there is none, for the folders in it, each a
    /// day. Several files are checked together too
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The kind of the files; found out from header and name if not given
    #[arg(long, value_parser = kind_parser())]
    kind: Option<&'static Kind>,
    /// The program profile (JSON): what the bank has agreed with the program
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
    /// The moment to take for the present, RFC 3339; the system's clock if not given
    #[arg(long, value_name = "RFC3339", value_parser = moment)]
    now: Option<Timestamp>,
    /// The day whose activity the files carry; found out from the files if not given
    #[arg(long, value_name = "DATE", value_parser = day)]
    activity_day: Option<Date>,
    /// The files of a day before, or of several, to compare with: a folder as above. What is wrong with them is not told
    #[arg(long, value_name = "DIR")]
    previous: Vec<PathBuf>,
    /// What the account at the bank holds at the end of a day, such as 2026-11-20:USD=1234.50; without a day, of any
    #[arg(long, value_name = "[DATE:]CURRENCY=AMOUNT", value_parser = stated)]
    fbo: Vec<Stated>,
    /// How the report is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Writes the report to a file, not to the standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Writes a receipt of the check: names, sizes and hashes of the files, and what came of them
    #[arg(long, value_name = "FILE")]
    receipt: Option<PathBuf>,
    /// Lists every finding; otherwise 1,000 of each rule (and in text 5), all of them counted
    #[arg(long)]
    all: bool,
    /// Shows the values of the files; otherwise only their shape, every digit a 9 and every letter an a
    #[arg(long)]
    show_values: bool,
    /// What makes the command exit with 1
    #[arg(long, value_enum, default_value_t = FailOn::Error)]
    fail_on: FailOn,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs: everything
    Json,
    /// For spreadsheets: one line a finding
    Csv,
}

/// From which severity on the command fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Any error, or a file that was not fully checked
    Error,
    /// Any error or warning, or a file that was not fully checked
    Warning,
    /// Nothing
    Never,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let files = inputs::files(&arguments.paths)?;
    let previous = inputs::files(&arguments.previous)?;
    for output in [&arguments.output, &arguments.receipt].into_iter().flatten() {
        refuse_to_overwrite(output, files.iter().chain(&previous))?;
    }
    let profile = arguments.profile.as_deref().map(profile::load).transpose()?;
    let (report, compared_with) = report(arguments, &files, &previous, profile.as_ref())?;
    let text = match arguments.format {
        Format::Json => json::render(&report),
        Format::Csv => csv::render(&report),
        Format::Text => {
            let colour = arguments.output.is_none() && output::has_colour();
            let line_of = |index: usize, finding: &FindingEntry| {
                let is_names = report.files.get(index).is_some_and(|file| is_in_header(file, finding));
                let values = if is_names { Values::Shown } else { values(arguments) };
                excerpt(&files.get(index)?.path, finding, values)
            };
            text::render(&report, Style { colour, all: arguments.all }, line_of)
        }
    };
    output::write(text.as_bytes(), arguments.output.as_deref())?;
    if let Some(receipt) = &arguments.receipt {
        output::write(Receipt::new(&report, compared_with).render().as_bytes(), Some(receipt))?;
    }
    Ok(ExitCode::from(u8::from(fails(&report, arguments.fail_on))))
}

/// A report must never destroy the file that it is about.
fn refuse_to_overwrite<'a>(output: &Path, mut files: impl Iterator<Item = &'a Input>) -> Result<(), Failure> {
    let Ok(target) = output.canonicalize() else { return Ok(()) };
    if files.any(|file| file.path.canonicalize().is_ok_and(|file| file == target)) {
        return Err(Failure::new(format!(
            "{} is one of the files to check; name another for --output",
            output.display()
        )));
    }
    Ok(())
}

/// Whether a finding stands in a line of names, which are not values; not so when that line may be data.
fn is_in_header(file: &FileReport, finding: &FindingEntry) -> bool {
    let has_header = file.kind.is_some() && file.rules.iter().all(|tally| tally.rule != "header-missing");
    has_header && finding.record.is_none() && finding.line == Some(1)
}

fn values(arguments: &Arguments) -> Values {
    if arguments.show_values { Values::Shown } else { Values::Masked }
}

fn report(
    arguments: &Arguments,
    files: &[Input],
    previous: &[Input],
    profile: Option<&Loaded>,
) -> Result<(Report, Vec<ReceiptFile>), Failure> {
    let settings = Settings {
        profile: profile.map(|loaded| loaded.profile.clone()),
        kind: arguments.kind,
        activity_day: arguments.activity_day,
        cap: if arguments.all { usize::MAX } else { DEFAULT_CAP },
        ..Settings::new(now(arguments.now))
    };
    let mut activity_day = arguments.activity_day;
    let mut reports = Vec::new();
    let mut outcomes = Vec::new();
    for file in files {
        let checked = reading::check(&file.path, &settings)?;
        activity_day = activity_day.max(checked.outcome.activity_day);
        reports.push(file_report(&checked.outcome, &checked.sha256, values(arguments)));
        outcomes.push(checked.outcome);
    }
    // What the user says of the files is not said of those of days before.
    let as_found = Settings { kind: None, activity_day: None, ..settings.clone() };
    let mut compared_with = Vec::new();
    for file in previous {
        let Checked { outcome, sha256 } = reading::check(&file.path, &as_found)?;
        compared_with.push(ReceiptFile { name: outcome.name.clone(), sha256, bytes: outcome.bytes });
        outcomes.push(outcome);
    }
    let sha256 = profile.map(|loaded| loaded.sha256.as_str());
    let report = Report::new(&settings, sha256, arguments.show_values, activity_day, reports);
    if outcomes.len() < 2 {
        return Ok((report, compared_with));
    }
    let set = set(arguments, files, previous, &outcomes, &settings)?;
    Ok((report.with_set(set), compared_with))
}

/// What the files come to together.
fn set(
    arguments: &Arguments,
    files: &[Input],
    previous: &[Input],
    outcomes: &[Outcome],
    settings: &Settings,
) -> Result<SetReport, Failure> {
    let current = files.iter().map(|file| (file, false));
    let inputs: Vec<(&Input, bool)> = current.chain(previous.iter().map(|file| (file, true))).collect();
    let set_files = inputs.iter().zip(outcomes).map(|(&(input, previous), outcome)| {
        let file = SetFile::new(outcome).in_batch(2 * input.batch + u32::from(previous));
        if previous { file.as_previous() } else { file }
    });
    let check = SetCheck::new(set_files.collect(), settings).with_stated(arguments.fbo.clone());
    let paths: Vec<&Path> = inputs.iter().map(|(input, _)| input.path.as_path()).collect();
    let outcome = reading::check_set(&paths, check)?;
    Ok(set_report(&outcome, settings, values(arguments), |given| outcomes.get(given).map(Outcome::heading)))
}

/// Reads `2026-11-20:USD=1234.50`, the day left out or not.
fn stated(text: &str) -> Result<Stated, String> {
    let due = || "an amount is due here, such as 2026-11-20:USD=1234.50".to_owned();
    let (before, amount) = text.split_once('=').ok_or_else(due)?;
    let (date, currency) = match before.split_once(':') {
        Some((date, currency)) => (Some(day(date)?), currency),
        None => (None, before),
    };
    let amount = amount.parse().map_err(|_| due())?;
    Ok(Stated { day: date, currency: currency.to_owned(), amount })
}

fn fails(report: &Report, on: FailOn) -> bool {
    let warned = || report.set.counts.warning > 0 || report.files.iter().any(|file| file.counts.warning > 0);
    match on {
        FailOn::Never => false,
        FailOn::Error => report.verdict != Verdict::Accepted,
        FailOn::Warning => report.verdict != Verdict::Accepted || warned(),
    }
}
