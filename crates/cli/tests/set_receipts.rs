//! What is kept of files that were checked together, and what a later check is held against, from the outside.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]
#![allow(missing_docs, unreachable_pub, dead_code, reason = "a test has no readers, and shares its helpers")]

mod common;

use common::days::{check_days, sample};
use common::{Folder, NOW, check, run};

#[test]
fn a_receipt_is_the_same_for_the_same_files_and_tells_another() {
    let folder = Folder::new();
    sample(&folder, &[]);
    let elsewhere = Folder::new();
    let receipt = |name: &str| elsewhere.path().join(name).to_str().unwrap().to_owned();
    let (first, second) = (receipt("first.json"), receipt("second.json"));
    for name in [&first, &second] {
        let ran = check_days(&folder, "2026-11-20", &["2026-11-19"], &["--receipt", name]);
        assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    }
    let read = |name: &str| std::fs::read_to_string(name).unwrap();
    assert_eq!(read(&first), read(&second));
    let content: serde_json::Value = serde_json::from_str(&read(&first)).unwrap();
    assert_eq!(
        (content["files"].as_array().unwrap().len(), content["compared_with"].as_array().unwrap().len()),
        (6, 6)
    );
    assert_eq!((content["verdict"].as_str(), content["checked_at"].as_str()), (Some("accepted"), Some(NOW)));

    let day = folder.path().join("2026-11-20");
    let verify = || run(&["verify", &first, day.to_str().unwrap()]);
    let same = verify();
    assert!(same.code == 0 && same.out.matches("same").count() == 6, "{}", same.out);
    assert!(same.out.contains("6 files used for comparison: not given here."), "{}", same.out);
    // Of one more file nothing is known.
    let more = day.join("more.csv");
    std::fs::write(&more, "more").unwrap();
    let with_more = verify();
    assert!(with_more.code == 1 && with_more.out.contains("extra    more.csv"), "{}", with_more.out);
    let words = "These are the files of the receipt, byte for byte; 1 more file is not in it. They were checked at";
    assert!(with_more.out.contains(words), "{}", with_more.out);
    std::fs::remove_file(more).unwrap();
    // Given too, the days before have to be the same.
    let before = folder.path().join("2026-11-19");
    let verify_both = || run(&["verify", &first, day.to_str().unwrap(), before.to_str().unwrap()]);
    let both = verify_both();
    assert!(both.code == 0 && both.out.matches("(compared with)").count() == 6, "{}", both.out);
    std::fs::write(before.join("2026-11-20_cards_v1.csv"), "another").unwrap();
    let spoilt = verify_both();
    assert!(
        spoilt.code == 1 && spoilt.out.contains("differs  2026-11-20_cards_v1.csv (compared with)"),
        "{}",
        spoilt.out
    );
    std::fs::write(day.join("2026-11-21_cards_v1.csv"), "another").unwrap();
    std::fs::remove_file(day.join("2026-11-21_accounts_v1.csv")).unwrap();
    std::fs::write(day.join("notes.txt"), "more").unwrap();
    let other = verify();
    assert_eq!(other.code, 1);
    for told in [
        "differs  2026-11-21_cards_v1.csv",
        "missing  2026-11-21_accounts_v1.csv",
        "extra    notes.txt",
        "These are not",
    ] {
        assert!(other.out.contains(told), "{told}: {}", other.out);
    }
    assert_eq!(run(&["verify", day.join("notes.txt").to_str().unwrap(), day.to_str().unwrap()]).code, 2);
}

/// Totals stated by hand are in no file: without them in the receipt nobody could say why the day was rejected.
#[test]
fn a_receipt_says_what_was_stated_by_hand() {
    let folder = Folder::new();
    sample(&folder, &[]);
    let elsewhere = Folder::new();
    let receipt = |name: &str, held: &str| {
        let path = elsewhere.path().join(name).to_str().unwrap().to_owned();
        check_days(&folder, "2026-11-20", &["2026-11-19"], &["--receipt", &path, "--fbo", held]);
        (std::fs::read_to_string(&path).unwrap(), path)
    };
    let (dated, path) = receipt("dated.json", "2026-11-20:USD=1.00");
    assert_eq!(dated, receipt("open.json", "USD=1.00").0, "without a day it is said of the day that is checked");
    assert_ne!(dated, receipt("other.json", "USD=2.00").0);
    let day = folder.path().join("2026-11-20");
    let ran = run(&["verify", &path, day.to_str().unwrap()]);
    assert!(ran.code == 0 && ran.out.contains("stated by hand"), "{}", ran.out);
    assert!(ran.out.contains("the account at the bank (FBO), USD, end of 2026-11-20: 1.00"), "{}", ran.out);
    // What is said of the files is in it too.
    let file = day.join("2026-11-21_cards_v1.csv");
    let of_file = |name: &str, words: &[&str]| {
        let path = elsewhere.path().join(name);
        check(&file, &[&["--receipt", path.to_str().unwrap()], words].concat());
        let receipt: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        receipt["stated"]["files"].clone()
    };
    assert_eq!(of_file("plain.json", &[]), serde_json::json!([]));
    let stated =
        serde_json::json!([{ "name": "2026-11-21_cards_v1.csv", "kind": "cards", "activity_day": "2026-11-19" }]);
    assert_eq!(of_file("kind.json", &["--kind", "cards", "--activity-day", "2026-11-19"]), stated);
}

#[test]
fn two_checks_are_compared_by_rule() {
    let (good, bad) = (Folder::new(), Folder::new());
    sample(&good, &[]);
    sample(&bad, &["--defects", "transaction-resent"]);
    let report = |folder: &Folder| {
        let path = folder.path().join("report.json");
        check_days(
            folder,
            "2026-11-20",
            &["2026-11-19", "2026-11-18"],
            &["--format", "json", "--output", path.to_str().unwrap()],
        );
        path.to_str().unwrap().to_owned()
    };
    let (good, bad) = (report(&good), report(&bad));
    let worse = run(&["compare", &good, &bad]);
    assert!(worse.code == 1 && worse.out.contains("transaction-resent  set: 0 before, 1 after"), "{}", worse.out);
    let mended = run(&["compare", &bad, &good, "--format", "json"]);
    let json = mended.json();
    let change = json.as_array().unwrap().iter().find(|change| change["rule"] == "transaction-resent").unwrap();
    assert_eq!((mended.code, change["before"].as_u64(), change["after"].as_u64()), (0, Some(1), Some(0)));
    assert_eq!(run(&["compare", &good, "Cargo.toml"]).code, 2);
}

/// What is gone with its file, or was not looked at again, is not fixed.
#[test]
fn what_was_not_checked_again_is_not_fixed() {
    let folder = Folder::new();
    let report = |name: &str, path: &std::path::Path| {
        let path_of_report = folder.path().join(name).to_str().unwrap().to_owned();
        check(path, &["--format", "json", "--output", &path_of_report]);
        path_of_report
    };
    let cards = folder.sample_with("cards", "card_status", "Active");
    let text = std::fs::read_to_string(&cards).unwrap();
    let bad = report("bad.json", &cards);
    let (_, records) = text.split_once('\n').unwrap();
    std::fs::write(&cards, records).unwrap();
    let headless = report("headless.json", &cards);
    let accounts = report("accounts.json", &folder.sample_with("accounts", "status", "active"));
    for (after, told) in [(&headless, "was not fully checked"), (&accounts, "is not there")] {
        let ran = run(&["compare", &bad, after]);
        let first = ran.out.lines().next().unwrap();
        assert!(ran.code == 1 && first.contains(" 0 fixed") && first.ends_with("1 not checked"), "{}", ran.out);
        assert!(ran.out.contains("value-not-allowed  cards: 1 before, 0 after, 1 not checked\n"), "{}", ran.out);
        let told = format!("\n2026-11-21_cards_v1.csv {told} in the second report.\n");
        assert!(ran.out.ends_with(&told), "{}", ran.out);
    }
    // A verdict that is open is not the best, though nothing is new.
    let unknown = report("unknown.json", &folder.file("notes.txt", "alpha|beta\n1|2\n"));
    assert_eq!(run(&["compare", &unknown, &unknown]).code, 1);
    // A file that is mended may be told of its kind only then, and by its new name.
    let mended = report("mended.json", &folder.sample_with("cards", "card_status", "active"));
    assert_eq!(run(&["compare", &unknown, &mended]).out.lines().next(), Some("0 new, 1 fixed, 0 the same"));
}
