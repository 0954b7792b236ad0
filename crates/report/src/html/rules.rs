//! A rule that fired, with its findings.

use daybreak_engine::rule;
use maud::{Markup, html};

use crate::model::{FindingEntry, RuleCount};
use crate::sentences::{and_more, expected_and_found, notes, other_place};
use crate::text::Excerpt;
use crate::words::grouped;

use super::{SHOWN, name};

/// A rule that fired: how often, why that matters and how it is mended, around the findings that are shown of it.
pub(super) fn group(tally: &RuleCount, help: Option<&str>, shown: usize, findings: &Markup) -> Markup {
    let rule = rule(&tally.rule);
    let more = tally.count.saturating_sub(shown as u64);
    html! {
        details open[tally.severity == daybreak_engine::Severity::Error] {
            summary {
                span class=(tally.severity.word()) { (tally.severity.word()) } " × " (grouped(tally.count)) " "
                strong { (tally.rule) } " (" (notes(tally)) ")"
            }
            @if let Some(rule) = rule {
                p { (rule.what) }
                dl {
                    dt { "Why" } dd { (rule.why) }
                    dt { "To mend it" } dd { (help.unwrap_or(rule.mend)) }
                    dt { "Source" } dd { (rule.source) }
                }
            }
            (findings)
            @if more > 0 { p { (and_more(more)) } }
        }
    }
}

/// How many of the findings are shown with their rule.
pub(super) fn first<'a, T: 'a>(findings: impl Iterator<Item = &'a T>) -> Vec<&'a T> {
    findings.take(SHOWN).collect()
}

/// What a finding says: its message, its line, what was expected and what was found.
pub(super) fn said(finding: &FindingEntry, excerpt: Option<Excerpt>, usual_help: Option<&str>) -> Markup {
    let other = finding.other.map(other_place);
    let help = Some(finding.help.as_str()).filter(|help| usual_help != Some(help) && !help.is_empty());
    let behind = [("first seen", other.as_deref()), ("mend", help)];
    let parts = expected_and_found(finding).chain(behind.into_iter().filter_map(|(what, text)| Some((what, text?))));
    html! {
        (name(&finding.message))
        @if let Some(excerpt) = excerpt { (line(&excerpt)) }
        @for (what, text) in parts {
            div { span.muted { (what) ": " } (text) }
        }
    }
}

/// The line of a file with the place marked.
fn line(excerpt: &Excerpt) -> Markup {
    let part = |from: usize, length: usize| excerpt.line.chars().skip(from).take(length).collect::<String>();
    let end = excerpt.start.saturating_add(excerpt.width);
    html! {
        code.line { (part(0, excerpt.start)) mark { (part(excerpt.start, excerpt.width)) } (part(end, usize::MAX)) }
    }
}
