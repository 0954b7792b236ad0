//! Several workers on one file: each checks ranges of its bytes, and what they find is joined as if one had read it all.
//!
//! `check` deals out the ranges and joins them, `crew` starts the helpers and minds them, `helper` is what runs in each,
//! and `message` is what they say to each other. The engine knows nothing of workers: it only knows ranges.

mod check;
mod crew;
mod helper;
mod message;

pub(super) use check::{Checked, check, is_worth_it};
pub(super) use crew::{Crew, Job};
pub(super) use helper::{NAME as HELPER, start as start_helper};
