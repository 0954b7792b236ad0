//! One file of the report.

use maud::{Markup, html};

use crate::model::{FileReport, FindingEntry};
use crate::sentences::{after_resubmission, findings_of, kind, mending, not_checked, not_listed, of_file, place};
use crate::text::Excerpt;
use crate::words::{counted, grouped};

use super::{name, rules, sign, tone};

/// What is around the rows of all findings.
pub(super) const LIST_BEGIN: &str = "<h3>All findings, in the order of the file</h3><div class=\"wide\" tabindex=\"0\"><table><thead><tr>\
    <th scope=\"col\">Place</th><th scope=\"col\">Rule</th><th scope=\"col\">Finding</th></tr></thead><tbody>\n";
pub(super) const LIST_END: &str = "</tbody></table></div>";

/// What is said of a file before the list of all its findings.
pub(super) fn render(file: &FileReport, mut excerpt: impl FnMut(&FindingEntry) -> Option<Excerpt>) -> Markup {
    let sentences = (file.skipped.iter().map(not_checked))
        .chain(file.suppressed.iter().map(not_listed))
        .chain(after_resubmission(file));
    html! {
        h2 { (name(&file.name)) }
        p class=(tone(file.verdict)) { (sign(file.verdict)) " " (of_file(file.verdict)) ": " (findings_of(file)) }
        p.muted {
            (kind(file)) ", " (counted(file.records, "record")) ", " (grouped(file.bytes)) " bytes"
            @if !file.sha256.is_empty() { ", SHA-256 " code { (file.sha256) } }
        }
        @for tally in &file.rules {
            @let help = mending(file, tally);
            @let shown = rules::first(file.findings.iter().filter(|finding| tally.holds(finding)));
            (rules::group(tally, help, shown.len(), &html! {
                div.wide tabindex="0" { table {
                    thead { tr { th scope="col" { "Place" } th scope="col" { "Finding" } } }
                    tbody {
                        @for finding in &shown {
                            tr { td { (at(finding)) } td { (rules::said(finding, excerpt(finding), help)) } }
                        }
                    }
                } }
            }))
        }
        @for sentence in sentences { p { (sentence) } }
    }
}

/// A row of the list of all findings.
pub(super) fn row(finding: &FindingEntry, excerpt: Option<Excerpt>) -> Markup {
    html! {
        tr {
            td { (at(finding)) }
            td { span class=(finding.severity.word()) { (finding.severity.word()) } " " (finding.rule) }
            td { (rules::said(finding, excerpt, None)) }
        }
    }
}

fn at(finding: &FindingEntry) -> String {
    let place = place(finding);
    if place.is_empty() { "the file".to_owned() } else { place }
}
