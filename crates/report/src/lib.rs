//! The report of a check, and one renderer a format. What the page shows, the command line prints and an export holds is
//! made here from the same [`model`], so that none of them can say anything else than the others.

pub mod book;
pub mod compare;
pub mod csv;
mod entry;
mod file;
mod hex;
pub mod html;
pub mod json;
pub mod junit;
mod mask;
pub mod model;
pub mod outline;
pub mod readiness;
pub mod receipt;
mod report;
pub mod sarif;
pub mod sentences;
mod set;
mod set_text;
pub mod text;
pub mod words;
mod write;

pub use entry::entry;
pub use file::{file_report, file_summary};
pub use hex::hex;
pub use mask::Values;
pub use model::{FileReport, FindingEntry, Report};
pub use receipt::Receipt;
pub use set::set_report;
pub use write::Write;

/// The JSON Schema of the report.
#[cfg(feature = "json-schema")]
pub fn report_json_schema() -> String {
    let mut schema = schemars::schema_for!(Report).to_value();
    // The order is that of the alphabet whatever else is built along and asks for another.
    schema.sort_all_objects();
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}
