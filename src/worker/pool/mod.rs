//! Several workers on one file: each checks ranges of its bytes, and what they find is joined as if one had read it all.
//!
//! `check` deals out the ranges and `gather` joins them, `crew` starts the helpers and minds them, `helper` is what runs in
//! each, with a `rehearsal` before there is a file, and `message` is what they say to each other. The engine knows nothing of workers: it only knows ranges.

mod check;
mod crew;
mod gather;
mod helper;
mod message;
mod rehearsal;

pub(super) use check::{Checked, check, is_worth_it};
pub(super) use crew::{Crew, Job};
pub(super) use helper::{NAME as HELPER, start as start_helper};
