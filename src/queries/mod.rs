//! What is worked out from what the page knows; nothing here changes anything (that is in `tasks`).

pub mod dates;
pub mod scroll;
pub mod words;
