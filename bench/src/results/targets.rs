//! What is to be reached, and whether it is.

use daybreak_schema::KINDS;
use serde::Serialize;

use super::Asset;
use super::grid::number;
use crate::contest::{Entry, Run, Who};
use crate::files::Which;
use crate::series::{Series, Summary};

/// A figure with its bound.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Target {
    pub(super) what: String,
    unit: &'static str,
    is_least: bool,
    bound: f64,
    /// `None` if this run did not measure it.
    measured: Option<f64>,
}

impl Target {
    fn least(what: &str, bound: f64, measured: Option<Summary>) -> Self {
        let measured = measured.map(|summary| summary.median);
        Self { what: what.to_owned(), unit: "times", is_least: true, bound, measured }
    }

    fn most(what: &str, unit: &'static str, bound: f64, measured: Option<f64>) -> Self {
        Self { what: what.to_owned(), unit, is_least: false, bound, measured }
    }

    pub(super) fn needed_words(&self) -> String {
        let word = if self.is_least { "at least" } else { "at most" };
        format!("{word} {}", self.words(self.bound))
    }

    pub(super) fn measured_words(&self) -> String {
        self.measured.map_or_else(String::new, |measured| self.words(measured))
    }

    fn words(&self, value: f64) -> String {
        if self.is_least { format!("{value:.2} {}", self.unit) } else { format!("{} {}", number(value), self.unit) }
    }

    /// Reached, or by how much it is missed.
    pub(super) fn outcome(&self) -> String {
        let Some(measured) = self.measured else { return "not measured".to_owned() };
        let share = if self.is_least { measured / self.bound } else { self.bound / measured };
        if share >= 1.0 {
            return "reached".to_owned();
        }
        let by = if self.is_least { self.bound - measured } else { measured - self.bound };
        format!("missed by {} ({:.0} %)", self.words(by), by / self.bound * 100.0)
    }
}

/// All of them.
pub(super) fn all(entries: &[Entry], figures: &[Series], assets: &[Asset]) -> Vec<Target> {
    let series = |who, on| entries.iter().find(|entry| entry.run == Run { who, on }).map(|entry| &entry.series);
    let times = |one: (Who, Which), other: (Who, Which)| series(one.0, one.1)?.times(series(other.0, other.1)?);
    let page = (Who::Page, Which::Transactions);
    let against = |who| times(page, (who, Which::Transactions));
    let sample =
        |token: &str| KINDS.iter().find(|kind| kind.token == token).map(|kind| (Who::Page, Which::Sample(kind)));
    let slowest = KINDS
        .iter()
        .filter_map(|kind| Some((kind.token, times(sample(kind.token)?, sample("transactions")?)?)))
        .min_by(|(_, one), (_, other)| one.median.total_cmp(&other.median));
    let (kind, kinds) = slowest.unzip();
    let kinds_title = format!(
        "slowest of the six kinds, against Transactions{}",
        kind.map_or_else(String::new, |kind| format!(" ({kind})"))
    );
    let figure = |name: &str| figures.iter().find(|series| series.name == name)?.summary();
    // The longest of all: a page that answers late once has answered late.
    let tasks = figures.iter().filter(|series| series.name.starts_with("task_"));
    let longest = tasks.filter_map(Series::summary).map(|summary| summary.max).max_by(f64::total_cmp);
    let weight: u64 = assets.iter().map(|asset| asset.brotli).sum();
    vec![
        Target::least("page, full validation, against the raw read", 0.6, against(Who::Read)),
        Target::least("page against PapaParse, splitting only", 10.0, against(Who::PapaParse)),
        Target::least("page against uDSV, splitting only", 6.0, against(Who::Udsv)),
        Target::least("page against DuckDB-Wasm's partial check", 8.0, against(Who::DuckDb)),
        Target::least(
            "command line against the csv crate's iteration",
            3.0,
            times((Who::AllCores, Which::Transactions), (Who::Csv, Which::Transactions)),
        ),
        Target::least(&kinds_title, 0.7, kinds),
        Target::least("five times the size, bytes per second", 0.9, times((Who::Page, Which::Big), page)),
        Target::least("every 20th record quoted, page", 0.8, times((Who::Page, Which::Quoted), page)),
        Target::least("every 20th record damaged, page", 0.5, times((Who::Page, Which::Damaged), page)),
        Target::most(
            "warm start, first paint until files can be dropped",
            "ms",
            300.0,
            figure("warm_start_painted").map(|summary| summary.median),
        ),
        Target::most(
            "first finding of a 10 MB file",
            "ms",
            150.0,
            figure("first_finding").map(|summary| summary.median),
        ),
        // Shorter ones are not told, which is as good.
        Target::most("longest task on the page, at any time", "ms", 50.0, longest.map(|task| task.max(0.0))),
        Target::most(
            "any row, slowest of all",
            "ms",
            100.0,
            figure("row_worst/transactions").map(|summary| summary.max),
        ),
        Target::most(
            "from the click on cancel until the verdict is there",
            "ms",
            100.0,
            figure("cancel/transactions").map(|summary| summary.median),
        ),
        Target::most(
            "page and workers, file of 4.6 GB, hashes of keys included",
            "MB",
            400.0,
            figure("memory/huge").map(|summary| summary.max),
        ),
        Target::most("page, all assets, brotli", "kB", 400.0, (weight > 0).then_some(weight as f64 / 1000.0)),
    ]
}
