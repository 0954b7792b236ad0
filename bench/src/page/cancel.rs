//! A check that is cancelled in its midst: until its verdict is there.

use anyhow::{Context as _, Result, ensure};
use daybreak_e2e::Page;
use serde::Deserialize;

use super::Figure;
use crate::browser::{look_for_files, outcome};
use crate::files::{Made, Which};

/// So often it is cancelled.
const TIMES: usize = 5;

#[derive(Deserialize)]
struct Cancelled {
    milliseconds: f64,
    verdict: String,
}

pub(super) async fn cancel(page: &Page, which: Which, file: &Made) -> Result<Vec<Figure>> {
    page.open("").await?;
    look_for_files(page).await;
    let mut waits = Vec::new();
    for _ in 0..TIMES {
        page.run(include_str!("../../scripts/cancel.js")).await?;
        page.begin(std::slice::from_ref(&file.path)).await?;
        let Cancelled { milliseconds, verdict } = outcome(page).await?;
        ensure!(verdict == "incomplete", "a check that was cancelled is {verdict}");
        waits.push(milliseconds);
        page.click(".files__close").await?;
        page.until("[data-phase=idle]").await?;
    }
    waits.sort_by(f64::total_cmp);
    let title = format!("{which}: from the click on cancel until the verdict is there, median of {TIMES}");
    Ok(vec![Figure::new(format!("cancel/{which}"), title, "ms", *waits.get(TIMES / 2).context("waits")?)])
}
