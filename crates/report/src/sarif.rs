//! The findings as SARIF 2.1.0, the form that code hosts and editors show beside the lines of a file.
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use std::fmt::Write as _;

use daybreak_engine::{Severity, Verdict, rule};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::mask::Values;
use crate::model::{FileReport, FindingEntry, Report, RuleCount, SetFindingEntry};
use crate::sentences::{file_named, not_checked, not_checked_together, of_file, place};
use crate::words::grouped;
use crate::write::{Write, whole};

/// Writes the report. `path` is that of the file at this position, with `/` between its folders: hosts look for it below
/// the folder that was checked out.
pub fn render(report: &Report, path: impl Fn(usize) -> Option<String>) -> String {
    whole(report, Writer::new(report, path))
}

/// How the list of results stands in the log when it is empty. No text holds it: theirs are on one line.
const NO_RESULTS: &str = "\n      \"results\": []";

/// Writes a report finding by finding.
#[derive(Debug)]
pub struct Writer<'a> {
    report: &'a Report,
    uris: Vec<String>,
    rules: Vec<&'a str>,
    /// What stands before the results and behind them.
    around: (String, String),
    begun: usize,
    has_results: bool,
}

impl<'a> Writer<'a> {
    /// Writes this report; the findings that it holds of its files are passed over.
    pub fn new(report: &'a Report, path: impl Fn(usize) -> Option<String>) -> Self {
        let uris: Vec<String> = (report.files.iter().enumerate())
            .map(|(index, file)| uri(&path(index).unwrap_or_else(|| file.name.clone())))
            .collect();
        let mut rules: Vec<&str> = tallies(report).map(|tally| tally.rule.as_str()).collect();
        rules.sort_unstable();
        rules.dedup();
        // Strings, numbers and lists only: nothing in it can fail to be written.
        let log = serde_json::to_string_pretty(&log(report, &rules, &uris)).unwrap_or_default();
        let (before, behind) = log.split_once(NO_RESULTS).unwrap_or((&log, ""));
        let around = (before.to_owned() + NO_RESULTS.trim_end_matches(']'), behind.to_owned());
        Self { report, uris, rules, around, begun: 0, has_results: false }
    }

    fn begin(&mut self, out: &mut String) {
        out.push_str(&std::mem::take(&mut self.around.0));
    }

    fn result(&mut self, result: &Value, out: &mut String) {
        out.push_str(if self.has_results { ",\n        " } else { "\n        " });
        self.has_results = true;
        let text = serde_json::to_string_pretty(result).unwrap_or_default();
        out.push_str(&text.replace('\n', "\n        "));
    }

    /// A finding as a result, without its places.
    fn bare(&self, finding: &FindingEntry) -> Value {
        json!({
            "ruleId": finding.rule,
            "ruleIndex": self.rules.binary_search(&finding.rule.as_str()).ok(),
            "level": level(finding.severity),
            "message": { "text": message(finding) },
            "properties": {
                "record": finding.record,
                "column": finding.column,
                "authority": finding.authority.word(),
                "expected": finding.expected,
                "found": finding.found,
            },
        })
    }

    fn of_set(&self, found: &SetFindingEntry) -> Value {
        let mut result = self.bare(&found.finding);
        let named = |name: &Option<String>| {
            let name = name.as_deref()?;
            let index = file_named(self.report, name);
            Some(index.and_then(|index| self.uris.get(index).cloned()).unwrap_or_else(|| uri(name)))
        };
        // Where a file is missing, its day is all that there is.
        let what = found.kind.as_ref().map_or_else(|| found.day.clone(), |kind| format!("{}: {kind}", found.day));
        let location = match named(&found.file) {
            Some(uri) => location(&uri, &found.finding),
            None => json!({ "logicalLocations": [{ "fullyQualifiedName": what }] }),
        };
        add(&mut result, "locations", json!([location]));
        if let Some(uri) = named(&found.other_file) {
            let other = found.finding.other.map(|other| (other.line, other.bytes));
            add(&mut result, "relatedLocations", json!([physical(&uri, other, "compared with")]));
        }
        if let Some(properties) = result.get_mut("properties") {
            add(properties, "activity_day", json!(found.day));
        }
        result
    }
}

impl Write for Writer<'_> {
    fn file(&mut self, out: &mut String) {
        self.begin(out);
        self.begun += 1;
    }

    fn finding(&mut self, finding: &FindingEntry, out: &mut String) {
        let Some(uri) = self.begun.checked_sub(1).and_then(|index| self.uris.get(index)) else { return };
        let mut result = self.bare(finding);
        add(&mut result, "locations", json!([location(uri, finding)]));
        if let Some(other) = finding.other {
            add(&mut result, "relatedLocations", json!([physical(uri, Some((other.line, other.bytes)), "first seen")]));
        }
        self.result(&result, out);
    }

    fn end(&mut self, out: &mut String) {
        self.begin(out);
        for found in &self.report.set.findings {
            let result = self.of_set(found);
            self.result(&result, out);
        }
        out.push_str(if self.has_results { "\n      ]" } else { "]" });
        out.push_str(&self.around.1);
        out.push('\n');
    }
}

fn tallies(report: &Report) -> impl Iterator<Item = &RuleCount> {
    report.files.iter().flat_map(|file| &file.rules).chain(&report.set.rules)
}

/// The log without its results.
fn log(report: &Report, rules: &[&str], uris: &[String]) -> Value {
    let artifact = |(file, uri): (&FileReport, &String)| {
        json!({
            "location": { "uri": uri },
            "length": file.bytes,
            "hashes": if file.sha256.is_empty() { json!({}) } else { json!({ "sha-256": file.sha256 }) },
            "properties": { "kind": file.kind, "records": file.records, "verdict": file.verdict },
        })
    };
    json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Daybreak",
                "semanticVersion": report.engine_version,
                "rules": rules.iter().map(|name| descriptor(name)).collect::<Vec<_>>(),
            } },
            "artifacts": report.files.iter().zip(uris).map(artifact).collect::<Vec<_>>(),
            "invocations": [{
                "executionSuccessful": report.verdict != Verdict::Incomplete,
                "toolExecutionNotifications": notifications(report, uris),
            }],
            "properties": { "verdict": of_file(report.verdict), "cutoff": report.cutoff, "profile": report.profile },
            "results": [],
        }],
    })
}

/// A rule as the log describes it.
fn descriptor(name: &str) -> Value {
    let Some(rule) = rule(name) else { return json!({ "id": name }) };
    json!({
        "id": rule.name,
        "shortDescription": { "text": rule.what },
        "fullDescription": { "text": rule.why },
        "help": { "text": rule.mend },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": {
            "code": rule.code,
            "group": rule.group,
            "source": rule.source,
            "tags": [rule.family.word()],
        },
    })
}

/// What was not checked, and which rules fired more often than is listed.
fn notifications(report: &Report, uris: &[String]) -> Vec<Value> {
    let mut all = Vec::new();
    let mut say = |level: &str, text: String, uri: Option<&String>| {
        let places = uri.map_or_else(Vec::new, |uri| vec![physical(uri, None, "")]);
        all.push(json!({ "level": level, "message": { "text": text }, "locations": places }));
    };
    for (file, uri) in report.files.iter().zip(uris) {
        file.skipped.iter().for_each(|skipped| say("warning", not_checked(skipped), Some(uri)));
        for tally in file.rules.iter().filter(|tally| tally.listed < tally.count) {
            say("note", listed_in_part(tally), Some(uri));
        }
    }
    report.set.skipped.iter().for_each(|skipped| say("warning", not_checked_together(skipped), None));
    for tally in report.set.rules.iter().filter(|tally| tally.listed < tally.count) {
        say("note", listed_in_part(tally), None);
    }
    all
}

fn listed_in_part(tally: &RuleCount) -> String {
    format!("{}: {} findings, of which {} are listed.", tally.rule, grouped(tally.count), grouped(tally.listed))
}

/// What is shown beside the line: hosts show nothing else.
fn message(finding: &FindingEntry) -> String {
    let place = place(finding);
    let mut text = if place.is_empty() { String::new() } else { format!("{place}: ") };
    text.push_str(&Values::Shown.of(&finding.message));
    for (name, said) in [("Expected", &finding.expected), ("Found", &finding.found)] {
        if let Some(said) = said.as_ref().filter(|said| !said.is_empty()) {
            let _ = write!(text, "\n{name}: {said}");
        }
    }
    let _ = write!(text, "\nTo mend it: {}", finding.help);
    if !finding.authority.can_reject() {
        text.push_str("\nAssumed: confirm with your technical account manager.");
    }
    text
}

fn location(uri: &str, finding: &FindingEntry) -> Value {
    let region = finding.line.map(|line| (line, finding.bytes.unwrap_or_default()));
    let mut location = physical(uri, region.filter(|_| finding.bytes.is_some()), "");
    if let Some(column) = &finding.column {
        add(&mut location, "logicalLocations", json!([{ "name": column }]));
    }
    location
}

/// A file, and a line and bytes of it.
fn physical(uri: &str, region: Option<(u64, [u64; 2])>, message: &str) -> Value {
    let mut place = json!({ "artifactLocation": { "uri": uri } });
    if let Some((line, [start, end])) = region {
        let length = end.saturating_sub(start);
        add(&mut place, "region", json!({ "startLine": line, "byteOffset": start, "byteLength": length }));
    }
    let mut location = json!({ "physicalLocation": place });
    if !message.is_empty() {
        add(&mut location, "message", json!({ "text": message }));
    }
    location
}

fn add(object: &mut Value, name: &str, value: Value) {
    if let Value::Object(fields) = object {
        fields.insert(name.to_owned(), value);
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// What may stand in a path as it is (RFC 3986, section 3.3).
const IN_PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// A path as a URI: a relative one stays relative.
fn uri(path: &str) -> String {
    let encoded = utf8_percent_encode(path.trim_start_matches("./"), IN_PATH);
    if path.starts_with('/') { format!("file://{encoded}") } else { encoded.to_string() }
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn a_path_becomes_a_uri() {
        assert_eq!(uri("./day 1/2026-11-21_cards_v1.csv"), "day%201/2026-11-21_cards_v1.csv");
        assert_eq!(uri("/in/50%|é.csv"), "file:///in/50%25%7C%C3%A9.csv");
    }
}
