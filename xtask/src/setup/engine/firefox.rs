//! Firefox and its driver.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};

use super::super::{system, tools};
use super::{Driven, Engine, major_version};
use crate::run::find;

/// The oldest in which the journeys were seen to pass. 140 moves no element with its state, and lets a worker's
/// `EventSource` past the policy.
const OLDEST: u32 = 153;

/// Finds Firefox, or installs it, and builds its driver.
pub(super) fn ensure(cache: &Path) -> Result<Driven> {
    if !known().is_some_and(|found| is_young(&found)) {
        let why =
            format!("Firefox {OLDEST} or newer, in which the page is tested too (DAYBREAK_FIREFOX names another)");
        system::install(&["firefox-esr"], &why)?;
    }
    let firefox = known().context("Firefox was installed but is not found on the PATH")?;
    ensure!(
        is_young(&firefox),
        "{} is version {:?}, and the journeys need {OLDEST} or newer: install it, or name another in DAYBREAK_FIREFOX",
        firefox.display(),
        major_version(&firefox)
    );
    let driver = tools::ensure_geckodriver(cache)?;
    let env = vec![("DAYBREAK_FIREFOX", firefox), ("DAYBREAK_GECKODRIVER", driver)];
    Ok(Driven { engine: Engine::Firefox, env, display: None })
}

fn is_young(firefox: &Path) -> bool {
    major_version(firefox).is_some_and(|version| version >= OLDEST)
}

fn known() -> Option<PathBuf> {
    let mac = PathBuf::from("/Applications/Firefox.app/Contents/MacOS/firefox");
    let named = std::env::var_os("DAYBREAK_FIREFOX").map(PathBuf::from);
    named
        .or_else(|| ["firefox-esr", "firefox"].iter().find_map(|name| find(name, &[])))
        .or_else(|| mac.is_file().then_some(mac))
}
