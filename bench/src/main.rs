//! Measures the page against its peers: the same file, the same browser session, turn by turn, several rounds.
//!
//! Rates drift with the machine; what can be compared is the ratio within a run. Run by `cargo xtask bench`.

#![allow(clippy::print_stdout, reason = "a command-line tool talks to its user")]

mod contestant;
mod table;

use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};
use clap::Parser;
use daybreak_e2e::{Site, journey};

use contestant::Contestant;
use table::Table;

#[derive(Parser)]
struct Arguments {
    /// The file that everybody gets.
    #[arg(long)]
    file: PathBuf,
    /// How many records it has.
    #[arg(long)]
    records: u64,
    /// How many rounds are run.
    #[arg(long)]
    rounds: usize,
    /// The folder of the package `papaparse`.
    #[arg(long)]
    papaparse: PathBuf,
    /// Where the result is written, as JSON.
    #[arg(long)]
    output: PathBuf,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let bytes = std::fs::metadata(&arguments.file)?.len();
    let pages = tempfile::tempdir()?;
    std::fs::write(pages.path().join("read.html"), include_str!("../pages/read.html"))?;
    std::fs::write(pages.path().join("papaparse.html"), include_str!("../pages/papaparse.html"))?;
    std::fs::copy(arguments.papaparse.join("papaparse.min.js"), pages.path().join("papaparse.min.js"))
        .context("PapaParse")?;
    let peers = Site::start(Some(pages.path().to_owned())).await?;

    let mut longest_task: f64 = 0.0;
    let mut times = Contestant::ALL.map(|contestant| (contestant, Vec::new()));
    journey((1280, 800), async |page| {
        for round in 1..=arguments.rounds {
            for (contestant, times) in &mut times {
                let measured = contestant.run(page, &peers.address, &arguments.file).await?;
                let counted = measured.records.unwrap_or(arguments.records);
                ensure!(counted == arguments.records, "{}: {counted} records", contestant.title());
                println!("round {round}: {:<28} {:>9.0} ms", contestant.title(), measured.milliseconds);
                times.push(measured.milliseconds);
                longest_task = measured.longest_task.max(longest_task);
            }
        }
        Ok(())
    })
    .await?;

    let table = Table::new(bytes, arguments.records, times, longest_task);
    println!("\n{table}");
    std::fs::write(&arguments.output, serde_json::to_string_pretty(&table)? + "\n")?;
    println!("written to {}", arguments.output.display());
    Ok(())
}
