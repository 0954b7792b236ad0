//! What is decided before the first record is read: text or not, delimiter, kind, and which column is which.

mod file_name;
mod header;
mod preamble;
mod sniff;

pub use file_name::FileName;
pub use header::HeaderColumn;

pub(crate) use header::{Match, is_known_name, kind_of, match_columns, unmatched};
pub(crate) use preamble::{Preamble, header_behind_lines};
pub(crate) use sniff::{BOM, HEAD, delimiter, is_binary, is_utf16, names, not_text};
