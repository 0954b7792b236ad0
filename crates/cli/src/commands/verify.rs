//! `daybreak verify`

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use daybreak_report::Receipt;
use daybreak_report::receipt::FileState;

use crate::failure::Failure;
use crate::{inputs, output, reading};

/// Holds files against a receipt: are they the ones that were checked
///
/// Exits with 0 when every file of the receipt is there and the same, with 1 when one differs or is missing, or when there
/// is another one, and with 2 when the command itself fails.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The receipt, as `daybreak check --receipt` has written it
    receipt: PathBuf,
    /// The files, or folders with them
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
    let states = receipt.verify(&files);
    let mut out = String::new();
    for (name, state) in &states {
        let _ = writeln!(out, "{:8} {}", state.word(), daybreak_report::Values::Shown.of(name));
    }
    let same = states.iter().all(|(_, state)| *state == FileState::Same);
    let verdict = if same { "These are the files" } else { "These are not the files" };
    let _ = writeln!(out, "{verdict} that were checked at {}, then {}.", receipt.checked_at, receipt.verdict.word());
    output::write(out.as_bytes(), None)?;
    Ok(ExitCode::from(u8::from(!same)))
}
