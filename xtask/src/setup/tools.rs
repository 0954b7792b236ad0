//! Tools that are built by cargo: trunk, wasm-bindgen, and the driver of Firefox.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::announce;
use crate::run::{command, find, output, run};

/// Trunk 0.22 needs a newer compiler than ours.
const TRUNK: &str = "0.21.14";

pub(super) fn ensure_trunk(cache: &Path) -> Result<()> {
    ensure(cache, "trunk", "trunk", TRUNK, true, "builds the page; about 6 minutes, once")
}

/// The driver of Firefox that the journeys were written with; it drives whatever version of Firefox is there.
const GECKODRIVER: &str = "0.37.1";

pub(super) fn ensure_geckodriver(cache: &Path) -> Result<PathBuf> {
    ensure(cache, "geckodriver", "geckodriver", GECKODRIVER, false, "drives Firefox; about 2 minutes, once")?;
    find("geckodriver", &[cache.join("tools/bin")]).context("geckodriver was installed but is not found")
}

/// The program must have the very version of the library that the page links.
pub(super) fn ensure_wasm_bindgen(root: &Path, cache: &Path) -> Result<()> {
    let lock = std::fs::read_to_string(root.join("Cargo.lock")).context("cannot read Cargo.lock")?;
    let version = lock
        .split("[[package]]")
        .find(|package| package.contains("name = \"wasm-bindgen\"\n"))
        .and_then(|package| package.split("version = \"").nth(1)?.split('"').next())
        .context("Cargo.lock does not name wasm-bindgen")?;
    // Its own lock file names versions that some registries lack.
    ensure(cache, "wasm-bindgen", "wasm-bindgen-cli", version, false, "joins wasm and the page; about 3 minutes, once")
}

fn ensure(cache: &Path, program: &str, package: &str, version: &str, locked: bool, why: &str) -> Result<()> {
    let folder = cache.join("tools");
    let known = find(program, &[folder.join("bin")])
        .and_then(|path| output(command(&[&path.to_string_lossy()]).arg("--version")));
    if known.is_some_and(|known| known.split_whitespace().nth(1) == Some(version)) {
        return Ok(());
    }
    announce(&format!("{package} {version}"), &folder.display().to_string(), why);
    let mut install = command(&["cargo", "install", package, "--version", version, "--force", "--quiet", "--root"]);
    install.arg(&folder).env_remove("CARGO_TARGET_DIR");
    if locked {
        install.arg("--locked");
    }
    run(&mut install)
}
