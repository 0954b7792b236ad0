//! Days that are checked together, with faults of each sort, and the reports that they must get: the same natively and in a
//! browser, byte for byte, in whatever order and pieces the files come.

#![allow(dead_code, unreachable_pub, reason = "shared by two test programs")]
#![expect(clippy::expect_used, reason = "a test may panic")]

use std::sync::Arc;

use daybreak_engine::sample::{self, SampleFile, set_with_defects};
use daybreak_engine::set::{SetCheck, SetFile, Stated};
use daybreak_engine::{Outcome, Settings, check_pieces};
use daybreak_report::{Values, set_report};

/// Some days, and what is found in them.
pub struct Days {
    /// The file of the report.
    pub name: &'static str,
    /// The report, as it was when it was last read by somebody.
    pub report: &'static str,
    /// The rules that are broken.
    rules: &'static [&'static str],
    profile: Option<&'static str>,
    values: Values,
}

/// The days.
pub const ALL: [Days; 2] = [
    Days {
        name: "report.json",
        report: include_str!("report.json"),
        rules: &[
            "balance-roll-forward",
            "rewards-roll-forward",
            "interest-roll-forward",
            "reference-missing",
            "balance-not-reported",
            "closed-record-changed",
            "card-immutable-field",
            "transaction-resent",
            "update-unknown-transaction",
        ],
        profile: None,
        values: Values::Shown,
    },
    Days {
        name: "masked.json",
        report: include_str!("masked.json"),
        rules: &[
            "balance-roll-forward",
            "balance-account-changed",
            "card-entity-not-on-account",
            "card-on-closed-account",
            "effective-at-not-later",
            "non-posted-already-posted",
            "non-posted-gone",
            "set-dates-differ",
        ],
        profile: Some(
            r#"{ "profile_version": 1, "name": "by files", "balances_created_by": "file", "currencies": ["USD"],
                "event_types": [{ "event": "PURCHASE", "type": "debit" }, { "event": "WIRE", "transfer_type": "wire" }] }"#,
        ),
        values: Values::Masked,
    },
];

impl Days {
    fn files(&self) -> Vec<SampleFile> {
        let rules: Vec<_> = self.rules.iter().filter_map(|name| daybreak_engine::rule(name)).collect();
        assert_eq!(rules.len(), self.rules.len(), "a rule has another name");
        set_with_defects(3, 40, 1, &rules).expect("they can be broken side by side")
    }

    /// Checks the files together, each handed over in pieces of this many bytes, and writes what they came to.
    pub fn made(&self, piece: usize, turned: bool) -> String {
        let mut files = self.files();
        if turned {
            files.reverse();
            files.rotate_left(5);
        }
        let mut settings = Settings::new(sample::moment());
        settings.profile =
            self.profile.map(|json| Arc::new(daybreak_schema::read_profile(json).expect("it is a profile")));
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
        let report = set_report(&check.finish(), &settings, self.values, heading);
        serde_json::to_string_pretty(&report).expect("it is written") + "\n"
    }
}
