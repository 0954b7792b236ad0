//! The report in the XML of `JUnit`, which every CI reads: a suite is a file, a test a rule that fired in it, and one more
//! is the file's verdict. <https://github.com/testmoapp/junitxml>

use std::fmt::Write as _;

use daybreak_engine::{Severity, Verdict, rule};
use quick_xml::Writer as Xml;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::mask::Values;
use crate::model::{FileReport, FindingEntry, Report, RuleCount};
use crate::sentences::{
    and_more, compared_with, expected_and_found, findings_of, kind, mending, missing, not_checked,
    not_checked_together, not_listed, notes, of_day, of_file, other_place, place,
};
use crate::set_text::sums;
use crate::text::SHOWN;
use crate::words::{counted, findings};

/// Writes the report.
pub fn render(report: &Report) -> String {
    let mut suites: Vec<Suite> = report.files.iter().map(of_one).collect();
    if report.set.checked {
        suites.push(together(report));
    }
    let mut xml = Xml::new_with_indent(Vec::new(), b' ', 2);
    // Writing to memory does not fail.
    let _ = write(&mut xml, &suites, &report.now);
    let mut text = String::from_utf8(xml.into_inner()).unwrap_or_default();
    text.push('\n');
    text
}

/// The tests of one file, or of all files together.
struct Suite {
    name: String,
    properties: Vec<(&'static str, String)>,
    tests: Vec<Test>,
    /// What is counted and not listed.
    aside: Vec<String>,
}

struct Test {
    name: String,
    result: TestResult,
    text: String,
}

enum TestResult {
    /// It may have something to say all the same.
    Passed,
    /// The files are at fault.
    Failed(String),
    /// Nobody knows.
    Error(String),
}

impl Suite {
    fn counts(&self) -> [usize; 3] {
        let of = |is: fn(&TestResult) -> bool| self.tests.iter().filter(|test| is(&test.result)).count();
        let failed = of(|result| matches!(result, TestResult::Failed(_)));
        [self.tests.len(), failed, of(|result| matches!(result, TestResult::Error(_)))]
    }
}

fn of_one(file: &FileReport) -> Suite {
    let skipped: Vec<String> = file.skipped.iter().map(not_checked).collect();
    let verdict = verdict(of_file(file.verdict), file.verdict, &findings_of(file), &skipped);
    let listed = || file.findings.iter();
    let tests = file.rules.iter().map(|tally| {
        let places = listed().filter(|finding| tally.holds(finding)).map(|finding| said(finding, ""));
        test(tally, places, mending(file, tally))
    });
    Suite {
        name: file.name.clone(),
        properties: vec![
            ("kind", kind(file).to_owned()),
            ("records", file.records.to_string()),
            ("bytes", file.bytes.to_string()),
            ("sha256", file.sha256.clone()),
        ],
        tests: std::iter::once(verdict).chain(tests).collect(),
        aside: file.suppressed.iter().map(not_listed).collect(),
    }
}

fn together(report: &Report) -> Suite {
    let set = &report.set;
    let days = set.days.iter().filter(|day| !day.previous).map(|day| {
        let of_day_itself =
            |skipped: &&crate::model::SetSkipped| skipped.day.as_ref().is_none_or(|named| *named == day.activity_day);
        let skipped: Vec<String> = set.skipped.iter().filter(of_day_itself).map(not_checked_together).collect();
        let words = of_day(day.verdict);
        let missing = missing(day).map_or(String::new(), |missing| format!("; {missing}"));
        let mut verdict = verdict(words, day.verdict, &format!("due before {}{missing}", day.due_at), &skipped);
        verdict.name = format!("the day {} would be accepted", day.activity_day);
        verdict
    });
    let tests = set.rules.iter().map(|tally| {
        let of_rule = set.findings.iter().filter(|found| tally.holds(&found.finding));
        let places = of_rule.map(|found| {
            let file = found.file.as_ref().map_or(String::new(), |file| format!(", {file}"));
            // Of the other place it is said in which file it is, and of a sum what it comes to.
            let mut own = FindingEntry { other: None, ..found.finding.clone() };
            if found.account.is_some() {
                (own.expected, own.found) = (None, None);
            }
            let mut text = said(&own, &format!("{}{file}", found.day));
            for line in found.account.iter().flat_map(sums) {
                let _ = write!(text, "; {}: {}", line.name, line.amount);
            }
            if let Some(other) = compared_with(found) {
                let _ = write!(text, "; compared with: {other}");
            }
            text
        });
        test(tally, places, None)
    });
    Suite {
        name: "the files together".to_owned(),
        properties: vec![("findings", findings(set.counts, None))],
        tests: days.chain(tests).collect(),
        aside: set.suppressed.iter().map(not_listed).collect(),
    }
}

/// The test that a verdict is.
fn verdict(words: &str, verdict: Verdict, summary: &str, skipped: &[String]) -> Test {
    let message = format!("{words}: {summary}");
    let result = match verdict {
        Verdict::Accepted => TestResult::Passed,
        Verdict::Rejected => TestResult::Failed(message),
        Verdict::Incomplete => TestResult::Error(message),
    };
    Test { name: of_file(Verdict::Accepted).to_owned(), result, text: skipped.join("\n") }
}

/// The test that a rule is which found something.
fn test(tally: &RuleCount, places: impl Iterator<Item = String>, mend: Option<&str>) -> Test {
    let shown: Vec<String> = places.take(SHOWN).collect();
    let more = tally.count.saturating_sub(shown.len() as u64);
    let rule = rule(&tally.rule);
    let what = rule.map_or(tally.rule.as_str(), |rule| rule.what);
    let mut text = shown;
    if more > 0 {
        text.push(and_more(more));
    }
    if let Some(rule) = rule {
        text.push(format!("why: {}", rule.why));
        text.push(format!("mend: {}", mend.unwrap_or(rule.mend)));
    }
    let message = format!("{}: {what}", counted(tally.count, "finding"));
    let result = if tally.severity == Severity::Error { TestResult::Failed(message) } else { TestResult::Passed };
    Test { name: format!("{} {} ({})", tally.severity.word(), tally.rule, notes(tally)), result, text: text.join("\n") }
}

fn said(finding: &FindingEntry, before: &str) -> String {
    let place = place(finding);
    let apart = if before.is_empty() || place.is_empty() { "" } else { ", " };
    let mut text = format!("{before}{apart}{place}: {}", finding.message);
    for (name, part) in expected_and_found(finding) {
        let _ = write!(text, "; {name}: {part}");
    }
    if let Some(other) = finding.other {
        let _ = write!(text, "; first seen: {}", other_place(other));
    }
    text.trim_start_matches(": ").to_owned()
}

fn write(xml: &mut Xml<Vec<u8>>, suites: &[Suite], now: &str) -> std::io::Result<()> {
    let sum = |at: usize| suites.iter().filter_map(|suite| suite.counts().get(at).copied()).sum::<usize>().to_string();
    let [tests, failures, errors] = [sum(0), sum(1), sum(2)];
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("testsuites")
        .with_attributes([("name", "daybreak"), ("tests", &tests), ("failures", &failures), ("errors", &errors)])
        .write_inner_content(|xml| suites.iter().try_for_each(|suite| write_suite(xml, suite, now)))?;
    Ok(())
}

fn write_suite(xml: &mut Xml<Vec<u8>>, suite: &Suite, now: &str) -> std::io::Result<()> {
    let name = Values::Shown.of(&suite.name);
    let [tests, failures, errors] = suite.counts().map(|count| count.to_string());
    xml.create_element("testsuite")
        .with_attributes([("name", &*name), ("tests", &*tests), ("failures", &*failures), ("errors", &*errors)])
        .with_attributes([("skipped", "0"), ("timestamp", now)])
        .write_inner_content(|xml| {
            xml.create_element("properties").write_inner_content(|xml| {
                for (name, value) in &suite.properties {
                    xml.create_element("property")
                        .with_attributes([("name", *name), ("value", value)])
                        .write_empty()?;
                }
                Ok(())
            })?;
            suite.tests.iter().try_for_each(|test| write_test(xml, test, &name))?;
            if !suite.aside.is_empty() {
                write_text(xml, "system-out", &suite.aside.join("\n"))?;
            }
            Ok(())
        })?;
    Ok(())
}

fn write_test(xml: &mut Xml<Vec<u8>>, test: &Test, suite: &str) -> std::io::Result<()> {
    let element = xml.create_element("testcase").with_attributes([("classname", suite), ("name", &*test.name)]);
    let (what, message) = match &test.result {
        TestResult::Passed if test.text.is_empty() => return element.write_empty().map(|_| ()),
        TestResult::Passed => {
            element.write_inner_content(|xml| write_text(xml, "system-out", &test.text))?;
            return Ok(());
        }
        TestResult::Failed(message) => ("failure", message),
        TestResult::Error(message) => ("error", message),
    };
    element.write_inner_content(|xml| {
        xml.create_element(what)
            .with_attributes([("message", message.as_str()), ("type", test.name.as_str())])
            .write_text_content(BytesText::new(&visible(&test.text)))
            .map(|_| ())
    })?;
    Ok(())
}

fn write_text(xml: &mut Xml<Vec<u8>>, element: &str, text: &str) -> std::io::Result<()> {
    xml.create_element(element).write_text_content(BytesText::new(&visible(text))).map(|_| ())
}

/// Each line with what cannot be seen written out: XML has no way to hold most of it.
fn visible(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(|line| Values::Shown.of(line)).collect();
    lines.join("\n")
}
