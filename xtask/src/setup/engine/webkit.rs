//! WebKit as WebKitGTK brings it, its driver, and a display that nobody sees.

use std::path::PathBuf;

use anyhow::{Context as _, Result};

use super::super::system;
use super::{Driven, Engine};
use crate::run::find;

/// Finds them, or installs them; `None` where there is no such thing.
pub(super) fn ensure() -> Result<Option<Driven>> {
    if !cfg!(target_os = "linux") {
        println!("left out: WebKit, which is driven on Linux only, by webkit2gtk-driver");
        return Ok(None);
    }
    if let Some(driven) = known() {
        return Ok(Some(driven));
    }
    let why = "WebKit with its driver, in which the page is tested too, and a display for it";
    system::install(&["webkit2gtk-driver", "xvfb", "xauth"], why)?;
    known().map(Some).context("WebKit was installed, but WebKitWebDriver, MiniBrowser or xvfb-run is not found")
}

fn known() -> Option<Driven> {
    let driver = find("WebKitWebDriver", &[])?;
    let display = find("xvfb-run", &[])?;
    // The one for tests lies with the library, in a folder that is named by machine and version.
    let named = std::env::var_os("DAYBREAK_WEBKIT").map(PathBuf::from);
    let browser = named.or_else(|| {
        let machine = format!("{}-linux-gnu", std::env::consts::ARCH);
        let libraries = [PathBuf::from("/usr/lib").join(machine), "/usr/lib64".into(), "/usr/libexec".into()];
        let versions = ["webkit2gtk-4.1", "webkit2gtk-4.0", "webkitgtk-6.0"];
        let all = libraries.iter().flat_map(|folder| versions.map(|version| folder.join(version).join("MiniBrowser")));
        all.into_iter().find(|file| file.is_file())
    })?;
    let env = vec![("DAYBREAK_WEBKIT", browser), ("DAYBREAK_WEBKITDRIVER", driver)];
    Some(Driven { engine: Engine::Webkit, env, display: Some(display) })
}
