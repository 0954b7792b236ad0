//! Chromium and its driver.

use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

use super::super::system;
use super::major_version;
use crate::run::find;

/// A browser that can be driven.
#[derive(Clone, Debug)]
pub(crate) struct Browser {
    /// The browser.
    pub(crate) chrome: PathBuf,
    /// Its driver, of the same major version.
    pub(crate) driver: PathBuf,
}

/// Finds a browser and its driver, or installs them.
pub(in super::super) fn ensure() -> Result<Browser> {
    if let Some(browser) = known()? {
        return Ok(browser);
    }
    system::install(&["chromium", "chromium-driver"], "Chromium and its driver, in which the page is tested")?;
    known()?.context("Chromium was installed but is not found on the PATH")
}

fn known() -> Result<Option<Browser>> {
    let mac = PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    let named = std::env::var_os("DAYBREAK_CHROME").map(PathBuf::from);
    let chrome = named
        .or_else(|| {
            ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
                .iter()
                .find_map(|name| find(name, &[]))
        })
        .or_else(|| mac.is_file().then_some(mac));
    let driver = std::env::var_os("CHROMEDRIVER").map(PathBuf::from).or_else(|| find("chromedriver", &[]));
    let (Some(chrome), Some(driver)) = (chrome, driver) else { return Ok(None) };
    let (runs, meant) = (major_version(&chrome), major_version(&driver));
    if runs != meant {
        bail!(
            "{} is version {runs:?} and {} version {meant:?}: install the driver of the browser's own version, from \
             https://googlechromelabs.github.io/chrome-for-testing, or name it in CHROMEDRIVER",
            chrome.display(),
            driver.display()
        );
    }
    Ok(Some(Browser { chrome, driver }))
}
