//! A finding: which rule, where, and the few facts that its words need. Text is made late.

use std::borrow::Cow;

use daybreak_calendar::Date;
use daybreak_schema::Authority;
use serde::{Deserialize, Serialize};

use crate::place::{Place, Span};
use crate::rule::{Rule, Severity};

/// One finding, as it is stored.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Finding {
    /// The rule that found it.
    #[serde(with = "crate::wire::code")]
    pub rule: &'static Rule,
    /// The severity in force.
    pub severity: Severity,
    /// What it rests on.
    pub authority: Authority,
    /// The record that it stands in; `None` when it concerns the file as a whole.
    pub place: Option<Place>,
    /// The bytes that are meant.
    pub span: Option<Span>,
    /// The field's position in the record, from 0.
    pub field: Option<u16>,
    /// The facts for its words; never a value from the file.
    pub detail: Detail,
    /// What stands in the file there, shortened.
    pub found: Option<Box<str>>,
    /// The other place of a duplicate.
    pub other: Option<Box<(Place, Span)>>,
}

impl Finding {
    /// Its place in the order of findings: by byte, then rule.
    pub(crate) fn order(&self) -> (u64, &'static str) {
        (self.span.map_or(0, |span| span.start), self.rule.code)
    }
}

/// The facts that a finding's words need beside its place. None of them is a value from a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Detail {
    /// The rule says it all.
    None,
    /// What kind of slip it is, such as "a thousands separator".
    Slip(Cow<'static, str>),
    /// A name or value of the schema that was probably meant, or is expected.
    Meant(Cow<'static, str>),
    /// A condition of the schema, in words.
    Condition(Cow<'static, str>),
    /// Two numbers: expected and found.
    Numbers(u64, u64),
    /// A number, and what it probably comes from.
    Fields {
        /// How many fields the header has.
        expected: u64,
        /// How many the record has.
        found: u64,
        /// The probable cause, in words, with the field that it lies in, from 1.
        cause: Option<(Cause, u64)>,
    },
    /// A day: what was expected.
    Day(#[serde(with = "crate::wire::day")] Date),
    /// Names of columns or kinds of the schema.
    Names(Vec<Cow<'static, str>>),
    /// So many records, and the kind of what they name.
    Kinds {
        /// How many they are.
        count: u64,
        /// The kind's title.
        kind: Cow<'static, str>,
    },
    /// A single character that is meant, such as a delimiter or one that cannot be seen.
    Character(char),
}

/// Why a record probably has the wrong number of fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cause {
    /// A value holds a delimiter and is not quoted.
    UnquotedDelimiter,
    /// A field is missing from here on.
    MissingField,
    /// The line was broken here: the next one goes on with it.
    BrokenLine,
    /// Delimiters follow the last field, as spreadsheets leave them.
    TrailingDelimiters,
    /// It is written with another delimiter.
    OtherDelimiter,
}
