//! Page and worker. Nothing outside of this folder knows that there is a border between them.

mod check;
mod checksum;
mod client;
mod columns;
mod cut;
mod export;
mod findings;
mod host;
mod lend;
mod likeness;
mod pool;
mod probe;
pub mod protocol;
mod reader;
mod records;
mod rows;
mod search;
pub mod set;
mod spawn;
mod target;
pub mod wire;

pub use client::Client;
pub(crate) use host::start;
pub(crate) use probe::{TAKEN_AWAY, page as probe_page};
pub(crate) use reader::file_of;
