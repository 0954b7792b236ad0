//! One file from its drop to its last row: how busy the page is, what memory it takes, how soon a row is there.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use daybreak_e2e::Page;
use serde::Deserialize;
use serde_json::Value;

use super::Figure;
use super::memory::{Watch, peak};
use crate::browser::outcome;
use crate::files::{Made, Which};

/// How many records are gone to.
const JUMPS: u64 = 20;

#[derive(Deserialize)]
struct Busy {
    task: f64,
    wait: f64,
}

pub(super) async fn visit(page: &Page, which: Which, file: &Made) -> Result<Vec<Figure>> {
    let figure = |name: &str, title: &str, unit, value| {
        Figure::new(format!("{name}/{which}"), format!("{which}: {title}"), unit, value)
    };
    page.open("").await?;
    page.run(include_str!("../../scripts/verdict.js")).await?;
    page.run(include_str!("../../scripts/busy.js")).await?;
    let idle = peak();
    let watch = Watch::start();

    page.begin(std::slice::from_ref(&file.path)).await?;
    let checked: Value = outcome(page).await?;
    ensure!(checked.get("phase").and_then(Value::as_str) == Some("ready"), "the page has failed: {checked}");
    let checking = busy(page).await?;
    let after_check = peak();

    page.tab("Rows").await?;
    page.until("[data-record='1']").await?;
    page.run(include_str!("../../scripts/rows.js")).await?;
    let records = file.records.context("only a valid file is looked through")?;
    let mut jumps = Vec::new();
    for jump in 1..=JUMPS {
        // Each far from the one before (steps of the golden ratio), the last record at the end.
        let record = if jump == JUMPS { records } else { 1 + jump * 618 % 1000 * records / 1000 };
        page.run(&format!("jumpTo({record})")).await?;
        jumps.push(outcome::<f64>(page).await?);
    }
    jumps.sort_by(f64::total_cmp);
    page.run("takeBusy(); scrollAbout(3000)").await?;
    let _: u64 = outcome(page).await?;
    let scrolling = busy(page).await?;

    let mut figures = vec![
        figure("task_checking", "longest task of the page during the check (0: under 50)", "ms", checking.task),
        figure("wait_checking", "longest wait of a timer on the page during the check", "ms", checking.wait),
        figure("task_scrolling", "longest task while scrolling (0: under 50)", "ms", scrolling.task),
        figure("wait_scrolling", "longest wait of a timer while scrolling", "ms", scrolling.wait),
        figure("row", "until any row is drawn, median of 20", "ms", *jumps.get(jumps.len() / 2).context("jumps")?),
        figure("row_worst", "until any row is drawn, slowest of 20", "ms", *jumps.last().context("jumps")?),
    ];
    if idle > 0.0 {
        figures.push(figure("memory_idle", "memory of the page before the drop", "MB", idle));
        figures.push(figure("memory_check", "page and workers, most memory during the check", "MB", after_check));
        figures.push(figure("memory", "page and workers, most memory up to the last row", "MB", peak()));
        figures.push(figure("memory_browser", "all of the browser, most memory", "MB", watch.most()));
    }
    Ok(figures)
}

/// How busy the page was since it was last asked. A browser tells of a task a little later.
async fn busy(page: &Page) -> Result<Busy> {
    tokio::time::sleep(Duration::from_millis(500)).await;
    page.value("return takeBusy()").await
}
