//! The report as text, for people at a terminal.

use std::fmt::Write as _;

use daybreak_engine::{Severity, Verdict, rule};

use crate::mask::Values;
use crate::model::{FileReport, FindingEntry, Report, RuleCount};
use crate::sentences::{
    after_resubmission, and_more, due, expected_and_found, file_named, findings_of, has_masked_values, in_all, kind,
    mending, not_checked, not_listed, notes, of_file, other_place, place,
};
use crate::words::{counted, grouped};
use crate::write::{Write, whole};

/// How many findings of one rule are shown.
pub(crate) const SHOWN: usize = 5;

/// How the text is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// With the colours of a terminal.
    pub colour: bool,
    /// Every stored finding, not only the first few of each rule.
    pub all: bool,
}

/// The line of a file around a finding, and where in it the finding lies, in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The line, or a part of it, as it may be shown.
    pub line: String,
    /// The first character that is meant.
    pub start: usize,
    /// How many are meant.
    pub width: usize,
}

/// Writes the report. `excerpt` gives the raw line of a finding of the file at this position, where it can.
pub fn render(report: &Report, style: Style, excerpt: impl FnMut(usize, &FindingEntry) -> Option<Excerpt>) -> String {
    whole(report, Writer::new(report, style, excerpt))
}

/// Writes a report finding by finding. What is said of each rule, and with it the first few findings, comes from the report;
/// those that follow one by one are written only if the style asks for all.
pub struct Writer<'a, F> {
    report: &'a Report,
    style: Style,
    excerpt: F,
    /// How many files were begun.
    begun: usize,
    /// The rules of the file at hand, and how what each found is mended.
    helps: Vec<(&'a RuleCount, Option<&'a str>)>,
    listed: bool,
}

impl<'a, F: FnMut(usize, &FindingEntry) -> Option<Excerpt>> Writer<'a, F> {
    /// Writes this report.
    pub fn new(report: &'a Report, style: Style, excerpt: F) -> Self {
        Self { report, style, excerpt, begun: 0, helps: Vec::new(), listed: false }
    }

    fn end_file(&mut self, out: &mut String) {
        if std::mem::replace(&mut self.listed, false) {
            out.push('\n');
        }
    }
}

impl<F: FnMut(usize, &FindingEntry) -> Option<Excerpt>> Write for Writer<'_, F> {
    fn file(&mut self, out: &mut String) {
        self.end_file(out);
        let index = self.begun;
        self.begun += 1;
        if let Some(file) = self.report.files.get(index) {
            self.helps = file.rules.iter().map(|tally| (tally, mending(file, tally))).collect();
            render_file(out, file, self.style, |finding| (self.excerpt)(index, finding));
        }
    }

    fn finding(&mut self, finding: &FindingEntry, out: &mut String) {
        if !self.style.all {
            return;
        }
        let index = self.begun.saturating_sub(1);
        if !std::mem::replace(&mut self.listed, true) {
            let _ = writeln!(out, "All findings, in the order of the file:");
        }
        let help = self.helps.iter().find(|(tally, _)| tally.holds(finding)).and_then(|(_, help)| *help);
        let _ = write!(
            out,
            "{} {} — ",
            self.style.paint(colour_of(finding.severity), finding.severity.word()),
            finding.rule
        );
        render_finding(out, finding, self.style, help, |finding| (self.excerpt)(index, finding));
    }

    fn end(&mut self, out: &mut String) {
        self.end_file(out);
        let report = self.report;
        if report.set.checked {
            crate::set_text::render(out, &report.set, self.style, &mut |found| {
                let index = file_named(report, found.file.as_deref()?)?;
                (self.excerpt)(index, &found.finding)
            });
        }
        for sentence in [due(report), in_all(report)].into_iter().flatten() {
            let _ = writeln!(out, "{sentence}");
        }
        if has_masked_values(report) {
            let _ = writeln!(
                out,
                "Values are masked: each digit is shown as 9, each letter as a or A. Use --show-values to see them."
            );
        }
    }
}

impl<F> std::fmt::Debug for Writer<'_, F> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("begun", &self.begun).finish_non_exhaustive()
    }
}

fn render_file(
    out: &mut String,
    file: &FileReport,
    style: Style,
    mut excerpt: impl FnMut(&FindingEntry) -> Option<Excerpt>,
) {
    let _ = writeln!(
        out,
        "{} — {}, {} — {}: {}",
        style.paint(BOLD, &Values::Shown.of(&file.name)),
        kind(file),
        counted(file.records, "record"),
        style.paint(colour_of_verdict(file.verdict), of_file(file.verdict)),
        findings_of(file)
    );
    if !file.rules.is_empty() {
        out.push('\n');
    }
    for tally in &file.rules {
        render_rule(out, file, tally, style, &mut excerpt);
    }
    for skipped in &file.skipped {
        let _ = writeln!(out, "{}", not_checked(skipped));
    }
    for entry in &file.suppressed {
        let _ = writeln!(out, "{}", not_listed(entry));
    }
    if let Some(later) = after_resubmission(file) {
        let _ = writeln!(out, "{later}");
    }
    if !out.ends_with("\n\n") {
        out.push('\n');
    }
}

fn render_rule(
    out: &mut String,
    file: &FileReport,
    tally: &RuleCount,
    style: Style,
    excerpt: &mut impl FnMut(&FindingEntry) -> Option<Excerpt>,
) {
    render_tally(out, tally, style);
    let help = mending(file, tally);
    let shown = if style.all { 0 } else { SHOWN };
    for finding in file.findings.iter().filter(|finding| tally.holds(finding)).take(shown) {
        out.push_str("  ");
        render_finding(out, finding, style, help, &mut *excerpt);
    }
    let more = tally.count.saturating_sub(shown as u64);
    if more > 0 && !style.all {
        let _ = writeln!(out, "  {}", and_more(more));
    }
    let rule = rule(&tally.rule);
    for (name, text) in [("why", rule.map(|rule| rule.why)), ("mend", help.or(rule.map(|rule| rule.mend)))] {
        if let Some(text) = text {
            let _ = writeln!(out, "  {name}: {text}");
        }
    }
    out.push('\n');
}

/// Writes a finding; its mending only when it is not the usual one.
fn render_finding(
    out: &mut String,
    finding: &FindingEntry,
    style: Style,
    usual_help: Option<&str>,
    mut excerpt: impl FnMut(&FindingEntry) -> Option<Excerpt>,
) {
    let place = place(finding);
    let colon = if place.is_empty() { "" } else { ": " };
    let _ = writeln!(out, "{place}{colon}{}", Values::Shown.of(&finding.message));
    render_excerpt(out, finding, style, excerpt(finding));
    for (name, text) in expected_and_found(finding) {
        let _ = writeln!(out, "    {name}: {text}");
    }
    if let Some(other) = finding.other {
        let _ = writeln!(out, "    first seen: {}", other_place(other));
    }
    if usual_help != Some(finding.help.as_str()) {
        let _ = writeln!(out, "    mend: {}", finding.help);
    }
}

/// Writes the line of a finding with carets under the place.
pub(crate) fn render_excerpt(out: &mut String, finding: &FindingEntry, style: Style, excerpt: Option<Excerpt>) {
    if let Some(Excerpt { line, start, width }) = excerpt {
        let _ = writeln!(out, "    {line}");
        let carets = style.paint(colour_of(finding.severity), &"^".repeat(width.max(1)));
        let _ = writeln!(out, "    {}{carets}", " ".repeat(start));
    }
}

/// The line that tells how often a rule fired.
pub(crate) fn render_tally(out: &mut String, tally: &RuleCount, style: Style) {
    let _ = writeln!(
        out,
        "{} × {}  {} ({})",
        style.paint(colour_of(tally.severity), tally.severity.word()),
        grouped(tally.count),
        style.paint(BOLD, &tally.rule),
        notes(tally)
    );
}

fn colour_of(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => RED,
        Severity::Warning => YELLOW,
        Severity::Info => BLUE,
    }
}

pub(crate) fn colour_of_verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Accepted => GREEN,
        Verdict::Rejected => RED,
        Verdict::Incomplete => YELLOW,
    }
}

pub(crate) const BOLD: &str = "1";
const RED: &str = "31";
const GREEN: &str = "32";
const YELLOW: &str = "33";
const BLUE: &str = "34";

impl Style {
    pub(crate) fn paint(self, code: &str, text: &str) -> String {
        if self.colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}
