//! The rules about days and moments.

pub mod activity_day_mismatch;
pub mod file_name_date_mismatch;
pub mod generated_at_mismatch;
pub mod timestamp_in_future;
