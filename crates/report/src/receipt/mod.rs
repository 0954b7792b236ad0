//! A receipt of a check: which files were checked, with what, and what came of it. Two people who have the same files get the
//! same receipt, and a file can be held against it later.

mod stated;

use std::collections::BTreeMap;

use daybreak_engine::{Severity, Verdict};
use serde::{Deserialize, Serialize};

use self::stated::in_order;
pub use self::stated::{Stated, StatedFile, StatedTotal};
use crate::model::{Counts, ProfileUsed, Report, RuleCount};
use crate::words::grouped;

/// The version of the receipt's form. The first had nothing of what was stated by hand; it is read as if nothing had been.
const RECEIPT_VERSION: u32 = 2;

/// A receipt. It holds no value from a file: names, sizes, hashes and counts, and what somebody has stated by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Receipt {
    /// The version of the receipt's form: 2, or 1 of one that was written before.
    pub receipt_version: u32,
    /// The version of the schema definitions.
    pub schema_version: String,
    /// The version of the engine.
    pub engine_version: String,
    /// The profile in force.
    pub profile: Option<ProfileUsed>,
    /// The moment of the check, RFC 3339 in UTC.
    pub checked_at: String,
    /// Whether the bank would take the files.
    pub verdict: Verdict,
    /// The files, by name and hash.
    pub files: Vec<ReceiptFile>,
    /// The files of other days, those before as a rule, that they were compared with.
    pub compared_with: Vec<ReceiptFile>,
    /// What was stated by hand, and is in none of the files.
    #[serde(default)]
    pub stated: Stated,
    /// Exact counts by severity, of all files and the set.
    pub counts: Counts,
    /// How often each rule fired, by its name and severity.
    pub rules: Vec<ReceiptRule>,
}

/// A file of a receipt.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct ReceiptFile {
    /// Its name.
    pub name: String,
    /// Its SHA-256 in lower-case hexadecimal.
    pub sha256: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// How often a rule fired.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct ReceiptRule {
    /// The rule's name.
    pub rule: String,
    /// The severity in force.
    pub severity: Severity,
    /// The exact count, in all files and the set.
    pub count: u64,
}

/// What became of a file since its receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileState {
    /// It is the same, byte for byte.
    Same,
    /// There is a file of this name with another content.
    Differs,
    /// There is no file of this name.
    Missing,
    /// It is not in the receipt.
    Extra,
}

/// A file held against a receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Its name.
    pub name: String,
    /// What became of it.
    pub state: FileState,
    /// It is not one of those that were checked: they were only compared with it.
    pub compared: bool,
}

impl Held {
    /// Whether it speaks against these being the files of the receipt. What they were compared with need not be at hand.
    pub fn differs(&self) -> bool {
        match self.state {
            FileState::Same => false,
            FileState::Missing => !self.compared,
            FileState::Differs | FileState::Extra => true,
        }
    }
}

/// What is added to the word that all files of a receipt are the same, where there are others too: nothing is known of those.
pub fn and_extra(count: u64) -> String {
    match count {
        0 => String::new(),
        1 => "; 1 more file is not in it".to_owned(),
        _ => format!("; {} more files are not in it", grouped(count)),
    }
}

impl FileState {
    /// The lower-case word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Differs => "differs",
            Self::Missing => "missing",
            Self::Extra => "extra",
        }
    }
}

impl Receipt {
    /// The receipt of a report. `compared_with` are the files of other days that those of the report were checked against,
    /// `stated` is what was said by hand.
    pub fn new(report: &Report, compared_with: Vec<ReceiptFile>, stated: Stated) -> Self {
        let of_report = |file: &crate::FileReport| ReceiptFile {
            name: file.name.clone(),
            sha256: file.sha256.clone(),
            bytes: file.bytes,
        };
        let mut counts = report.set.counts;
        for file in &report.files {
            counts += file.counts;
        }
        Self {
            receipt_version: RECEIPT_VERSION,
            schema_version: report.schema_version.clone(),
            engine_version: report.engine_version.clone(),
            profile: report.profile.clone(),
            checked_at: report.now.clone(),
            verdict: report.verdict,
            files: in_order(report.files.iter().map(of_report)),
            compared_with: in_order(compared_with),
            stated,
            counts,
            rules: by_rule(report.files.iter().flat_map(|file| &file.rules).chain(&report.set.rules)),
        }
    }

    /// Reads a receipt.
    pub fn read(json: &str) -> Result<Self, String> {
        let receipt: Self = serde_json::from_str(json).map_err(|error| format!("this is not a receipt: {error}"))?;
        if (1..=RECEIPT_VERSION).contains(&receipt.receipt_version) {
            Ok(receipt)
        } else {
            Err(format!("receipts of version {} are not supported", receipt.receipt_version))
        }
    }

    /// Writes the receipt; the same files, program, moment and statements give the same bytes.
    pub fn render(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Holds files against the receipt: those that were checked, then those that they were compared with, then those that
    /// are in neither list.
    pub fn verify(&self, files: &[ReceiptFile]) -> Vec<Held> {
        let state = |file: &ReceiptFile| {
            let mut named = files.iter().filter(|other| other.name == file.name).peekable();
            if named.peek().is_none() {
                FileState::Missing
            } else if named.any(|other| other == file) {
                FileState::Same
            } else {
                FileState::Differs
            }
        };
        let of_list = |list: &[ReceiptFile], compared: bool| -> Vec<Held> {
            list.iter().map(|file| Held { name: file.name.clone(), state: state(file), compared }).collect()
        };
        let mut held = of_list(&self.files, false);
        held.extend(of_list(&self.compared_with, true));
        let is_extra = |file: &&ReceiptFile| !self.listed().any(|known| known.name == file.name);
        let extra = |file: &ReceiptFile| Held { name: file.name.clone(), state: FileState::Extra, compared: false };
        held.extend(files.iter().filter(is_extra).map(extra));
        held
    }

    /// Every file that it names.
    pub fn listed(&self) -> impl Iterator<Item = &ReceiptFile> {
        self.files.iter().chain(&self.compared_with)
    }
}

fn by_rule<'a>(counts: impl Iterator<Item = &'a RuleCount>) -> Vec<ReceiptRule> {
    let mut sums: BTreeMap<(&str, Severity), u64> = BTreeMap::new();
    for count in counts {
        *sums.entry((&count.rule, count.severity)).or_default() += count.count;
    }
    let rule =
        |((rule, severity), count): ((&str, Severity), u64)| ReceiptRule { rule: rule.to_owned(), severity, count };
    sums.into_iter().map(rule).collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use super::{FileState, Receipt, ReceiptFile, Stated, StatedFile, StatedTotal};

    fn file(name: &str, sha256: &str) -> ReceiptFile {
        ReceiptFile { name: name.to_owned(), sha256: sha256.to_owned(), bytes: 10 }
    }

    /// A receipt of `a`, which was compared with `y`.
    fn receipt() -> Receipt {
        let list = |name: &str| serde_json::json!([{ "name": name, "sha256": name, "bytes": 10 }]);
        let json = serde_json::json!({
            "receipt_version": 1, "schema_version": "1", "engine_version": "1", "profile": null,
            "checked_at": "2026-11-22T12:00:00Z", "verdict": "accepted", "files": list("a"), "compared_with": list("y"),
            "counts": { "error": 0, "warning": 0, "info": 0 }, "rules": []
        });
        Receipt::read(&json.to_string()).unwrap()
    }

    fn states(files: &[ReceiptFile]) -> Vec<(String, FileState, bool)> {
        let held = receipt().verify(files);
        held.into_iter().map(|held| (held.name.clone(), held.state, held.differs())).collect()
    }

    fn of(name: &str, state: FileState, differs: bool) -> (String, FileState, bool) {
        (name.to_owned(), state, differs)
    }

    #[test]
    fn what_was_compared_with_need_not_be_at_hand_but_must_not_differ() {
        let (a, y) = (of("a", FileState::Same, false), of("y", FileState::Same, false));
        assert_eq!(states(&[file("a", "a"), file("y", "y")]), [a.clone(), y]);
        assert_eq!(states(&[file("a", "a")]), [a.clone(), of("y", FileState::Missing, false)]);
        assert_eq!(states(&[file("a", "a"), file("y", "z")]), [a, of("y", FileState::Differs, true)]);
    }

    #[test]
    fn an_earlier_receipt_is_read_as_if_nothing_had_been_stated_and_a_later_one_is_not() {
        assert_eq!(receipt().stated, Stated::default());
        let of_version = |version: u32| Receipt::read(&Receipt { receipt_version: version, ..receipt() }.render());
        assert!(of_version(2).is_ok());
        assert!(of_version(3).is_err() && of_version(0).is_err());
    }

    #[test]
    fn what_was_stated_is_in_one_order_and_in_words() {
        let total = |day: &str, amount: &str| StatedTotal {
            activity_day: day.to_owned(),
            currency: "USD".to_owned(),
            amount: amount.to_owned(),
        };
        let file = |name: &str, day: Option<&str>| StatedFile {
            name: name.to_owned(),
            kind: None,
            activity_day: day.map(str::to_owned),
        };
        let stated = Stated::new(
            [total("2026-11-20", "2.00"), total("2026-11-19", "1.00")],
            [file("b", None), file("a", Some("2026-11-20"))],
        );
        let said = stated.entries();
        let said: Vec<_> = said.iter().map(|(what, said)| (what.as_str(), said.as_str())).collect();
        let expected = [
            ("the account at the bank (FBO), USD, end of 2026-11-19", "1.00"),
            ("the account at the bank (FBO), USD, end of 2026-11-20", "2.00"),
            ("the activity day of a", "2026-11-20"),
        ];
        assert_eq!(said, expected);
    }

    #[test]
    fn what_was_checked_must_be_there_and_nothing_else() {
        let missing = of("a", FileState::Missing, true);
        assert_eq!(states(&[file("y", "y")]), [missing, of("y", FileState::Same, false)]);
        let found = states(&[file("a", "a"), file("a", "b"), file("x", "x")]);
        assert_eq!(found.last(), Some(&of("x", FileState::Extra, true)));
        assert_eq!(found.first(), Some(&of("a", FileState::Same, false)), "one of that name is the same");
    }
}
