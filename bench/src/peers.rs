//! The pages of the peers: ours, beside the packages that they load.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

const PAGES: [(&str, &str); 5] = [
    ("contend.js", include_str!("../pages/contend.js")),
    ("read.html", include_str!("../pages/read.html")),
    ("papaparse.html", include_str!("../pages/papaparse.html")),
    ("udsv.html", include_str!("../pages/udsv.html")),
    ("duckdb.html", include_str!("../pages/duckdb.html")),
];

const PACKAGES: [&str; 6] = ["papaparse", "udsv", "@duckdb", "apache-arrow", "flatbuffers", "tslib"];

/// A folder to be served, within another.
pub(crate) fn folder(within: &Path, packages: &Path) -> Result<PathBuf> {
    let folder = within.join("peers");
    fs::create_dir_all(&folder)?;
    for (name, text) in PAGES {
        fs::write(folder.join(name), text)?;
    }
    for name in PACKAGES {
        let package = packages.join(name);
        std::os::unix::fs::symlink(&package, folder.join(name)).with_context(|| format!("{}", package.display()))?;
    }
    Ok(folder)
}
