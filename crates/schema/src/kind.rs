//! A kind of file: its columns, keys and names.

use crate::authority::Authority;
use crate::column::Column;

/// What a day's file of a kind carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Submission {
    /// New and changed records, whole.
    NewAndChanged,
    /// Every record that is not closed, every day.
    Everything,
    /// New records only.
    NewOnly,
    /// Updates of records sent before.
    UpdatesOnly,
}

/// A column whose values no two records of one file may share; empty cells do not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// The column.
    pub column: &'static str,
    /// `Assumed` where no page calls the ID unique: a repetition then only warns.
    pub authority: Authority,
}

/// A status, the reasons that it allows, and what else is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// The value of `status`.
    pub status: &'static str,
    /// The allowed values of `status_reason`.
    pub reasons: &'static [&'static str],
    /// No later change or activity is accepted.
    pub terminal: bool,
    /// The only value of `type` that it is allowed for.
    pub only_type: Option<&'static str>,
}

/// A kind of file.
#[derive(Debug)]
pub struct Kind {
    /// The name in reports, commands and profiles, such as `non_posted_transactions`.
    pub token: &'static str,
    /// The name for people, such as "Non-Posted Transactions".
    pub title: &'static str,
    /// The words that stand for the kind in file names, lower case; the profile can add more.
    pub file_tokens: &'static [&'static str],
    /// What a day's file carries.
    pub submission: Submission,
    /// The columns, in the order of the documentation.
    pub columns: &'static [Column],
    /// A word that stands for an empty cell in columns that may be empty.
    pub blank_word: Option<&'static str>,
    /// What must be unique in a file.
    pub keys: &'static [Key],
    /// The status table, where the kind has one.
    pub statuses: &'static [Status],
    /// What the file is for, in one or two sentences.
    pub about: &'static str,
    /// Its schema page.
    pub source: &'static str,
}

impl Kind {
    /// The column of this name, spelled exactly so.
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The status of this name.
    pub fn status(&self, name: &str) -> Option<&'static Status> {
        self.statuses.iter().find(|status| status.status == name)
    }
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.token == other.token
    }
}

impl Eq for Kind {}
