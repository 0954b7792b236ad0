//! Planting the fault of a rule in a file of any kind.
//!
//! A rule's examples are of the kinds where it shows best. For the other kinds an example is carried over: as it is,
//! where its columns exist, else into a column of the same type. Whether it then still shows this fault and no other is
//! not assumed but tried.

use daybreak_schema::{Column, Kind, kind_by_token};

use super::draft::Draft;
use super::{Planted, moment};
use crate::example::{Edit, Example, Shows};
use crate::rule::{Family, Rule, Severity};
use crate::{Outcome, Settings, Tally, check_pieces};

/// Why defects could not be planted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unplantable {
    /// The rule has nothing to do with files of this kind.
    NotOfThisKind(&'static str),
    /// The rule's example changes the whole file, or cannot stand beside the others: it needs a file of its own.
    NeedsItsOwnFile(&'static str),
    /// The rule fires only under a profile.
    NeedsProfile(&'static str),
    /// The rule is about several files: it can be planted in a set.
    NeedsSet(&'static str),
    /// The rule is about one file: it can be planted in one.
    NeedsNoSet(&'static str),
    /// The rule needs so many days.
    NeedsDays(&'static str, usize),
}

/// A file of this kind that fires exactly these rules, in records of their own.
pub fn with_defects(
    kind: &'static Kind,
    rows: u64,
    seed: u64,
    rules: &[&'static Rule],
) -> Result<Planted, Unplantable> {
    if let Some(rule) = rules.iter().find(|rule| rule.family == Family::Set) {
        return Err(Unplantable::NeedsSet(rule.name));
    }
    let edits: Vec<Vec<Edit>> = rules.iter().map(|rule| edits_for(kind, rule)).collect::<Result<_, _>>()?;
    let plain = rules.len() as u64 + 1;
    let planted = |rows: u64| {
        let mut draft = Draft::new(kind, rows, plain, seed);
        // From the last record to the first: an edit that adds a record must not move those still to be edited.
        for (index, edits) in edits.iter().enumerate().rev() {
            for edit in edits {
                draft.apply(edit, index + 1);
            }
        }
        draft.finish()
    };
    if rules.len() > 1
        && let Some(rule) = hindered(rules, &edits, &planted(plain + 1))
    {
        return Err(Unplantable::NeedsItsOwnFile(rule.name));
    }
    Ok(planted(rows.max(plain + 1)))
}

/// The rule that cannot be planted beside the others, if there is one: what breaks the whole file, or what another edit
/// undoes or adds to.
fn hindered(rules: &[&'static Rule], edits: &[Vec<Edit>], planted: &Planted) -> Option<&'static Rule> {
    let is_whole = |edits: &Vec<Edit>| edits.iter().any(Draft::takes_the_whole_file);
    if let Some(whole) = edits.iter().position(is_whole) {
        return rules.get(whole).copied();
    }
    let fired: Vec<&'static Rule> = told(&check(planted), rules).iter().map(|tally| tally.rule).collect();
    let silent = rules.iter().find(|rule| !fired.contains(rule));
    silent.or(rules.last().filter(|_| fired.iter().any(|rule| !rules.contains(rule)))).copied()
}

/// What has to be done to a record of this kind for the rule to fire.
fn edits_for(kind: &'static Kind, rule: &'static Rule) -> Result<Vec<Edit>, Unplantable> {
    let bad = || rule.examples.iter().filter(|example| example.shows == Shows::Bad);
    let plain = || bad().filter(|example| example.profile.is_none());
    if let Some(own) = plain().find(|example| example.kind == kind.token) {
        return Ok(own.edits.to_vec());
    }
    let carried =
        plain().flat_map(|example| carried_over(example, kind, rule)).find(|edits| fires_alone(kind, edits, rule));
    carried.ok_or_else(|| {
        if bad().any(|example| example.kind == kind.token || plain().next().is_none()) {
            Unplantable::NeedsProfile(rule.name)
        } else {
            Unplantable::NotOfThisKind(rule.name)
        }
    })
}

/// An example of another kind as it might look in this one.
fn carried_over(example: &'static Example, kind: &'static Kind, rule: &Rule) -> Vec<Vec<Edit>> {
    let known = |name: &str| kind.columns.iter().any(|column| column.name == name);
    if example.edits.iter().filter_map(column_of).all(known) {
        return vec![example.edits.to_vec()];
    }
    let [edit] = example.edits else { return Vec::new() };
    let columns = kind_by_token(example.kind).map_or(&[][..], |kind| kind.columns);
    let Some(from) = columns.iter().find(|column| Some(column.name) == column_of(edit)) else { return Vec::new() };
    // Where it is the form of the file that is broken, the column does not matter.
    let is_alike = |column: &&Column| rule.family == Family::File || column.ty.value == from.ty.value;
    let alike = kind.columns.iter().filter(is_alike);
    alike.map(|column| vec![moved(edit, column.name)]).collect()
}

fn column_of(edit: &Edit) -> Option<&'static str> {
    match *edit {
        Edit::Set(column, _)
        | Edit::SetBytes(column, _)
        | Edit::Rename(column, _)
        | Edit::Drop(column)
        | Edit::RepeatWith(column, _) => Some(column),
        _ => None,
    }
}

/// The same edit in another column.
fn moved(edit: &Edit, to: &'static str) -> Edit {
    match *edit {
        Edit::Set(_, text) => Edit::Set(to, text),
        Edit::SetBytes(_, bytes) => Edit::SetBytes(to, bytes),
        Edit::Rename(_, name) => Edit::Rename(to, name),
        Edit::Drop(_) => Edit::Drop(to),
        Edit::RepeatWith(_, text) => Edit::RepeatWith(to, text),
        other => other,
    }
}

/// Whether a small file with these edits has the fault of this rule, once, and no other.
fn fires_alone(kind: &'static Kind, edits: &[Edit], rule: &Rule) -> bool {
    let mut draft = Draft::new(kind, 3, 3, 1);
    for edit in edits {
        draft.apply(edit, 1);
    }
    let outcome = check(&draft.finish());
    matches!(told(&outcome, &[rule])[..], [tally] if tally.rule == rule && tally.count == 1)
}

/// What is more than worth knowing, and what these rules tell.
fn told(outcome: &Outcome, rules: &[&Rule]) -> Vec<Tally> {
    let is_told = |tally: &&Tally| rules.contains(&tally.rule) || tally.severity >= Severity::Warning;
    outcome.tallies.iter().filter(is_told).copied().collect()
}

fn check(planted: &Planted) -> Outcome {
    check_pieces(&planted.name, [planted.bytes.as_slice()], &Settings::new(moment()))
}
