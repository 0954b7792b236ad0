//! The first moments: until files can be dropped, and until a finding is seen.

use anyhow::{Result, ensure};
use daybreak_e2e::Page;
use serde::Deserialize;

use super::Figure;
use crate::browser::{look_for_files, outcome, warm_up};
use crate::files::Made;

/// Milliseconds since the page was asked for.
#[derive(Deserialize)]
struct Start {
    /// Files can be dropped.
    ready: f64,
    /// Something was painted.
    painted: f64,
}

/// How long a browser that has never seen the page takes until files can be dropped.
pub(super) async fn cold(page: &Page) -> Result<Vec<Figure>> {
    page.before_each(include_str!("../../scripts/start.js")).await?;
    page.go(&page.site.address).await?;
    let start: Start = outcome(page).await?;
    Ok(vec![Figure::new("cold_start", "cold start until files can be dropped", "ms", start.ready)])
}

/// The same where the browser has kept the page, of which it asks the server for nothing.
pub(super) async fn warm(page: &Page) -> Result<Vec<Figure>> {
    page.before_each(include_str!("../../scripts/start.js")).await?;
    page.open("").await?;
    look_for_files(page).await;
    page.go(&page.site.address).await?;
    let start: Start = outcome(page).await?;
    let is_kept: bool = page.value("return !!navigator.serviceWorker.controller").await?;
    ensure!(is_kept, "the page is not kept");
    // Painted before files can be dropped, or with it.
    let waited = (start.ready - start.painted).max(0.0);
    Ok(vec![
        Figure::new("warm_start", "warm start until files can be dropped", "ms", start.ready),
        Figure::new("warm_start_painted", "warm start, first paint until files can be dropped", "ms", waited),
    ])
}

/// Milliseconds since a file was dropped.
#[derive(Deserialize)]
struct Shown {
    /// A finding is shown.
    first: f64,
    /// All of them are.
    listed: f64,
}

/// How long after the drop the first finding is seen, and the list of all.
pub(super) async fn first_finding(page: &Page, file: &Made) -> Result<Vec<Figure>> {
    warm_up(page).await?;
    page.open("").await?;
    look_for_files(page).await;
    page.run(include_str!("../../scripts/first_finding.js")).await?;
    page.begin(std::slice::from_ref(&file.path)).await?;
    let shown: Shown = outcome(page).await?;
    Ok(vec![
        Figure::new("first_finding", "first finding of a 10 MB file, after the drop", "ms", shown.first),
        Figure::new("listed_findings", "its verdict and the list of its findings, after the drop", "ms", shown.listed),
    ])
}
