//! What differs from program to program.

mod events;
mod json;
mod read;
mod walk;

use std::collections::BTreeMap;

use daybreak_calendar::Date;

pub use events::read_event_types;
pub use read::read_profile;
pub use walk::ProfileError;

/// The version of the profile's form.
pub const PROFILE_VERSION: u64 = 1;

/// A profile that shows every key, for the documentation and for a first try.
pub const EXAMPLE_PROFILE: &str = include_str!("example.json");

/// A program profile: what the bank and a partner have agreed. What is `None` or empty is not stated, and then the
/// built-in default applies. What is stated is *agreed* and can reject a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "json-schema", schemars(deny_unknown_fields))]
pub struct Profile {
    /// The version of the profile's form: 1.
    pub profile_version: u64,
    /// The program's name.
    pub name: String,
    /// The types of balance that the program has.
    pub balance_types: Option<Vec<String>>,
    /// The currencies that the program has. With any but USD, `amount_in_usd` is required in Transactions.
    pub currencies: Option<Vec<String>>,
    /// The settlement bank accounts; stating them makes their column required.
    pub settlement_banks: Option<Vec<String>>,
    /// The bank identification numbers of the program's cards.
    pub bins: Option<Vec<String>>,
    /// The transaction types that the bank has approved.
    pub transaction_types: Option<Vec<TransactionType>>,
    /// The partner's own event types and what the bank has mapped them to.
    #[cfg_attr(feature = "json-schema", schemars(default))]
    pub event_types: Vec<EventType>,
    /// Whether the program delivers the Authorized Users file; then `authorized_users` stays empty in Accounts.
    pub authorized_users_file: Option<bool>,
    /// How balances are created.
    pub balances_created_by: Option<BalancesCreatedBy>,
    /// Changes of the columns, by kind.
    #[cfg_attr(feature = "json-schema", schemars(default))]
    pub columns: BTreeMap<String, ColumnChanges>,
    /// Further words that stand for a kind in file names, by kind.
    #[cfg_attr(feature = "json-schema", schemars(default))]
    pub file_tokens: BTreeMap<String, Vec<String>>,
    /// Days on which the bank is closed for the program beside weekends and Federal Reserve holidays.
    #[cfg_attr(feature = "json-schema", schemars(default, with = "Vec<String>"))]
    pub closed_days: Vec<Date>,
    /// Severities other than the usual ones, by rule.
    #[cfg_attr(feature = "json-schema", schemars(default))]
    pub severities: BTreeMap<String, StatedSeverity>,
}

/// A transaction type that the bank has approved.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "json-schema", schemars(deny_unknown_fields))]
pub struct TransactionType {
    /// The value in the column `type`.
    #[cfg_attr(feature = "json-schema", schemars(rename = "type"))]
    pub name: String,
    /// The sign of its amounts.
    #[cfg_attr(feature = "json-schema", schemars(default))]
    pub sign: Sign,
    /// The transfer types that it may run by; any when empty.
    #[cfg_attr(feature = "json-schema", schemars(default))]
    pub transfer_types: Vec<String>,
}

/// The sign of the amounts of a transaction type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "json-schema", schemars(rename_all = "lowercase"))]
pub enum Sign {
    /// Lowers the balance.
    Negative,
    /// Raises the balance.
    Positive,
    /// Either.
    #[default]
    Any,
}

/// A type of event in the partner's own ledger, and what the bank has mapped it to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "json-schema", schemars(deny_unknown_fields))]
pub struct EventType {
    /// The partner's name of it.
    pub event: String,
    /// The transaction type.
    #[cfg_attr(feature = "json-schema", schemars(rename = "type"))]
    pub transaction_type: Option<String>,
    /// The type of fee.
    pub fee_type: Option<String>,
    /// `applied` or `reversed`.
    pub action: Option<String>,
    /// The transfer type.
    pub transfer_type: Option<String>,
}

/// How balances are created.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "json-schema", schemars(rename_all = "lowercase"))]
pub enum BalancesCreatedBy {
    /// By the Balances file.
    File,
    /// Through the bank's API.
    Api,
}

/// Changes of a kind's columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "json-schema", schemars(deny_unknown_fields))]
pub struct ColumnChanges {
    /// Columns that the schema does not have: a name alone stands for an optional text.
    #[cfg_attr(feature = "json-schema", schemars(default, with = "Vec<NameOrColumn>"))]
    pub added: Vec<AddedColumn>,
    /// Other names for columns of the schema: the schema's name, then the file's.
    #[cfg_attr(feature = "json-schema", schemars(default))]
    pub renamed: BTreeMap<String, String>,
    /// Columns of the schema that the program's files do not have.
    #[cfg_attr(feature = "json-schema", schemars(default))]
    pub dropped: Vec<String>,
}

/// An added column as the profile may write it.
#[cfg(feature = "json-schema")]
#[derive(schemars::JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "stands for the form of the JSON only")]
enum NameOrColumn {
    Name(String),
    Column(AddedColumn),
}

/// A column that the schema does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "json-schema", schemars(deny_unknown_fields))]
pub struct AddedColumn {
    /// Its name in the header.
    pub name: String,
    /// What its cells hold.
    #[cfg_attr(feature = "json-schema", schemars(default, rename = "type"))]
    pub ty: AddedType,
    /// Whether every cell must be filled.
    #[cfg_attr(feature = "json-schema", schemars(default))]
    pub required: bool,
    /// The allowed values; any when empty.
    #[cfg_attr(feature = "json-schema", schemars(default))]
    pub values: Vec<String>,
}

/// What the cells of an added column hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "json-schema", schemars(rename_all = "lowercase"))]
pub enum AddedType {
    /// Any text.
    #[default]
    String,
    /// The ID of a record.
    Id,
    /// A decimal number.
    Number,
    /// A whole number.
    Integer,
    /// An ISO 4217 code.
    Currency,
    /// `YYYY-MM-DD`.
    Date,
    /// ISO 8601 date and time.
    Datetime,
    /// `true` or `false`.
    Boolean,
}

/// A severity, or that a rule is not reported at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "json-schema", schemars(rename_all = "lowercase"))]
pub enum StatedSeverity {
    /// Rejects the file.
    Error,
    /// Does not.
    Warning,
    /// Worth knowing.
    Info,
    /// Not reported.
    Off,
}

impl Profile {
    /// Whether the program is known to have credit balances only.
    pub fn is_credit_only(&self) -> bool {
        self.balance_types.as_deref().is_some_and(|types| types == ["credit"])
    }

    /// Whether the program is known to have balances in another currency than USD; `None` when it does not say.
    pub fn has_non_usd(&self) -> Option<bool> {
        self.currencies.as_ref().map(|currencies| currencies.iter().any(|code| code != "USD"))
    }

    /// The transfer types that it speaks of.
    pub fn transfer_types(&self) -> Vec<&str> {
        let of_types = self.transaction_types.iter().flatten().flat_map(|agreed| &agreed.transfer_types);
        of_types
            .chain(self.event_types.iter().filter_map(|event| event.transfer_type.as_ref()))
            .map(String::as_str)
            .collect()
    }

    /// Whether it adds or renames a column to this name, in any kind.
    pub fn names_column(&self, name: &str) -> bool {
        self.columns.values().any(|changes| {
            changes.added.iter().any(|added| added.name == name)
                || changes.renamed.values().any(|renamed| renamed == name)
        })
    }
}

/// The JSON Schema of the profile.
#[cfg(feature = "json-schema")]
pub fn profile_json_schema() -> String {
    let mut schema = schemars::schema_for!(Profile).to_value();
    // The order is that of the alphabet whatever else is built along and asks for another.
    schema.sort_all_objects();
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests;
