//! The corpus, checked natively. `DAYBREAK_BLESS=1 cargo test --test corpus` writes the reports anew.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

#[path = "day/mod.rs"]
mod day;
#[path = "corpus/mod.rs"]
mod files;

use std::collections::BTreeSet;
use std::path::Path;

use files::{CORPUS, report};

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

#[test]
fn every_file_gets_its_report() {
    let bless = std::env::var_os("DAYBREAK_BLESS").is_some();
    let mut different = Vec::new();
    for whole in CORPUS {
        let made = report(whole, usize::MAX);
        if bless {
            std::fs::write(folder().join(whole.case).join("report.json"), &made).unwrap();
        } else if made != whole.report {
            different.push(whole.case);
        }
    }
    assert!(
        different.is_empty(),
        "another report than before: {different:?}. If that is meant, run: DAYBREAK_BLESS=1 cargo test --test corpus"
    );
}

#[test]
fn pieces_do_not_matter() {
    for whole in CORPUS {
        for piece in [1, 7, 64, 1000] {
            assert_eq!(report(whole, piece), whole.report, "{} in pieces of {piece}", whole.case);
        }
    }
}

#[test]
fn days_checked_together_get_their_report() {
    for days in day::ALL {
        let made = days.made(1 << 20, false);
        if std::env::var_os("DAYBREAK_BLESS").is_some() {
            std::fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/day").join(days.name), &made).unwrap();
            continue;
        }
        assert!(made == days.report, "{}: another report than before; if that is meant, bless it as above", days.name);
        for piece in [7, 1000] {
            assert!(days.made(piece, true) == days.report, "{}: another order, in pieces of {piece}", days.name);
        }
    }
}

#[test]
fn no_folder_is_forgotten() {
    let listed: BTreeSet<String> = CORPUS.iter().map(|whole| whole.case.to_owned()).collect();
    let there: BTreeSet<String> = std::fs::read_dir(folder())
        .unwrap()
        .flatten()
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(listed, there);
}

#[test]
fn good_files_are_accepted_without_a_word() {
    for whole in CORPUS.iter().filter(|whole| whole.case.starts_with("good-")) {
        let report: daybreak_report::Report = serde_json::from_str(whole.report).unwrap();
        assert!(report.files.iter().all(|file| file.findings.is_empty() && file.records > 0), "{}", whole.case);
    }
}
