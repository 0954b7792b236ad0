//! What a bank partner's daily files must look like: the kinds, their columns, and how a program differs.
//!
//! This crate is data. It reads no file and checks none; [`daybreak-engine`] does. It builds natively and for
//! WebAssembly, so that an ingest service can use the very same definitions as the page and the command line.

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
pub use kind::{Key, Kind, Status, Submission};
pub use kinds::{KINDS, kind_by_token};
pub use layout::{Layout, LayoutColumn, LayoutValues};
pub use presence::{Condition, Presence, Test};
#[cfg(feature = "json-schema")]
pub use profile::profile_json_schema;
pub use profile::{
    AddedColumn, AddedType, BalancesCreatedBy, ColumnChanges, EXAMPLE_PROFILE, EventType, PROFILE_VERSION, Profile,
    ProfileError, Sign, StatedSeverity, TransactionType, read_profile,
};
pub use types::{Decimals, Number, Type};
pub use values::{ProgramList, Values};

/// The version of these definitions, as reports name it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

#[cfg(test)]
mod tests;
