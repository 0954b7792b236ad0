//! The report as text, for people at a terminal.

use std::fmt::Write as _;

use daybreak_engine::{Severity, Verdict, rule};

use crate::mask::Values;
use crate::model::{FileReport, FindingEntry, Report, RuleCount, Suppressed};
use crate::words::{counted, error_columns, findings};
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
            self.helps = file.rules.iter().map(|tally| (tally, help(file, tally))).collect();
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
                let name = found.file.as_deref()?;
                let mut named = report.files.iter().enumerate().filter(|(_, file)| file.name == name);
                // Of two files of one name it cannot be told here which one is meant.
                let (index, _) = named.next().filter(|_| named.next().is_none())?;
                (self.excerpt)(index, &found.finding)
            });
        }
        if let Some(cutoff) = &report.cutoff {
            let late = if cutoff.status == "late" { " That time has passed." } else { "" };
            let _ = writeln!(
                out,
                "The files of {} carry the date {} and are due before {}.{late}",
                cutoff.activity_day, cutoff.file_date, cutoff.due_at
            );
        }
        if report.files.len() > 1 {
            let rejected = report.files.iter().filter(|file| file.verdict == Verdict::Rejected).count();
            let days = report.set.days.iter().filter(|day| !day.previous && day.verdict == Verdict::Rejected).count();
            let as_days = match days {
                0 => String::new(),
                days => format!(", {} as a whole", counted(days as u64, "day")),
            };
            let _ = writeln!(out, "{} files: {rejected} would be rejected on their own{as_days}.", report.files.len());
        }
        if !report.values_shown && (report.set.checked || report.files.iter().any(shows_values)) {
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
    let kind =
        file.kind.as_deref().and_then(daybreak_schema::kind_by_token).map_or("kind not known", |kind| kind.title);
    let (words, paint) = match file.verdict {
        Verdict::Accepted => ("would be accepted", GREEN),
        Verdict::Rejected => ("would be REJECTED", RED),
        Verdict::Incomplete => ("not fully checked", YELLOW),
    };
    let _ = writeln!(
        out,
        "{} — {kind}, {} — {}: {}",
        style.paint(BOLD, &Values::Shown.of(&file.name)),
        counted(file.records, "record"),
        style.paint(paint, words),
        findings(file.counts, columns_with_errors(file))
    );
    if !file.rules.is_empty() {
        out.push('\n');
    }
    for tally in &file.rules {
        render_rule(out, file, tally, style, &mut excerpt);
    }
    for skipped in &file.skipped {
        let _ = writeln!(out, "Not checked: {}, because {}.", skipped.what, skipped.why);
    }
    render_suppressed(out, &file.suppressed);
    if let Some(later) = after_resubmission(file) {
        let _ = writeln!(out, "{later}");
    }
    if !out.ends_with("\n\n") {
        out.push('\n');
    }
}

/// Whether a finding of the file is shown with a value, or with the line that it is in.
fn shows_values(file: &FileReport) -> bool {
    let has_value = |finding: &FindingEntry| {
        finding.record.is_some() || finding.found.as_ref().is_some_and(|found| !found.is_empty())
    };
    file.findings.iter().filter(|finding| !file.is_in_header(finding)).any(has_value)
}

/// What is counted and not listed.
pub(crate) fn render_suppressed(out: &mut String, entries: &[Suppressed]) {
    for entry in entries {
        let why = match entry.because.as_str() {
            "profile" => "which the profile turns off".to_owned(),
            root => format!("which follows from {root}"),
        };
        let _ = writeln!(out, "Not listed: {} × {}, {why}.", entry.count, entry.rule);
    }
}

/// In how many columns there are errors, where that is known.
fn columns_with_errors(file: &FileReport) -> Option<u64> {
    let errors = file.findings.iter().filter(|finding| finding.severity == Severity::Error);
    error_columns(errors.map(|finding| finding.column.as_deref()), file.counts.error)
}

fn render_rule(
    out: &mut String,
    file: &FileReport,
    tally: &RuleCount,
    style: Style,
    excerpt: &mut impl FnMut(&FindingEntry) -> Option<Excerpt>,
) {
    render_tally(out, tally, style);
    let help = help(file, tally);
    let shown = if style.all { 0 } else { SHOWN };
    for finding in file.findings.iter().filter(|finding| tally.holds(finding)).take(shown) {
        out.push_str("  ");
        render_finding(out, finding, style, help, &mut *excerpt);
    }
    let more = tally.count.saturating_sub(shown as u64);
    if more > 0 && !style.all {
        let _ = writeln!(out, "  and {more} more");
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
    let _ = writeln!(out, "{}{}", place(finding), Values::Shown.of(&finding.message));
    render_excerpt(out, finding, style, excerpt(finding));
    for (name, text) in [("expected", &finding.expected), ("found", &finding.found)] {
        if let Some(text) = text.as_ref().filter(|text| !text.is_empty()) {
            let _ = writeln!(out, "    {name}: {text}");
        }
    }
    if let Some(other) = finding.other {
        let _ = writeln!(out, "    first seen: line {}, record {}", other.line, other.record);
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

/// How what is counted by a tally is mended: what all of its findings say, else what their rule says.
fn help<'a>(file: &'a FileReport, tally: &RuleCount) -> Option<&'a str> {
    let mut helps = file.findings.iter().filter(|finding| tally.holds(finding)).map(|finding| finding.help.as_str());
    let first = helps.next();
    if helps.all(|help| Some(help) == first) { first } else { rule(&tally.rule).map(|rule| rule.mend) }
}

/// The line that tells how often a rule fired.
pub(crate) fn render_tally(out: &mut String, tally: &RuleCount, style: Style) {
    let assumed =
        if tally.authority.can_reject() { "" } else { ", assumed: confirm with your technical account manager" };
    let changed = tally
        .overridden_from
        .map(|from| format!(", {} before the profile changed it", from.word()))
        .unwrap_or_default();
    let _ = writeln!(
        out,
        "{} × {}  {} ({}{assumed}{changed})",
        style.paint(colour_of(tally.severity), tally.severity.word()),
        tally.count,
        style.paint(BOLD, &tally.rule),
        tally.code
    );
}

fn colour_of(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => RED,
        Severity::Warning => YELLOW,
        Severity::Info => BLUE,
    }
}

/// "Line 18, record 17, column amount: ".
pub fn place(finding: &FindingEntry) -> String {
    let mut parts = Vec::new();
    if let Some(line) = finding.line {
        parts.push(format!("line {line}"));
    }
    if let Some(record) = finding.record {
        parts.push(format!("record {record}"));
    }
    if let Some(column) = &finding.column {
        // A name from a header may hold anything, the commands of a terminal too.
        parts.push(format!("column {}", Values::Shown.of(column)));
    }
    if parts.is_empty() { String::new() } else { format!("{}: ", parts.join(", ")) }
}

/// The bank stops after the first group of checks that fails: which findings it would report only after that is mended.
pub fn after_resubmission(file: &FileReport) -> Option<String> {
    let errors = || file.rules.iter().filter(|tally| tally.severity == Severity::Error);
    let first = errors().filter_map(|tally| tally.group).min()?;
    let later: u64 =
        errors().filter(|tally| tally.group.is_some_and(|group| group > first)).map(|tally| tally.count).sum();
    (later > 0).then(|| {
        let further = counted(later, "further error");
        format!(
            "The bank stops after group {first} of its checks: it would report {further} only after a resubmission."
        )
    })
}

pub(crate) const BOLD: &str = "1";
pub(crate) const RED: &str = "31";
pub(crate) const GREEN: &str = "32";
pub(crate) const YELLOW: &str = "33";
pub(crate) const BLUE: &str = "34";

impl Style {
    pub(crate) fn paint(self, code: &str, text: &str) -> String {
        if self.colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}
