//! Measures Daybreak against its peers: the same files, one session, turn by turn, several rounds.
//!
//! Rates drift with the machine; what can be compared is the ratio within a round. Run by `cargo xtask bench`.

#![allow(clippy::print_stdout, reason = "a command-line tool talks to its user")]
#![allow(clippy::cast_precision_loss, reason = "sizes and times are far below 2^53")]

mod browser;
mod contest;
mod files;
mod load;
mod machine;
mod page;
mod peers;
mod processes;
mod results;
mod series;

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context as _, Result};
use clap::{Parser, ValueEnum as _};
use daybreak_e2e::Site;

use contest::{Entry, Group, Program, Who};
use files::{Files, Which};
use machine::Machine;
use page::Figures;
use results::{Asset, Measured, Results};

#[derive(Parser)]
struct Arguments {
    /// How many records the file has that everybody gets.
    #[arg(long)]
    rows: u64,
    /// How many rounds are run.
    #[arg(long)]
    rounds: usize,
    /// Only these groups.
    #[arg(long, value_enum)]
    only: Vec<Group>,
    /// With a file that is larger than what wasm can address, and with days of millions of accounts.
    #[arg(long)]
    large: bool,
    /// Where the files are kept.
    #[arg(long)]
    files: PathBuf,
    /// The folder of the npm packages.
    #[arg(long)]
    packages: PathBuf,
    /// The command line.
    #[arg(long)]
    program: PathBuf,
    /// A part of the page: `NAME=BYTES,BYTES`, as it is and by brotli.
    #[arg(long, value_parser = asset)]
    asset: Vec<Asset>,
    /// Where the result is written, as JSON.
    #[arg(long)]
    json: PathBuf,
    /// Where the result is written, as SVG.
    #[arg(long)]
    picture: PathBuf,
    /// The page of documentation into which the result is written.
    #[arg(long)]
    page: Option<PathBuf>,
}

fn asset(text: &str) -> Result<Asset, String> {
    let read = || {
        let (name, sizes) = text.rsplit_once('=')?;
        let (raw, brotli) = sizes.split_once(',')?;
        Some(Asset { name: name.to_owned(), raw: raw.parse().ok()?, brotli: brotli.parse().ok()? })
    };
    read().ok_or_else(|| format!("not NAME=BYTES,BYTES: {text}"))
}

#[tokio::main]
async fn main() -> Result<()> {
    let start = Instant::now();
    let arguments = Arguments::parse();
    let scratch = tempfile::tempdir()?;
    let files = Files { folder: arguments.files.clone(), rows: arguments.rows };
    let program = Program::new(arguments.program.clone())?;
    let asked = |group: &&Group| arguments.only.is_empty() || arguments.only.contains(group);
    let groups: Vec<Group> = Group::value_variants().iter().filter(asked).copied().collect();
    let mut entries = entries(&groups, arguments.large, &files, &program)?;
    let peers = Site::start(Some(peers::folder(scratch.path(), &arguments.packages)?)).await?;

    let mut figures = Figures::default();
    for round in 1..=arguments.rounds {
        contest::run(&mut entries, round, &program, &peers.address).await?;
        if groups.contains(&Group::Page) {
            figures.round(round, &files, &program, arguments.large).await?;
        }
    }

    let main = files.get(Which::Transactions)?;
    let browser = std::env::var("DAYBREAK_CHROME").context("run by: cargo xtask bench")?;
    let results = Results::new(Measured {
        machine: Machine::this(&browser),
        records: arguments.rows,
        bytes: main.bytes,
        rounds: arguments.rounds,
        groups,
        is_large: arguments.large,
        entries,
        figures,
        assets: arguments.asset,
        seconds: start.elapsed().as_secs(),
    });
    println!("\n{results}");
    std::fs::write(&arguments.json, serde_json::to_string_pretty(&results)? + "\n")?;
    std::fs::write(&arguments.picture, results::picture(&results))?;
    println!("written: {}, {}", arguments.json.display(), arguments.picture.display());
    if let Some(page) = &arguments.page {
        results::write_into(page, &results)?;
        println!("written: {}", page.display());
    }
    println!("in all: {} s", start.elapsed().as_secs());
    Ok(())
}

/// Everybody who takes part, with the files made.
fn entries(groups: &[Group], is_large: bool, files: &Files, program: &Program) -> Result<Vec<Entry>> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut runs: Vec<_> = groups.iter().flat_map(|group| group.runs(is_large)).collect();
    // What the others are compared with takes part, whoever is asked for.
    let compared: Vec<_> = runs.iter().filter_map(|run| run.ratio()).flat_map(|(one, other)| [one, other]).collect();
    runs.extend(compared);
    for run in runs {
        if entries.iter().any(|entry| entry.run == run) || !program.can(run.who) {
            continue;
        }
        let file = files.get(run.on)?;
        files::warm(&file.path)?;
        entries.push(Entry::new(run, file));
    }
    if !program.can(Who::OneThread) {
        println!("the command line knows of no --threads: it is run as it comes only");
    }
    Ok(entries)
}
