//! Several files checked together, from the outside.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]
#![allow(missing_docs, unreachable_pub, dead_code, reason = "a test has no readers, and shares its helpers")]

mod common;

use common::days::{check_days, rules, sample};
use common::{Folder, NOW, check, daybreak, run};
use daybreak_engine::{Family, RULES};

#[test]
fn a_folder_of_days_is_a_set_and_a_good_one_is_accepted() {
    let folder = Folder::new();
    let held = sample(&folder, &[]);
    let ran = check(folder.path(), &["--format", "json", "--fbo", &held]);
    let report = ran.json();
    assert_eq!((ran.code, report["verdict"].as_str()), (0, Some("accepted")), "{}", ran.out);
    assert_eq!(report["files"].as_array().unwrap().len(), 18);
    let set = &report["set"];
    assert_eq!((set["checked"].as_bool(), set["days"].as_array().unwrap().len()), (Some(true), 3));
    assert!(rules(&report).is_empty() && set["skipped"].is_null());
    assert_eq!(set["days"][2]["activity_day"], "2026-11-20");
    assert_eq!(set["days"][2]["due_at"], "2026-11-23T06:00:00-06:00");
}

#[test]
fn a_day_of_which_one_file_is_left_is_not_taken_for_a_good_one() {
    for kind in daybreak_schema::KINDS {
        let folder = Folder::new();
        sample(&folder, &[]);
        for other in daybreak_schema::KINDS.iter().filter(|other| other.token != kind.token) {
            let name = format!("2026-11-21_{}_v1.csv", other.token);
            std::fs::remove_file(folder.path().join("2026-11-20").join(name)).unwrap();
        }
        let report = check_days(&folder, "2026-11-20", &["2026-11-19", "2026-11-18"], &["--format", "json"]).json();
        assert_eq!(report["verdict"], "incomplete", "{}", kind.token);
    }
}

#[test]
fn a_total_of_a_day_that_is_not_there_is_not_passed_over() {
    let folder = Folder::new();
    sample(&folder, &[]);
    let report = check(folder.path(), &["--format", "json", "--fbo", "2026-11-25:USD=1.00"]).json();
    assert_eq!(report["verdict"], "incomplete");
    assert_eq!(report["set"]["skipped"][0]["why"], "its day is not among the files");
}

#[test]
fn headers_where_none_belong_are_no_records_of_the_day() {
    let folder = Folder::new();
    sample(&folder, &[]);
    for kind in ["balances", "transactions"] {
        let path = folder.path().join(format!("2026-11-20/2026-11-21_{kind}_v1.csv"));
        let text = std::fs::read_to_string(&path).unwrap();
        let (header, records) = text.split_once('\n').unwrap();
        std::fs::write(&path, format!("sep=|\n\n{header}\n{records}{header}\n")).unwrap();
    }
    let report = check(folder.path(), &["--format", "json"]).json();
    let found: Vec<&str> = report["files"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|file| file["findings"].as_array().unwrap())
        .map(|finding| finding["rule"].as_str().unwrap())
        .filter(|rule| *rule != "no-records")
        .collect();
    assert_eq!(found, ["header-not-first", "header-repeated", "header-not-first", "header-repeated"]);
    assert!(rules(&report).is_empty() && report["set"]["skipped"].is_null(), "{}", report["set"]);
    assert_eq!(report["set"]["days"][2]["books"][0]["balances_off"], 0);
}

#[test]
fn every_finding_means_those_of_days_too() {
    let folder = Folder::new();
    sample(&folder, &["--rows", "1200"]);
    let balances = folder.path().join("2026-11-20/2026-11-21_balances_v1.csv");
    let text = std::fs::read_to_string(&balances).unwrap();
    let at = text.lines().next().unwrap().split('|').position(|name| name == "balance").unwrap();
    let off = |line: &str| {
        let mut cells: Vec<&str> = line.split('|').collect();
        cells[at] = "123456789.00";
        cells.join("|") + "\n"
    };
    let lines: Vec<String> =
        text.lines().enumerate().map(|(at, line)| if at == 0 { line.to_owned() + "\n" } else { off(line) }).collect();
    std::fs::write(&balances, lines.concat()).unwrap();
    for (further, listed) in [(&["--format", "json"][..], 1000), (&["--format", "json", "--all"], 1200)] {
        let report = check(folder.path(), further).json();
        let set = &report["set"];
        assert_eq!(set["counts"]["error"], 1200);
        assert_eq!(set["findings"].as_array().unwrap().len(), listed, "{further:?}");
    }
}

#[test]
fn a_planted_fault_is_found_with_its_account_and_exits_with_1() {
    let folder = Folder::new();
    sample(&folder, &["--defects", "balance-roll-forward"]);
    let ran = check_days(&folder, "2026-11-20", &["2026-11-19", "2026-11-18"], &["--format", "json", "--show-values"]);
    let report = ran.json();
    assert_eq!((ran.code, report["verdict"].as_str()), (1, Some("rejected")));
    assert_eq!(rules(&report), ["balance-roll-forward"]);
    assert_eq!(report["files"].as_array().unwrap().len(), 6, "the days before are not judged");
    let found = &report["set"]["findings"][0];
    assert_eq!(
        (found["record"].as_u64(), found["column"].as_str(), found["found"].as_str()),
        (Some(1), Some("balance"), Some("1.00"))
    );
    let account = &found["account"];
    assert_eq!(
        ["opening", "expected", "reported", "difference"].map(|name| account[name].as_str().unwrap()),
        ["251.00", "376.50", "1.00", "-375.50"]
    );
    assert_eq!(account["movements"][0]["type"], "credit");
    assert_eq!(account["movements"][0]["first_records"], serde_json::json!([1]));
    assert_eq!(found["other_file"], "2026-11-20_balances_v1.csv");
}

/// Whole days with the fault of one rule, as `daybreak sample` writes them: the check finds that rule once, and no other.
#[test]
fn every_rule_about_several_files_can_be_planted_and_is_found_alone() {
    let of_sets: Vec<_> = RULES.iter().filter(|rule| rule.family == Family::Set).collect();
    assert!(of_sets.len() > 15, "the rules were not found");
    for rule in of_sets {
        let folder = Folder::new();
        let held = sample(&folder, &["--defects", rule.name]);
        // No file says what the account at the bank holds, and a balance that is off is missing there too.
        let stated = if rule.name == "fbo-total" { vec!["--fbo", &held] } else { Vec::new() };
        let report = check(folder.path(), &[&["--format", "json"], &stated[..]].concat()).json();
        let found: Vec<(&str, u64)> = report["set"]["rules"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|tally| (tally["rule"].as_str().unwrap(), tally["count"].as_u64().unwrap()))
            .collect();
        assert_eq!(found, [(rule.name, 1)]);
        let of_files: u64 =
            report["files"].as_array().unwrap().iter().map(|file| file["counts"]["error"].as_u64().unwrap()).sum();
        assert_eq!(of_files, 0, "{}: a file by itself is in order", rule.name);
    }
}

#[test]
fn a_difference_in_the_account_at_the_bank_is_found() {
    let folder = Folder::new();
    let held = sample(&folder, &["--defects", "fbo-total"]);
    let ran = check_days(&folder, "2026-11-20", &["2026-11-19", "2026-11-18"], &["--format", "json", "--fbo", &held]);
    assert_eq!((ran.code, rules(&ran.json())), (1, vec!["fbo-total".to_owned()]));
}

#[test]
fn a_set_shows_no_value_unless_asked() {
    let folder = Folder::new();
    sample(&folder, &["--defects", "balance-roll-forward,reference-missing,transaction-resent"]);
    for format in ["text", "json", "csv"] {
        let masked = check(folder.path(), &["--format", format]);
        let shown = check(folder.path(), &["--format", format, "--show-values"]);
        for value in ["bal_0", "txn_0", "376.50"] {
            assert!(!masked.out.contains(value), "{format}: {value}");
        }
        assert!(shown.out.contains("bal_00000002_x"), "{format}");
        assert!(shown.out.contains("376.50") || format == "csv", "{format}");
    }
}

#[test]
fn a_missing_file_leaves_the_day_incomplete() {
    let folder = Folder::new();
    sample(&folder, &[]);
    std::fs::remove_file(folder.path().join("2026-11-20/2026-11-21_balances_v1.csv")).unwrap();
    let ran = check_days(&folder, "2026-11-20", &["2026-11-19"], &["--format", "json"]);
    let report = ran.json();
    assert_eq!((ran.code, report["verdict"].as_str()), (1, Some("incomplete")));
    let counts = &report["set"]["counts"];
    assert_eq!((counts["error"].as_u64(), counts["warning"].as_u64()), (Some(0), Some(1)), "{}", ran.out);
    assert!(rules(&report).contains(&"set-file-missing".to_owned()));
}

#[test]
fn what_cannot_be_planted_is_told() {
    let folder = Folder::new();
    let path = folder.path().to_str().unwrap();
    let one = run(&["sample", "cards", "--defects", "fbo-total"]);
    assert!(one.code == 2 && one.err.contains("--set"), "{}", one.err);
    let set = run(&["sample", "--set", path, "--defects", "decimals"]);
    assert!(set.code == 2 && set.err.contains("concerns a single file"), "{}", set.err);
    let days = run(&["sample", "--set", path, "--days", "1", "--defects", "card-on-closed-account"]);
    assert!(days.code == 2 && days.err.contains("needs 3 days"), "{}", days.err);
}

#[test]
fn a_total_that_is_stated_for_a_file_alone_is_not_passed_over() {
    let folder = Folder::new();
    sample(&folder, &[]);
    let balances = folder.path().join("2026-11-20/2026-11-21_balances_v1.csv");
    let ran = check(&balances, &["--fbo", "USD=1.00"]);
    assert!(ran.code == 1 && ran.out.contains("the total of the account at the bank"), "{}", ran.out);
}

#[test]
fn a_mapping_of_events_is_held_against_the_day() {
    let folder = Folder::new();
    sample(&folder, &[]);
    let profile = Folder::new();
    let profile = profile.file(
        "profile.json",
        r#"{"profile_version":1,"name":"p","event_types":[
            {"event":"PAYROLL","type":"credit","fee_type":null,"action":"applied","transfer_type":"ach"},
            {"event":"CHARGEBACK","type":"dispute_won"}]}"#,
    );
    let further = ["--format", "json", "--profile", profile.to_str().unwrap()];
    let report = check_days(&folder, "2026-11-20", &["2026-11-19"], &further).json();
    let events = &report["set"]["days"][1]["events"];
    assert_eq!(
        (&events["occur"], &events["never"]),
        (&serde_json::json!(["PAYROLL"]), &serde_json::json!(["CHARGEBACK"]))
    );
    let unmapped = events["unmapped"].as_array().unwrap();
    assert!(unmapped.iter().any(|tuple| tuple["type"] == "debit" && tuple["count"].as_u64() > Some(0)), "{events}");
    assert!(unmapped.iter().all(|tuple| tuple["type"] != "credit" || tuple["transfer_type"] != "ach"), "{events}");
    // Items that are not posted yet have types too.
    let open = folder.path().join("2026-11-20/2026-11-21_non_posted_transactions_v1.csv");
    let text = std::fs::read_to_string(&open).unwrap();
    std::fs::write(&open, text.replacen("|credit|ach|", "|refund|wire|", 1)).unwrap();
    let report = check_days(&folder, "2026-11-20", &["2026-11-19"], &further).json();
    let unmapped = report["set"]["days"][1]["events"]["unmapped"].as_array().unwrap().clone();
    let open: Vec<_> = unmapped.iter().filter(|tuple| tuple["not_posted"] == true).collect();
    assert_eq!(open.len(), 1, "{unmapped:?}");
    assert_eq!((open[0]["type"].as_str(), open[0]["count"].as_u64()), (Some("refund"), Some(1)));
}

#[test]
fn a_finding_of_the_set_shows_its_line_with_carets() {
    let folder = Folder::new();
    sample(&folder, &["--defects", "balance-roll-forward"]);
    let days = ["2026-11-19", "2026-11-18"];
    let ran = check_days(&folder, "2026-11-20", &days, &["--show-values"]);
    let lines: Vec<&str> = ran.out.lines().collect();
    let at = lines.iter().position(|line| line.contains("2026-11-21_balances_v1.csv, line")).unwrap();
    let (line, carets) = (lines[at + 1], lines[at + 2]);
    let meant: String =
        line.chars().zip(carets.chars()).filter(|(_, caret)| *caret == '^').map(|(letter, _)| letter).collect();
    assert_eq!(meant, "1.00", "{}", ran.out);
    let masked = check_days(&folder, "2026-11-20", &days, &[]);
    assert!(masked.out.contains(carets) && !masked.out.contains(line), "{}", masked.out);
}

/// The files of a day in a folder, each with its bytes.
fn files_of(folder: &std::path::Path) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(&path).unwrap()))
        .collect()
}

#[test]
fn compressed_files_are_part_of_a_set_like_others() {
    let folder = Folder::new();
    sample(&folder, &["--defects", "balance-roll-forward"]);
    let days = ["2026-11-19", "2026-11-18"];
    let plain = check_days(&folder, "2026-11-20", &days, &["--format", "json", "--show-values"]);
    // Every file of the day and of one day before, so that both sides of the comparison are decompressed.
    for day in ["2026-11-20", "2026-11-19"] {
        let day = folder.path().join(day);
        for (name, bytes) in files_of(&day) {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            std::io::Write::write_all(&mut encoder, &bytes).unwrap();
            std::fs::write(day.join(format!("{name}.gz")), encoder.finish().unwrap()).unwrap();
            std::fs::remove_file(day.join(name)).unwrap();
        }
    }
    let packed = check_days(&folder, "2026-11-20", &days, &["--format", "json", "--show-values"]);
    assert_eq!(rules(&packed.json()), ["balance-roll-forward"]);
    assert_eq!((packed.code, packed.json()), (plain.code, plain.json()));
}

#[test]
fn the_standard_input_is_part_of_a_set_like_other_files() {
    let folder = Folder::new();
    sample(&folder, &["--defects", "balance-roll-forward"]);
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let name = "2026-11-21_balances_v1.csv";
    let piped = path(&format!("2026-11-20/{name}"));
    let others: Vec<String> = files_of(&folder.path().join("2026-11-20"))
        .into_iter()
        .map(|(name, _)| path(&format!("2026-11-20/{name}")))
        .filter(|other| *other != piped)
        .collect();
    let (day, before) = (path("2026-11-19"), path("2026-11-18"));
    let further = ["--previous", &day, "--previous", &before, "--now", NOW, "--format", "json", "--show-values"];
    let set = |first: &[&str], input: Option<std::fs::File>| {
        let mut command = daybreak();
        command.arg("check").args(first).args(&others).args(further);
        if let Some(input) = input {
            command.stdin(input);
        }
        let output = command.output().unwrap();
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        (output.status.code(), json)
    };
    let from_input = set(&["-", "--name", name], Some(std::fs::File::open(&piped).unwrap()));
    assert_eq!(rules(&from_input.1), ["balance-roll-forward"]);
    assert_eq!(from_input, set(&[&piped], None));
}

/// Without the day before there is no opening, and no comma before what comes first.
#[test]
fn the_books_of_a_day_alone_begin_with_their_movements() {
    let folder = Folder::new();
    sample(&folder, &[]);
    let text = check(&folder.path().join("2026-11-20"), &[]).out;
    let books = text.lines().find(|line| line.starts_with("  deposit USD")).unwrap();
    assert!(books.contains("balances: credit "), "{books}");
}

#[test]
fn junit_says_what_a_sum_comes_to_and_which_kinds_are_missing() {
    let folder = Folder::new();
    sample(&folder, &["--defects", "balance-roll-forward"]);
    std::fs::remove_file(folder.path().join("2026-11-20/2026-11-21_accounts_v1.csv")).unwrap();
    std::fs::remove_file(folder.path().join("2026-11-20/2026-11-21_cards_v1.csv")).unwrap();
    let days = ["2026-11-19", "2026-11-18"];
    let account = |format: &str| check_days(&folder, "2026-11-20", &days, &["--format", format, "--show-values"]);
    let report = account("json").json();
    let of_set = report["set"]["findings"].as_array().unwrap();
    let sum = &of_set.iter().find(|found| !found["account"].is_null()).unwrap()["account"];
    let of = |name: &str| sum[name].as_str().unwrap().to_owned();
    let csv = account("csv").out;
    // What a spreadsheet would take for a formula has an apostrophe before it.
    let difference = of("difference").replace('-', "'-");
    assert!(csv.lines().any(|line| line.contains("balance-roll-forward") && line.ends_with(&format!(",{difference}"))));
    let xml = account("junit").out;
    let told = format!(
        "add up to; expected: {}; reported: {}; difference: {}; compared with: 2026-11-20_balances_v1.csv, line ",
        of("expected"),
        of("reported"),
        of("difference")
    );
    assert!(xml.contains(&told), "{told}: {xml}");
    assert!(xml.contains("; missing: Accounts, Cards\""), "{xml}");
    let incomplete = check(&folder.path().join("2026-11-20"), &["--format", "junit"]).out;
    assert!(incomplete.contains("<error message=\"not complete: due before "), "{incomplete}");
}

/// What an account holds is stated in a currency, as ISO 4217 writes it.
#[test]
fn a_currency_that_is_none_is_no_total() {
    let folder = Folder::new();
    sample(&folder, &[]);
    for (held, told) in [
        ("2026-11-20:usd=1.00", "currency codes are uppercase: write USD, not usd"),
        ("US$=1.00", "\"US$\" is not a currency: expected an ISO 4217 code, such as USD"),
        ("=1.00", "\"\" is not a currency"),
    ] {
        let ran = check(folder.path(), &["--fbo", held]);
        assert!(ran.code == 2 && ran.err.contains(told), "{}", ran.err);
    }
    let ran = check(folder.path(), &["--fbo", "USD=1.00", "--fbo", "USD=2.00"]);
    assert!(ran.code == 2 && ran.err.contains("--fbo says twice what the account holds in USD"), "{}", ran.err);
    // One in which there is nothing is not compared, which is said.
    let ran = check(folder.path(), &["--format", "json", "--fbo", "2026-11-20:EUR=5.00"]);
    assert_eq!((rules(&ran.json()).len(), ran.json()["verdict"].as_str()), (0, Some("incomplete")), "{}", ran.out);
    assert!(ran.out.contains("is in the currency that was stated"));
}

/// The files of days are never passed over for what lies beside them.
#[test]
fn what_lies_beside_the_folders_of_days_hides_none_of_them() {
    let folder = Folder::new();
    sample(&folder, &[]);
    let receipt = folder.path().join("receipt.json");
    let first = check(folder.path(), &["--receipt", receipt.to_str().unwrap()]);
    assert_eq!((first.code, first.err.as_str()), (0, ""), "{}", first.out);
    folder.file("program.json", "\u{feff}{ \"name\": \"x\",\n  \"profile_version\": 1 }");
    let report = folder.path().join("2026-11-20/report.json");
    check(folder.path(), &["--format", "json", "--output", report.to_str().unwrap()]);
    let again = check(folder.path(), &["--format", "json"]);
    assert_eq!((again.code, again.json()["files"].as_array().unwrap().len()), (0, 18), "{}", again.err);
    for (path, what) in [(receipt, "receipt"), (folder.path().join("program.json"), "profile"), (report, "report")] {
        let told = format!("{} is skipped: it is a {what}, not a daily file", path.display());
        assert!(again.err.contains(&told), "{}", again.err);
    }
    // What is none of ours is a file like any other, and so is one of ours that is named.
    folder.file("notes.json", "{}");
    assert_eq!(check(folder.path(), &["--format", "json"]).json()["files"].as_array().unwrap().len(), 19);
    assert_eq!(check(&folder.path().join("receipt.json"), &["--format", "json"]).json()["verdict"], "rejected");
    // Deeper folders are left out, which is told.
    let deeper = Folder::new();
    let day = deeper.path().join("year/day");
    std::fs::create_dir_all(&day).unwrap();
    std::fs::write(day.join("x.csv"), "").unwrap();
    deeper.file("y.csv", "");
    let told = format!("{} is skipped: it is nested too deeply", day.display());
    assert!(check(deeper.path(), &[]).err.contains(&told));
}
