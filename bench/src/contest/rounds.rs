//! The rounds: everybody once, then everybody again, so that what drifts drifts for all.

use std::collections::VecDeque;
use std::path::Path;
use std::time::Duration;

use anyhow::{Result, anyhow, ensure};
use daybreak_e2e::{Page, journey};
use serde::Deserialize;

use super::{Program, Run, Who, native};
use crate::browser::{self, VIEW, outcome};
use crate::files::Made;
use crate::load::Moment;
use crate::processes;
use crate::series::{Sample, Series};

/// So many browsers may fail in a round.
const BROWSERS: usize = 3;

/// A run with its file and what was measured of it so far.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) run: Run,
    pub(crate) file: Made,
    pub(crate) series: Series,
}

impl Entry {
    pub(crate) fn new(run: Run, file: Made) -> Self {
        let mut series = Series::new(run.to_string(), run.title(), "ms");
        series.bytes = Some(file.bytes);
        Self { run, file, series }
    }

    /// Who fails twice is out.
    fn is_out(&self) -> bool {
        self.series.failures.len() > 1
    }

    /// How long a run may take before it is given up: at a twentieth of what the slowest peer needs.
    fn patience(&self) -> Duration {
        Duration::from_secs(60 + self.file.bytes / 5_000_000)
    }

    fn note(&mut self, round: usize, foreign: Option<f64>, measured: Result<f64>) {
        match measured {
            Ok(value) => {
                let others = foreign.map_or(0.0, |share| share * 100.0);
                println!("round {round}: {:<55} {value:>9.0} ms, others {others:>3.0} %", self.series.title);
                self.series.samples.push(Sample { round, value, foreign });
            }
            Err(error) => {
                println!("round {round}: {:<55} failed: {error:#}", self.series.title);
                self.series.failures.push(format!("round {round}: {error:#}"));
            }
        }
    }
}

/// Runs one round.
pub(crate) async fn run(entries: &mut [Entry], round: usize, program: &Program, peers: &str) -> Result<()> {
    for entry in entries.iter_mut().filter(|entry| !entry.run.is_in_browser() && !entry.is_out()) {
        let before = Moment::now();
        let measured = native::run(entry.run.who, program, &entry.file.path).and_then(|found| {
            judge(entry, found.records, found.is_accepted)?;
            Ok(found.milliseconds)
        });
        let foreign = before.and_then(Moment::foreign_since);
        entry.note(round, foreign, measured);
    }
    let in_browser = entries.iter_mut().filter(|entry| entry.run.is_in_browser() && !entry.is_out());
    let mut waiting: VecDeque<&mut Entry> = in_browser.collect();
    // Nobody is always the first in a new browser.
    if !waiting.is_empty() {
        let first = round % waiting.len();
        waiting.rotate_left(first);
    }
    let mut failures = 0;
    while !waiting.is_empty() {
        // A browser for each round, and another one after a failure: who knows what is left of it.
        let driven = journey(VIEW, async |page| {
            browser::warm_up(page).await?;
            while let Some(entry) = waiting.pop_front() {
                let (foreign, measured) = turn(page, entry, peers).await;
                let has_failed = measured.is_err();
                entry.note(round, foreign, measured);
                if has_failed {
                    break;
                }
            }
            Ok(())
        })
        .await;
        if let Err(error) = driven {
            println!("round {round}: the browser failed: {error:#}");
            failures += 1;
        }
        if failures == BROWSERS {
            waiting.drain(..).for_each(|entry| entry.note(round, None, Err(anyhow!("there was no browser"))));
        }
    }
    Ok(())
}

/// A run in the browser, and the load meanwhile.
async fn turn(page: &Page, entry: &Entry, peers: &str) -> (Option<f64>, Result<f64>) {
    if let Err(error) = open(page, entry.run.who, peers).await {
        return (None, Err(error));
    }
    let before = Moment::now();
    let measured = tokio::time::timeout(entry.patience(), check(page, entry)).await;
    let foreign = before.and_then(Moment::foreign_since);
    let measured = measured.unwrap_or_else(|_| {
        processes::end_renderers();
        Err(anyhow!("given up after {} s", entry.patience().as_secs()))
    });
    (foreign, measured)
}

/// A page in its first state, ready for a file.
async fn open(page: &Page, who: Who, peers: &str) -> Result<()> {
    let name = match who {
        Who::Read => "read",
        Who::PapaParse => "papaparse",
        Who::Udsv => "udsv",
        Who::DuckDb => "duckdb",
        _ => {
            page.open("").await?;
            if who == Who::Page {
                browser::look_for_files(page).await;
            }
            return page.run(include_str!("../../scripts/verdict.js")).await;
        }
    };
    page.go(&format!("{peers}/{name}.html")).await?;
    page.until_true("window.outcome").await
}

/// What a page leaves as its outcome.
#[derive(Debug, Deserialize)]
struct Outcome {
    milliseconds: f64,
    records: Option<u64>,
    phase: Option<String>,
    verdict: Option<String>,
}

async fn check(page: &Page, entry: &Entry) -> Result<f64> {
    page.begin(&[Path::to_owned(&entry.file.path)]).await?;
    let found: Outcome = outcome(page).await?;
    ensure!(found.phase.as_deref().is_none_or(|phase| phase == "ready"), "the page has failed");
    let is_accepted = found.verdict.as_deref().is_none_or(|verdict| verdict == "accepted");
    if let Some(records) = found.records {
        judge(entry, records, is_accepted)?;
    }
    Ok(found.milliseconds)
}

/// Only a whole and right check counts.
fn judge(entry: &Entry, records: u64, is_accepted: bool) -> Result<()> {
    let expected = entry.file.records.unwrap_or(records);
    ensure!(records == expected, "counted {records} records of {expected}");
    ensure!(is_accepted == entry.run.on.is_valid(), "the verdict is wrong: accepted is {is_accepted}");
    Ok(())
}
