//! `daybreak check`

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use daybreak_calendar::{Date, Timestamp};
use daybreak_engine::{Settings, Verdict};
use daybreak_report::text::Style;
use daybreak_report::{FileReport, FindingEntry, Report, Values, Write, csv, file_report, json, text};
use daybreak_schema::Kind;

use crate::arguments::{day, kind_parser, moment, now};
use crate::excerpt::Excerpts;
use crate::failure::Failure;
use crate::profile::Loaded;
use crate::reading::Checked;
use crate::source::Source;
use crate::{every_finding, inputs, output, profile, reading};

/// Checks files: would the bank accept each of them, and if not, where is it wrong and how to mend it
///
/// Exits with 0 when nothing is found at or above --fail-on, with 1 when something is (or when a file could not be checked
/// to its end), and with 2 when the command itself fails.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Files, or folders: a folder stands for every file right in it, hidden ones left out; - is the standard input,
    /// which is kept in a temporary file meanwhile. A file whose name ends in .gz is decompressed and checked as what it
    /// holds
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The name under which the standard input is checked, such as 2026-11-21_cards_v1.csv
    #[arg(long, value_name = "NAME", default_value = inputs::STANDARD_INPUT, hide_default_value = true)]
    name: String,
    /// On how many threads a file is read; one a core if not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
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
    /// How the report is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Writes the report to a file, not to the standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
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
    if let Some(output) = &arguments.output {
        refuse_to_overwrite(output, &files)?;
    }
    let profile = arguments.profile.as_deref().map(profile::load).transpose()?;
    let sources = files.iter().map(|file| source(file, arguments)).collect::<Result<Vec<_>, _>>()?;
    let settings = settings(arguments, profile.as_ref());
    let outcomes = outcomes(arguments, &sources, &settings)?;
    let report = report(arguments, &outcomes, &settings, profile.as_ref());
    let mut excerpts = Excerpts::default();
    let line_of = |index: usize, finding: &FindingEntry| {
        let is_names = report.files.get(index).is_some_and(|file| is_in_header(file, finding));
        let values = if is_names { Values::Shown } else { values(arguments) };
        excerpts.of(sources.get(index)?.plain()?, finding, values)
    };
    let style = Style { colour: arguments.output.is_none() && output::has_colour(), all: arguments.all };
    let output = arguments.output.as_deref();
    if arguments.all {
        let of_files: Vec<_> = sources.iter().zip(outcomes.iter().map(|checked| &checked.outcome)).collect();
        let write =
            |writer: &mut dyn Write| every_finding::write(&of_files, &settings, values(arguments), writer, output);
        match arguments.format {
            Format::Json => write(&mut json::Writer::new(&report))?,
            Format::Csv => write(&mut csv::Writer::new(&report))?,
            Format::Text => write(&mut text::Writer::new(&report, style, line_of))?,
        }
    } else {
        let text = match arguments.format {
            Format::Json => json::render(&report),
            Format::Csv => csv::render(&report),
            Format::Text => text::render(&report, style, line_of),
        };
        output::write(text.as_bytes(), output)?;
    }
    Ok(ExitCode::from(u8::from(fails(&report, arguments.fail_on))))
}

/// A report must never destroy the file that it is about.
fn refuse_to_overwrite(output: &Path, files: &[PathBuf]) -> Result<(), Failure> {
    let Ok(target) = output.canonicalize() else { return Ok(()) };
    if files.iter().any(|file| file.canonicalize().is_ok_and(|file| file == target)) {
        return Err(Failure::new(format!(
            "{} is one of the files to check; name another for --output",
            output.display()
        )));
    }
    Ok(())
}

fn source(file: &Path, arguments: &Arguments) -> Result<Source, Failure> {
    if file.as_os_str() == inputs::STANDARD_INPUT {
        Source::of_standard_input(&arguments.name)
    } else {
        Source::of_file(file)
    }
}

/// Whether a finding stands in a line of names, which are not values; not so when that line may be data.
fn is_in_header(file: &FileReport, finding: &FindingEntry) -> bool {
    let has_header = file.kind.is_some() && file.rules.iter().all(|tally| tally.rule != "header-missing");
    has_header && finding.record.is_none() && finding.line == Some(1)
}

fn values(arguments: &Arguments) -> Values {
    if arguments.show_values { Values::Shown } else { Values::Masked }
}

fn settings(arguments: &Arguments, profile: Option<&Loaded>) -> Settings {
    Settings {
        profile: profile.map(|loaded| loaded.profile.clone()),
        kind: arguments.kind,
        activity_day: arguments.activity_day,
        ..Settings::new(now(arguments.now))
    }
}

fn outcomes(arguments: &Arguments, sources: &[Source], settings: &Settings) -> Result<Vec<Checked>, Failure> {
    let cores = || std::thread::available_parallelism().map_or(1, NonZero::get);
    let threads = arguments.threads.map_or_else(cores, usize::from);
    // The text does not show checksums.
    let hashed = arguments.format != Format::Text;
    sources.iter().map(|source| reading::check(source, settings, threads, hashed)).collect()
}

fn report(arguments: &Arguments, outcomes: &[Checked], settings: &Settings, profile: Option<&Loaded>) -> Report {
    let mut activity_day = arguments.activity_day;
    let mut reports = Vec::new();
    for Checked { outcome, sha256 } in outcomes {
        activity_day = activity_day.or(outcome.activity_day);
        let mut report = file_report(outcome, sha256, values(arguments));
        if arguments.all {
            report.rules.iter_mut().for_each(|tally| tally.listed = tally.count);
        }
        reports.push(report);
    }
    let sha256 = profile.map(|loaded| loaded.sha256.as_str());
    Report::new(settings, sha256, arguments.show_values, activity_day, reports)
}

fn fails(report: &Report, on: FailOn) -> bool {
    let any = |fails: fn(&FileReport) -> bool| report.files.iter().any(fails);
    match on {
        FailOn::Never => false,
        FailOn::Error => any(|file| file.verdict != Verdict::Accepted),
        FailOn::Warning => any(|file| file.verdict != Verdict::Accepted || file.counts.warning > 0),
    }
}
