//! `daybreak`: checks a bank partner's daily files from a shell or a CI, with the engine that the page runs on.
//!
//! Exit codes: 0, nothing to complain of; 1, a file (or profile) is not right; 2, the command could not do its work.

mod arguments;
mod commands;
mod every_finding;
mod excerpt;
mod failure;
mod inputs;
mod our_json;
mod output;
mod profile;
mod progress;
mod reading;
mod side_by_side;
mod source;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use commands::{check, compare, cutoff, explain, profile as profile_command, sample, schema, verify};

/// Checks a bank partner's daily files before they are sent: whether each would be accepted, what is wrong, and how much
/// time is left until the cutoff. Nothing is sent anywhere.
#[derive(Debug, Parser)]
#[command(name = "daybreak", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Arguments),
    Compare(compare::Arguments),
    Verify(verify::Arguments),
    Cutoff(cutoff::Arguments),
    Explain(explain::Arguments),
    Schema(schema::Arguments),
    Sample(sample::Arguments),
    Profile(profile_command::Arguments),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Compare(arguments) => compare::run(&arguments),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Cutoff(arguments) => cutoff::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Sample(arguments) => sample::run(&arguments),
        Command::Profile(arguments) => profile_command::run(&arguments),
    };
    match done {
        Ok(code) => code,
        Err(failure) => {
            output::complain(&format!("error: {failure}"));
            ExitCode::from(2)
        }
    }
}
