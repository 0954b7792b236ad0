//! Two days that are checked together, with a fault of each sort, and the report that they must get: the same natively and
//! in a browser, byte for byte, in whatever order and pieces the files come.

#![allow(dead_code, unreachable_pub, reason = "shared by two test programs")]
#![expect(clippy::expect_used, reason = "a test may panic")]

use daybreak_engine::sample::{self, SampleFile, set_with_defects};
use daybreak_engine::set::{SetCheck, SetFile, Stated};
use daybreak_engine::{Outcome, Settings, check_pieces};
use daybreak_report::{Values, set_report};

/// The report, as it was when it was last read by somebody.
pub const REPORT: &str = include_str!("report.json");

/// The rules that are broken.
const RULES: [&str; 9] = [
    "balance-roll-forward",
    "rewards-roll-forward",
    "interest-roll-forward",
    "reference-missing",
    "balance-not-reported",
    "closed-record-changed",
    "card-immutable-field",
    "transaction-resent",
    "update-unknown-transaction",
];

fn files() -> Vec<SampleFile> {
    let rules: Vec<_> = RULES.iter().filter_map(|name| daybreak_engine::rule(name)).collect();
    assert_eq!(rules.len(), RULES.len(), "a rule has another name");
    set_with_defects(3, 40, 1, &rules).expect("they can be broken side by side")
}

/// Checks the files together, each handed over in pieces of this many bytes, and writes what they came to.
pub fn report(piece: usize, turned: bool) -> String {
    let mut files = files();
    if turned {
        files.reverse();
        files.rotate_left(5);
    }
    let settings = Settings::new(sample::moment());
    let outcomes: Vec<Outcome> =
        files.iter().map(|file| check_pieces(&file.name, file.bytes.chunks(piece), &settings)).collect();
    let held = Stated {
        day: Some(sample::ACTIVITY_DAY),
        currency: "USD".to_owned(),
        amount: "1000.00".parse().expect("an amount"),
    };
    let of_set = outcomes.iter().map(SetFile::new).collect();
    let mut check = SetCheck::new(of_set, &settings).with_stated(vec![held]);
    while let Some(index) = check.next_file() {
        let bytes = files.get(index).map(|file| file.bytes.as_slice()).unwrap_or_default();
        for part in bytes.chunks(piece) {
            check.push(part);
        }
        check.end_file();
    }
    let heading = |given: usize| outcomes.get(given).map(Outcome::heading);
    let report = set_report(&check.finish(), &settings, Values::Shown, heading);
    serde_json::to_string_pretty(&report).expect("it is written") + "\n"
}
