//! Tools that are npm packages: wasm-opt, axe-core, the peers of the bench.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::announce;
use crate::run::{command, find, run};

/// Where the packages lie.
pub(crate) fn packages(cache: &Path) -> PathBuf {
    cache.join("npm/node_modules")
}

/// Where their programs lie.
pub(super) fn binaries(cache: &Path) -> PathBuf {
    packages(cache).join(".bin")
}

/// The folder of a package, installed if it is missing.
pub(crate) fn package(cache: &Path, name: &str, version: &str, why: &str) -> Result<PathBuf> {
    let folder = packages(cache).join(name);
    let manifest = std::fs::read_to_string(folder.join("package.json")).unwrap_or_default();
    if manifest.contains(&format!("\"version\": \"{version}\"")) {
        return Ok(folder);
    }
    if find("npm", &[]).is_none() {
        bail!(
            "missing: npm, for {why}. Install Node.js 20 or newer (https://nodejs.org), or: sudo apt-get install --yes npm"
        );
    }
    let prefix = cache.join("npm");
    announce(&format!("{name} {version}"), &prefix.display().to_string(), why);
    std::fs::create_dir_all(&prefix)?;
    let mut install = command(&["npm", "install", "--no-audit", "--no-fund", "--silent", "--prefix"]);
    run(install.arg(&prefix).arg(format!("{name}@{version}")))?;
    Ok(folder)
}
