//! What the journeys share: a server that notes every request, a browser, and the page as a user knows it.
//!
//! `cargo xtask test --only e2e` builds the page, finds a browser, and runs them.

mod browser;
mod elements;
mod page;
mod samples;
mod server;
mod ways;

pub use browser::journey;
pub use elements::{ELEMENT, LISTEN};
pub use page::{FileItem, Page};
pub use samples::{Samples, broken, good};
pub use server::Site;
pub use ways::WAYS;
