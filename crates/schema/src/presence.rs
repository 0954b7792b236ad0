//! When a cell must be filled.

/// When a cell must be filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// In every record.
    Required,
    /// Never: the column stays in the header, the cell may be empty.
    Optional,
    /// When the condition holds.
    When(Condition),
    /// In every record; but where the condition holds the documentation contradicts itself, and an empty cell only warns.
    RequiredUnless(Condition),
}

impl Presence {
    /// The column of the same record that decides.
    pub const fn subject(self) -> Option<&'static str> {
        match self {
            Self::Required | Self::Optional => None,
            Self::When(condition) | Self::RequiredUnless(condition) => condition.test.subject(),
        }
    }
}

impl Test {
    /// The column of the same record that it looks at.
    pub const fn subject(self) -> Option<&'static str> {
        match self {
            Self::Is { column, .. } => Some(column),
            Self::ProgramNonUsd { currency } | Self::RecordNonUsd { currency } => Some(currency),
            Self::ProgramSettlementBanks | Self::ProgramCreditOnly | Self::OutsideTheFile => None,
        }
    }
}

/// A condition on the record or the program, in data and in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Condition {
    /// What is tested.
    pub test: Test,
    /// The condition in words, to follow "required when …".
    pub words: &'static str,
}

/// What a condition tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// A column of the same record holds one of these values.
    Is {
        /// The column.
        column: &'static str,
        /// The values, any of which makes the condition true.
        any_of: &'static [&'static str],
    },
    /// The program can have balances in other currencies than USD: the profile says so, or, without a
    /// profile, the record's own currency (then it is only assumed).
    ProgramNonUsd {
        /// The column that holds the record's currency.
        currency: &'static str,
    },
    /// The record's currency is not USD.
    RecordNonUsd {
        /// The column that holds the record's currency.
        currency: &'static str,
    },
    /// The profile states several settlement banks.
    ProgramSettlementBanks,
    /// The profile states that the program has credit balances only.
    ProgramCreditOnly,
    /// Nothing in the file or the profile tells: never checked.
    OutsideTheFile,
}
