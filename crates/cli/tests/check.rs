//! `daybreak check`, from the outside.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]
#![allow(missing_docs, unreachable_pub, dead_code, reason = "a test has no readers, and shares its helpers")]

mod common;

use std::io::Read as _;
use std::process::Stdio;

use common::{Folder, NOW, check, daybreak, run};

/// A value that stands in a file and must not be seen in what is written about it.
const CANARY: &str = "Zqxcanary77";

const FORMATS: [&str; 6] = ["text", "json", "csv", "html", "sarif", "junit"];

#[test]
fn a_good_file_of_each_kind_is_accepted() {
    for kind in ["accounts", "balances", "transactions", "non_posted_transactions", "transaction_updates", "cards"] {
        let folder = Folder::new();
        run(&["sample", kind, "--rows", "40", "--output", folder.path().to_str().unwrap()]);
        let ran = check(folder.path(), &["--format", "json"]);
        let report = ran.json();
        assert_eq!((ran.code, report["verdict"].as_str()), (0, Some("accepted")), "{kind}: {}", ran.out);
        let file = &report["files"][0];
        assert_eq!(file["name"], format!("2026-11-21_{kind}_v1.csv"));
        assert_eq!((file["kind"].as_str(), file["records"].as_u64()), (Some(kind), Some(40)));
        assert_eq!(file["sha256"].as_str().unwrap().len(), 64);
        assert_eq!(report["cutoff"]["due_at"], "2026-11-23T06:00:00-06:00");
        assert_eq!(report["now"], NOW);
    }
}

#[test]
fn a_bad_cell_is_told_with_its_place() {
    let folder = Folder::new();
    let path = folder.sample_with("transactions", "amount", "11.5");
    let ran = check(&path, &["--format", "json", "--show-values"]);
    assert_eq!(ran.code, 1);
    let report = ran.json();
    assert_eq!(report["verdict"], "rejected");
    let findings = report["files"][0]["findings"].as_array().unwrap();
    let finding = findings.iter().find(|finding| finding["rule"] == "decimals").unwrap();
    assert_eq!((finding["record"].as_u64(), finding["line"].as_u64()), (Some(2), Some(3)));
    assert_eq!((finding["column"].as_str(), finding["found"].as_str()), (Some("amount"), Some("11.5")));
    let bytes = std::fs::read(&path).unwrap();
    let [start, end] = [0, 1].map(|at| usize::try_from(finding["bytes"][at].as_u64().unwrap()).unwrap());
    assert_eq!(&bytes[start..end], b"11.5");
}

#[test]
fn the_text_points_at_the_cell() {
    let folder = Folder::new();
    let path = folder.sample_with("transactions", "amount", "11.5");
    let ran = check(&path, &["--show-values"]);
    assert!(ran.out.contains("would be REJECTED"), "{}", ran.out);
    assert!(ran.out.contains("line 3, record 2, column amount"), "{}", ran.out);
    let lines: Vec<&str> = ran.out.lines().collect();
    let carets = lines.iter().position(|line| line.trim() == "^^^^").unwrap();
    let at = lines[carets].chars().take_while(|character| *character == ' ').count();
    let meant: String = lines[carets - 1].chars().skip(at).take(4).collect();
    assert_eq!(meant, "11.5", "{}", ran.out);
    assert!(!ran.out.contains('\u{1b}'), "no colours without a terminal");
}

#[test]
fn masked_output_never_holds_a_value() {
    let folder = Folder::new();
    // In a cell, in a file without a header, in one of no known kind, and in one that is not UTF-8.
    folder.sample_with("transactions", "amount", CANARY);
    folder.file("2026-11-21_cards_v1.csv", format!("{CANARY}|2026-11-20|4\nb|2026-11-20|5\n"));
    folder.file("export.csv", format!("{CANARY}|2\n\"{CANARY}|4\n"));
    folder.file("2026-11-21_accounts_v1.csv", [b"\"", CANARY.as_bytes(), b"\xff,1\n"].concat());
    // Before a header, where no names of columns are.
    let header = run(&["sample", "balances", "--rows", "1"]).out;
    folder.file("2026-11-21_balances_v1.csv", format!("{CANARY}|1\n{header}"));
    for format in FORMATS {
        let masked = check(folder.path(), &["--format", format]);
        let shown = check(folder.path(), &["--format", format, "--show-values"]);
        assert_eq!((masked.code, shown.code), (1, 1));
        assert!(!masked.out.contains(CANARY) && !masked.err.contains(CANARY), "{}", masked.out);
        assert!(shown.out.contains(CANARY), "{}", shown.out);
    }
}

#[test]
fn csv_cells_are_no_formulas() {
    let folder = Folder::new();
    let path = folder.sample_with("transactions", "amount", "=1+cmd");
    let ran = check(&path, &["--format", "csv", "--show-values"]);
    let mut reader = csv::Reader::from_reader(ran.out.as_bytes());
    let found = reader.headers().unwrap().iter().position(|name| name == "found").unwrap();
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert!(records.iter().any(|record| &record[found] == "'=1+cmd"), "{}", ran.out);
    let starts_formula = |cell: &str| cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    assert!(!records.iter().any(|record| record.iter().any(starts_formula)), "{}", ran.out);
}

#[test]
fn duplicates_are_found_by_the_second_reading() {
    let folder = Folder::new();
    let text = run(&["sample", "cards", "--rows", "5"]).out;
    let second = text.lines().nth(1).unwrap();
    let path = folder.file("2026-11-21_cards_v1.csv", format!("{text}{second}\n"));
    let report = check(&path, &["--format", "json"]).json();
    let findings = report["files"][0]["findings"].as_array().unwrap();
    let finding = findings.iter().find(|finding| finding["rule"] == "duplicate-record").unwrap();
    assert_eq!((finding["record"].as_u64(), finding["other"]["record"].as_u64()), (Some(6), Some(1)));
}

#[test]
fn fail_on_decides_the_exit_code() {
    let folder = Folder::new();
    // Only assumed: the bank's limit is told for its API.
    let path = folder.sample_with("balances", "client_balance_name", &"long-".repeat(20));
    let codes = |path| ["error", "warning", "never"].map(|on| check(path, &["--fail-on", on]).code);
    let warned = check(&path, &["--format", "json"]).json();
    assert_eq!(warned["files"][0]["counts"]["error"], 0, "{warned}");
    assert_ne!(warned["files"][0]["counts"]["warning"], 0, "{warned}");
    assert_eq!(codes(&path), [0, 1, 0]);
    let wrong = folder.sample_with("transactions", "amount", "ten");
    assert_eq!(codes(&wrong), [1, 1, 0]);
    let unknown = folder.file("notes.txt", "alpha|beta\n1|2\n");
    assert_eq!(codes(&unknown)[2], 0);
    assert_eq!(codes(&unknown)[0], 1, "what was not checked is not fine");
}

#[test]
fn every_finding_is_listed_only_when_asked_for() {
    let folder = Folder::new();
    let text = run(&["sample", "transactions", "--rows", "1200"]).out;
    let at = text.lines().next().unwrap().split('|').position(|name| name == "amount").unwrap();
    let text: String = text
        .lines()
        .enumerate()
        .map(|(line, text)| {
            let mut cells: Vec<&str> = text.split('|').collect();
            cells[at] = if line == 0 { "amount" } else { "x" };
            cells.join("|") + "\n"
        })
        .collect();
    let path = folder.file("2026-11-21_transactions_v1.csv", text);
    let listed = |further: &[&str]| {
        let report = check(&path, further).json();
        let file = &report["files"][0];
        let tally = file["rules"].as_array().unwrap().iter().find(|tally| tally["rule"] == "number-format").unwrap();
        assert_eq!(tally["count"], 1200);
        file["findings"].as_array().unwrap().iter().filter(|finding| finding["rule"] == "number-format").count()
    };
    assert_eq!(listed(&["--format", "json"]), 1000);
    assert_eq!(listed(&["--format", "json", "--all"]), 1200);
}

#[test]
fn a_folder_stands_for_its_files() {
    let folder = Folder::new();
    for kind in ["cards", "accounts"] {
        run(&["sample", kind, "--output", folder.path().to_str().unwrap()]);
    }
    folder.file(".hidden", "x");
    std::fs::create_dir(folder.path().join("deeper")).unwrap();
    let report = check(folder.path(), &["--format", "json"]).json();
    let names: Vec<&str> =
        report["files"].as_array().unwrap().iter().map(|file| file["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["2026-11-21_accounts_v1.csv", "2026-11-21_cards_v1.csv"]);
}

#[test]
fn what_cannot_be_read_is_said_in_one_sentence() {
    let folder = Folder::new();
    let missing = check(&folder.path().join("none.csv"), &[]);
    assert_eq!((missing.code, missing.out.as_str()), (2, ""));
    assert!(missing.err.contains("none.csv cannot be read: there is no such file"), "{}", missing.err);
    assert_eq!(missing.err.lines().count(), 1);
    let empty = check(folder.path(), &[]);
    assert!(empty.code == 2 && empty.err.contains("no files in the folder"), "{}", empty.err);
}

/// A link that leads nowhere may be the file of a day: nothing is accepted without it.
#[cfg(unix)]
#[test]
fn what_a_folder_has_that_cannot_be_read_is_told() {
    let folder = Folder::new();
    folder.sample_with("cards", "card_type", "consumer");
    std::os::unix::fs::symlink("/nonexistent", folder.path().join("2026-11-21_accounts_v1.csv")).unwrap();
    let ran = check(folder.path(), &[]);
    assert!(ran.code == 2 && ran.err.contains("accounts_v1.csv cannot be read: there is no such file"), "{}", ran.err);
}

#[test]
fn options_that_do_not_exist_are_refused() {
    let folder = Folder::new();
    let path = folder.sample_with("cards", "card_type", "debit");
    for further in [
        ["--format", "xml"],
        ["--kind", "loans"],
        ["--activity-day", "2026-02-30"],
        ["--fbo", "12.00"],
        ["--now", "0000-01-01T00:00:00Z"],
    ] {
        let ran = check(&path, &further);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{further:?}");
    }
}

#[test]
fn a_report_goes_to_a_file_but_never_over_its_subject() {
    let folder = Folder::new();
    let path = folder.sample_with("transactions", "amount", "ten");
    let target = folder.path().join("report.json");
    let ran = check(&path, &["--format", "json", "--output", target.to_str().unwrap()]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    let written: serde_json::Value = serde_json::from_slice(&std::fs::read(&target).unwrap()).unwrap();
    assert_eq!(written["report_version"], 1);
    let before = std::fs::read(&path).unwrap();
    assert_eq!(check(&path, &["--output", path.to_str().unwrap()]).code, 2);
    assert_eq!(std::fs::read(&path).unwrap(), before);
    let profile = folder.file("p.json", r#"{"profile_version": 1, "name": "Acme"}"#);
    let (profile, target) = (profile.to_str().unwrap(), target.to_str().unwrap());
    for further in [["--profile", profile, "--output", profile], ["--output", target, "--receipt", target]] {
        let ran = check(&path, &further);
        assert!(ran.code == 2 && ran.err.contains("choose another file for"), "{}", ran.err);
    }
    assert!(std::fs::read_to_string(profile).unwrap().contains("Acme"));
}

#[test]
fn a_report_and_its_receipt_never_share_a_file_however_it_is_spelled() {
    let folder = Folder::new();
    let path = folder.sample_with("transactions", "amount", "ten");
    std::fs::create_dir(folder.path().join("d")).unwrap();
    for (output, receipt) in [("r.json", "./r.json"), ("d/../r.json", "r.json"), ("./d/r.json", "d/r.json")] {
        let mut command = daybreak();
        command.current_dir(folder.path()).args(["check", "--output", output, "--receipt", receipt]).arg(&path);
        let ran = command.output().unwrap();
        assert_eq!(ran.status.code(), Some(2), "{output} {receipt}");
        assert!(!folder.path().join(output).exists());
    }
}

#[test]
fn masked_values_are_explained_wherever_one_is_shown() {
    let folder = Folder::new();
    let path = folder.sample_with("transactions", "amount", "ten");
    let explained = |arguments: &[&str]| check(&path, arguments).out.contains("Values are masked");
    assert!(explained(&[]) && explained(&["--all"]) && !explained(&["--show-values"]));
    let good = Folder::new();
    run(&["sample", "transactions", "--output", good.path().to_str().unwrap()]);
    assert!(!check(good.path(), &[]).out.contains("Values are masked"), "none is shown");
}

#[test]
fn a_profile_changes_the_verdict_and_is_named() {
    let folder = Folder::new();
    let path = folder.sample_with("transactions", "amount", "11.5");
    let profile =
        folder.file("p.json", r#"{"profile_version": 1, "name": "Acme", "severities": {"decimals": "info"}}"#);
    let ran = check(&path, &["--profile", profile.to_str().unwrap(), "--format", "json"]);
    let report = ran.json();
    assert_eq!((ran.code, report["profile"]["name"].as_str()), (0, Some("Acme")), "{}", ran.out);
    let tallies = report["files"][0]["rules"].as_array().unwrap();
    assert!(tallies.iter().any(|tally| tally["rule"] == "decimals" && tally["overridden_from"] == "error"));
    let broken = folder.file("broken.json", r#"{"profile_version": 1, "name": "Acme", "colour": "red"}"#);
    let ran = check(&path, &["--profile", broken.to_str().unwrap()]);
    assert!(ran.code == 2 && ran.err.contains("$.colour"), "{}", ran.err);
}

#[test]
fn a_reader_that_stops_early_is_no_failure() {
    let mut child = daybreak()
        .args(["sample", "transactions", "--rows", "200000"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut some = [0; 100];
    child.stdout.take().unwrap().read_exact(&mut some).unwrap();
    let ended = child.wait_with_output().unwrap();
    assert!(ended.status.success());
    assert!(ended.stderr.is_empty(), "{}", String::from_utf8_lossy(&ended.stderr));
}

/// A file large enough to be read in several ranges, with faults of many sorts.
fn large(folder: &Folder) -> std::path::PathBuf {
    let text = run(&["sample", "transactions", "--rows", "15000"]).out;
    let mut text = text.replace("|2026-11-20T1", "|2026-11-19T1").replace("00|", "0|");
    let again: Vec<String> = text.lines().skip(6000).step_by(500).map(str::to_owned).collect();
    text += &again.join("\n");
    text += "\n\"lost|quote\n\n";
    folder.file("2026-11-21_transactions_v1.csv", text)
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let folder = Folder::new();
    let path = large(&folder);
    let one = check(&path, &["--format", "json", "--threads", "1"]);
    assert!(one.json()["files"][0]["rules"].as_array().unwrap().len() > 3, "{}", one.out);
    for threads in ["2", "7"] {
        assert_eq!(check(&path, &["--format", "json", "--threads", threads]).out, one.out);
    }
    assert_eq!(check(&path, &["--format", "json"]).out, one.out);
}

#[test]
fn every_finding_is_written_in_each_format() {
    let folder = Folder::new();
    let path = large(&folder);
    let json = check(&path, &["--format", "json", "--all"]).json();
    let file = &json["files"][0];
    let findings = file["findings"].as_array().unwrap();
    assert!(findings.len() > 7_500, "{}", findings.len());
    let mut by_rule = std::collections::BTreeMap::<&str, u64>::new();
    for finding in findings {
        *by_rule.entry(finding["rule"].as_str().unwrap()).or_default() += 1;
    }
    for rule in file["rules"].as_array().unwrap() {
        assert_eq!(rule["count"].as_u64(), rule["listed"].as_u64());
        assert_eq!(rule["count"].as_u64(), by_rule.get(rule["rule"].as_str().unwrap()).copied());
    }
    assert!(findings.is_sorted_by_key(|finding| finding["bytes"][0].as_u64()));
    assert!(findings.iter().any(|finding| finding["rule"] == "duplicate-record" && finding["other"]["line"].is_u64()));
    // What is stored without --all comes first among them.
    let some = check(&path, &["--format", "json"]).json();
    let some = some["files"][0]["findings"].as_array().unwrap().clone();
    let mut rest = findings.iter();
    assert!(some.len() < findings.len() && some.iter().all(|finding| rest.any(|other| other == finding)));

    let csv = check(&path, &["--format", "csv", "--all"]).out;
    assert_eq!(csv.lines().count(), findings.len() + 1);
    let text = check(&path, &["--all"]).out;
    let list = text.split_once("All findings, in the order of the file:\n").unwrap().1;
    assert_eq!(list.lines().filter(|line| line.contains(" — ")).count(), findings.len());

    let sarif = check(&path, &["--format", "sarif", "--all"]).json();
    assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), findings.len());
    let html = check(&path, &["--format", "html", "--all"]).out;
    let list = html.split_once("All findings, in the order of the file").unwrap().1;
    assert_eq!(list.matches("<tr><td>").count(), findings.len());
    let junit = check(&path, &["--format", "junit", "--all"]);
    assert_eq!(junit.code, 2);
    assert!(junit.err.contains("for --all use text, json, csv, html or sarif"), "{}", junit.err);
    assert!(run(&["check", "--help"]).out.contains("Not for junit"));
}

#[test]
fn sarif_points_at_the_file_as_it_was_given() {
    let folder = Folder::new();
    let path = folder.sample_with("transactions", "amount", "11.5");
    let name = path.file_name().unwrap().to_str().unwrap();
    let uri = |words: &[&str], input: Stdio| {
        let ran = daybreak().current_dir(folder.path()).args(words).args(["--format", "sarif"]).stdin(input).output();
        let sarif: serde_json::Value = serde_json::from_slice(&ran.unwrap().stdout).unwrap();
        let place = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        assert_eq!(place["region"]["startLine"], 3);
        place["artifactLocation"]["uri"].as_str().unwrap().to_owned()
    };
    assert_eq!(uri(&["check", name], Stdio::null()), name);
    assert_eq!(uri(&["check", "."], Stdio::null()), name);
    assert_eq!(uri(&["check", path.to_str().unwrap()], Stdio::null()), format!("file://{}", path.display()));
    let input = std::fs::File::open(&path).unwrap();
    assert_eq!(uri(&["check", "-", "--name", "2026-11-21_transactions_v1.csv"], input.into()), name);
}

#[test]
fn the_standard_input_is_checked_under_the_name_given() {
    let folder = Folder::new();
    let path = large(&folder);
    let words = ["check", "-", "--name", "2026-11-21_transactions_v1.csv", "--now", NOW, "--format", "json"];
    for all in [&[][..], &["--all"]] {
        let input = std::fs::File::open(&path).unwrap();
        let piped = daybreak().args(words).args(all).stdin(input).output().unwrap();
        let words: Vec<&str> = ["--format", "json"].iter().chain(all).copied().collect();
        assert_eq!(String::from_utf8(piped.stdout).unwrap(), check(&path, &words).out);
    }
}

#[test]
fn a_compressed_file_is_checked_as_what_it_holds() {
    let folder = Folder::new();
    let path = large(&folder);
    let plain = std::fs::read(&path).unwrap();
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut encoder, &plain).unwrap();
    let packed = encoder.finish().unwrap();
    let whole = folder.file("2026-11-21_transactions_v1.csv.gz", &packed);
    for words in [&["--format", "json"][..], &["--format", "csv", "--all"]] {
        assert_eq!(check(&whole, words).out, check(&path, words).out);
    }
    let half = folder.file("2026-11-20_transactions_v1.csv.gz", &packed[..packed.len() / 2]);
    let ran = check(&half, &[]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("cannot be decompressed"), "{}", ran.err);
    // What is only called compressed is read as it is, under its whole name.
    let called = check(&folder.file("2026-11-21_transactions_v1.txt.gz", &plain), &["--format", "csv"]);
    assert!(called.out.contains(",file-name-unrecognised,"));
    let line = |out: &str| out.lines().filter(|line| line.contains(",datetime-format,")).count();
    assert_eq!(line(&called.out), line(&check(&path, &["--format", "csv"]).out));
}
