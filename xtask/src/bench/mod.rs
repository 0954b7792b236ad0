//! Speed and size, measured.

use std::path::Path;

use anyhow::Result;

pub(crate) fn bench(_root: &Path, _rows: u64, _rounds: usize) -> Result<()> {
    anyhow::bail!("not written yet")
}
