//! Sets of files by example: each section of the pages under `tests/sets` is a set, and says what is found in it.
//! `DAYBREAK_BLESS=1 cargo test -p daybreak-report --test sets` writes what is found; read what it changed.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may panic")]
#![expect(clippy::disallowed_methods, reason = "a test reads and writes its own pages")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use daybreak_calendar::Date;
use daybreak_engine::sample::{self, ACTIVITY_DAY};
use daybreak_engine::set::{Ledger, LedgerEntry, LedgerRow, SetCheck, SetFile, Stated};
use daybreak_engine::{Decimal, Family, Outcome, RULES, Settings, Severity, check_pieces};
use daybreak_report::book::{credit_note, following};
use daybreak_report::model::{SetFindingEntry, SetReport};
use daybreak_report::{Values, set_report};
use daybreak_schema::{KINDS, Kind, Profile};

/// The files of a section by their day, from 1, and kind: one a version, the first one first. None where the kind is missing.
#[derive(Default)]
struct Section {
    files: BTreeMap<(usize, &'static str), Vec<String>>,
    /// Days of which there is nothing but what the section has.
    bare: Vec<usize>,
    /// What the account at the bank holds: by day, in a currency.
    held: Vec<(usize, String, Decimal)>,
    /// Columns that no file of a kind has, or none of a day.
    lacking: Vec<(Option<usize>, &'static str, String)>,
    /// What was agreed for the program. Then the errors of each file by itself are told too.
    profile: Option<Arc<Profile>>,
}

impl Section {
    fn settings(&self) -> Settings {
        let mut settings = Settings::new(sample::moment());
        settings.profile.clone_from(&self.profile);
        settings
    }
}

fn pages() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/sets");
    let mut pages: Vec<_> = std::fs::read_dir(folder).unwrap().map(|page| page.unwrap().path()).collect();
    pages.sort();
    assert!(!pages.is_empty());
    pages.into_iter().map(|page| (page.clone(), std::fs::read_to_string(page).unwrap())).collect()
}

#[test]
fn every_page_of_sets_says_what_is_found() {
    for (page, written) in pages() {
        let found = play(&written);
        if std::env::var_os("DAYBREAK_BLESS").is_some() {
            std::fs::write(&page, found).unwrap();
        } else {
            assert_eq!(found, written, "{}", page.display());
        }
    }
}

#[test]
fn every_rule_about_several_files_is_on_a_page() {
    let all: String = pages().into_iter().map(|(_, text)| text).collect();
    let is_found = |rule: &str| all.lines().any(|line| line.contains(&format!(" {rule}: ")));
    let of_sets = RULES.iter().filter(|rule| rule.family == Family::Set);
    let lacking: Vec<&str> = of_sets.map(|rule| rule.name).filter(|rule| !is_found(rule)).collect();
    assert!(lacking.is_empty(), "{lacking:?}");
}

/// The page, with what is found in each of its sets as it is.
fn play(page: &str) -> String {
    let mut out = String::new();
    let mut section = Section::default();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        writeln!(out, "{line}").unwrap();
        if line.starts_with("## ") {
            section = Section::default();
        }
        let Some(info) = line.strip_prefix("```") else { continue };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        match info.split(' ').collect::<Vec<_>>().as_slice() {
            ["found"] => out += &found(&section),
            ["books", day] => out += &books(&section, day.parse().unwrap()),
            ["ledger", balance] => out += &ledger(&section, balance),
            ["none", day, kind] => {
                section.files.insert((day.parse().unwrap(), kind_of(kind).token), Vec::new());
            }
            ["bare", day] => section.bare.push(day.parse().unwrap()),
            ["held", day, amount] => {
                section.held.push((day.parse().unwrap(), "USD".to_owned(), amount.parse().unwrap()));
            }
            ["held", day, currency, amount] => {
                section.held.push((day.parse().unwrap(), (*currency).to_owned(), amount.parse().unwrap()));
            }
            ["lacks", kind, column] => section.lacking.push((None, kind_of(kind).token, (*column).to_owned())),
            ["lacks", day, kind, column] => {
                section.lacking.push((Some(day.parse().unwrap()), kind_of(kind).token, (*column).to_owned()));
            }
            ["profile"] => {
                section.profile = Some(Arc::new(daybreak_schema::read_profile(&block.join("\n")).unwrap()));
            }
            [kind, day, columns] => {
                let kind = kind_of(kind);
                let versions = section.files.entry((day.parse().unwrap(), kind.token)).or_default();
                versions.push(records(kind, columns, &block));
            }
            _ => panic!("a block of what? {info}"),
        }
        if !is_told(info) {
            for line in block {
                writeln!(out, "{line}").unwrap();
            }
        }
        out += "```\n";
    }
    out
}

/// A block that says what comes of a set.
fn is_told(info: &str) -> bool {
    info == "found" || info.starts_with("books ") || info.starts_with("ledger ")
}

fn kind_of(token: &str) -> &'static Kind {
    daybreak_schema::kind_by_token(token).unwrap_or_else(|| panic!("no kind {token}"))
}

/// A file with these cells in its records, and those of a plain record beside.
fn records(kind: &'static Kind, columns: &str, shown: &[&str]) -> String {
    let plain: Vec<String> = sample::valid(kind, 1, 1).collect();
    let names: Vec<&str> = plain[0].trim_end().split('|').collect();
    let mut text = plain[0].clone();
    for line in shown {
        let mut cells: Vec<&str> = plain[1].trim_end().split('|').collect();
        for (column, cell) in columns.split('|').zip(line.split('|')) {
            cells[names.iter().position(|name| *name == column).unwrap_or_else(|| panic!("no column {column}"))] = cell;
        }
        text += &(cells.join("|") + "\n");
    }
    text
}

/// The files without a column.
fn without(text: &str, column: &str) -> String {
    let header: Vec<&str> = text.lines().next().unwrap().split('|').collect();
    let at = header.iter().position(|name| *name == column).unwrap_or_else(|| panic!("no column {column}"));
    let rest = |line: &str| -> String {
        let cells = line.split('|').enumerate().filter(|(field, _)| *field != at).map(|(_, cell)| cell);
        cells.collect::<Vec<_>>().join("|") + "\n"
    };
    text.lines().map(rest).collect()
}

/// A file of a set: its name, its day, its text.
type Named = (String, Date, String);

/// The files of a set, with what their own checks came to.
fn files(section: &Section) -> (Vec<Named>, Vec<Outcome>) {
    let last = section.files.keys().map(|(day, _)| *day).max().unwrap();
    let date = |day: usize| file_date(section, day);
    let mut named = Vec::new();
    for day in 1..=last {
        for kind in KINDS {
            let empty = || sample::valid(kind, 0, 1).collect::<String>();
            let usual = || if section.bare.contains(&day) { Vec::new() } else { vec![empty()] };
            let versions = section.files.get(&(day, kind.token)).cloned().unwrap_or_else(usual);
            let lacks = |of: &Option<usize>| of.is_none_or(|of| of == day);
            let lacking = section.lacking.iter().filter(|(on, of, _)| *of == kind.token && lacks(on));
            for (version, text) in (1..).zip(versions) {
                let text = lacking.clone().fold(text, |text, (.., column)| without(&text, column));
                let name = format!("{}_{}_v{version}.csv", date(day), kind.token);
                named.push((name, date(day).yesterday().unwrap(), text));
            }
        }
    }
    let outcomes: Vec<Outcome> = named.iter().map(|(name, _, text)| check(name, text, section)).collect();
    (named, outcomes)
}

/// The files as the check of the set takes them. The records of a page are all of one moment: it is the page that says
/// which day they are of.
fn of_set(named: &[Named], outcomes: &[Outcome]) -> Vec<SetFile> {
    let of_day = |(outcome, (_, day, _)): (&Outcome, &Named)| {
        let mut file = SetFile::new(outcome);
        file.day = Some(*day);
        file
    };
    outcomes.iter().zip(named).map(of_day).collect()
}

/// The file date of a day of a section, counted from 1.
fn file_date(section: &Section, day: usize) -> Date {
    let last = section.files.keys().map(|(day, _)| *day).max().unwrap();
    (day..=last).fold(ACTIVITY_DAY.tomorrow().unwrap().tomorrow().unwrap(), |date, _| date.yesterday().unwrap())
}

/// What a set comes to.
fn report(section: &Section, named: &[Named], outcomes: &[Outcome]) -> SetReport {
    let held = section.held.iter().map(|(day, currency, amount)| Stated {
        day: Some(file_date(section, *day).yesterday().unwrap()),
        currency: currency.clone(),
        amount: *amount,
    });
    let settings = section.settings();
    let mut check = SetCheck::new(of_set(named, outcomes), &settings).with_stated(held.collect());
    while let Some(index) = check.next_file() {
        check.push(named[index].2.as_bytes());
        check.end_file();
    }
    let heading = |given: usize| outcomes.get(given).map(Outcome::heading);
    set_report(&check.finish(), &settings, Values::Shown, heading)
}

/// What is found in a set, one line a finding.
fn found(section: &Section) -> String {
    let (named, outcomes) = files(section);
    let mut out = String::new();
    for (outcome, (_, day, _)) in outcomes.iter().zip(&named).filter(|_| section.profile.is_some()) {
        for tally in outcome.tallies.iter().filter(|tally| tally.severity == Severity::Error) {
            let kind = outcome.kind.map_or("", |kind| kind.token);
            writeln!(out, "{day} {kind} by itself: error {}, {} ×", tally.rule.name, tally.count).unwrap();
        }
    }
    out + &said(&report(section, &named, &outcomes))
}

/// The books of a day of a set, one line each; under it what there is to know.
fn books(section: &Section, day: usize) -> String {
    let (named, outcomes) = files(section);
    let report = report(section, &named, &outcomes);
    let date = file_date(section, day).yesterday().unwrap().to_string();
    let day = report.days.iter().find(|day| day.activity_day == date).unwrap();
    let mut out = String::new();
    let known = |sum: &Option<String>| sum.clone().unwrap_or_else(|| "not known".to_owned());
    for book in &day.books {
        let mut parts = vec![known(&book.opening)];
        for movement in &book.movements {
            let aside = if movement.counted { "" } else { ", aside" };
            parts.push(format!("{} {} × {}{aside}", movement.transaction_type, known(&movement.sum), movement.count));
        }
        let (closing, difference) = (known(&book.closing), known(&book.difference));
        let severity = book.severity.map_or(String::new(), |severity| format!("{}: ", severity.word()));
        let (kind, currency) = (&book.balance_type, &book.currency);
        writeln!(out, "{kind} {currency}: {}; closing {closing}, difference {difference}", parts.join(" + ")).unwrap();
        writeln!(out, "    {severity}{}", following(book)).unwrap();
        if let Some(note) = credit_note(book) {
            writeln!(out, "    {note}").unwrap();
        }
    }
    for total in &day.fbo {
        let [total_is, balances, open] = [&total.total, &total.balances, &total.non_posted].map(known);
        writeln!(out, "the account, {}: {balances} + {open} = {total_is}", total.currency).unwrap();
    }
    out
}

/// The ledger of a balance of a set, one line a row.
fn ledger(section: &Section, balance: &str) -> String {
    let (named, outcomes) = files(section);
    let mut ledger = Ledger::new(of_set(&named, &outcomes), balance, &section.settings());
    while let Some(index) = ledger.next_file() {
        ledger.push(named[index].2.as_bytes());
        ledger.end_file();
    }
    let mut out = String::new();
    let known = |sum: Option<Decimal>| sum.map_or_else(|| "–".to_owned(), |sum| sum.to_string());
    for LedgerRow { day, column, entry, after, off, .. } in ledger.finish().rows {
        let what = match entry {
            LedgerEntry::Transaction { transaction_type, amount, counted } => {
                format!("{transaction_type} {}{}", known(amount), if counted { "" } else { ", aside" })
            }
            LedgerEntry::NotPosted { amount } => format!("not posted {}", known(amount)),
            LedgerEntry::Reported { amount, status } => format!("reported {}, {status}", known(amount)),
        };
        let off = off.map_or(String::new(), |off| format!("; {}: {} off", off.severity.word(), off.difference));
        writeln!(out, "{day} {column}: {what}; follows {}{off}", known(after)).unwrap();
    }
    out
}

fn check(name: &str, text: &str, section: &Section) -> Outcome {
    check_pieces(name, [text.as_bytes()], &section.settings())
}

fn said(set: &SetReport) -> String {
    let mut out = String::new();
    for found in &set.findings {
        let SetFindingEntry { day, finding, account, .. } = found;
        let file = found.file.as_deref().or(found.kind.as_deref()).unwrap_or("");
        let file = KINDS
            .iter()
            .rev()
            .map(|kind| kind.token)
            .find(|token| file.contains(&format!("_{token}_v")))
            .unwrap_or(file);
        let record = finding.record.map_or(String::new(), |record| format!(", record {record}"));
        let cell = finding.found.as_ref().map_or(String::new(), |found| format!(" ({found})"));
        let (word, rule) = (finding.severity.word(), &finding.rule);
        writeln!(out, "{day} {file}{record}: {word} {rule}: {}{cell}", finding.message).unwrap();
        if let Some(account) = account {
            let mut parts = vec![account.opening.clone()];
            for movement in &account.movements {
                let aside = if movement.counted { "" } else { ", aside" };
                let sum = movement.sum.as_deref().unwrap_or("too large");
                parts.push(format!("{} {sum} × {}{aside}", movement.transaction_type, movement.count));
            }
            let (expected, reported, difference) = (&account.expected, &account.reported, &account.difference);
            writeln!(out, "    {} = {expected}; reported {reported}, difference {difference}", parts.join(" + "))
                .unwrap();
        }
    }
    for entry in &set.suppressed {
        writeln!(out, "left out: {} × {}, because of {}", entry.count, entry.rule, entry.because).unwrap();
    }
    for skipped in &set.skipped {
        writeln!(out, "not checked: {}, because {}", skipped.what, skipped.why).unwrap();
    }
    out
}
