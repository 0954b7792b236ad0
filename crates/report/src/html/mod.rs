//! The report as one page of HTML, to be kept, sent on and printed. It runs nothing and loads nothing.

mod file;
mod rules;
mod set;

use std::fmt::{self, Write as _};

use daybreak_engine::Verdict;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::mask::Values;
use crate::model::{FileReport, FindingEntry, Report};
use crate::sentences::{due, file_named, findings_of, in_all, kind, of_file};
use crate::text::Excerpt;
use crate::words::grouped;
use crate::write::{Write, whole};

/// How many findings of a rule are shown with it.
const SHOWN: usize = 100;

/// Writes the report. `excerpt` gives the raw line of a finding of the file at this position, where it can.
pub fn render(report: &Report, excerpt: impl FnMut(usize, &FindingEntry) -> Option<Excerpt>) -> String {
    whole(report, Writer::new(report, false, excerpt))
}

/// Writes a report finding by finding. What is said of each rule, and with it the first of its findings, comes from the
/// report; those that follow one by one are written only if all are asked for.
pub struct Writer<'a, F> {
    report: &'a Report,
    all: bool,
    excerpt: F,
    /// How many files were begun.
    begun: usize,
    headed: bool,
    listed: bool,
}

impl<'a, F: FnMut(usize, &FindingEntry) -> Option<Excerpt>> Writer<'a, F> {
    /// Writes this report.
    pub fn new(report: &'a Report, all: bool, excerpt: F) -> Self {
        Self { report, all, excerpt, begun: 0, headed: false, listed: false }
    }

    fn begin(&mut self, out: &mut String) {
        if !std::mem::replace(&mut self.headed, true) {
            out.push_str(&head(self.report).into_string());
        }
    }

    fn end_file(&mut self, out: &mut String) {
        if std::mem::replace(&mut self.listed, false) {
            out.push_str(file::LIST_END);
        }
        if self.begun > 0 {
            out.push_str("</section>\n");
        }
    }
}

impl<F: FnMut(usize, &FindingEntry) -> Option<Excerpt>> Write for Writer<'_, F> {
    fn file(&mut self, out: &mut String) {
        self.begin(out);
        self.end_file(out);
        let index = self.begun;
        self.begun += 1;
        // Every file begun is one of the report.
        let Some(file) = self.report.files.get(index) else { return };
        let _ = write!(out, "<section id=\"file-{}\">", index + 1);
        out.push_str(&file::render(file, |finding| (self.excerpt)(index, finding)).into_string());
    }

    fn finding(&mut self, finding: &FindingEntry, out: &mut String) {
        if !self.all {
            return;
        }
        let index = self.begun.saturating_sub(1);
        if !std::mem::replace(&mut self.listed, true) {
            out.push_str(file::LIST_BEGIN);
        }
        let row = file::row(finding, (self.excerpt)(index, finding));
        out.push_str(&row.into_string());
        out.push('\n');
    }

    fn end(&mut self, out: &mut String) {
        self.begin(out);
        self.end_file(out);
        let report = self.report;
        if report.set.checked {
            let together = set::render(&report.set, &mut |found| {
                let index = file_named(report, found.file.as_deref()?)?;
                (self.excerpt)(index, &found.finding)
            });
            out.push_str(&together.into_string());
        }
        out.push_str(&foot(report).into_string());
        out.push_str("</main></body></html>\n");
    }
}

impl<F> fmt::Debug for Writer<'_, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer").field("begun", &self.begun).finish_non_exhaustive()
    }
}

/// What comes before the first file; what it opens is closed at the end.
fn head(report: &Report) -> Markup {
    let answer = of_report(report);
    let policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
    html! {
        (DOCTYPE)
        (PreEscaped("<html lang=\"en\">"))
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy);
            meta name="viewport" content="width=device-width";
            meta name="referrer" content="no-referrer";
            title { (answer) " — Daybreak" }
            style { (PreEscaped(include_str!("report.css"))) }
        }
        (PreEscaped("\n<body><main>"))
        header {
            h1 class=(tone(report.verdict)) { (sign(report.verdict)) " " (answer) }
            @for sentence in [due(report), in_all(report)].into_iter().flatten() { p { (sentence) } }
            (overview(&report.files))
        }
    }
}

/// What all files came to, in one line.
fn of_report(report: &Report) -> String {
    let what = match report.files.as_slice() {
        [] => return "no files".to_owned(),
        [file] => name(&file.name),
        files => format!("{} files", files.len()),
    };
    let words = match report.files.as_slice() {
        [file] if !report.set.checked => of_file(file.verdict),
        _ => match report.verdict {
            Verdict::Incomplete => "not everything could be checked",
            verdict => of_file(verdict),
        },
    };
    format!("{what}: {words}")
}

fn overview(files: &[FileReport]) -> Markup {
    html! {
        div.wide tabindex="0" { table {
            thead { tr {
                th scope="col" { "File" }
                th scope="col" { "Verdict" }
                th scope="col" { "Findings" }
                th scope="col" { "Kind" }
                th.number scope="col" { "Records" }
            } }
            tbody {
                @for (index, file) in files.iter().enumerate() {
                    tr {
                        td { a href=(format!("#file-{}", index + 1)) { (name(&file.name)) } }
                        td class=(tone(file.verdict)) { (sign(file.verdict)) " " (of_file(file.verdict)) }
                        td { (findings_of(file)) }
                        td { (kind(file)) }
                        td.number { (grouped(file.records)) }
                    }
                }
            }
        } }
    }
}

fn foot(report: &Report) -> Markup {
    let values = if report.values_shown {
        "This page shows values of the files: keep it as you keep them."
    } else {
        "Values are masked: each digit is shown as 9, each letter as a or A."
    };
    html! {
        footer {
            p { (values) }
            p {
                "Checked by Daybreak " (report.engine_version) ", schema " (report.schema_version) ", as of " (report.now)
                @match &report.profile {
                    Some(profile) => { ", under the profile " (name(&profile.name)) " (SHA-256 " code { (profile.sha256) } ")." }
                    None => ", without a program profile.",
                }
            }
        }
    }
}

/// A name that a file or a profile has, which may hold anything.
fn name(text: &str) -> String {
    Values::Shown.of(text)
}

/// The class that gives a verdict its colour.
fn tone(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Accepted => "ok",
        Verdict::Rejected => "error",
        Verdict::Incomplete => "warning",
    }
}

/// The shape beside a verdict: colour alone tells nothing to many.
fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Accepted => "✓",
        Verdict::Rejected => "✕",
        Verdict::Incomplete => "?",
    }
}
