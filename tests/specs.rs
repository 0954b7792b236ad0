//! Rules by example. Each page under `tests/specs` shows records, and under each cell what is found in it.
//!
//! - A block ```` ```cards activated_at|card_status ```` has records of these columns; the others are those of a plain,
//!   valid record.
//! - A block ```` ```file 2026-11-21_cards_v1.csv ```` is a whole file.
//! - A block ```` ```profile ```` is the program profile for the rest of its section.
//!
//! Carets stand under the cell that the finding is about; a line that begins with `!` tells a finding of the file, or
//! of a column that is not shown. The pages are complete: what they do not say must not be found.
//! `DAYBREAK_BLESS=1 cargo test --test specs` writes what is found; read what it changed.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use daybreak_engine::{Family, Outcome, RULES, Settings, check_pieces, sample};
use daybreak_report::model::FindingEntry;
use daybreak_report::{Values, entry};
use daybreak_schema::Kind;

#[test]
fn every_page_says_what_is_found() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/specs");
    let bless = std::env::var_os("DAYBREAK_BLESS").is_some();
    let mut pages: Vec<_> = std::fs::read_dir(folder).unwrap().map(|page| page.unwrap().path()).collect();
    pages.sort();
    assert!(!pages.is_empty());
    let mut wrong = Vec::new();
    for page in pages {
        let written = std::fs::read_to_string(&page).unwrap();
        let found = play(&written);
        if bless {
            std::fs::write(&page, found).unwrap();
        } else if let Some((line, (said, found))) = first_difference(&written, &found) {
            wrong.push(format!("{}:{line}\n  written: {said}\n  found:   {found}", page.display()));
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\nIf the new findings are right, run: DAYBREAK_BLESS=1 cargo test --test specs",
        wrong.join("\n")
    );
}

/// What no example shows may be broken without anybody noticing. What concerns bytes rather than text is shown by the
/// files of the corpus, what concerns several files by neither.
#[test]
fn every_rule_is_shown() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut shown = String::new();
    let mut folders = vec![tests.join("specs"), tests.join("corpus")];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                shown += &String::from_utf8_lossy(&std::fs::read(path).unwrap());
            }
        }
    }
    let is_shown = |name: &str| shown.contains(&format!(" {name}: ")) || shown.contains(&format!("\"{name}\""));
    let rules = RULES.iter().filter(|rule| rule.family != Family::Set);
    let missing: Vec<&str> = rules.map(|rule| rule.name).filter(|name| !is_shown(name)).collect();
    assert!(missing.is_empty(), "no page and no file shows {missing:?}");
}

fn first_difference<'a>(one: &'a str, other: &'a str) -> Option<(usize, (&'a str, &'a str))> {
    let longest = one.lines().count().max(other.lines().count());
    let lines = |text: &'a str| text.lines().chain(std::iter::repeat("(nothing)")).take(longest);
    (1..).zip(lines(one).zip(lines(other))).find(|(_, (one, other))| one != other)
}

/// The page, with every block's findings as they are.
fn play(page: &str) -> String {
    let mut out = String::new();
    let mut profile: Option<String> = None;
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        out += line;
        out.push('\n');
        if line.starts_with('#') {
            profile = None;
        }
        let Some(info) = line.strip_prefix("```") else { continue };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let (what, rest) = info.split_once(' ').unwrap_or((info, ""));
        if what == "profile" {
            profile = Some(block.join("\n"));
            out += &block.join("\n");
            out.push('\n');
        } else {
            let records: Vec<&str> = block.into_iter().filter(|line| !is_said(line)).collect();
            let case = match daybreak_schema::kind_by_token(what) {
                Some(kind) => Case::of_records(kind, rest, records),
                None if what == "file" => Case::of_file(rest, records),
                None => panic!("a block of what? {info}"),
            };
            out += &case.annotated(profile.as_deref());
        }
        out += "```\n";
    }
    out
}

/// Whether a line says what is found, and is no record.
fn is_said(line: &str) -> bool {
    line.trim_start().starts_with('^') || line.starts_with("! ")
}

/// A block.
struct Case<'a> {
    name: String,
    bytes: String,
    /// The lines of the block.
    shown: Vec<&'a str>,
    /// The columns that the block shows; `None` when it is the file itself.
    columns: Option<Vec<&'a str>>,
}

impl<'a> Case<'a> {
    fn of_file(name: &str, shown: Vec<&'a str>) -> Self {
        let bytes = shown.join("\n") + "\n";
        Self { name: name.to_owned(), bytes, shown, columns: None }
    }

    fn of_records(kind: &'static Kind, columns: &'a str, shown: Vec<&'a str>) -> Self {
        let columns: Vec<&str> = columns.split('|').collect();
        let plain: Vec<String> = sample::valid(kind, 1, 1).collect();
        let [header, record] = plain.as_slice() else { panic!("a header and a record") };
        let names: Vec<&str> = header.trim_end().split('|').collect();
        let mut bytes = header.clone();
        for (number, line) in (1..).zip(&shown) {
            let mut cells: Vec<String> = record.trim_end().split('|').map(str::to_owned).collect();
            for key in kind.keys {
                // Every record has an ID of its own.
                if let Some(cell) = cell_of(&names, &mut cells, key.column).filter(|cell| !cell.is_empty()) {
                    *cell = format!("{}{number:04}", &cell[..cell.len() - 4]);
                }
            }
            for (column, text) in columns.iter().zip(line.split('|')) {
                let cell = cell_of(&names, &mut cells, column).unwrap_or_else(|| panic!("no column {column}"));
                text.clone_into(cell);
            }
            bytes += &(cells.join("|") + "\n");
        }
        Self { name: sample::file_name(kind), bytes, shown, columns: Some(columns) }
    }

    /// The lines of the block, and under each what is found in it.
    fn annotated(&self, profile: Option<&str>) -> String {
        let outcome = self.check(profile);
        let findings: Vec<FindingEntry> =
            outcome.findings.iter().map(|finding| entry(outcome.heading(), finding, Values::Shown)).collect();
        let mut out = String::new();
        for finding in &findings {
            if self.spot(finding).is_none() {
                let column = finding.column.as_ref().map_or(String::new(), |column| format!("{column}: "));
                let record = finding.record.map_or(String::new(), |record| format!("record {record}: "));
                writeln!(out, "! {record}{column}{}", words(finding)).unwrap();
            }
        }
        for (index, line) in self.shown.iter().enumerate() {
            out += line;
            out.push('\n');
            for finding in &findings {
                if let Some((at, start, length)) = self.spot(finding)
                    && at == index
                {
                    writeln!(out, "{}{} {}", " ".repeat(start), "^".repeat(length.max(1)), words(finding)).unwrap();
                }
            }
        }
        out
    }

    /// Where in the block a finding is: the line, the first character, how many.
    fn spot(&self, finding: &FindingEntry) -> Option<(usize, usize, usize)> {
        let record = usize::try_from(finding.record.unwrap_or(0)).unwrap();
        if let Some(columns) = &self.columns {
            let index = record.checked_sub(1)?;
            let line = self.shown.get(index)?;
            let Some(column) = &finding.column else { return Some((index, 0, line.chars().count())) };
            let at = columns.iter().position(|name| name == column)?;
            let mut cells = line.split('|');
            let start = cells.by_ref().take(at).map(|cell| cell.chars().count() + 1).sum();
            Some((index, start, cells.next().unwrap_or("").chars().count()))
        } else {
            let [start, end] = finding.bytes?.map(|byte| usize::try_from(byte).unwrap());
            let before = self.bytes.get(..start)?;
            let line_start = before.rfind('\n').map_or(0, |at| at + 1);
            let meant = self.bytes.get(start..end)?.trim_end_matches('\n').split('\n').next().unwrap_or("");
            Some((
                before.matches('\n').count(),
                self.bytes.get(line_start..start)?.chars().count(),
                meant.chars().count(),
            ))
        }
    }

    fn check(&self, profile: Option<&str>) -> Outcome {
        let mut settings = Settings::new(sample::moment());
        settings.profile = profile.map(|json| Arc::new(daybreak_schema::read_profile(json).unwrap()));
        check_pieces(&self.name, [self.bytes.as_bytes()], &settings)
    }
}

fn cell_of<'c>(names: &[&str], cells: &'c mut [String], column: &str) -> Option<&'c mut String> {
    cells.get_mut(names.iter().position(|name| *name == column)?)
}

fn words(finding: &FindingEntry) -> String {
    format!("{} {}: {}", finding.severity.word(), finding.rule, finding.message)
}
