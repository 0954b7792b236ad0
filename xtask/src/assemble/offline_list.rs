//! The service worker, with the lists of what it keeps.

use std::path::Path;

use anyhow::{Result, ensure};
use sha2::{Digest as _, Sha256};

use crate::build::plain;

/// The page, which is kept as what its folder answers.
const PAGE: &str = "index.html";

/// The names of what is kept.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Kept {
    /// By every browser.
    common: Vec<String>,
    /// By one with SIMD.
    simd: Vec<String>,
    /// By one without: it runs another build of the program.
    plain: Vec<String>,
}

impl Kept {
    /// Sorts the names of the page's files, itself aside; `simd` are those of the program for a browser with SIMD.
    pub(super) fn sorted(mut names: Vec<String>, simd: &[String]) -> Self {
        // Its folder stands for the page.
        names.retain(|name| name != PAGE);
        names.sort();
        let (plain, names): (Vec<_>, Vec<_>) = names.into_iter().partition(|name| name.starts_with(plain::NAME));
        let (simd, common) = names.into_iter().partition(|name| simd.contains(name));
        Self { common, simd, plain }
    }

    /// Fills lists and version into the service worker's text. The version follows from what is listed, so that two builds of
    /// the same page are the same version.
    pub(super) fn service_worker(&self, template: &str, dist: &Path) -> Result<String> {
        let mut sum = Sha256::new();
        let page = PAGE.to_owned();
        for name in [&page].into_iter().chain(&self.common).chain(&self.simd).chain(&self.plain) {
            sum.update(name.as_bytes());
            sum.update(std::fs::read(dist.join(name))?);
        }
        let version: String = sum.finalize().iter().take(8).fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
        let common: Vec<String> = ["./".to_owned()].into_iter().chain(self.common.iter().cloned()).collect();
        let mut text = template.to_owned();
        for (place, filling) in [
            ("{version}", version),
            ("{common}", list(&common)),
            ("{simd}", list(&self.simd)),
            ("{plain}", list(&self.plain)),
        ] {
            ensure!(text.contains(place), "src/sw.js has no place for {place}");
            text = text.replace(place, &filling);
        }
        Ok(text)
    }
}

fn list(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    format!("[{}]", quoted.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn each_browser_keeps_the_build_that_it_runs() {
        let all = names(&[
            "style.css",
            "index.html",
            "daybreak-plain-1.js",
            "app.js",
            "app_bg.wasm",
            "boot.js",
            "daybreak-plain-1_bg.wasm",
        ]);
        let kept = Kept::sorted(all, &names(&["app.js", "app_bg.wasm"]));
        assert_eq!(kept.common, ["boot.js", "style.css"]);
        assert_eq!(kept.simd, ["app.js", "app_bg.wasm"]);
        assert_eq!(kept.plain, ["daybreak-plain-1.js", "daybreak-plain-1_bg.wasm"]);
    }

    #[test]
    fn the_version_follows_what_is_listed() -> Result<()> {
        let template = "{version} {common} {simd} {plain}";
        let folder = std::env::temp_dir().join(format!("daybreak-list-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let kept = Kept::sorted(names(&["a.js", "b.js"]), &names(&["b.js"]));
        for name in [PAGE, "a.js", "b.js"] {
            std::fs::write(folder.join(name), "1")?;
        }
        let first = kept.service_worker(template, &folder)?;
        assert!(first.ends_with("[\"./\", \"a.js\"] [\"b.js\"] []"), "{first}");
        assert_eq!(first, kept.service_worker(template, &folder)?);
        for name in [PAGE, "a.js", "b.js"] {
            std::fs::write(folder.join(name), "2")?;
            assert_ne!(first, kept.service_worker(template, &folder)?, "{name}");
            std::fs::write(folder.join(name), "1")?;
        }
        std::fs::remove_dir_all(&folder)?;
        Ok(())
    }
}
