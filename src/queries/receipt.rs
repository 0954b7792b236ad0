//! A receipt held against the open files.

use daybreak_engine::Decimal;
use daybreak_report::receipt::{FileState, Held, ReceiptFile, Stated, StatedFile, StatedTotal, and_extra};
use daybreak_report::words::counted;
use daybreak_report::{Receipt, hex};
use sha2::{Digest as _, Sha256};

use crate::queries::sign::Sign;
use crate::state::{AppState, FileEntry, Phase};
use crate::worker::protocol::FileId;

/// A file of the receipt, or an open one that is not in it.
#[derive(Clone, Debug, PartialEq)]
pub struct HeldFile {
    /// Its name.
    pub name: String,
    /// What became of it.
    pub state: HeldState,
    /// It was not checked itself: the others were compared with it.
    pub compared: bool,
    /// Its checksum in the receipt.
    pub in_receipt: Option<String>,
    /// That of the open file.
    pub here: Option<String>,
}

/// What became of a file since its receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeldState {
    /// As the checksums tell.
    Known(FileState),
    /// Its checksum is not known yet.
    Waiting,
}

impl HeldFile {
    /// What became of it, in words.
    pub const fn words(&self) -> &'static str {
        match self.state {
            HeldState::Known(FileState::Same) => "The same, byte for byte",
            HeldState::Known(FileState::Differs) => "Differs: its content has changed",
            HeldState::Known(FileState::Missing) if self.compared => "Not open here",
            HeldState::Known(FileState::Missing) => "Missing: it is not open here",
            HeldState::Known(FileState::Extra) => "Not in the receipt",
            HeldState::Waiting => "Its checksum is being calculated",
        }
    }

    /// The sign.
    pub const fn sign(&self) -> Sign {
        match self.state {
            HeldState::Known(FileState::Same) => Sign::Ok,
            HeldState::Known(FileState::Differs) => Sign::Error,
            HeldState::Known(FileState::Missing) if !self.compared => Sign::Incomplete,
            HeldState::Known(FileState::Missing | FileState::Extra) => Sign::Info,
            HeldState::Waiting => Sign::Waiting,
        }
    }
}

impl HeldState {
    /// The word for tests and automation.
    pub const fn token(self) -> &'static str {
        match self {
            Self::Known(state) => state.word(),
            Self::Waiting => "waiting",
        }
    }
}

/// What the check was made with, in the receipt and here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeWith {
    /// What it is.
    pub what: String,
    /// In the receipt.
    pub in_receipt: String,
    /// Here.
    pub here: String,
}

/// Holds the open files against a receipt, those that were checked first.
pub fn held(state: &AppState, receipt: &Receipt) -> Vec<HeldFile> {
    let mut here: Vec<ReceiptFile> = Vec::new();
    let mut waiting: Vec<&str> = Vec::new();
    for file in &state.files {
        match (&file.sha256, &file.phase) {
            (Some(sha256), _) => {
                here.push(ReceiptFile { name: file.name.clone(), sha256: sha256.clone(), bytes: file.size });
            }
            (None, Phase::Failed(_)) => {}
            (None, _) => waiting.push(&file.name),
        }
    }
    let made = |Held { name, state, compared }: Held| {
        let in_receipt = receipt.listed().find(|file| file.name == name).map(|file| file.sha256.clone());
        HeldFile {
            state: match state {
                FileState::Missing if waiting.contains(&name.as_str()) => HeldState::Waiting,
                state => HeldState::Known(state),
            },
            compared,
            here: checksum_here(&here, &name, in_receipt.as_ref()),
            in_receipt,
            name,
        }
    };
    receipt.verify(&here).into_iter().map(made).collect()
}

/// The checksum of the open file of this name; where there are several, of the one that is meant.
fn checksum_here(here: &[ReceiptFile], name: &str, meant: Option<&String>) -> Option<String> {
    let named = || here.iter().filter(|file| file.name == name).map(|file| &file.sha256);
    named().find(|sha256| Some(*sha256) == meant).or_else(|| named().next()).cloned()
}

/// What came of it, in a few words, and its sign.
pub fn title(held: &[HeldFile]) -> (Sign, String) {
    // What the files were compared with need not be open.
    let is_needed = |file: &&HeldFile| !file.compared || file.state != HeldState::Known(FileState::Missing);
    let count = |wanted: HeldState| held.iter().filter(is_needed).filter(|file| file.state == wanted).count();
    let all = held.iter().filter(is_needed).count() - count(HeldState::Known(FileState::Extra));
    let same = count(HeldState::Known(FileState::Same));
    let differs = count(HeldState::Known(FileState::Differs));
    let missing = count(HeldState::Known(FileState::Missing));
    let files = |count: usize| counted(count as u64, "file");
    let verb = |count: usize, one: &'static str, many: &'static str| if count == 1 { one } else { many };
    if count(HeldState::Waiting) > 0 {
        (Sign::Waiting, "The checksums of the open files are being calculated".to_owned())
    } else if same == all {
        let words = if all == 1 { "It is the file".to_owned() } else { format!("All {} are those", files(all)) };
        // Nothing is known of a file that is not in it.
        let extra = count(HeldState::Known(FileState::Extra));
        let sign = if extra == 0 { Sign::Ok } else { Sign::Incomplete };
        (sign, format!("{words} of the receipt, byte for byte{}", and_extra(extra as u64)))
    } else if missing == all {
        let words = match all {
            1 => "Open the file of the receipt to hold it against it".to_owned(),
            _ => format!("Open the {} of the receipt to hold them against it", files(all)),
        };
        (Sign::Incomplete, words)
    } else {
        let mut parts = Vec::new();
        if differs > 0 {
            parts.push(format!("{} {}", files(differs), verb(differs, "differs", "differ")));
        }
        if missing > 0 {
            parts.push(format!("{} {} missing", files(missing), verb(missing, "is", "are")));
        }
        let sign = if differs > 0 { Sign::Error } else { Sign::Incomplete };
        (sign, format!("{} of {all} the same; {}", same, parts.join(", ")))
    }
}

/// What the check was made with, in the receipt and here.
pub fn made_with(state: &AppState, receipt: &Receipt) -> Vec<MadeWith> {
    let short = |sha256: &str| sha256.chars().take(8).collect::<String>();
    let profile = |name: &str, sha256: &str| format!("{name} ({}…)", short(sha256));
    let none = || "none".to_owned();
    let in_receipt = receipt.profile.as_ref().map_or_else(none, |used| profile(&used.name, &used.sha256));
    let here = state.profile.as_ref();
    let here = here.map_or_else(none, |loaded| profile(&loaded.name, &hex(&Sha256::digest(loaded.json.as_bytes()))));
    let mut made = vec![
        MadeWith {
            what: "Schema".to_owned(),
            in_receipt: receipt.schema_version.clone(),
            here: daybreak_schema::VERSION.to_owned(),
        },
        MadeWith {
            what: "Engine".to_owned(),
            in_receipt: receipt.engine_version.clone(),
            here: daybreak_engine::VERSION.to_owned(),
        },
        MadeWith { what: "Profile".to_owned(), in_receipt, here },
    ];
    let listed = state.files.iter().filter(|file| receipt.listed().any(|known| known.name == file.name));
    made.extend(held_statements(&receipt.stated, &stated(state, listed.map(|file| &file.id))));
    made
}

/// What was stated by hand, then and here.
fn held_statements(then: &Stated, here: &Stated) -> Vec<MadeWith> {
    let (then, here) = (then.entries(), here.entries());
    let find =
        |list: &[(String, String)], what: &str| list.iter().find(|(of, _)| of == what).map(|(_, said)| said.clone());
    let mut whats: Vec<&String> = then.iter().map(|(what, _)| what).collect();
    whats.extend(here.iter().map(|(what, _)| what).filter(|what| find(&then, what).is_none()));
    let row = |what: &String| {
        let (mut in_receipt, here) = (find(&then, what), find(&here, what));
        let number = |said: &Option<String>| said.as_ref()?.parse::<Decimal>().ok();
        // 1.5 is 1.50.
        if number(&in_receipt).zip(number(&here)).is_some_and(|(then, here)| then == here) {
            in_receipt.clone_from(&here);
        }
        let [in_receipt, here] = [in_receipt, here].map(|said| said.unwrap_or_else(|| "not stated".to_owned()));
        MadeWith { what: format!("Stated by hand: {what}"), in_receipt, here }
    };
    whats.into_iter().map(row).collect()
}

/// What the user has stated by hand that concerns these files: it is in none of them.
pub fn stated<'a>(state: &AppState, files: impl Iterator<Item = &'a FileId>) -> Stated {
    let ids: Vec<FileId> = files.copied().collect();
    let files = || state.files.iter().filter(|file| ids.contains(&file.id));
    let of_file = |file: &FileEntry| StatedFile {
        name: file.name.clone(),
        kind: file.chosen_kind.clone(),
        activity_day: state.day.moved.get(&file.id).map(ToString::to_string),
    };
    let totals = state.day.held.iter().filter(|held| files().any(|file| state.day_of(file) == Some(held.day)));
    let total = |held: &crate::worker::set::protocol::Held| StatedTotal {
        activity_day: held.day.to_string(),
        currency: held.currency.clone(),
        amount: held.amount.clone(),
    };
    Stated::new(totals.map(total), files().map(of_file))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use std::rc::Rc;

    use super::*;
    use crate::state::{LoadedProfile, OpenFile};
    use crate::worker::set::protocol::Held;

    fn receipt(files: &[(&str, &str)], before: &[(&str, &str)]) -> Receipt {
        let list = |files: &[(&str, &str)]| -> Vec<serde_json::Value> {
            files
                .iter()
                .map(|(name, sha256)| serde_json::json!({ "name": name, "sha256": sha256, "bytes": 10 }))
                .collect()
        };
        let json = serde_json::json!({
            "receipt_version": 1, "schema_version": "1", "engine_version": daybreak_engine::VERSION, "profile": null,
            "checked_at": "2026-11-22T12:00:00Z", "verdict": "accepted", "files": list(files),
            "compared_with": list(before), "counts": { "error": 0, "warning": 0, "info": 0 }, "rules": []
        });
        Receipt::read(&json.to_string()).unwrap()
    }

    fn with(files: &[(&str, Option<&str>)]) -> AppState {
        let entry = |(id, (name, sha256)): (u32, &(&str, Option<&str>))| {
            let file = OpenFile { id, name: (*name).to_owned(), size: 10, modified: 0, is_sample: false };
            FileEntry { sha256: sha256.map(str::to_owned), ..FileEntry::new(file) }
        };
        AppState { files: (1..).zip(files).map(entry).collect(), ..AppState::default() }
    }

    fn states(held: &[HeldFile]) -> Vec<(&str, &str)> {
        held.iter().map(|file| (file.name.as_str(), file.state.token())).collect()
    }

    #[test]
    fn each_file_is_told_by_itself() {
        let receipt = receipt(&[("a", "aa"), ("b", "bb"), ("c", "cc"), ("d", "dd")], &[("y", "yy")]);
        let state = with(&[("a", Some("aa")), ("b", Some("b2")), ("c", None), ("x", Some("xx")), ("y", Some("yy"))]);
        let held = held(&state, &receipt);
        let expected =
            [("a", "same"), ("b", "differs"), ("c", "waiting"), ("d", "missing"), ("y", "same"), ("x", "extra")];
        assert_eq!(states(&held), expected);
        assert_eq!(title(&held).0, Sign::Waiting);
    }

    #[test]
    fn says_what_came_of_it() {
        let two = receipt(&[("a", "aa"), ("b", "bb")], &[]);
        let said = |files: &[(&str, Option<&str>)]| title(&held(&with(files), &two));
        assert_eq!(
            said(&[("a", Some("aa")), ("b", Some("bb"))]).1,
            "All 2 files are those of the receipt, byte for byte"
        );
        let more = said(&[("a", Some("aa")), ("b", Some("bb")), ("c", Some("cc"))]);
        let words = "All 2 files are those of the receipt, byte for byte; 1 more file is not in it";
        assert_eq!(more, (Sign::Incomplete, words.to_owned()));
        assert_eq!(said(&[]).1, "Open the 2 files of the receipt to hold them against it");
        let one = said(&[("a", Some("aa")), ("b", Some("b2"))]);
        assert_eq!(one, (Sign::Error, "1 of 2 the same; 1 file differs".to_owned()));
        assert_eq!(said(&[("a", Some("aa"))]), (Sign::Incomplete, "1 of 2 the same; 1 file is missing".to_owned()));
    }

    #[test]
    fn the_days_that_were_compared_with_need_not_be_open() {
        let receipt = receipt(&[("a", "aa"), ("b", "bb")], &[("y", "yy"), ("z", "zz")]);
        let said = |files: &[(&str, Option<&str>)]| title(&held(&with(files), &receipt));
        let both = [("a", Some("aa")), ("b", Some("bb"))];
        assert_eq!(said(&both).1, "All 2 files are those of the receipt, byte for byte");
        let with_one = [both[0], both[1], ("y", Some("yy"))];
        assert_eq!(said(&with_one).1, "All 3 files are those of the receipt, byte for byte");
        let changed = [both[0], both[1], ("z", Some("xx"))];
        assert_eq!(said(&changed), (Sign::Error, "2 of 3 the same; 1 file differs".to_owned()));
        assert_eq!(said(&[]).1, "Open the 2 files of the receipt to hold them against it");
    }

    #[test]
    fn of_two_open_files_of_a_name_the_one_that_is_meant_is_shown() {
        let held = held(&with(&[("a", Some("a1")), ("a", Some("aa"))]), &receipt(&[("a", "aa")], &[]));
        let shown = held.iter().map(|file| (file.state.token(), file.here.as_deref())).collect::<Vec<_>>();
        assert_eq!(shown, [("same", Some("aa"))]);
    }

    #[test]
    fn a_file_of_another_size_is_not_the_same() {
        let mut state = with(&[("a", Some("aa"))]);
        state.files.first_mut().unwrap().size = 11;
        assert_eq!(states(&held(&state, &receipt(&[("a", "aa")], &[]))), [("a", "differs")]);
    }

    #[test]
    fn what_was_stated_by_hand_is_told_beside_what_is_stated_here() {
        let mut receipt = receipt(&[("a", "aa")], &[]);
        let mut state = with(&[("a", Some("aa")), ("b", Some("bb"))]);
        for id in [1, 2] {
            state.day.moved.insert(id, "2026-11-20".parse().unwrap());
        }
        let held = |day: &str, amount: &str| Held {
            day: day.parse().unwrap(),
            currency: "USD".to_owned(),
            amount: amount.to_owned(),
        };
        state.day.held = vec![held("2026-11-20", "1.5"), held("2026-11-01", "7")];
        let told = |state: &AppState, receipt: &Receipt| -> Vec<(String, String, String)> {
            let rows = made_with(state, receipt).into_iter().skip(3);
            rows.map(|row| (row.what, row.in_receipt, row.here)).collect()
        };
        let row =
            |what: &str, then: &str, here: &str| (format!("Stated by hand: {what}"), then.to_owned(), here.to_owned());
        let (total, day) = ("the account at the bank (FBO), USD, end of 2026-11-20", "the activity day of a");
        let expected = [row(total, "not stated", "1.5"), row(day, "not stated", "2026-11-20")];
        assert_eq!(told(&state, &receipt), expected, "what is said of other days and files is not");
        // The same amount is the same, however it is written.
        receipt.stated = stated(&state, [1].iter());
        receipt.stated.totals.first_mut().unwrap().amount = "1.50".to_owned();
        assert_eq!(told(&state, &receipt).first(), Some(&row(total, "1.5", "1.5")));
        state.day.held.clear();
        assert_eq!(told(&state, &receipt).first(), Some(&row(total, "1.50", "not stated")));
    }

    #[test]
    fn other_versions_and_profiles_are_told() {
        let mut state = with(&[]);
        let made = made_with(&state, &receipt(&[], &[]));
        assert_eq!(made.iter().map(|row| row.in_receipt == row.here).collect::<Vec<_>>(), [false, true, true]);
        state.profile = Some(Rc::new(LoadedProfile { name: "P".into(), json: "{}".into(), closed_days: Vec::new() }));
        let made = made_with(&state, &receipt(&[], &[]));
        let profile = made.last().unwrap();
        assert_eq!((profile.in_receipt.as_str(), profile.here.as_str()), ("none", "P (44136fa3…)"));
    }
}
