//! The results as a picture: bars of megabytes a second, with their spread.

use std::fmt::Write as _;

use super::grid::number;
use super::{Line, Results, Section};

const WIDTH: f64 = 760.0;
/// Where the bars begin.
const LEFT: f64 = 300.0;
/// What is left for the longest bar and its figure.
const LONGEST: f64 = 390.0;
const BAR: f64 = 16.0;
const STEP: f64 = 26.0;

/// Greys that can be read on white and on black; the own bars in the one colour.
const STYLE: &str = "text { font: 13px system-ui, sans-serif; fill: #6b7280 } .title { font-weight: 600 } \
    .bar { fill: #9ca3af } .own { fill: #d97706 } .spread { stroke: #6b7280; stroke-width: 1.5 } \
    @media (prefers-color-scheme: dark) { text { fill: #9ca3af } .bar { fill: #6b7280 } .spread { stroke: #d1d5db } }";

/// An SVG of the sections that compare with others.
pub(crate) fn picture(results: &Results) -> String {
    let sections = || results.sections.iter().take(2);
    let fastest = sections()
        .flat_map(|section| &section.lines)
        .filter_map(|line| Some(line.megabytes_per_second?.max))
        .fold(1.0, f64::max);
    let mut body = String::new();
    let mut top = 10.0;
    for section in sections() {
        top = draw(&mut body, section, fastest, top);
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {top}\" width=\"{WIDTH}\" height=\"{top}\" \
         role=\"img\" aria-label=\"Megabytes a second, by who works on the same file\">\n<style>{STYLE}</style>\n{body}</svg>\n"
    )
}

/// Draws a section below what is there; gives where the next one begins.
fn draw(body: &mut String, section: &Section, fastest: f64, top: f64) -> f64 {
    let title = format!("{}, MB/s", section.title);
    let _ = writeln!(body, "<text class=\"title\" x=\"8\" y=\"{}\">{title}</text>", top + 14.0);
    let mut lines: Vec<&Line> = section.lines.iter().filter(|line| line.megabytes_per_second.is_some()).collect();
    let rate = |line: &Line| line.megabytes_per_second.map_or(0.0, |rates| rates.median);
    lines.sort_by(|one, other| rate(other).total_cmp(&rate(one)));
    let mut at = top + 26.0;
    for line in lines {
        let Some(rates) = line.megabytes_per_second else { continue };
        let x = |rate: f64| LEFT + rate / fastest * LONGEST;
        let (middle, base) = (at + BAR / 2.0, at + BAR - 4.0);
        let class = if line.series.title.contains("Daybreak") { "own" } else { "bar" };
        let _ =
            writeln!(body, "<text x=\"{}\" y=\"{base}\" text-anchor=\"end\">{}</text>", LEFT - 8.0, line.series.title);
        let _ = writeln!(
            body,
            "<rect class=\"{class}\" x=\"{LEFT}\" y=\"{at}\" width=\"{:.1}\" height=\"{BAR}\" rx=\"2\"/>",
            x(rates.median) - LEFT
        );
        let _ = writeln!(
            body,
            "<line class=\"spread\" x1=\"{:.1}\" x2=\"{:.1}\" y1=\"{middle}\" y2=\"{middle}\"/>",
            x(rates.min),
            x(rates.max)
        );
        let _ = writeln!(body, "<text x=\"{:.1}\" y=\"{base}\">{}</text>", x(rates.max) + 8.0, number(rates.median));
        at += STEP;
    }
    at + 12.0
}
