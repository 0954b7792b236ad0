//! All findings into a file, by the page and by the command line.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use daybreak_e2e::Page;

use super::Figure;
use super::memory::peak;
use crate::contest::Program;
use crate::files::{Made, Which};

/// By a download: nobody is there to answer a dialog that asks where to save.
const NO_DIALOG: &str = "window.showSaveFilePicker = undefined;";

pub(super) async fn by_page(page: &Page, which: Which, file: &Made) -> Result<Vec<Figure>> {
    page.before_each(NO_DIALOG).await?;
    page.open("").await?;
    page.run(include_str!("../../scripts/verdict.js")).await?;
    page.begin(std::slice::from_ref(&file.path)).await?;
    let _: serde_json::Value = crate::browser::outcome(page).await?;
    let item = page.file().await?;
    let number = |text: &str| text.replace(',', "").parse::<u64>().unwrap_or(0);
    let found = number(&item.errors) + number(&item.warnings);
    page.click("[data-action=export]").await?;
    page.until("[data-export=csv]").await?;
    page.click("[data-export=every]").await?;
    let start = Instant::now();
    page.run("document.querySelector('[data-export=csv]').click()").await?;
    let saved = saved(page.downloads()).await?;
    let milliseconds = start.elapsed().as_secs_f64() * 1000.0;
    if which == Which::Huge {
        let title = "huge: export of findings as CSV by the page, from the click on";
        let told = figure("export_huge", title, milliseconds, lines(&saved)?, found);
        let memory = Figure::new(
            "memory_export/huge",
            "huge: page and workers, most memory up to the end of the export",
            "MB",
            peak(),
        );
        return Ok(vec![Figure { unit: "ms", value: milliseconds, ..told }, memory]);
    }
    Ok(vec![figure("export_page", "export of findings as CSV by the page", milliseconds, lines(&saved)?, found)])
}

pub(super) fn by_program(program: &Program, file: &Made) -> Result<Vec<Figure>> {
    let folder = tempfile::tempdir()?;
    let saved = folder.path().join("findings.csv");
    let mut command = program.check(&file.path);
    command.args(["--all", "--format", "csv", "--output"]).arg(&saved);
    let start = Instant::now();
    let output = command.output()?;
    let milliseconds = start.elapsed().as_secs_f64() * 1000.0;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = lines(&saved)?;
    Ok(vec![figure("export_cli", "check and export of findings as CSV, command line", milliseconds, lines, lines)])
}

fn figure(name: &str, title: &str, milliseconds: f64, lines: u64, found: u64) -> Figure {
    let per_million = milliseconds / lines.max(1) as f64 * 1e6;
    let note = if lines < found {
        format!("{lines} of {found} findings were written, in {milliseconds:.0} ms")
    } else {
        format!("{lines} findings were written, in {milliseconds:.0} ms")
    };
    Figure { note: Some(note), ..Figure::new(name, title, "ms per million", per_million) }
}

/// The file that was saved, once it is whole: until then the browser calls it otherwise.
async fn saved(folder: &Path) -> Result<PathBuf> {
    loop {
        let entries = fs::read_dir(folder)?.flatten().map(|entry| entry.path());
        let whole = entries.filter(|path| path.extension().is_some_and(|ending| ending == "csv"));
        if let Some(path) = whole.into_iter().next()
            && fs::metadata(&path)?.len() > 0
        {
            return Ok(path);
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// How many findings a CSV lists.
fn lines(file: &Path) -> Result<u64> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(file).context("the saved file")?;
    let mut record = csv::ByteRecord::new();
    let mut lines = 0;
    while reader.read_byte_record(&mut record)? {
        lines += 1;
    }
    Ok(lines)
}
