//! Which column of the schema each name of a header means.

use std::collections::BTreeMap;

use daybreak_schema::{KINDS, Kind, Layout, LayoutColumn, Profile};

/// How a name of the header was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Match {
    /// Spelled as it should be.
    Exact,
    /// White space around it.
    Space,
    /// Other upper and lower case.
    Case,
    /// The schema's name, in whatever case, of a column that the profile names otherwise.
    OldName,
    /// A spelling that is near to only one missing column's.
    Misspelled,
}

/// One name of a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderColumn {
    /// As the file writes it.
    pub name: String,
    /// The column of the layout that it means.
    pub column: Option<usize>,
    pub(crate) matched: Option<Match>,
    /// The field of an earlier column with the same name.
    pub(crate) repeats: Option<usize>,
}

/// Finds the column that each name means: first the exact names, then what is nearly right, so that a wrong spelling
/// never takes the place of a right one.
pub(crate) fn match_columns(names: Vec<String>, layout: &Layout) -> Vec<HeaderColumn> {
    let mut columns: Vec<HeaderColumn> = Vec::with_capacity(names.len());
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    for (field, name) in names.into_iter().enumerate() {
        let repeats = first.get(&name).copied();
        if repeats.is_none() {
            first.insert(name.clone(), field);
        }
        columns.push(HeaderColumn { name, column: None, matched: None, repeats });
    }
    let mut taken = vec![false; layout.columns.len()];
    for matched in [Match::Exact, Match::Space, Match::Case, Match::OldName, Match::Misspelled] {
        for column in columns.iter_mut().filter(|column| column.column.is_none() && column.repeats.is_none()) {
            let free =
                layout.columns.iter().enumerate().filter(|(index, _)| !taken.get(*index).copied().unwrap_or(true));
            let normal = snake(&column.name);
            let found = match matched {
                Match::Exact => only(free.filter(|(_, expected)| expected.header == column.name)),
                Match::Space => only(free.filter(|(_, expected)| expected.header == column.name.trim())),
                Match::Case => only(free.filter(|(_, expected)| snake(&expected.header) == normal)),
                Match::OldName => only(free.filter(|(_, expected)| expected.name == normal)),
                Match::Misspelled => nearest(free.map(|(index, expected)| (index, &*expected.header)), &normal),
            };
            if let Some(index) = found {
                column.column = Some(index);
                column.matched = Some(matched);
                if let Some(slot) = taken.get_mut(index) {
                    *slot = true;
                }
            }
        }
    }
    columns
}

/// The names of a header when the kind is not known: none of them means a column.
pub(crate) fn unmatched(names: Vec<String>) -> Vec<HeaderColumn> {
    names.into_iter().map(|name| HeaderColumn { name, column: None, matched: None, repeats: None }).collect()
}

/// The kind whose columns a header resembles most, if it resembles any.
pub(crate) fn kind_of(names: &[String], profile: Option<&Profile>) -> Option<&'static Kind> {
    let normal: Vec<String> = names.iter().map(|name| snake(name)).collect();
    let mut best: Option<(&'static Kind, usize, usize)> = None;
    for &kind in KINDS {
        let layout = Layout::new(kind, profile);
        let is_in_header =
            |column: &&LayoutColumn| normal.iter().any(|name| *name == snake(&column.header) || *name == column.name);
        let common = layout.columns.iter().filter(is_in_header).count();
        let all = layout.columns.len() + normal.len() - common;
        // A quarter of all the names in play, and at least three of them: less is chance.
        let resembles = common >= 3 && common * 4 >= all;
        if resembles && best.is_none_or(|(_, c, a)| common * a > c * all) {
            best = Some((kind, common, all));
        }
    }
    best.map(|(kind, ..)| kind)
}

/// Whether a name, in whatever case, is a column of any kind.
pub(crate) fn is_known_name(name: &str) -> bool {
    let normal = snake(name);
    KINDS.iter().any(|kind| kind.column(&normal).is_some())
}

/// A name as the schema writes names: lower case, words joined by `_`, nothing around it.
fn snake(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut previous_lower = false;
    for c in name.trim().chars() {
        if matches!(c, ' ' | '-' | '.') {
            out.push('_');
        } else {
            // `balanceId` is `balance_id`, `BALANCE_ID` is not `b_a_l_…`.
            if c.is_uppercase() && previous_lower {
                out.push('_');
            }
            out.extend(c.to_lowercase());
        }
        previous_lower = c.is_lowercase() || c.is_ascii_digit();
    }
    out
}

fn only<'a, T: 'a>(mut found: impl Iterator<Item = (usize, T)>) -> Option<usize> {
    let first = found.next()?;
    found.next().is_none().then_some(first.0)
}

/// The one candidate within two edits (one for a short name), if it is the only one so near.
fn nearest<'a>(candidates: impl Iterator<Item = (usize, &'a str)>, name: &str) -> Option<usize> {
    let limit = if name.len() < 6 { 1 } else { 2 };
    let mut best: Option<(usize, usize)> = None;
    let mut tied = false;
    for (index, candidate) in candidates {
        let distance = crate::spelling::distance(candidate, name, limit + 1);
        if distance > limit {
            continue;
        }
        match best {
            Some((_, known)) if distance > known => {}
            Some((_, known)) if distance == known => tied = true,
            _ => {
                best = Some((index, distance));
                tied = false;
            }
        }
    }
    best.filter(|_| !tied).map(|(index, _)| index)
}
