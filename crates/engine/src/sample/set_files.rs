//! A sample set as tables that can be edited, and defects planted in it.

use daybreak_calendar::Date;
use daybreak_schema::{KINDS, Kind};

use super::plant::Unplantable;
use super::set::SampleSet;
use crate::example::Shows;
use crate::rule::{Family, Rule};
use crate::rules::set::examples;
use crate::set_example::{Change, SetEdit, SetExample};

/// A file of a sample set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleFile {
    /// The day whose activity it carries, as it was before any defect.
    pub activity_day: Date,
    /// Its name.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A file as a table of cells.
#[derive(Clone, Debug)]
struct Table {
    /// Days after it until the last.
    back: usize,
    activity_day: Date,
    kind: &'static Kind,
    name: String,
    header: Vec<String>,
    records: Vec<Vec<String>>,
}

/// A set that fires exactly these rules, each once, on accounts of their own.
pub fn set_with_defects(
    days: usize,
    accounts: u64,
    seed: u64,
    rules: &[&'static Rule],
) -> Result<Vec<SampleFile>, Unplantable> {
    let mut tables = tables(SampleSet::with_plain(days, accounts, seed, rules.len() as u64 + 1));
    for (number, rule) in (1..).zip(rules) {
        if rule.family != Family::Set {
            return Err(Unplantable::NeedsNoSet(rule.name));
        }
        let plain = |example: &&SetExample| example.shows == Shows::Bad && example.profile.is_none();
        let Some(example) = examples(rule).iter().find(plain) else { return Err(Unplantable::NeedsProfile(rule.name)) };
        let needed = example.edits.iter().map(|edit| edit.day + 1).max().unwrap_or(1).max(needed_days(rule));
        if needed > days {
            return Err(Unplantable::NeedsDays(rule.name, needed));
        }
        apply(&mut tables, example.edits, number);
    }
    Ok(tables.into_iter().map(Table::write).collect())
}

/// The set that an example describes: three days, on the first account of which it is played.
pub fn set_of_example(example: &SetExample) -> Vec<SampleFile> {
    let mut tables = tables(SampleSet::with_plain(3, 12, 1, 2));
    apply(&mut tables, example.edits, 1);
    tables.into_iter().map(Table::write).collect()
}

/// Rules that compare with the day before need it even where the edit is of one day.
fn needed_days(rule: &Rule) -> usize {
    let alone = [
        "set-file-missing",
        "set-file-twice",
        "set-dates-differ",
        "reference-missing",
        "fbo-total",
        "card-entity-not-on-account",
    ];
    if alone.contains(&rule.name) { 1 } else { 2 }
}

fn tables(mut set: SampleSet) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    loop {
        for kind in KINDS {
            let mut lines = set.lines(kind).map(|line| line.trim_end().split('|').map(str::to_owned).collect());
            let (header, records) = (lines.next().unwrap_or_default(), lines.collect());
            let (name, activity_day) = (set.file_name(kind), set.activity_day());
            tables.push(Table { back: 0, activity_day, kind, name, header, records });
        }
        if !set.advance() {
            break;
        }
    }
    let days = tables.len() / KINDS.len();
    for (index, table) in tables.iter_mut().enumerate() {
        table.back = days - 1 - index / KINDS.len();
    }
    tables
}

fn apply(tables: &mut Vec<Table>, edits: &[SetEdit], number: u64) {
    for edit in edits {
        let place = |table: &Table| table.back == edit.day && table.kind.token == edit.kind;
        let Some(index) = tables.iter().position(place) else { continue };
        let named = |text: &str| text.replace('#', &format!("{number:08}")).replace('~', &format!("{:08}", number + 1));
        match edit.change {
            Change::Drop => {
                tables.remove(index);
                continue;
            }
            Change::Again(ending) => {
                if let Some(mut again) = tables.get(index).cloned() {
                    again.name = again.name.replace("_v1.", &format!("_{ending}."));
                    tables.push(again);
                }
                continue;
            }
            Change::Add(like, cells) => {
                let like = named(like);
                let of_kind = tables.iter().filter(|table| table.kind.token == edit.kind);
                let Some(mut record) = of_kind.rev().find_map(|table| table.record(&like)).cloned() else { continue };
                let moments = ["effective_at", "generated_at"]
                    .map(|column| tables.get(index).and_then(|table| Some((column, table.moment(column)?))));
                let Some(table) = tables.get_mut(index) else { continue };
                for (column, text) in moments.into_iter().flatten() {
                    table.put(&mut record, column, text);
                }
                for (column, text) in cells {
                    table.put(&mut record, column, named(text));
                }
                table.records.push(record);
                continue;
            }
            _ => {}
        }
        let Some(table) = tables.get_mut(index) else { continue };
        match edit.change {
            Change::Set(key, column, text) => table.change(&named(key), column, &named(text)),
            Change::Remove(key) => {
                let key = named(key);
                table.records.retain(|record| !is_keyed(table.kind, &table.header, record, &key));
            }
            Change::Clear => table.records.clear(),
            Change::NextDate => {
                let date = table.activity_day.tomorrow().unwrap_or(Date::MAX);
                let next = date.tomorrow().unwrap_or(Date::MAX);
                table.name = table.name.replace(&date.to_string(), &next.to_string());
            }
            Change::Drop | Change::Again(_) | Change::Add(..) => {}
        }
    }
}

fn is_keyed(kind: &Kind, header: &[String], record: &[String], key: &str) -> bool {
    kind.keys.iter().any(|column| {
        let position = header.iter().position(|name| name == column.column);
        position.and_then(|position| record.get(position)).is_some_and(|cell| cell == key)
    })
}

impl Table {
    fn record(&self, key: &str) -> Option<&Vec<String>> {
        self.records.iter().find(|record| is_keyed(self.kind, &self.header, record, key))
    }

    fn put(&self, record: &mut [String], column: &str, text: String) {
        let position = self.header.iter().position(|name| name == column);
        if let Some(cell) = position.and_then(|position| record.get_mut(position)) {
            *cell = text;
        }
    }

    fn change(&mut self, key: &str, column: &str, text: &str) {
        let Some(mut record) = self.record(key).cloned() else { return };
        self.put(&mut record, column, text.to_owned());
        let (kind, header) = (self.kind, &self.header);
        if let Some(slot) = self.records.iter_mut().find(|record| is_keyed(kind, header, record, key)) {
            *slot = record;
        }
    }

    /// What the other records of the file have for their moment; noon, or the next morning, in an empty one.
    fn moment(&self, column: &str) -> Option<String> {
        let position = self.header.iter().position(|name| name == column)?;
        let of_day = self.records.first().and_then(|record| record.get(position)).cloned();
        of_day.or_else(|| {
            let (day, hour) = if column == "generated_at" {
                (self.activity_day.tomorrow().ok()?, 10)
            } else {
                (self.activity_day, 18)
            };
            Some(format!("{day}T{hour}:00:00Z"))
        })
    }

    fn write(self) -> SampleFile {
        let lines = std::iter::once(&self.header).chain(&self.records).map(|cells| cells.join("|") + "\n");
        SampleFile { activity_day: self.activity_day, name: self.name, bytes: lines.collect::<String>().into_bytes() }
    }
}
