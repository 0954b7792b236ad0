//! What the journeys share: a server that notes every request, a browser, and the page as a user knows it.
//!
//! `cargo xtask test --only e2e` builds the page, finds a browser, and runs them.

mod days;
mod elements;
mod engine;
mod journey;
mod page;
mod samples;
mod server;
mod ways;
mod workers;

pub use days::{TODAY, YESTERDAY, whole_days};
pub use elements::{ELEMENT, LISTEN};
pub use engine::{Ability, Engine};
pub use journey::{journey, journey_needing};
pub use page::{FileItem, Page};
pub use samples::{Samples, broken, good};
pub use server::{NESTED, Site};
pub use ways::WAYS;
pub use workers::{in_workers, slow_reading};
