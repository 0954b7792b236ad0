//! What is worked out from what the page knows; nothing here changes anything (that is in `tasks`).

pub mod checks;
pub mod dates;
pub mod day;
pub mod receipt;
pub mod scroll;
pub mod standing;
pub mod words;
