//! The rules about a record as a whole.

pub mod blank_line;
pub mod field_count;
pub mod header_repeated;
