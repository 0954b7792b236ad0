//! Everything that was measured, as it is told and kept.

mod grid;
mod markdown;
mod picture;
mod targets;

use std::fmt::{self, Display, Formatter};

use serde::Serialize;

use crate::contest::{Entry, Group, Run};
use crate::machine::Machine;
use crate::page::Figures;
use crate::series::{Series, Summary};

pub(crate) use markdown::write_into;
pub(crate) use picture::picture;
use targets::Target;

/// A part of the page, with its size in bytes as it is and compressed.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Asset {
    pub(crate) name: String,
    pub(crate) raw: u64,
    pub(crate) brotli: u64,
}

/// The outcome of a run of the bench.
#[derive(Debug, Serialize)]
pub(crate) struct Results {
    machine: Machine,
    /// Of the file that everybody gets.
    records: u64,
    /// Of the file that everybody gets.
    bytes: u64,
    rounds: usize,
    sections: Vec<Section>,
    figures: Vec<Line>,
    assets: Vec<Asset>,
    targets: Vec<Target>,
    failures: Vec<String>,
    /// How long all of it took.
    seconds: u64,
}

/// Runs that are told of together.
#[derive(Debug, Serialize)]
struct Section {
    title: &'static str,
    ratio_title: &'static str,
    lines: Vec<Line>,
}

/// One series with what it comes to.
#[derive(Debug, Serialize)]
struct Line {
    series: Series,
    summary: Option<Summary>,
    megabytes_per_second: Option<Summary>,
    ratio: Option<Summary>,
}

/// What [`Results`] are made of.
pub(crate) struct Measured {
    pub(crate) machine: Machine,
    pub(crate) records: u64,
    pub(crate) bytes: u64,
    pub(crate) rounds: usize,
    pub(crate) groups: Vec<Group>,
    pub(crate) is_large: bool,
    pub(crate) entries: Vec<Entry>,
    pub(crate) figures: Figures,
    pub(crate) assets: Vec<Asset>,
    pub(crate) seconds: u64,
}

impl Results {
    pub(crate) fn new(measured: Measured) -> Self {
        let Measured { machine, records, bytes, rounds, groups, is_large, entries, figures, assets, seconds } =
            measured;
        let targets = targets::all(&entries, &figures.series, &assets);
        let sections = groups.iter().map(|group| Section::new(*group, is_large, &entries)).collect::<Vec<_>>();
        let mut failures = figures.failures;
        failures.extend(entries.iter().flat_map(|entry| {
            entry.series.failures.iter().map(|failure| format!("{}: {failure}", entry.series.title))
        }));
        Self {
            machine,
            records,
            bytes,
            rounds,
            sections: sections.into_iter().filter(|section| !section.lines.is_empty()).collect(),
            figures: figures.series.into_iter().map(|series| Line::new(series, None)).collect(),
            assets,
            targets,
            failures,
            seconds,
        }
    }
}

impl Section {
    fn new(group: Group, is_large: bool, entries: &[Entry]) -> Self {
        let find = |run: Run| entries.iter().find(|entry| entry.run == run);
        let runs = group.runs(is_large).into_iter().filter_map(find);
        let lines = runs.map(|entry| {
            let ratio = entry.run.ratio().and_then(|(one, other)| find(one)?.series.times(&find(other)?.series));
            Line::new(entry.series.clone(), ratio)
        });
        Self { title: group.title(), ratio_title: group.ratio_title(), lines: lines.collect() }
    }
}

impl Line {
    fn new(series: Series, ratio: Option<Summary>) -> Self {
        Self { summary: series.summary(), megabytes_per_second: series.rates(), ratio, series }
    }
}

impl Display for Results {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        for grid in grid::all(self) {
            writeln!(out, "{grid}")?;
        }
        for failure in &self.failures {
            writeln!(out, "failed: {failure}")?;
        }
        Ok(())
    }
}
