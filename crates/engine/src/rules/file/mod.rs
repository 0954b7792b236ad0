//! The rules about a file's form and name.

pub mod byte_order_mark;
pub mod delimiter_not_pipe;
pub mod empty_file;
pub mod encoding_not_utf8;
pub mod file_name_kind_mismatch;
pub mod file_name_unrecognised;
pub mod kind_unknown;
pub mod line_ending_cr;
pub mod line_endings_mixed;
pub mod no_records;
pub mod not_a_text_file;
pub mod nul_byte;
pub mod stray_quote;
pub mod unclosed_quote;
