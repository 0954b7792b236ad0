//! Every renderer over the report of a real check.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use daybreak_engine::sample::{moment, with_defects};
use daybreak_engine::{Outcome, Settings, Verdict, check_pieces, rule};
use daybreak_report::text::{Excerpt, Style};
use daybreak_report::{Report, Values, Write, csv, file_report, json, text};
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
    assert!(
        text.contains("warning × 1  invisible-character (V016, assumed: confirm with your technical account manager)")
    );
    assert!(text.find("error × 1").unwrap() < text.find("warning × 1").unwrap());
    assert!(text.contains("are due before 2026-11-23T06:00:00-06:00."));
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
    assert!(!plain(&report).contains('\u{1b}'));
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
    assert_eq!(reader.headers().unwrap().len(), 19);
    let records: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(records.len(), report.files[0].findings.len());
    assert!(records.iter().all(|record| &record[16] == SHA256));
}

#[cfg(feature = "json-schema")]
#[test]
fn the_json_schema_names_every_field() {
    let schema: serde_json::Value = serde_json::from_str(&daybreak_report::report_json_schema()).unwrap();
    let report = serde_json::to_value(report(&["decimals"], Values::Masked)).unwrap();
    let described = schema["properties"].as_object().unwrap();
    assert!(report.as_object().unwrap().keys().all(|name| described.contains_key(name)), "{schema}");
}
