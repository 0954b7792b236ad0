//! What is worked out from what the page knows; nothing here changes anything (that is in `tasks`).

pub mod dates;
pub mod day;
pub mod money;
pub mod scroll;
pub mod waterfall;
pub mod words;
