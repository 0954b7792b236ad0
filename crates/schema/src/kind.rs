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

/// When a file of a kind is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Every day.
    EveryDay,
    /// Every day in programs that have deposits: it is about them alone.
    WithDeposits,
    /// Every day in programs that have cards.
    WithCards,
}

/// A column whose values no two records of one file may share; empty cells do not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// The column.
    pub column: &'static str,
    /// `Assumed` where no page calls the ID unique: a repetition then only warns.
    pub authority: Authority,
}

/// A status, the reasons that it allows, and the type that it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// The value of `status`.
    pub status: &'static str,
    /// The allowed values of `status_reason`.
    pub reasons: &'static [&'static str],
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
    /// When it is due.
    pub due: Due,
    /// Its records may have become effective after the activity day, until the file is written.
    pub open_ended: bool,
    /// The status table, where the kind has one.
    pub statuses: &'static [Status],
    /// The statuses with which it is out of use for good: no later activity is accepted.
    pub terminal_statuses: &'static [&'static str],
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

    /// Whether a status, as a cell has it, is final.
    pub fn is_terminal(&self, status: &[u8]) -> bool {
        self.terminal_statuses.iter().any(|terminal| terminal.as_bytes() == status)
    }
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.token == other.token
    }
}

impl Eq for Kind {}
