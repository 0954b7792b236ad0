//! What a user of the page waits for, and what it takes of the machine: each visit in a browser of its own.

mod cancel;
mod days;
mod export;
mod memory;
mod start;
mod visit;

use std::time::Duration;

use anyhow::{Context as _, Result};
use daybreak_e2e::{Page, journey};

use crate::browser::VIEW;
use crate::contest::Program;
use crate::files::{Files, MANY_ACCOUNTS, Which};
use crate::load::Moment;
use crate::processes;
use crate::series::{Sample, Series};

/// What was measured on the page.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    pub(crate) series: Vec<Series>,
    pub(crate) failures: Vec<String>,
}

/// One value among those of a visit.
struct Figure {
    name: String,
    title: String,
    unit: &'static str,
    value: f64,
    note: Option<String>,
}

impl Figure {
    fn new(name: impl Into<String>, title: impl Into<String>, unit: &'static str, value: f64) -> Self {
        Self { name: name.into(), title: title.into(), unit, value, note: None }
    }
}

impl Figures {
    /// Visits the page once for each figure.
    pub(crate) async fn round(&mut self, round: usize, files: &Files, program: &Program, is_large: bool) -> Result<()> {
        self.visit(round, "cold start", 0, async |page| start::cold(page).await).await;
        self.visit(round, "warm start", 0, async |page| start::warm(page).await).await;
        let small = files.get(Which::Small)?;
        self.visit(round, "first finding", small.bytes, async |page| start::first_finding(page, &small).await).await;
        let sizes = [Some(Which::Transactions), Some(Which::Big), is_large.then_some(Which::Huge)];
        for which in sizes.into_iter().flatten() {
            let file = files.get(which)?;
            self.visit(round, &which.to_string(), file.bytes, async |page| visit::visit(page, which, &file).await)
                .await;
        }
        let (which, file) = (Which::Transactions, files.get(Which::Transactions)?);
        self.visit(round, "cancel", file.bytes, async |page| cancel::cancel(page, which, &file).await).await;
        let sets = [Some(("days", files.accounts())), is_large.then_some(("many days", MANY_ACCOUNTS))];
        for (name, accounts) in sets.into_iter().flatten() {
            let days = files.days(accounts)?;
            let bytes = days.iter().map(|file| file.bytes).sum();
            self.visit(round, name, bytes, async |page| days::days(page, name, &days, accounts).await).await;
        }
        for which in [Some(Which::Faulty), is_large.then_some(Which::Huge)].into_iter().flatten() {
            let file = files.get(which)?;
            self.visit(round, "export", file.bytes, async |page| export::by_page(page, which, &file).await).await;
        }
        let faulty = files.get(Which::Faulty)?;
        let before = Moment::now();
        let exported = export::by_program(program, &faulty);
        self.note(round, "export", before, exported);
        Ok(())
    }

    /// A visit in a new browser, given up in time.
    async fn visit<F>(&mut self, round: usize, what: &str, bytes: u64, walk: F)
    where
        F: AsyncFnOnce(&Page) -> Result<Vec<Figure>>,
    {
        let patience = Duration::from_secs(90 + bytes / 20_000_000);
        let before = Moment::now();
        let mut told = Vec::new();
        let walked = journey(VIEW, async |page| {
            let walked = tokio::time::timeout(patience, walk(page)).await;
            if walked.is_err() {
                processes::end_renderers();
            }
            told = walked.with_context(|| format!("given up after {} s", patience.as_secs()))??;
            Ok(())
        })
        .await;
        self.note(round, what, before, walked.map(|()| told));
    }

    fn note(&mut self, round: usize, what: &str, before: Option<Moment>, told: Result<Vec<Figure>>) {
        let foreign = before.and_then(Moment::foreign_since);
        match told {
            Ok(figures) => figures.into_iter().for_each(|figure| self.add(round, foreign, figure)),
            Err(error) => {
                println!("round {round}: {what} failed: {error:#}");
                self.failures.push(format!("round {round}: {what}: {error:#}"));
            }
        }
    }

    fn add(&mut self, round: usize, foreign: Option<f64>, figure: Figure) {
        println!("round {round}: {:<55} {:>9.1} {}", figure.title, figure.value, figure.unit);
        let known = self.series.iter().position(|series| series.name == figure.name);
        let index = known.unwrap_or_else(|| {
            self.series.push(Series::new(figure.name, figure.title, figure.unit));
            self.series.len() - 1
        });
        if let Some(series) = self.series.get_mut(index) {
            series.note = figure.note;
            series.samples.push(Sample { round, value: figure.value, foreign });
        }
    }
}
