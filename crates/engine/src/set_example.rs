//! Examples of rules about several files: a valid set of days, and what is done to it.
//!
//! The set is the one that [`crate::sample`] writes. In keys and texts `#` stands for the number of an account of the set, and
//! `~` for the next one: so the examples of several rules can be planted in one set, each on an account of its own.

use crate::example::Shows;

/// One example of a rule about several files.
#[derive(Clone, Copy, Debug)]
pub struct SetExample {
    /// Whether it has the fault.
    pub shows: Shows,
    /// What it shows, in a few words.
    pub about: &'static str,
    /// What is done to a valid set of three days.
    pub edits: &'static [SetEdit],
    /// The profile in force, as JSON.
    pub profile: Option<&'static str>,
    /// What the account at the bank is said to hold on the last day, in USD.
    pub stated: Option<&'static str>,
}

impl SetExample {
    /// An example with the fault.
    pub const fn bad(about: &'static str, edits: &'static [SetEdit]) -> Self {
        Self { shows: Shows::Bad, about, edits, profile: None, stated: None }
    }

    /// An example without it.
    pub const fn good(about: &'static str, edits: &'static [SetEdit]) -> Self {
        Self { shows: Shows::Good, about, edits, profile: None, stated: None }
    }

    /// Under this profile.
    pub const fn with_profile(mut self, json: &'static str) -> Self {
        self.profile = Some(json);
        self
    }

    /// With what the account at the bank holds.
    pub const fn with_stated(mut self, amount: &'static str) -> Self {
        self.stated = Some(amount);
        self
    }
}

/// A change to a file of a set.
#[derive(Clone, Copy, Debug)]
pub struct SetEdit {
    /// The day, counted back from the last, which is 0.
    pub day: usize,
    /// The kind of the file.
    pub kind: &'static str,
    /// What is done.
    pub change: Change,
}

/// What is done to a file of a set.
#[derive(Clone, Copy, Debug)]
pub enum Change {
    /// Writes into a cell of the record with this key: key, column, text.
    Set(&'static str, &'static str, &'static str),
    /// Takes out the record with this key.
    Remove(&'static str),
    /// Adds a record like the one with this key, from whichever day, with these cells; its moments become the day's.
    Add(&'static str, &'static [(&'static str, &'static str)]),
    /// Takes out every record.
    Clear,
    /// Takes out the file.
    Drop,
    /// Gives the file the date of the next day in its name.
    NextDate,
    /// Adds the same file once more, with this ending of its name, such as `v2`.
    Again(&'static str),
}

/// A change to a file of a day, for lists of them.
pub(crate) const fn on(day: usize, kind: &'static str, change: Change) -> SetEdit {
    SetEdit { day, kind, change }
}
