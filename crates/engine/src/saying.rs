//! The words for a finding.

use daybreak_schema::{Kind, LayoutColumn};

use crate::finding::Finding;

/// What a rule knows when it puts a finding into words.
#[derive(Clone, Copy, Debug)]
pub struct Saying<'a> {
    /// The finding.
    pub finding: &'a Finding,
    /// The column that it stands in, where the schema has it.
    pub column: Option<&'a LayoutColumn>,
    /// The column's name for people: the schema's, else the file's own, else "field 7"; "the file" without one.
    pub name: &'a str,
    /// The kind of the file.
    pub kind: Option<&'static Kind>,
}

/// A finding in words. None of them holds a value from a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What is wrong, as one sentence without a full stop.
    pub message: String,
    /// What was expected.
    pub expected: Option<String>,
    /// How to mend it, where the rule's own advice can be made more exact.
    pub help: Option<String>,
}

impl Said {
    /// A message.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), expected: None, help: None }
    }

    /// Adds what was expected.
    #[must_use]
    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self
    }

    /// Adds advice that is more exact than the rule's own.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
