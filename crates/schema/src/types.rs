//! What a cell may hold.

/// The type of a column's cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Any text: names, notes, reasons.
    Text,
    /// The identifier of a record.
    Id,
    /// Several identifiers, as `"entity_123", "entity_456"` or a JSON array.
    IdList,
    /// One of the column's allowed values.
    Enum,
    /// A decimal number; never a float.
    Number(Number),
    /// A whole number.
    Integer,
    /// A three-letter ISO 4217 code.
    Currency,
    /// `YYYY-MM-DD`.
    Date,
    /// ISO 8601 date and time.
    DateTime,
    /// `true` or `false`.
    Boolean,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// How many decimals it must have.
    pub decimals: Decimals,
    /// The column that holds its currency; US dollars without one.
    pub currency: Option<&'static str>,
}

/// How many decimals a number must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decimals {
    /// Not said: any number of them.
    Any,
    /// At least the currency's own in deposit programs (USD: `11.50`, `11.500`), exactly them in credit ones.
    ByProgram,
    /// The currency's own. More is an error; that fewer is wrong too is only inferred.
    Currency,
    /// At least so many.
    AtLeast(u8),
    /// Exactly so many, as in `decimal(M,2)`.
    Exactly(u8),
}

impl Type {
    /// The type in the words of the documentation.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Id => "ID",
            Self::IdList => "list of IDs",
            Self::Enum => "one of the allowed values",
            Self::Number(_) => "number",
            Self::Integer => "whole number",
            Self::Currency => "currency code (ISO 4217)",
            Self::Date => "date (YYYY-MM-DD)",
            Self::DateTime => "date and time (ISO 8601)",
            Self::Boolean => "true or false",
        }
    }
}
