//! On whose word a fact about the files stands.

use serde::{Deserialize, Serialize};

/// On whose word a fact stands, and so how far it may go: what is only assumed never rejects a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Authority {
    /// Inferred by us. At most a warning; confirm with the bank's technical account manager.
    Assumed,
    /// Stated in the program profile that the user loaded.
    Agreed,
    /// Stated in the bank's documentation.
    Documented,
}

impl Authority {
    /// The lower-case word used in reports.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Assumed => "assumed",
            Self::Agreed => "agreed",
            Self::Documented => "documented",
        }
    }

    /// Whether a finding that rests on this authority may be an error.
    pub const fn can_reject(self) -> bool {
        !matches!(self, Self::Assumed)
    }
}

/// A fact and the authority that it stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact<T> {
    /// What is so.
    pub value: T,
    /// On whose word.
    pub authority: Authority,
}

impl<T> Fact<T> {
    /// A fact from the bank's documentation.
    pub const fn documented(value: T) -> Self {
        Self { value, authority: Authority::Documented }
    }

    /// A fact from the program profile.
    pub const fn agreed(value: T) -> Self {
        Self { value, authority: Authority::Agreed }
    }

    /// A fact that we only infer.
    pub const fn assumed(value: T) -> Self {
        Self { value, authority: Authority::Assumed }
    }
}
