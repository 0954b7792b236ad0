//! The commands, one file each.

pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod cutoff;
pub(crate) mod explain;
pub(crate) mod profile;
pub(crate) mod sample;
mod sample_set;
pub(crate) mod schema;
pub(crate) mod verify;
