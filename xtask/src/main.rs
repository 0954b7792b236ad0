//! Every command that a developer or CI needs: `cargo xtask --help`.
//!
//! Each command sets up what it needs first; a second run finds it done and starts at once.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command-line tool talks to its user")]

mod assemble;
mod bench;
mod build;
mod codegen;
mod imports;
mod new_rule;
mod reproduce;
mod run;
mod serve;
mod setup;
mod test;
mod twice;

use clap::{Parser, Subcommand};
use setup::Engine;
use test::Examples;

/// Builds, serves, tests and measures Daybreak; sets up what that needs.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Installs what is missing, and says what and where.
    ///
    /// The wasm target (by rustup, else built from Debian's sources), trunk, wasm-bindgen, wasm-opt,
    /// Chromium and its driver. All of it goes to the cache folder (`~/.cache/daybreak`; `DAYBREAK_CACHE` names
    /// another), except what the system's package manager installs, which is said.
    Setup {
        /// Engines for the journeys; Chromium if nothing is said.
        #[arg(long, value_enum)]
        engine: Vec<setup::Choice>,
    },
    /// Builds the page for release into `dist/` and prints its size.
    Build,
    /// Builds the page and serves it at a local address.
    Serve {
        /// The port.
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// Runs every test: lints, native, generated files, wasm in a browser, journeys in a browser.
    Test {
        /// Only these stages.
        #[arg(long, value_enum)]
        only: Vec<test::Stage>,
        /// The engines in which the journeys run; Chromium if nothing is said.
        #[arg(long, value_enum)]
        engine: Vec<setup::Choice>,
        /// Lets the property tests draw other examples than in every run: they look for new faults.
        #[arg(long)]
        fresh: bool,
    },
    /// What CI runs: the same as `test`, with the journeys in every engine.
    Ci,
    /// Writes the files that are generated from the code: `docs/RULES.md`, `docs/schema/`, the JSON Schemas.
    Codegen {
        /// Writes nothing; fails when a file is not up to date.
        #[arg(long)]
        check: bool,
    },
    /// Begins a new rule: its file, with everything that is still to be written marked by the compiler.
    NewRule {
        /// The family, such as `value`.
        family: String,
        /// The name, such as `amount-too-round`.
        name: String,
    },
    /// Lists what the built program imports of the browser, and fails on anything beyond `docs/IMPORTS.md`.
    Imports {
        /// Writes the list anew; what could lead out must have its reason in `xtask/src/imports/reach.rs`.
        #[arg(long)]
        write: bool,
    },
    /// Builds the last commit twice, in two places, and fails unless both give the same bytes.
    Reproduce,
    /// Makes the single file of a built page. Trunk calls it when it has built.
    #[command(hide = true)]
    Assemble,
    /// Measures speed, memory and size, in ratios to named peers in the same run.
    Bench(bench::Arguments),
}

fn main() -> std::process::ExitCode {
    match obey() {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            std::process::ExitCode::FAILURE
        }
    }
}

fn obey() -> anyhow::Result<()> {
    let root = run::root()?;
    match Arguments::parse().command {
        Command::Setup { engine } => {
            setup::everything(&root)?;
            setup::engines(&Engine::of(&engine))?;
            println!("Everything is set up.");
            Ok(())
        }
        Command::Build => build::release(&root),
        Command::Serve { port } => serve::serve(&root, port),
        Command::Test { only, engine, fresh } => {
            test::test(&root, &only, &Engine::of(&engine), if fresh { Examples::Fresh } else { Examples::Same })
        }
        Command::Ci => test::test(&root, &[], &Engine::of(&[setup::Choice::All]), Examples::Same),
        Command::Codegen { check } => codegen::codegen(&root, check),
        Command::NewRule { family, name } => new_rule::new_rule(&root, &family, &name),
        Command::Imports { write } => imports::imports(&root, write),
        Command::Reproduce => reproduce::reproduce(&root),
        Command::Assemble => assemble::by_trunk(&root),
        Command::Bench(arguments) => bench::bench(&root, &arguments),
    }
}
