//! A file of a set: what the check of the file alone has found out about it.

use daybreak_calendar::Date;
use daybreak_schema::Kind;

use crate::checker::{Outcome, Verdict};
use crate::head::HeaderColumn;
use crate::place::Place;
use crate::rules::record::header_repeated;

/// What the check of a set needs to know of a file. The file's own check gives it.
#[derive(Clone, Debug)]
pub struct SetFile {
    /// Its name, without folders.
    pub name: String,
    /// Its kind, where that is known.
    pub kind: Option<&'static Kind>,
    /// The day whose activity it carries.
    pub day: Option<Date>,
    /// The number of its version: 2 of `v2`, 1 of `001`.
    pub version: Option<u64>,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its data records.
    pub records: u64,
    /// What its own check came to.
    pub verdict: Verdict,
    /// The user has said of which day it is: it is not taken for one that was meant for another.
    pub(super) settled: bool,
    /// It is here for comparison: a day that was sent before. What is wrong with it is not reported.
    pub previous: bool,
    /// What tells it from another of the same name and size, where there is one.
    pub(super) print: u64,
    pub(super) delimiter: u8,
    /// Where its records begin.
    pub(super) first_record: Place,
    pub(super) width: usize,
    /// Its header, where it is among its records once more.
    pub(super) repeated_header: Option<Vec<HeaderColumn>>,
    /// The columns of the layout, by field.
    columns: Vec<(String, usize)>,
    /// Why it cannot be read here.
    pub(super) unreadable: Option<&'static str>,
}

impl SetFile {
    /// A file by what its own check came to.
    pub fn new(outcome: &Outcome) -> Self {
        let heading = outcome.heading();
        let name_of = |(field, column): (usize, &HeaderColumn)| {
            let known = heading.layout?.columns.get(column.column?)?;
            Some((known.name.to_string(), field))
        };
        let columns: Vec<_> = outcome.header.iter().enumerate().filter_map(name_of).collect();
        let mut file = Self {
            name: outcome.name.clone(),
            kind: outcome.kind,
            day: outcome.activity_day,
            version: outcome.file_name.version.as_deref().and_then(number_of_version),
            bytes: outcome.bytes,
            records: outcome.records,
            verdict: outcome.verdict(),
            settled: false,
            previous: false,
            print: 0,
            delimiter: outcome.dialect.delimiter,
            first_record: outcome.first_record,
            width: outcome.header.len(),
            repeated_header: repeats_header(outcome).then(|| outcome.header.clone()),
            columns,
            unreadable: None,
        };
        file.unreadable = why_unreadable(&file, outcome);
        file
    }

    /// The same, of this day, as the user says.
    #[must_use]
    pub fn of_day(self, day: Date) -> Self {
        Self { day: Some(day), ..self }.settled()
    }

    /// The same, of its own day, as the user says.
    #[must_use]
    pub fn settled(mut self) -> Self {
        self.settled = true;
        self
    }

    /// The same, as a day that was sent before.
    #[must_use]
    pub fn as_previous(mut self) -> Self {
        self.previous = true;
        self
    }

    /// The field of a column.
    pub(super) fn field(&self, column: &str) -> Option<usize> {
        self.columns.iter().find(|(name, _)| name == column).map(|(_, field)| *field)
    }
}

fn repeats_header(outcome: &Outcome) -> bool {
    outcome.tallies.iter().any(|tally| tally.rule == &header_repeated::RULE)
}

/// The columns without which, beside a key, a file says nothing about the set.
const NEEDED: &[(&str, &[&str])] = &[("balances", &["balance"]), ("transactions", &["balance_id", "amount"])];

fn why_unreadable(file: &SetFile, outcome: &Outcome) -> Option<&'static str> {
    let Some(kind) = outcome.kind else { return Some("the kind of the file is not known") };
    // Meant as an empty day or cut off? Its own check tells of it.
    if outcome.bytes == 0 {
        return Some("it has not even a header");
    }
    if outcome.layout.is_none() {
        return Some("its columns are not known");
    }
    let has = |column: &str| file.field(column).is_some();
    let needed = NEEDED.iter().find(|(token, _)| *token == kind.token).map_or(&[][..], |(_, needed)| needed);
    let has_all = kind.keys.iter().any(|key| has(key.column)) && needed.iter().all(|column| has(column));
    (!has_all).then_some("a column that tells its records apart or adds them up is missing")
}

/// `v2`, `002` and `1768557400` are 2, 2 and that many.
fn number_of_version(version: &str) -> Option<u64> {
    version.trim_start_matches(['v', 'V']).parse().ok()
}
