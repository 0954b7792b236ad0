//! Every renderer over the report of a real check.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use daybreak_engine::sample::{moment, with_defects};
use daybreak_engine::{Outcome, Settings, Verdict, check_pieces, rule};
use daybreak_report::model::{DueStatus, SetFindingEntry, Skipped};
use daybreak_report::text::{Excerpt, Style};
use daybreak_report::{Report, Values, Write, csv, file_report, html, json, junit, sarif, text};
use daybreak_schema::kind_by_token;

const SHA256: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

fn outcome(rules: &[&str]) -> Outcome {
    let rules: Vec<_> = rules.iter().map(|name| rule(name).unwrap()).collect();
    let file = with_defects(kind_by_token("transactions").unwrap(), 12, 1, &rules).unwrap();
    check_pieces(&file.name, [file.bytes.as_slice()], &Settings::new(moment()))
}

fn report(rules: &[&str], values: Values) -> Report {
    let outcome = outcome(rules);
    let settings = Settings::new(moment());
    let file = file_report(&outcome, SHA256, values);
    Report::new(&settings, None, values == Values::Shown, outcome.activity_day, vec![file])
}

fn page(report: &Report) -> String {
    html::render(report, |_, _| Some(Excerpt { line: "<i>|99.9".to_owned(), start: 4, width: 4 }))
}

fn plain(report: &Report) -> String {
    text::render(report, Style::default(), |_, _| None)
}

#[test]
fn json_reads_back_as_the_same_report() {
    let report = report(&["decimals", "duplicate-key"], Values::Masked);
    let written = json::render(&report);
    assert!(written.ends_with("}\n"));
    assert_eq!(serde_json::from_str::<Report>(&written).unwrap(), report);
    assert_eq!(written, json::render(&report));
}

#[test]
fn fields_that_do_not_apply_are_null_and_present() {
    let report = report(&["column-misspelled"], Values::Masked);
    let value: serde_json::Value = serde_json::from_str(&json::render(&report)).unwrap();
    let finding = value["files"][0]["findings"][0].as_object().unwrap();
    for absent in ["record", "other"] {
        assert!(finding[absent].is_null(), "{absent}");
    }
    assert_eq!(finding["line"], 1);
    assert_eq!(finding["found"], "currrency", "names from a header are not values");
    assert!(value["profile"].is_null());
    assert_eq!(value["set"]["findings"], serde_json::json!([]));
}

#[test]
fn the_verdict_is_the_worst_of_all_files() {
    let mut files = report(&["decimals"], Values::Masked).files;
    files.extend(report(&[], Values::Masked).files);
    let joined = Report::new(&Settings::new(moment()), None, false, None, files);
    assert_eq!((joined.verdict, joined.cutoff.is_none()), (Verdict::Rejected, true));
    assert_eq!(joined.files[1].verdict, Verdict::Accepted);
}

#[test]
fn the_text_has_the_verdict_first_and_says_what_is_assumed() {
    let text = plain(&report(&["decimals", "invisible-character"], Values::Masked));
    let first = text.lines().next().unwrap();
    assert_eq!(
        first,
        "2026-11-21_transactions_v1.csv — Transactions, 12 records — would be REJECTED: 1 error in 1 column, 1 warning"
    );
    assert!(text.contains(
        "warning × 1  invisible-character (V016, group 2, assumed: confirm with your technical account manager)"
    ));
    assert!(text.find("error × 1").unwrap() < text.find("warning × 1").unwrap());
    assert!(text.contains("are due before 2026-11-23T06:00:00-06:00."));
}

#[test]
fn every_form_says_in_which_group_the_bank_comes_upon_a_rule() {
    let report = report(&["decimals"], Values::Masked);
    assert!(plain(&report).contains("error × 1  decimals (V003, group 2)\n"), "{}", plain(&report));
    assert!(junit::render(&report).contains("name=\"error decimals (V003, group 2)\""), "{}", junit::render(&report));
    assert!(page(&report).contains("<strong>decimals</strong> (V003, group 2)"), "{}", page(&report));
}

#[test]
fn files_that_are_late_are_said_to_be() {
    let mut report = report(&[], Values::Masked);
    let status = |report: &Report| serde_json::to_value(report).unwrap()["cutoff"]["status"].clone();
    assert_eq!((status(&report), plain(&report).contains("has passed")), ("open".into(), false));
    report.cutoff.as_mut().unwrap().status = DueStatus::Late;
    assert_eq!((status(&report), plain(&report).contains("That time has passed.")), ("late".into(), true));
}

#[test]
fn the_text_says_what_only_a_resubmission_would_show() {
    let later =
        "The bank stops after group 1 of its checks: it would report 1 further error only after a resubmission.";
    assert!(plain(&report(&["column-misspelled", "decimals"], Values::Masked)).contains(later));
    assert!(!plain(&report(&["decimals"], Values::Masked)).contains("resubmission"));
}

#[test]
fn a_clean_file_is_two_sentences() {
    let text = plain(&report(&[], Values::Masked));
    assert_eq!(text.lines().filter(|line| !line.is_empty()).count(), 2, "{text}");
    assert!(text.contains("would be accepted: no findings"));
}

#[test]
fn carets_stand_below_what_is_meant() {
    let report = report(&["decimals"], Values::Masked);
    let excerpt = |_: usize, _: &_| Some(Excerpt { line: "aaa|99.9".to_owned(), start: 4, width: 4 });
    let text = text::render(&report, Style { colour: true, all: false }, excerpt);
    assert!(text.contains("    aaa|99.9\n        \u{1b}[31m^^^^\u{1b}[0m\n"), "{text}");
}

#[test]
fn no_command_of_a_terminal_comes_from_a_file() {
    let mut report = report(&["decimals"], Values::Shown);
    report.files[0].name = "a\u{1b}[2J.csv".to_owned();
    report.files[0].findings[0].column = Some("b\u{1b}[2J".to_owned());
    report.files[0].findings[0].message = "c\u{1b}[2J".to_owned();
    for written in [plain(&report), junit::render(&report), page(&report), sarif::render(&report, |_| None)] {
        assert!(written.contains("⟨U+001B⟩[2J"), "{written}");
        assert!(!written.contains('\u{1b}'), "{written}");
    }
}

#[test]
fn a_report_written_finding_by_finding_is_the_same() {
    let mut whole = report(&["decimals", "duplicate-key", "column-misspelled"], Values::Masked);
    whole.files.extend(report(&[], Values::Masked).files);
    whole.files.extend(report(&["value-required"], Values::Masked).files);
    let pretty = serde_json::to_string_pretty(&whole).unwrap() + "\n";
    assert_eq!(json::render(&whole), pretty);
    // What the report holds itself decides nothing.
    let mut bare = whole.clone();
    bare.files.iter_mut().for_each(|file| file.findings.clear());
    let write = |writer: &mut dyn Write| {
        let mut out = String::new();
        for file in &whole.files {
            writer.file(&mut out);
            file.findings.iter().for_each(|finding| writer.finding(finding, &mut out));
        }
        writer.end(&mut out);
        out
    };
    assert_eq!(write(&mut json::Writer::new(&bare)), pretty);
    assert_eq!(write(&mut csv::Writer::new(&bare)), csv::render(&whole));
    assert_eq!(write(&mut sarif::Writer::new(&bare, |_| None)), sarif::render(&whole, |_| None));
    // The page shows the first of each rule from the report, and behind them those that follow.
    let with_all = write(&mut html::Writer::new(&whole, true, |_, _| None));
    let lists = with_all.match_indices("All findings, in the order of the file").count();
    assert_eq!(lists, whole.files.iter().filter(|file| !file.findings.is_empty()).count());
}

#[test]
fn the_text_of_all_findings_has_them_in_the_order_of_the_file() {
    let report = report(&["decimals", "duplicate-key"], Values::Masked);
    let text = text::render(&report, Style { colour: false, all: true }, |_, _| None);
    let list = text.split_once("All findings, in the order of the file:\n").unwrap().1;
    let lines: Vec<&str> = list.lines().filter(|line| line.starts_with("error ")).collect();
    assert_eq!(lines.len(), report.files[0].findings.len(), "{text}");
    assert!(lines[0].contains(" — line "), "{text}");
    assert!(!text.contains(" more"), "{text}");
}

#[test]
fn csv_has_one_line_a_finding() {
    let report = report(&["decimals", "duplicate-key"], Values::Masked);
    let written = csv::render(&report);
    let mut reader = ::csv::Reader::from_reader(written.as_bytes());
    assert_eq!(
        reader.headers().unwrap().iter().skip(18).collect::<Vec<_>>(),
        ["other_file", "other_record", "other_line", "difference"]
    );
    let records: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(records.len(), report.files[0].findings.len());
    assert!(records.iter().all(|record| &record[16] == SHA256));
    for (record, finding) in records.iter().zip(&report.files[0].findings) {
        let other = finding.other.map_or(String::new(), |other| format!("{} {}", other.record, other.line));
        assert_eq!(format!("{} {}", &record[19], &record[20]).trim(), other);
        assert_eq!(&record[21], "");
    }
}

#[test]
fn sarif_has_a_result_a_finding_with_its_rule_and_place() {
    let report = report(&["decimals", "duplicate-key", "column-misspelled"], Values::Masked);
    let log: serde_json::Value = serde_json::from_str(&sarif::render(&report, |_| Some("in/a b.csv".into()))).unwrap();
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    let findings = &report.files[0].findings;
    assert_eq!(results.len(), findings.len());
    for (result, finding) in results.iter().zip(findings) {
        assert_eq!(result["ruleId"], finding.rule);
        let described = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(run["tool"]["driver"]["rules"][described]["id"], finding.rule);
        assert_eq!(result["level"], finding.severity.word());
        assert!(result["message"]["text"].as_str().unwrap().contains(&finding.message));
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "in/a%20b.csv");
        let [start, end] = finding.bytes.unwrap();
        let region = serde_json::json!({ "startLine": finding.line, "byteOffset": start, "byteLength": end - start });
        assert_eq!(place["region"], region);
    }
    assert!(results.iter().any(|result| result["relatedLocations"][0]["message"]["text"] == "first seen"));
    assert_eq!(run["artifacts"][0]["hashes"]["sha-256"], SHA256);
}

#[test]
fn sarif_says_what_was_not_checked_and_what_is_not_listed() {
    let mut report = report(&["decimals"], Values::Masked);
    let said = |report: &Report| {
        let log: serde_json::Value = serde_json::from_str(&sarif::render(report, |_| None)).unwrap();
        log["runs"][0]["invocations"][0]["toolExecutionNotifications"].as_array().unwrap().clone()
    };
    assert_eq!(said(&report), Vec::<serde_json::Value>::new());
    report.files[0].rules[0].count = 2_000;
    report.files[0].skipped = vec![Skipped { what: "values".to_owned(), why: "it is a test".to_owned() }];
    let texts: Vec<_> = said(&report).iter().map(|entry| entry["message"]["text"].clone()).collect();
    let due = ["Not checked: values, because it is a test.", "decimals: 2,000 findings, of which 1 are listed."];
    assert_eq!(texts, due);
}

#[test]
fn junit_has_a_suite_a_file_and_fails_what_the_bank_would_reject() {
    let mut report = report(&["decimals", "invisible-character"], Values::Masked);
    report.files.extend(self::report(&[], Values::Masked).files);
    report.files[0].name = "a & \"b\".csv".to_owned();
    let xml = junit::render(&report);
    let mut reader = quick_xml::Reader::from_str(&xml);
    let mut seen = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                let of = |name: &str| {
                    let attribute = tag.try_get_attribute(name).unwrap();
                    attribute
                        .map(|found| found.normalized_value(quick_xml::XmlVersion::Explicit1_0).unwrap().into_owned())
                        .unwrap_or_default()
                };
                seen.push((tag.name().as_ref().to_owned(), of("name"), [of("tests"), of("failures")]));
            }
            _ => {}
        }
    }
    let of = |name: &str| seen.iter().filter(|tag| tag.0 == name).collect::<Vec<_>>();
    assert_eq!(of("testsuites")[0].2, ["4", "2"], "{xml}");
    let suites = of("testsuite");
    assert_eq!((suites.len(), suites[0].1.as_str()), (2, "a & \"b\".csv"));
    assert_eq!((&suites[0].2, &suites[1].2), (&["3", "2"].map(String::from), &["1", "0"].map(String::from)));
    // The verdict and the error fail; the warning is a test that passes.
    assert_eq!((of("testcase").len(), of("failure").len(), of("error").len()), (4, 2, 0), "{xml}");
}

#[test]
fn junit_says_where_a_duplicate_was_first_seen() {
    let xml = junit::render(&report(&["duplicate-key"], Values::Masked));
    let place = report(&["duplicate-key"], Values::Masked).files[0].findings[0].other.unwrap();
    assert!(xml.contains(&format!("; first seen: line {}, record {}\n", place.line, place.record)), "{xml}");
}

#[test]
fn junit_calls_what_was_not_checked_an_error() {
    let settings = Settings::new(moment());
    let outcome = check_pieces("notes.txt", [b"alpha|beta\n1|2\n".as_slice()], &settings);
    let report = Report::new(&settings, None, false, None, vec![file_report(&outcome, SHA256, Values::Masked)]);
    let xml = junit::render(&report);
    assert!(xml.contains("failures=\"0\" errors=\"1\""), "{xml}");
    assert!(
        xml.contains(">Not checked: columns and values, because the kind of the file is not known.</error>"),
        "{xml}"
    );
}

#[test]
fn the_page_holds_nothing_that_runs_or_is_loaded() {
    let mut report = report(&["decimals"], Values::Shown);
    report.files[0].name = "<script>alert(1)</script>.csv".to_owned();
    report.files[0].findings[0].found = Some("\"><img src=x>".to_owned());
    let page = page(&report);
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;.csv"), "{page}");
    assert!(page.contains("&lt;i&gt;|<mark>99.9</mark>"), "{page}");
    for unwanted in ["<script", "<img", "<i>", "url(", "@import", "<link", "<iframe"] {
        assert!(!page.contains(unwanted), "{unwanted}: {page}");
    }
    assert!(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'"), "{page}");
    assert!(page.contains("<title>&lt;script&gt;alert(1)&lt;/script&gt;.csv: would be REJECTED — Daybreak</title>"));
}

#[test]
fn the_page_says_what_the_text_says() {
    let report = report(&["decimals", "column-misspelled"], Values::Masked);
    let page = page(&report);
    assert!(page.contains("would be REJECTED: 2 errors in 2 columns"), "{page}");
    assert!(page.contains("it would report 1 further error only after a resubmission."), "{page}");
    assert!(page.contains("are due before 2026-11-23T06:00:00-06:00."), "{page}");
    assert!(page.contains("Values are masked"), "{page}");
    for finding in &report.files[0].findings {
        assert!(page.contains(&maud::html! { (finding.message) }.into_string()), "{page}");
    }
}

#[cfg(feature = "json-schema")]
#[test]
fn the_json_schema_names_every_field() {
    let schema: serde_json::Value = serde_json::from_str(&daybreak_report::report_json_schema()).unwrap();
    let report = serde_json::to_value(report(&["decimals"], Values::Masked)).unwrap();
    let described = schema["properties"].as_object().unwrap();
    assert!(report.as_object().unwrap().keys().all(|name| described.contains_key(name)), "{schema}");
}

#[test]
fn a_finding_of_the_day_names_no_checksum_where_two_files_have_its_name() {
    let mut report = report(&[], Values::Masked);
    let finding = self::report(&["decimals"], Values::Masked).files[0].findings[0].clone();
    let name = report.files[0].name.clone();
    report.set.findings = vec![SetFindingEntry {
        day: "2026-11-20".to_owned(),
        file: Some(name),
        kind: None,
        other_file: None,
        finding,
        account: None,
    }];
    let checksum = |report: &Report| csv::render(report).lines().last().unwrap().contains(SHA256);
    assert!(checksum(&report));
    report.files.push(report.files[0].clone());
    assert!(!checksum(&report), "nobody knows which of the two is meant");
}
