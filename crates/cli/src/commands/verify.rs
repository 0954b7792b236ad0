//! `daybreak verify`

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use daybreak_report::receipt::{FileState, Held, and_extra};
use daybreak_report::words::counted;
use daybreak_report::{Receipt, Values};

use crate::failure::Failure;
use crate::{inputs, output, reading};

/// Compares files with a receipt: whether they are the ones that were checked
///
/// Exits with 0 when every file that was checked is there and the same, with 1 when one differs or is missing, or when there
/// is one that is not in the receipt, and with 2 when the command itself fails. The files that were used for comparison
/// need not be given; those that are must be the same. Nothing is checked again: the verdict, the counts and what was stated
/// by hand are the receipt's.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The receipt, as written by `daybreak check --receipt`
    receipt: PathBuf,
    /// The files, or folders that contain them
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let path = &arguments.receipt;
    let json = fs::read_to_string(path).map_err(|error| Failure::of_file(path, "read", &error))?;
    let receipt = Receipt::read(&json).map_err(|why| Failure::new(format!("{}: {why}", path.display())))?;
    let own = path.canonicalize().ok();
    let mut files = Vec::new();
    for file in inputs::files(&arguments.paths)? {
        // The receipt may lie among its files.
        if file.path.canonicalize().ok() != own {
            files.push(reading::identify(&file.source(inputs::STANDARD_INPUT)?)?);
        }
    }
    let held = receipt.verify(&files);
    let mut out = String::new();
    let is_told = |held: &&Held| !held.compared || held.state != FileState::Missing;
    for file in held.iter().filter(is_told) {
        let beside = if file.compared { " (compared with)" } else { "" };
        let _ = writeln!(out, "{:8} {}{beside}", file.state.word(), Values::Shown.of(&file.name));
    }
    let absent = held.iter().filter(|file| !is_told(file)).count() as u64;
    if absent > 0 {
        let _ = writeln!(out, "{} used for comparison: not given here.", counted(absent, "file"));
    }
    let differs = held.iter().any(Held::differs);
    let extra = held.iter().filter(|file| file.state == FileState::Extra).count() as u64;
    let (checked_at, word) = (&receipt.checked_at, receipt.verdict.word());
    let _ = if held.iter().any(|file| file.differs() && file.state != FileState::Extra) {
        writeln!(out, "These are not the files that were checked at {checked_at} (verdict: {word}).")
    } else {
        let beside = and_extra(extra);
        writeln!(
            out,
            "These are the files of the receipt, byte for byte{beside}. They were checked at {checked_at} (verdict: {word})."
        )
    };
    let by_hand = receipt.stated.entries();
    if !by_hand.is_empty() {
        let _ = writeln!(out, "The check also used what was stated by hand, which is in none of the files:");
    }
    for (what, said) in by_hand {
        let _ = writeln!(out, "  {}: {}", Values::Shown.of(&what), Values::Shown.of(&said));
    }
    let Receipt { engine_version, schema_version, .. } = &receipt;
    let _ = writeln!(
        out,
        "The verdict is taken from the receipt (engine {engine_version}, schema {schema_version}). Run daybreak check to check again."
    );
    output::write(out.as_bytes(), None)?;
    Ok(ExitCode::from(u8::from(differs)))
}
