//! Looking at what is shown.

use std::path::Path;

use anyhow::{Result, ensure};
use serde_json::json;

use super::Page;

/// What every view is looked at on: a wide screen, and the narrowest that WCAG names, which is the wide one at 400 %.
const SCREENS: [(u32, u32); 2] = [(1280, 800), (320, 640)];

impl Page {
    /// Looks at a view in either theme on a wide and on a narrow screen: it has no barriers and is no wider than the screen. The
    /// screen is a wide one afterwards.
    pub async fn look(&self, view: &str) -> Result<()> {
        for size in SCREENS.into_iter().rev() {
            self.resize(size).await?;
            for theme in ["dark", "light"] {
                self.run(&format!("document.documentElement.dataset.theme = {}", json!(theme))).await?;
                // What lies under the bar cannot be hit there.
                self.run("scrollTo(0, 0)").await?;
                self.look_once(&format!("{view}-{}-{theme}", size.0)).await?;
            }
        }
        self.run("delete document.documentElement.dataset.theme").await
    }

    async fn look_once(&self, name: &str) -> Result<()> {
        if let Ok(folder) = std::env::var("DAYBREAK_SHOTS") {
            self.shot(&Path::new(&folder).join(format!("{name}.png"))).await?;
        }
        let barriers = self.barriers().await?;
        ensure!(barriers.is_empty(), "{name}:\n{}", barriers.join("\n"));
        let too_wide: Vec<String> = self.value(TOO_WIDE).await?;
        ensure!(too_wide.is_empty(), "{name}: the page is too wide by {}", too_wide.join(", "));
        Ok(())
    }
}

/// By how much the page is too wide, and what it would fit without: the innermost comes last.
const TOO_WIDE: &str = "
    const root = document.documentElement;
    const fits = () => root.scrollWidth <= root.clientWidth;
    if (fits()) return [];
    const fitsWithout = (one) => {
        one.style.setProperty('display', 'none', 'important');
        const without = fits();
        one.style.removeProperty('display');
        return without;
    };
    const culprits = [...document.querySelectorAll('body *')].filter(fitsWithout);
    return [`${root.scrollWidth - root.clientWidth} pixels`, ...culprits.map((one) => one.cloneNode().outerHTML)];";
