//! The smaller commands, from the outside.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]
#![allow(missing_docs, unreachable_pub, dead_code, reason = "a test has no readers, and shares its helpers")]

mod common;

use common::{Folder, check, run};

fn cutoff(day: &str, now: &str) -> serde_json::Value {
    let ran = run(&["cutoff", "--activity-day", day, "--now", now, "--format", "json"]);
    assert_eq!(ran.code, 0, "late or not");
    ran.json()
}

#[test]
fn the_days_of_a_weekend_are_due_together() {
    for (day, file_date) in [("2026-11-20", "2026-11-21"), ("2026-11-21", "2026-11-22"), ("2026-11-22", "2026-11-23")] {
        let cutoff = cutoff(day, "2026-11-23T11:59:59Z");
        assert_eq!((cutoff["file_date"].as_str(), cutoff["status"].as_str()), (Some(file_date), Some("open")));
        assert_eq!(cutoff["due_at"], "2026-11-23T06:00:00-06:00");
        assert_eq!(
            (cutoff["due_at_utc"].as_str(), cutoff["seconds_left"].as_i64()),
            (Some("2026-11-23T12:00:00Z"), Some(1))
        );
    }
}

#[test]
fn six_sharp_is_late() {
    let cutoff = cutoff("2026-11-20", "2026-11-23T06:00:01-06:00");
    assert_eq!((cutoff["status"].as_str(), cutoff["seconds_left"].as_i64()), (Some("late"), Some(-1)));
    let ran = run(&["cutoff", "--activity-day", "2026-11-20", "--now", "2026-11-23T12:00:00Z"]);
    assert!(ran.code == 0 && ran.out.contains("late by 0 s"), "{}", ran.out);
}

#[test]
fn years_for_which_the_calendar_is_not_promised_are_refused() {
    for day in ["2019-12-31", "2061-01-01", "9999-12-31"] {
        let ran = run(&["cutoff", "--activity-day", day]);
        assert!(ran.code == 2 && ran.err.contains("2020 to 2060"), "{}", ran.err);
    }
    assert_eq!(run(&["cutoff", "--activity-day", "2060-12-31"]).code, 0);
}

#[test]
fn days_passed_over_are_named_in_words() {
    let ran = run(&["cutoff", "--activity-day", "2026-11-25", "--now", "2026-11-25T12:00:00Z"]);
    assert!(
        ran.out.contains("Wednesday, 2026-11-25") && ran.out.contains("2026-11-26: Thanksgiving Day"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains("2026-11-27T06:00:00-06:00") && ran.out.contains("2 days 0 h 0 min 0 s left"),
        "{}",
        ran.out
    );
}

#[test]
fn the_activity_day_is_yesterday_in_central_time() {
    let ran = run(&["cutoff", "--now", "2026-11-21T05:59:00Z", "--format", "json"]);
    assert_eq!(ran.json()["activity_day"], "2026-11-19");
}

#[test]
fn a_profile_closes_days() {
    let folder = Folder::new();
    let profile = folder.file("p.json", r#"{"profile_version": 1, "name": "Acme", "closed_days": ["2026-12-24"]}"#);
    let words = ["cutoff", "--activity-day", "2026-12-23", "--now", "2026-12-23T12:00:00Z", "--format", "json"];
    let ran = run(&[&words[..], &["--profile", profile.to_str().unwrap()]].concat());
    assert_eq!(ran.json()["due_at"], "2026-12-28T06:00:00-06:00");
}

#[test]
fn explains_by_name_and_code() {
    let by_name = run(&["explain", "Value-Required"]);
    let by_code = run(&["explain", "v001"]);
    assert_eq!((by_name.code, &by_name.out), (0, &by_code.out));
    for part in ["value-required (V001)", "Why it matters:", "How to mend it:", "Source:", "Examples:", "group 2"] {
        assert!(by_name.out.contains(part), "{part}: {}", by_name.out);
    }
}

#[test]
fn an_unknown_rule_is_told_with_what_was_meant() {
    let ran = run(&["explain", "value-requird"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("did you mean value-required"), "{}", ran.err);
}

#[test]
fn the_schema_in_both_forms() {
    let md = run(&["schema", "cards"]);
    assert!(md.code == 0 && md.out.starts_with("# Cards") && md.out.contains("`client_card_id`"), "{}", md.out);
    let one = run(&["schema", "cards", "--format", "json"]).json();
    assert_eq!((one["kind"].as_str(), one["columns"][0]["name"].as_str()), (Some("cards"), Some("client_card_id")));
    let all = run(&["schema", "--format", "json"]).json();
    assert_eq!(all.as_array().unwrap().len(), 6);
}

#[test]
fn the_schema_says_of_each_column_where_it_stands_and_how_private_it_is() {
    let all = run(&["schema", "--format", "json"]).json();
    for kind in all.as_array().unwrap() {
        for column in kind["columns"].as_array().unwrap() {
            assert!(column["source"].as_str().is_some_and(|source| !source.is_empty()), "{column}");
            for fact in ["type", "required"] {
                let authority = column[fact]["authority"].as_str();
                assert!(matches!(authority, Some("documented" | "assumed")), "{fact}: {column}");
            }
        }
    }
    let sensitivity = |kind: &str, name: &str| {
        let kind = all.as_array().unwrap().iter().find(|view| view["kind"] == kind).unwrap();
        let column = kind["columns"].as_array().unwrap().iter().find(|column| column["name"] == name).unwrap();
        column["sensitivity"].as_str().unwrap().to_owned()
    };
    assert_eq!(sensitivity("cards", "card_status"), "public");
    assert_eq!(sensitivity("cards", "client_card_id"), "identifier");
    assert_eq!(sensitivity("cards", "closed_reason"), "personal");
    assert_eq!(sensitivity("balances", "balance"), "financial");
}

#[test]
fn samples_are_the_same_each_time() {
    let words = ["sample", "balances", "--rows", "30", "--seed", "7"];
    let sample = run(&words).out;
    assert_eq!(sample, run(&words).out);
    assert_eq!(sample.lines().count(), 31);
    assert_ne!(sample, run(&["sample", "balances", "--rows", "30", "--seed", "8"]).out);
}

#[test]
fn planted_defects_are_found_and_nothing_else() {
    let folder = Folder::new();
    let path = folder.path().to_str().unwrap();
    let ran = run(&["sample", "transactions", "--defects", "decimals", "C009,duplicate-key", "--output", path]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let report = check(folder.path(), &["--format", "json"]).json();
    let mut rules: Vec<&str> =
        report["files"][0]["rules"].as_array().unwrap().iter().map(|tally| tally["rule"].as_str().unwrap()).collect();
    rules.sort_unstable();
    assert_eq!(rules, ["amount-sign-mismatch", "decimals", "duplicate-key"]);
    let impossible = run(&["sample", "cards", "--defects", "amount-sign-mismatch"]);
    assert!(impossible.code == 2 && impossible.err.contains("amount-sign-mismatch"), "{}", impossible.err);
}

#[test]
fn a_sample_for_a_program_is_accepted_under_its_profile() {
    let folder = Folder::new();
    let profile = folder.file("p.json", daybreak_schema::EXAMPLE_PROFILE);
    let profile = profile.to_str().unwrap();
    for kind in ["accounts", "balances", "transactions", "non_posted_transactions", "transaction_updates", "cards"] {
        let ran = run(&["sample", kind, "--rows", "40", "--profile", profile]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let file = folder.file(&format!("2026-11-21_{kind}_v1.csv"), &ran.out);
        let checked = check(&file, &["--profile", profile, "--fail-on", "warning", "--format", "json"]);
        assert_eq!(checked.code, 0, "{kind}: {}", checked.out);
    }
    let with_defects = run(&["sample", "cards", "--profile", profile, "--defects", "decimals"]);
    assert!(with_defects.code == 2 && with_defects.err.contains("--profile"), "{}", with_defects.err);
}

#[test]
fn every_fault_of_a_profile_is_told_with_its_path() {
    let folder = Folder::new();
    let check = |json: &str| run(&["profile", "check", folder.file("p.json", json).to_str().unwrap()]);
    let good = check(r#"{"profile_version": 1, "name": "Acme"}"#);
    assert!(good.code == 0 && good.out.contains("Acme"), "{}", good.out);
    let severities = r#"{"decimal": "off", "V001": "off", "value-required": "info"}"#;
    let bad = check(&format!(r#"{{"profile_version": 1, "bins": [4], "severities": {severities}}}"#));
    assert_eq!(bad.code, 1);
    for fault in [
        "$.name",
        "$.bins[0]",
        "$.severities.decimal: there is no such rule; did you mean decimals",
        "$.severities.value-required: this is the same rule as V001",
    ] {
        assert!(bad.out.contains(fault), "{fault}: {}", bad.out);
    }
    assert_eq!(check("not JSON").code, 1);
    assert_eq!(run(&["profile", "check", "no-such-file.json"]).code, 2);
}

#[test]
fn where_nothing_can_be_written_one_sentence_says_why() {
    let folder = Folder::new();
    let file = folder.file("file", "x");
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let within = format!("{}/sample.csv", file.display());
    for (output, why) in [
        (path("none/"), "none/ cannot be written: there is no such folder"),
        (path("none/sample.csv"), "sample.csv cannot be written: there is no such folder"),
        (within, "sample.csv cannot be written: a part of its path is a file, not a folder"),
    ] {
        for defects in [&[][..], &["--defects", "value-required"]] {
            let ran = run(&[&["sample", "cards", "--output", &output], defects].concat());
            assert_eq!((ran.code, ran.out.as_str(), ran.err.lines().count()), (2, "", 1), "{}", ran.err);
            assert!(ran.err.contains(why), "{}", ran.err);
        }
    }
    let sample = path("2026-11-21_cards_v1.csv");
    assert_eq!(run(&["sample", "cards", "--output", folder.path().to_str().unwrap()]).code, 0);
    let ran = run(&["check", &sample, "--output", folder.path().to_str().unwrap()]);
    assert!(ran.code == 2 && ran.err.contains("it is a folder, not a file"), "{}", ran.err);
    let ran = run(&["profile", "check", folder.file("p.json", [0xff, 0xfe, b'{', 0]).to_str().unwrap()]);
    assert!(ran.code == 2 && ran.err.contains("it is not UTF-8 text"), "{}", ran.err);
}

#[test]
fn usage_is_told_and_fails() {
    assert_eq!(run(&[]).code, 2);
    assert_eq!(run(&["check"]).code, 2);
    assert_eq!(run(&["sample", "cards", "--days", "2"]).code, 2, "a single file has no days");
    assert_eq!(run(&["sample", "--set", "unused", "--days", "0"]).code, 2);
    assert_eq!(run(&["--help"]).code, 0);
    assert!(run(&["--version"]).out.starts_with("daybreak "));
}
