//! `daybreak profile`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::failure::Failure;
use crate::{output, profile};

/// Works with program profiles
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Checks a profile and lists every error with its JSON path
    ///
    /// Exits with 0 when the profile is valid, with 1 when it is not, and with 2 when it cannot be read.
    Check {
        /// The profile (JSON)
        file: PathBuf,
    },
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let Command::Check { file } = &arguments.command;
    match profile::parse(&profile::read(file)?) {
        Ok(profile) => {
            output::write(format!("{}: the profile \"{}\" is valid\n", file.display(), profile.name).as_bytes(), None)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(faults) => {
            let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
            output::write((faults.join("\n") + "\n").as_bytes(), None)?;
            Ok(ExitCode::from(1))
        }
    }
}
