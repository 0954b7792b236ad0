//! `daybreak check`

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use daybreak_calendar::{Date, Timestamp};
use daybreak_engine::set::{SetCheck, SetFile, Stated};
use daybreak_engine::{Outcome, Settings, Verdict};
use daybreak_report::model::SetReport;
use daybreak_report::receipt::{self, ReceiptFile, StatedFile, StatedTotal};
use daybreak_report::text::Style;
use daybreak_report::{
    FileReport, FindingEntry, Receipt, Report, Values, Write, csv, html, json, junit, sarif, set_report, text,
};
use daybreak_schema::Kind;

use crate::arguments::{day, kind_parser, moment, now};
use crate::excerpt::Excerpts;
use crate::failure::Failure;
use crate::inputs::Input;
use crate::profile::Loaded;
use crate::reading::Checked;
use crate::source::Source;
use crate::{every_finding, inputs, output, profile, reading};

/// Checks files: whether the bank would accept each of them, and if not, what is wrong, where, and how to fix it
///
/// Exits with 0 when nothing is found at or above --fail-on, with 1 when something is (or when a file could not be checked
/// to its end), and with 2 when the command itself fails.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Files or folders. A folder stands for the files directly in it and in its subfolders, one for each day; receipts,
    /// reports and profiles among them are skipped. Several files are also checked together. - reads standard input, by way
    /// of a temporary file. A file whose name ends in .gz is decompressed first
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The name under which standard input is checked, such as 2026-11-21_cards_v1.csv
    #[arg(long, value_name = "NAME", default_value = inputs::STANDARD_INPUT, hide_default_value = true)]
    name: String,
    /// How many threads read a file; by default one per core
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    /// The kind of the files; by default detected from header and name
    #[arg(long, value_parser = kind_parser())]
    kind: Option<&'static Kind>,
    /// The program profile (JSON): what the bank has agreed with the program
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
    /// The time to take as now, in RFC 3339; by default the system clock
    #[arg(long, value_name = "RFC3339", value_parser = moment)]
    now: Option<Timestamp>,
    /// The day whose activity the files contain; by default detected from the files
    #[arg(long, value_name = "DATE", value_parser = day)]
    activity_day: Option<Date>,
    /// The files of one or more earlier days to compare with: a folder as above. Their own findings are not reported
    #[arg(long, value_name = "DIR")]
    previous: Vec<PathBuf>,
    /// What the account at the bank holds at the end of a day, such as 2026-11-20:USD=1234.50; without a date, of every day
    #[arg(long, value_name = "[DATE:]CURRENCY=AMOUNT", value_parser = stated)]
    fbo: Vec<Stated>,
    /// The format of the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Writes the report to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Writes a receipt of the check: names, sizes and hashes of the files, what was stated by --fbo, --kind and
    /// --activity-day, and the result
    #[arg(long, value_name = "FILE")]
    receipt: Option<PathBuf>,
    /// Lists every finding, instead of the first 1,000 of each rule (in text 5, in html 100); all are counted either way. Not for
    /// junit, which shows the first 5
    #[arg(long)]
    all: bool,
    /// Shows values from the files; by default only their shape: digits become 9, letters become a or A
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
    /// For spreadsheets: one line per finding
    Csv,
    /// For people: one page to keep, send on and print
    Html,
    /// For code hosts and editors: findings beside the lines of the files
    Sarif,
    /// For CI servers: each file a suite, each rule that found something a test of it
    Junit,
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
    refuse_contradictions(&arguments.fbo)?;
    if arguments.all && arguments.format == Format::Junit {
        return Err(Failure::new(
            "--format junit shows the first findings of each rule; for --all use text, json, csv, html or sarif",
        ));
    }
    let files = inputs::files(&arguments.paths)?;
    let previous = inputs::files(&arguments.previous)?;
    let read = files.iter().chain(&previous).map(|file| &file.path).chain(&arguments.profile);
    refuse_to_overwrite(arguments, &read.collect::<Vec<_>>())?;
    let profile = arguments.profile.as_deref().map(profile::load).transpose()?;
    let settings = settings(arguments, profile.as_ref());
    // What the user says of the files is not said of those of days before.
    let as_found = Settings { kind: None, activity_day: None, ..settings.clone() };
    let current = check(arguments, &files, &settings)?;
    let before = check(arguments, &previous, &as_found)?;
    let files = current.iter().map(|one| (&one.checked.outcome, one.checked.sha256.as_str()));
    let sha256 = profile.as_ref().map(|loaded| loaded.sha256.as_str());
    let mut report = Report::of_files(&settings, sha256, values(arguments), arguments.all, files);
    if current.len() + before.len() > 1 || !arguments.fbo.is_empty() {
        report = report.with_set(set(arguments, &current, &before, &settings)?);
    }
    write(arguments, &current, &settings, &report)?;
    if let Some(receipt) = &arguments.receipt {
        let compared_with = before.iter().map(|one| ReceiptFile {
            name: one.checked.outcome.name.clone(),
            sha256: one.checked.sha256.clone(),
            bytes: one.checked.outcome.bytes,
        });
        let by_hand = by_hand(arguments, &report);
        output::write(Receipt::new(&report, compared_with.collect(), by_hand).render().as_bytes(), Some(receipt))?;
    }
    Ok(ExitCode::from(u8::from(fails(&report, arguments.fail_on))))
}

/// A file that was checked by itself.
struct One {
    source: Source,
    checked: Checked,
}

/// Checks each file by itself.
fn check(arguments: &Arguments, files: &[Input], settings: &Settings) -> Result<Vec<One>, Failure> {
    let cores = || std::thread::available_parallelism().map_or(1, NonZero::get);
    let threads = arguments.threads.map_or_else(cores, usize::from);
    // The text does not show checksums.
    let hashed = arguments.format != Format::Text || arguments.receipt.is_some();
    let check = |file: &Input| {
        let source = file.source(&arguments.name)?;
        let checked = reading::check(&source, settings, threads, hashed)?;
        Ok(One { source, checked })
    };
    files.iter().map(check).collect()
}

/// Writes the report in the form asked for.
fn write(arguments: &Arguments, files: &[One], settings: &Settings, report: &Report) -> Result<(), Failure> {
    let mut excerpts = Excerpts::default();
    let line_of = |index: usize, finding: &FindingEntry| {
        let is_names = report.files.get(index).is_some_and(|file| file.is_in_header(finding));
        let values = if is_names { Values::Shown } else { values(arguments) };
        excerpts.of(files.get(index)?.source.plain()?, finding, values)
    };
    let path = |index: usize| files.get(index).and_then(|one| one.source.given());
    let style = Style { colour: arguments.output.is_none() && output::has_colour(), all: arguments.all };
    let output = arguments.output.as_deref();
    if arguments.all {
        let of_files: Vec<_> = files.iter().map(|one| (&one.source, &one.checked.outcome)).collect();
        let write =
            |writer: &mut dyn Write| every_finding::write(&of_files, settings, values(arguments), writer, output);
        return match arguments.format {
            Format::Json => write(&mut json::Writer::new(report)),
            Format::Csv => write(&mut csv::Writer::new(report)),
            Format::Text => write(&mut text::Writer::new(report, style, line_of)),
            Format::Html => write(&mut html::Writer::new(report, true, line_of)),
            Format::Sarif => write(&mut sarif::Writer::new(report, path)),
            // Refused at the start.
            Format::Junit => output::write(junit::render(report).as_bytes(), output),
        };
    }
    let text = match arguments.format {
        Format::Json => json::render(report),
        Format::Csv => csv::render(report),
        Format::Text => text::render(report, style, line_of),
        Format::Html => html::render(report, line_of),
        Format::Sarif => sarif::render(report, path),
        Format::Junit => junit::render(report),
    };
    output::write(text.as_bytes(), output)
}

/// What the account holds can be stated once for a day and currency: of two amounts nobody knows which is meant.
fn refuse_contradictions(stated: &[Stated]) -> Result<(), Failure> {
    for (at, one) in stated.iter().enumerate() {
        if stated.iter().take(at).any(|other| (other.day, &other.currency) == (one.day, &one.currency)) {
            let day = one.day.map_or_else(String::new, |day| format!(" on {day}"));
            return Err(Failure::new(format!("--fbo says twice what the account holds in {}{day}", one.currency)));
        }
    }
    Ok(())
}

/// A report must never destroy what it was made from, nor the receipt the report.
fn refuse_to_overwrite(arguments: &Arguments, read: &[&PathBuf]) -> Result<(), Failure> {
    let refused = |output: &Path, what: &str, option: &str| {
        Err(Failure::new(format!("{} is {what}; choose another file for {option}", output.display())))
    };
    for (option, output) in [("--output", &arguments.output), ("--receipt", &arguments.receipt)] {
        let Some(output) = output else { continue };
        let Ok(target) = output.canonicalize() else { continue };
        if read.iter().any(|path| path.canonicalize().is_ok_and(|path| path == target)) {
            return refused(output, "one of the input files", option);
        }
    }
    match (&arguments.output, &arguments.receipt) {
        (Some(output), Some(receipt)) if written_to(output) == written_to(receipt) => {
            refused(receipt, "also the file for the report", "--receipt")
        }
        _ => Ok(()),
    }
}

/// The file that writing to a path would make or replace, however the path is spelled.
fn written_to(path: &Path) -> PathBuf {
    let made = || {
        // The folder of a bare name is the current one.
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Some(folder.canonicalize().ok()?.join(path.file_name()?))
    };
    path.canonicalize().ok().or_else(made).unwrap_or_else(|| path.to_owned())
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

/// What the files come to together.
fn set(arguments: &Arguments, current: &[One], before: &[One], settings: &Settings) -> Result<SetReport, Failure> {
    let of_set = |one: &One, previous: bool| {
        let file = SetFile::new(&one.checked.outcome);
        // Of which days those before are is beyond doubt.
        if previous { file.as_previous().settled() } else { file }
    };
    let files = current.iter().map(|one| of_set(one, false)).chain(before.iter().map(|one| of_set(one, true)));
    let cap = if arguments.all { usize::MAX } else { settings.cap };
    let settings = &Settings { cap, ..settings.clone() };
    let check = SetCheck::new(files.collect(), settings).with_stated(arguments.fbo.clone());
    let all = || current.iter().chain(before);
    let sources: Vec<&Source> = all().map(|one| &one.source).collect();
    let outcome = reading::check_set(&sources, check)?;
    let outcomes: Vec<&Outcome> = all().map(|one| &one.checked.outcome).collect();
    let heading = |given: usize| outcomes.get(given).map(|outcome| outcome.heading());
    Ok(set_report(&outcome, settings, values(arguments), heading))
}

/// What the arguments state that is in none of the files. A total without a day is that of every day.
fn by_hand(arguments: &Arguments, report: &Report) -> receipt::Stated {
    let days = report.set.days.iter().filter(|day| !day.previous).map(|day| day.activity_day.clone());
    let days: Vec<String> = days.collect();
    let total = |stated: &Stated| -> Vec<StatedTotal> {
        let own = stated.day.map(|day| vec![day.to_string()]);
        let of = |activity_day| StatedTotal {
            activity_day,
            currency: stated.currency.clone(),
            amount: stated.amount.to_string(),
        };
        own.unwrap_or_else(|| days.clone()).into_iter().map(of).collect()
    };
    let file = |file: &FileReport| StatedFile {
        name: file.name.clone(),
        kind: arguments.kind.map(|kind| kind.token.to_owned()),
        activity_day: arguments.activity_day.map(|day| day.to_string()),
    };
    receipt::Stated::new(arguments.fbo.iter().flat_map(total), report.files.iter().map(file))
}

/// Reads `2026-11-20:USD=1234.50`, the day left out or not.
fn stated(text: &str) -> Result<Stated, String> {
    let due = || "expected an amount, such as 2026-11-20:USD=1234.50".to_owned();
    let (before, amount) = text.split_once('=').ok_or_else(due)?;
    let (date, currency) = match before.split_once(':') {
        Some((date, currency)) => (Some(day(date)?), currency),
        None => (None, before),
    };
    let amount = amount.parse().map_err(|_| due())?;
    Ok(Stated { day: date, currency: code(currency)?, amount })
}

/// A currency as ISO 4217 writes it.
fn code(text: &str) -> Result<String, String> {
    let is_code = |text: &str| daybreak_schema::currency_digits(text.as_bytes()).is_some();
    let upper = text.to_ascii_uppercase();
    if is_code(text) {
        Ok(upper)
    } else if is_code(&upper) {
        Err(format!("currency codes are uppercase: write {upper}, not {text}"))
    } else {
        Err(format!("{text:?} is not a currency: expected an ISO 4217 code, such as USD"))
    }
}

fn fails(report: &Report, on: FailOn) -> bool {
    let warned = || report.set.counts.warning > 0 || report.files.iter().any(|file| file.counts.warning > 0);
    match on {
        FailOn::Never => false,
        FailOn::Error => report.verdict != Verdict::Accepted,
        FailOn::Warning => report.verdict != Verdict::Accepted || warned(),
    }
}
