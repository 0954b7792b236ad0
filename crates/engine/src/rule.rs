//! What a rule is: its name, its documentation, its examples, and its words for a finding.

use daybreak_schema::Authority;
use serde::{Deserialize, Serialize};

use crate::example::Example;
use crate::saying::{Said, Saying};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Assumed, enforced in future, or very likely a slip.
    Warning,
    /// The bank would reject the file.
    Error,
}

impl Severity {
    /// The lower-case word used in reports.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// The file as a whole: its form and name.
    File,
    /// The header.
    Header,
    /// A record as a whole.
    Record,
    /// One cell.
    Value,
    /// Several cells of one record.
    Condition,
    /// Several records of one file.
    Key,
    /// Several files.
    Set,
    /// Days and moments.
    Time,
}

impl Family {
    /// The lower-case word used in the documentation.
    pub const fn word(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Header => "header",
            Self::Record => "record",
            Self::Value => "value",
            Self::Condition => "condition",
            Self::Key => "key",
            Self::Set => "set",
            Self::Time => "time",
        }
    }

    /// The letter that the codes of its rules begin with.
    pub const fn letter(self) -> char {
        match self {
            Self::File => 'F',
            Self::Header => 'H',
            Self::Record => 'R',
            Self::Value => 'V',
            Self::Condition => 'C',
            Self::Key => 'K',
            Self::Set => 'X',
            Self::Time => 'T',
        }
    }
}

/// A rule. Each is a `static` in a file of its own below `rules/`, together with the function that finds it.
pub struct Rule {
    /// The stable name, such as `value-required`.
    pub name: &'static str,
    /// The stable code, such as `V001`.
    pub code: &'static str,
    /// What it looks at.
    pub family: Family,
    /// The usual severity. A finding may have another: less where it rests on an assumption, more where it hides
    /// something worse.
    pub severity: Severity,
    /// What the rule itself rests on. A finding has the authority of the fact that it rests on.
    pub authority: Authority,
    /// The bank's group of checks that it belongs to, where that is known.
    pub group: Option<u8>,
    /// What is found, in one sentence.
    pub what: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// How to mend it.
    pub mend: &'static str,
    /// The page of the bank's documentation, or the standard, that it comes from.
    pub source: &'static str,
    /// Files with the fault and without it. They are tests, documentation and samples at once.
    pub examples: &'static [Example],
    /// The words for one finding.
    pub say: fn(&Saying) -> Said,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Rule {}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}
