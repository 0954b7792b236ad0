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
        let overflow: i64 =
            self.value("return document.documentElement.scrollWidth - document.documentElement.clientWidth").await?;
        ensure!(overflow <= 0, "{name}: the page is {overflow} pixels too wide");
        Ok(())
    }
}
