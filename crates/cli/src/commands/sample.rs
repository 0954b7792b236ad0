//! `daybreak sample`

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use clap::builder::{RangedU64ValueParser, TypedValueParser};
use daybreak_engine::Rule;
use daybreak_engine::sample::{Unplantable, file_name, valid, valid_for, with_defects};
use daybreak_schema::Kind;

use crate::arguments::{kind_parser, rule};
use crate::commands::sample_set;
use crate::failure::Failure;
use crate::{inputs, output, profile};

/// Writes a sample file: a valid one of any size, or one with chosen defects
///
/// The same arguments always give the same file. Its records are made up.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The kind
    #[arg(value_parser = kind_parser(), required_unless_present = "set")]
    kind: Option<&'static Kind>,
    /// Writes consecutive days that fit together into this folder, one subfolder per day, and prints what the account at the
    /// bank holds at the end of each, for `check --fbo`
    #[arg(long, value_name = "DIR", conflicts_with_all = ["kind", "output"])]
    set: Option<PathBuf>,
    /// How many days
    #[arg(long, value_name = "N", default_value_t = 3, conflicts_with = "kind", value_parser = days_parser())]
    pub(super) days: usize,
    /// How many records, or accounts in a set; a few more where the defects need them
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(super) rows: u64,
    /// A different number gives different records
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(super) seed: u64,
    /// Plants a defect for each of these rules (names or codes), each in a record of its own
    #[arg(long, value_name = "RULE", num_args = 1.., value_delimiter = ',', value_parser = rule)]
    pub(super) defects: Vec<&'static Rule>,
    /// The program profile (JSON): a sample that fits it, with its columns, balance types, banks, BINs and transaction types
    #[arg(long, value_name = "FILE", conflicts_with_all = ["set", "defects"])]
    profile: Option<PathBuf>,
    /// Writes to a file, or to a folder under the sample's usual name, instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// The calendar is promised for some decades; nobody needs more days than a few.
fn days_parser() -> impl TypedValueParser<Value = usize> {
    RangedU64ValueParser::<usize>::new().range(1..=366)
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    match (&arguments.set, arguments.kind) {
        (Some(folder), _) => sample_set::write(folder, arguments)?,
        (None, Some(kind)) => return one_file(kind, arguments),
        (None, None) => {}
    }
    Ok(ExitCode::SUCCESS)
}

fn one_file(kind: &'static Kind, arguments: &Arguments) -> Result<ExitCode, Failure> {
    if arguments.defects.is_empty() {
        let target = arguments.output.as_deref().map(|path| target(path, &file_name(kind)));
        let (rows, seed) = (arguments.rows, arguments.seed);
        let profile = arguments.profile.as_deref().map(profile::load).transpose()?;
        let lines: Box<dyn Iterator<Item = String>> = match &profile {
            Some(loaded) => Box::new(valid_for(kind, rows, seed, &loaded.profile)),
            None => Box::new(valid(kind, rows, seed)),
        };
        match target {
            Some(path) => write_lines(&path, lines)?,
            None => print_lines(lines)?,
        }
        return Ok(ExitCode::SUCCESS);
    }
    let planted = with_defects(kind, arguments.rows, arguments.seed, &arguments.defects)
        .map_err(|why| unplantable(&why, kind))?;
    let target = arguments.output.as_deref().map(|path| target(path, &planted.name));
    output::write(&planted.bytes, target.as_deref())?;
    let named = target.as_deref().map(inputs::name);
    if planted.name != file_name(kind) && named.as_ref() != Some(&planted.name) {
        output::complain(&format!("note: the defect shows only in a file named {}", planted.name));
    }
    Ok(ExitCode::SUCCESS)
}

/// The file itself, or the one of the usual name in a folder.
fn target(path: &Path, name: &str) -> PathBuf {
    if path.is_dir() { path.join(name) } else { path.to_owned() }
}

pub(super) fn write_lines(path: &Path, lines: impl Iterator<Item = String>) -> Result<(), Failure> {
    let failed = |error| Failure::of_file(path, "written", &error);
    let mut file = BufWriter::new(File::create(path).map_err(failed)?);
    for line in lines {
        file.write_all(line.as_bytes()).map_err(failed)?;
    }
    file.flush().map_err(failed)
}

/// How much is gathered before it is printed.
const CHUNK: usize = 1 << 16;

fn print_lines(lines: impl Iterator<Item = String>) -> Result<(), Failure> {
    let mut gathered = String::new();
    for line in lines {
        gathered.push_str(&line);
        if gathered.len() >= CHUNK {
            if !output::print(gathered.as_bytes())? {
                return Ok(());
            }
            gathered.clear();
        }
    }
    output::print(gathered.as_bytes()).map(|_| ())
}

pub(super) fn unplantable(why: &Unplantable, kind: &Kind) -> Failure {
    Failure::new(match why {
        Unplantable::NotOfThisKind(rule) => {
            format!("{rule} has no example for files of kind {}", kind.token)
        }
        Unplantable::NeedsItsOwnFile(rule) => {
            format!("{rule} cannot be combined with other defects; ask for it alone")
        }
        Unplantable::NeedsProfile(rule) => {
            format!("{rule} needs a profile to be found in files of kind {}", kind.token)
        }
        other => return of_set(other),
    })
}

/// The same for a set, or for what can only be planted in one.
pub(super) fn of_set(why: &Unplantable) -> Failure {
    Failure::new(match why {
        Unplantable::NeedsSet(rule) => format!("{rule} concerns several files; plant it with --set"),
        Unplantable::NeedsNoSet(rule) => format!("{rule} concerns a single file; plant it without --set"),
        Unplantable::NeedsDays(rule, days) => format!("{rule} needs {days} days; ask for them with --days"),
        Unplantable::NotOfThisKind(rule) | Unplantable::NeedsItsOwnFile(rule) | Unplantable::NeedsProfile(rule) => {
            format!("{rule} cannot be planted in a set")
        }
    })
}
