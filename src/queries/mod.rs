//! What is worked out from what the page knows; nothing here changes anything (that is in `tasks`).

pub mod across;
pub mod checks;
pub mod cutoff;
pub mod dates;
pub mod day;
pub mod money;
pub mod receipt;
pub mod result;
pub mod saved;
pub mod scroll;
pub mod sign;
pub mod standing;
pub mod sums;
pub mod title;
pub mod waterfall;
pub mod widths;
pub mod words;
