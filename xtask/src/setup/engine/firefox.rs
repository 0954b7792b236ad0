//! Firefox and its driver.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::super::{system, tools};
use super::{Driven, Engine};
use crate::run::find;

/// Finds Firefox, or installs it, and builds its driver.
pub(super) fn ensure(cache: &Path) -> Result<Driven> {
    if known().is_none() {
        let why = "Firefox, in which the page is tested too (DAYBREAK_FIREFOX names another)";
        system::install(&["firefox-esr"], why)?;
    }
    let firefox = known().context("Firefox was installed but is not found on the PATH")?;
    let driver = tools::ensure_geckodriver(cache)?;
    let env = vec![("DAYBREAK_FIREFOX", firefox), ("DAYBREAK_GECKODRIVER", driver)];
    Ok(Driven { engine: Engine::Firefox, env, display: None })
}

fn known() -> Option<PathBuf> {
    let mac = PathBuf::from("/Applications/Firefox.app/Contents/MacOS/firefox");
    let named = std::env::var_os("DAYBREAK_FIREFOX").map(PathBuf::from);
    named
        .or_else(|| ["firefox-esr", "firefox"].iter().find_map(|name| find(name, &[])))
        .or_else(|| mac.is_file().then_some(mac))
}
