//! Examples of a rule: a valid file and what is done to it.
//!
//! An example is not a whole file but a few edits of a valid one, which [`crate::sample`] writes. So it stays right
//! when the schema grows, shows at a glance what matters, and serves four times: as a test of the rule, in the rule's
//! documentation, as a sample in the page, and for `daybreak sample --defects`.

/// Whether an example has the fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// The rule fires, and no other does at error or warning.
    Bad,
    /// The rule is silent.
    Good,
}

/// One example of a rule.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// Whether it has the fault.
    pub shows: Shows,
    /// The token of the kind that it is an example of.
    pub kind: &'static str,
    /// What it shows, in a few words.
    pub about: &'static str,
    /// What is done to a valid file of that kind.
    pub edits: &'static [Edit],
    /// The profile in force, as JSON.
    pub profile: Option<&'static str>,
}

impl Example {
    /// An example with the fault.
    pub const fn bad(kind: &'static str, about: &'static str, edits: &'static [Edit]) -> Self {
        Self { shows: Shows::Bad, kind, about, edits, profile: None }
    }

    /// An example without it.
    pub const fn good(kind: &'static str, about: &'static str, edits: &'static [Edit]) -> Self {
        Self { shows: Shows::Good, kind, about, edits, profile: None }
    }

    /// Under this profile.
    pub const fn with_profile(mut self, json: &'static str) -> Self {
        self.profile = Some(json);
        self
    }
}

/// A change to a valid file.
#[derive(Clone, Copy, Debug)]
pub enum Edit {
    /// Writes this into a cell of one record, as it is, quotes included.
    Set(&'static str, &'static str),
    /// Writes raw bytes into a cell of one record.
    SetBytes(&'static str, &'static [u8]),
    /// Gives a column of the header another name.
    Rename(&'static str, &'static str),
    /// Takes a column out of the header and every record.
    Drop(&'static str),
    /// Adds a column behind the last, with this cell in every record.
    Add(&'static str, &'static str),
    /// Appends raw text to the record's line.
    Append(&'static str),
    /// Puts a raw line behind the record.
    LineAfter(&'static str),
    /// Puts the header behind the record once more.
    HeaderAgain,
    /// Repeats the record whole.
    Repeat,
    /// Repeats the record with this column set to another value.
    RepeatWith(&'static str, &'static str),
    /// Writes the whole file with another delimiter.
    Delimiter(u8),
    /// Ends every line so.
    LineEnding(&'static str),
    /// Ends the record's line so.
    LineEndingOnce(&'static str),
    /// Puts bytes before the header.
    Prefix(&'static [u8]),
    /// Leaves the header out.
    NoHeader,
    /// Leaves every record out.
    NoRecords,
    /// Replaces the whole file.
    Whole(&'static [u8]),
    /// Writes the whole file in UTF-16, little-endian, with its mark.
    Utf16,
    /// Gives the file another name, in which `#` stands for the token of its kind.
    Name(&'static str),
}
