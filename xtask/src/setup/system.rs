//! What comes from the system's package manager. It is the only thing that is put outside of the cache folder.

use anyhow::{Result, bail};

use super::announce;
use crate::run::{command, find, output, run};

/// Installs Debian packages, or says how.
pub(super) fn install(packages: &[&str], why: &str) -> Result<()> {
    let list = packages.join(" ");
    let is_root = output(&mut command(&["id", "-u"])).is_some_and(|id| id == "0");
    if find("apt-get", &[]).is_none() {
        bail!("missing: {why}. Install the equivalent of these Debian packages with your package manager: {list}");
    }
    if !is_root {
        bail!("missing: {why}. Install it with: sudo apt-get update && sudo apt-get install --yes {list}");
    }
    announce(&list, "the system, by apt-get", why);
    run(&mut command(&["apt-get", "update", "--quiet", "--quiet"]))?;
    let mut install = command(&["apt-get", "install", "--yes", "--quiet", "--quiet", "--no-install-recommends"]);
    run(install.args(packages).env("DEBIAN_FRONTEND", "noninteractive"))
}
