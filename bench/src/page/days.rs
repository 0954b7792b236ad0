//! Two whole days at once: until each file has its verdict, and until the days have theirs.

use std::path::PathBuf;

use anyhow::Result;
use daybreak_e2e::Page;
use serde::Deserialize;

use super::Figure;
use super::memory::peak;
use crate::browser::outcome;
use crate::files::Made;

#[derive(Deserialize)]
struct Times {
    files: f64,
    together: f64,
    busy: f64,
}

/// The figures of the days of so many accounts, under this name.
pub(super) async fn days(page: &Page, name: &str, files: &[Made], accounts: u64) -> Result<Vec<Figure>> {
    page.open("").await?;
    page.run(include_str!("../../scripts/busy.js")).await?;
    page.run(include_str!("../../scripts/days.js")).await?;
    let paths: Vec<PathBuf> = files.iter().map(|file| file.path.clone()).collect();
    page.begin(&paths).await?;
    let times: Times = outcome(page).await?;
    let megabytes = super::memory::megabytes(files.iter().map(|file| file.bytes).sum());
    let figure = |what: &str, title: &str, unit, value| Figure {
        note: Some(format!("two days of {accounts} accounts, {megabytes:.0} MB")),
        ..Figure::new(format!("{what}/{name}"), format!("{name}: {title}"), unit, value)
    };
    Ok(vec![
        figure("files_checked", "until every file has its verdict", "ms", times.files),
        figure("days_checked", "until the days have theirs", "ms", times.together),
        figure("task_together", "longest task of the page meanwhile (0: under 50)", "ms", times.busy),
        figure("memory", "page and workers, most memory", "MB", peak()),
    ])
}
