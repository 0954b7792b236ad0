//! What the page and its browser say.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use serde::Deserialize;
use serde_json::json;

use super::{PATIENCE, Page};

/// An entry of the list of files.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FileItem {
    /// `data-file`.
    pub file: String,
    /// `data-kind`.
    pub kind: String,
    /// `data-verdict`.
    pub verdict: String,
    /// `data-records`.
    pub records: String,
    /// `data-errors`.
    pub errors: String,
    /// `data-warnings`.
    pub warnings: String,
}

impl Page {
    /// Waits until an element is there.
    pub async fn until(&self, css: &str) -> Result<()> {
        self.until_true(&format!("!!document.querySelector({})", json!(css))).await
    }

    /// Waits until an element is gone.
    pub async fn until_gone(&self, css: &str) -> Result<()> {
        self.until_true(&format!("!document.querySelector({})", json!(css))).await
    }

    /// Waits until an expression of JavaScript is true.
    pub async fn until_true(&self, expression: &str) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if self.value::<bool>(&format!("return !!({expression})")).await? {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        bail!("waited in vain for: {expression}\nthe page says:\n{}", self.text("body").await?)
    }

    /// Waits until the browser runs these frames and workers, and no others.
    pub async fn until_running(&self, expected: &[&str]) -> Result<()> {
        let start = Instant::now();
        loop {
            let running = self.running().await?;
            if running == expected {
                return Ok(());
            }
            ensure!(start.elapsed() < PATIENCE, "not {expected:?} is running, but {running:?}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until every file is checked.
    pub async fn ready(&self) -> Result<()> {
        self.until("[data-phase=ready]").await
    }

    /// The list of files.
    pub async fn files(&self) -> Result<Vec<FileItem>> {
        self.value("return [...document.querySelectorAll('[data-file]')].map(item => ({ ...item.dataset }))").await
    }

    /// The one file that is open.
    pub async fn file(&self) -> Result<FileItem> {
        let files = self.files().await?;
        ensure!(files.len() == 1, "not one file: {files:?}");
        files.into_iter().next().context("a file")
    }

    /// The findings shown, as rule and count.
    pub async fn groups(&self) -> Result<Vec<(String, u64)>> {
        let script = "return [...document.querySelectorAll('[data-rule]')].map(group => [group.dataset.rule, +group.dataset.count])";
        self.value(script).await
    }

    /// What the element that has the focus says.
    pub async fn focused(&self) -> Result<String> {
        self.value("const focused = document.activeElement; return focused.innerText || focused.ariaLabel || ''").await
    }

    /// The name of the element that has the focus.
    pub async fn focused_id(&self) -> Result<String> {
        self.value("return document.activeElement.id").await
    }

    /// Which cell of the table is the current one.
    pub async fn active_cell(&self) -> Result<String> {
        Ok(self.attribute("#rows", "aria-activedescendant").await?.unwrap_or_default())
    }

    /// The words of an element as a user sees them.
    pub async fn text(&self, css: &str) -> Result<String> {
        self.value(&format!("return document.querySelector({})?.innerText ?? ''", json!(css))).await
    }

    /// An attribute of an element.
    pub async fn attribute(&self, css: &str, name: &str) -> Result<Option<String>> {
        self.value(&format!("return document.querySelector({})?.getAttribute({}) ?? null", json!(css), json!(name)))
            .await
    }

    /// Where downloaded files go.
    pub fn downloads(&self) -> &Path {
        self.browser.downloads()
    }

    /// The text of a downloaded file whose name ends so, once it is whole. It is taken away: the next one is another.
    pub async fn download(&self, ending: &str) -> Result<String> {
        let start = Instant::now();
        let mut before = None;
        while start.elapsed() < PATIENCE {
            let found = std::fs::read_dir(self.browser.downloads())?.flatten().map(|entry| entry.path());
            let found = found.into_iter().find(|path| path.to_string_lossy().ends_with(ending));
            let text = found.as_ref().and_then(|path| std::fs::read_to_string(path).ok());
            // A browser may write into the file itself: it is whole when nothing is added any more.
            if let (Some(path), Some(text)) =
                (found, text.clone().filter(|text| !text.is_empty() && before == text.len().into()))
            {
                std::fs::remove_file(path)?;
                return Ok(text);
            }
            before = text.map(|text| text.len());
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        bail!("nothing whose name ends with {ending} was downloaded")
    }

    /// What is in the clipboard.
    pub async fn clipboard(&self) -> Result<String> {
        self.browser.clipboard().await
    }

    /// The frames and workers that the browser runs, of whatever page: `iframe`, `worker`.
    pub async fn running(&self) -> Result<Vec<String>> {
        self.browser.running().await
    }

    /// Writes a picture of the viewport.
    pub async fn shot(&self, file: &Path) -> Result<()> {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(file, self.web().screenshot_as_png().await?)?;
        Ok(())
    }

    /// What accessibility rules the page breaks (axe-core; WCAG 2.2 AA and best practices), as readable lines.
    pub async fn barriers(&self) -> Result<Vec<String>> {
        let axe = std::fs::read_to_string(std::env::var("DAYBREAK_AXE")?)?;
        self.web().execute(axe, Vec::new()).await?;
        self.value_later(
            "const done = arguments[arguments.length - 1];
             const run = () => axe.run(document, {
                 resultTypes: ['violations'],
                 // WCAG 2.2 asks for it (2.5.8); axe leaves it out unless it is told.
                 rules: { 'target-size': { enabled: true } },
             });
             run().then(result => done(result.violations.flatMap(({ id, help, nodes }) =>
                 nodes.map(node => `${id}: ${help}: ${node.target} ${node.failureSummary ?? ''}`))),
                 error => done([`axe failed: ${error}`]));",
        )
        .await
    }

    /// What the browser complained of since it was last asked.
    pub async fn complaints(&self) -> Result<Vec<String>> {
        self.browser.complaints().await
    }
}
