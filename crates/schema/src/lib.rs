//! What a bank partner's daily files must look like: the kinds, their columns, and how a program differs.
//!
//! This crate is data. It reads no file and checks none; the crate `daybreak-engine` does. It builds natively and for
//! WebAssembly, so that an ingest service can use the very same definitions as the page and the command line.
//!
//! ```
//! use daybreak_schema::{Authority, Presence, kind_by_token};
//!
//! let accounts = kind_by_token("accounts").ok_or("no such kind")?;
//! let column = accounts.columns.iter().find(|column| column.name == "account_holder_type").ok_or("no such column")?;
//! assert!(column.values.value.list.contains(&"consumer"));
//! assert!(matches!(column.presence.value, Presence::Required));
//! // Each fact says how sure it is, and where it stands.
//! assert_eq!(column.presence.authority, Authority::Documented);
//! assert!(!column.source.is_empty());
//! # Ok::<(), &str>(())
//! ```
//!
//! What a program agreed on with the bank is its profile; a kind and a profile make a layout, which says what holds for
//! that program's files.
//!
//! ```
//! use daybreak_schema::{Layout, kind_by_token, read_profile};
//!
//! let profile = r#"{ "profile_version": 1, "name": "Example", "columns": { "cards": { "added": ["region"] } } }"#;
//! let profile = read_profile(profile).map_err(|errors| format!("{errors:?}"))?;
//! let cards = kind_by_token("cards").ok_or("no such kind")?;
//! let layout = Layout::new(cards, Some(&profile));
//! assert!(layout.columns.iter().any(|column| column.name == "region"));
//! # Ok::<(), String>(())
//! ```

mod authority;
mod column;
mod currencies;
pub mod docs;
mod kind;
mod kinds;
mod layout;
mod presence;
mod profile;
mod types;
mod values;

pub use authority::{Authority, Fact};
pub use column::{Column, Named, Reference, Sensitivity};
pub use currencies::{currencies, currency_digits};
pub use kind::{Due, Key, Kind, Status, Submission};
pub use kinds::{KINDS, kind_by_token, normalised_token};
pub use layout::{Layout, LayoutColumn, LayoutValues};
pub use presence::{Condition, Presence, Test};
#[cfg(feature = "json-schema")]
pub use profile::profile_json_schema;
pub use profile::{
    AddedColumn, AddedType, BalancesCreatedBy, ColumnChanges, EXAMPLE_PROFILE, EventType, PROFILE_VERSION, Profile,
    ProfileError, Sign, StatedSeverity, TransactionType, read_event_types, read_profile,
};
pub use types::{Decimals, Number, Type};
pub use values::{ProgramList, Values};

/// The version of these definitions, as reports name it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

#[cfg(test)]
mod tests;
