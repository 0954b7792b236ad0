//! One column of a kind: its name, type, presence and values, each with its own authority.

use crate::authority::Fact;
use crate::presence::Presence;
use crate::types::Type;
use crate::values::Values;

/// Where a column's name was read; decides what its absence from a header means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// On the schema page of its own kind: its absence is an error.
    OnItsPage,
    /// On another page of the bank's documentation: its absence is a warning.
    Elsewhere,
    /// Nowhere: we infer it. Its absence is no finding, its presence no surprise.
    Inferred,
}

/// How private the values of a column are; a reader may show less of the sensitive ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sensitivity {
    /// Dates, statuses, types, currencies: tells nothing about a person.
    Public,
    /// Amounts and balances.
    Financial,
    /// Identifiers of customers, accounts, cards and transactions.
    Identifier,
    /// Free text, which may hold anything.
    Personal,
}

impl Sensitivity {
    /// The lower-case word in the schema's JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Financial => "financial",
            Self::Identifier => "identifier",
            Self::Personal => "personal",
        }
    }
}

/// A column whose values must exist as the key of another kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The token of the kind that is referred to.
    pub kind: &'static str,
    /// Its key column.
    pub column: &'static str,
}

/// One column of a kind.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The header's spelling, case included.
    pub name: &'static str,
    /// Where the name was read.
    pub named: Named,
    /// What its cells hold.
    pub ty: Fact<Type>,
    /// When a cell must be filled.
    pub presence: Fact<Presence>,
    /// Which values are allowed.
    pub values: Fact<Values>,
    /// The record of another kind that a value names.
    pub references: &'static [Reference],
    /// How private its values are.
    pub sensitivity: Sensitivity,
    /// The longest value in characters. The limit is the bank's API's: exceeding it only warns.
    pub max_chars: Option<usize>,
    /// Prefixes that the bank keeps for its own IDs (announced, not yet enforced).
    pub reserved_prefixes: &'static [&'static str],
    /// What the column holds, in one or two sentences.
    pub about: &'static str,
    /// The documentation page that it comes from; of an inferred one, the page that it was inferred from.
    pub source: &'static str,
}

impl Column {
    /// An optional column of the kind's own page, everything about it documented.
    /// The builder methods below change one facet each.
    pub const fn documented(name: &'static str, ty: Type, source: &'static str) -> Self {
        Self {
            name,
            named: Named::OnItsPage,
            ty: Fact::documented(ty),
            presence: Fact::documented(Presence::Optional),
            values: Fact::documented(Values::ANY),
            references: &[],
            sensitivity: Sensitivity::Public,
            max_chars: None,
            reserved_prefixes: &[],
            about: "",
            source,
        }
    }

    /// A column whose name stands on another page of the documentation; its type and presence are assumed.
    pub const fn elsewhere(name: &'static str, ty: Type, source: &'static str) -> Self {
        let mut column = Self::documented(name, ty, source);
        column.named = Named::Elsewhere;
        column.ty = Fact::assumed(ty);
        column.presence = Fact::assumed(Presence::Optional);
        column.values = Fact::assumed(Values::ANY);
        column
    }

    /// A column that we only infer, with everything about it.
    pub const fn inferred(name: &'static str, ty: Type, source: &'static str) -> Self {
        let mut column = Self::elsewhere(name, ty, source);
        column.named = Named::Inferred;
        column
    }

    /// Sets the type together with its authority.
    pub const fn typed(mut self, ty: Fact<Type>) -> Self {
        self.ty = ty;
        self
    }

    /// Sets the presence together with its authority.
    pub const fn presence(mut self, presence: Fact<Presence>) -> Self {
        self.presence = presence;
        self
    }

    /// Sets the allowed values together with their authority.
    pub const fn values(mut self, values: Fact<Values>) -> Self {
        self.values = values;
        self
    }

    /// Names the records that a value refers to.
    pub const fn references(mut self, references: &'static [Reference]) -> Self {
        self.references = references;
        self
    }

    /// Sets how private the values are.
    pub const fn sensitivity(mut self, sensitivity: Sensitivity) -> Self {
        self.sensitivity = sensitivity;
        self
    }

    /// Sets the longest value, in characters.
    pub const fn max_chars(mut self, max_chars: usize) -> Self {
        self.max_chars = Some(max_chars);
        self
    }

    /// Sets the prefixes that the bank reserves.
    pub const fn reserved_prefixes(mut self, prefixes: &'static [&'static str]) -> Self {
        self.reserved_prefixes = prefixes;
        self
    }

    /// Says what the column holds.
    pub const fn about(mut self, about: &'static str) -> Self {
        self.about = about;
        self
    }
}
