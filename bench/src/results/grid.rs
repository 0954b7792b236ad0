//! The results as tables of words, for a terminal and for Markdown.

use std::fmt::{self, Display, Formatter};

use super::{Line, Results, Section};
use crate::series::{Series, Summary};

/// A table; its first column is of words, the others of figures.
pub(super) struct Grid {
    pub(super) title: String,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// All tables.
pub(super) fn all(results: &Results) -> Vec<Grid> {
    let mut grids = vec![targets(results)];
    grids.extend(results.sections.iter().map(section));
    grids.push(figures(results));
    grids.push(assets(results));
    grids.retain(|grid| !grid.rows.is_empty());
    grids
}

fn grid(title: &str, head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Grid {
    Grid { title: title.to_owned(), head: head.iter().map(|&word| word.to_owned()).collect(), rows: rows.collect() }
}

fn targets(results: &Results) -> Grid {
    let rows = results
        .targets
        .iter()
        .map(|target| vec![target.what.clone(), target.needed_words(), target.measured_words(), target.outcome()]);
    grid("What is to be reached", &["", "to reach", "measured", ""], rows)
}

fn section(section: &Section) -> Grid {
    let rows = section.lines.iter().map(|line| {
        vec![
            line.series.title.clone(),
            line.series.bytes.map_or_else(String::new, |bytes| number(bytes as f64 / 1e6)),
            line.summary.map_or_else(String::new, |summary| number(summary.median)),
            line.megabytes_per_second.map_or_else(String::new, |rates| number(rates.median)),
            line.megabytes_per_second.map_or_else(String::new, spread),
            line.ratio.map_or_else(String::new, |ratio| format!("{:.2}", ratio.median)),
            line.ratio.map_or_else(String::new, |ratio| format!("{:.2}–{:.2}", ratio.min, ratio.max)),
            rounds(&line.series),
        ]
    });
    let head = ["", "MB", "ms", "MB/s", "spread", section.ratio_title, "spread", "rounds"];
    grid(section.title, &head, rows)
}

fn figures(results: &Results) -> Grid {
    let row = |line: &Line| {
        let title = &line.series.title;
        let title = line.series.note.as_ref().map_or_else(|| title.clone(), |note| format!("{title} ({note})"));
        vec![
            title,
            line.summary.map_or_else(String::new, |summary| format!("{} {}", number(summary.median), line.series.unit)),
            line.summary.map_or_else(String::new, spread),
            rounds(&line.series),
        ]
    };
    grid("What a user waits for, and memory", &["", "median", "spread", "rounds"], results.figures.iter().map(row))
}

fn assets(results: &Results) -> Grid {
    let row = |name: &str, raw: u64, brotli: u64| vec![name.to_owned(), raw.to_string(), brotli.to_string()];
    let (raw, brotli) = results.assets.iter().fold((0, 0), |sum, asset| (sum.0 + asset.raw, sum.1 + asset.brotli));
    let mut rows: Vec<Vec<String>> =
        results.assets.iter().map(|asset| row(&asset.name, asset.raw, asset.brotli)).collect();
    if !rows.is_empty() {
        rows.push(row("all", raw, brotli));
    }
    grid("The page's parts", &["", "bytes", "bytes, by brotli"], rows.into_iter())
}

/// How many rounds count, and what is to be said of the others.
fn rounds(series: &Series) -> String {
    let (all, counted) = (series.samples.len(), series.counted().len());
    match (series.left_out(), series.disturbed()) {
        (0, 0) => all.to_string(),
        (0, disturbed) => format!("{all}, {disturbed} disturbed"),
        _ => format!("{counted} of {all}"),
    }
}

fn spread(summary: Summary) -> String {
    format!("{}–{}", number(summary.min), number(summary.max))
}

/// With as many digits as mean something.
pub(super) fn number(value: f64) -> String {
    if value.abs() < 10.0 { format!("{value:.1}") } else { format!("{value:.0}") }
}

impl Grid {
    /// As Markdown.
    pub(super) fn markdown(&self) -> String {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let rule: Vec<String> =
            (0..self.head.len()).map(|at| if at == 0 { "---" } else { "---:" }.to_owned()).collect();
        let rows: String = self.rows.iter().map(|row| line(row)).collect();
        format!("### {}\n\n{}{}{rows}", self.title, line(&self.head), line(&rule))
    }
}

impl Display for Grid {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let all = || std::iter::once(&self.head).chain(&self.rows);
        let widths: Vec<usize> = (0..self.head.len())
            .map(|at| all().filter_map(|row| row.get(at)).map(|cell| cell.chars().count()).max().unwrap_or(0))
            .collect();
        writeln!(out, "{}", self.title)?;
        for row in all() {
            for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
                let gap = " ".repeat(width - cell.chars().count());
                if at == 0 { write!(out, "  {cell}{gap}")? } else { write!(out, "  {gap}{cell}")? }
            }
            writeln!(out)?;
        }
        Ok(())
    }
}
