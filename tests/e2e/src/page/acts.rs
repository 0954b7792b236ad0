//! What a user does to the page.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use serde_json::json;
use thirtyfour::prelude::*;

use super::{PATIENCE, Page};

impl Page {
    /// Chooses files by the file input.
    pub async fn begin(&self, files: &[PathBuf]) -> Result<()> {
        self.choose_by("daybreak-files", files).await
    }

    /// Chooses files by the file input of this name.
    pub async fn choose_by(&self, input: &str, files: &[PathBuf]) -> Result<()> {
        let paths: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
        self.web().find(By::Id(input)).await?.send_keys(paths.join("\n")).await?;
        Ok(())
    }

    /// Chooses files, and waits for their verdicts.
    pub async fn choose(&self, files: &[PathBuf]) -> Result<()> {
        self.begin(files).await?;
        self.ready().await
    }

    /// Drops files made in the page onto it: names with contents.
    pub async fn drop(&self, files: &[(&str, &str)]) -> Result<()> {
        let script = "const transfer = new DataTransfer();
            for (const [name, text] of arguments[0]) transfer.items.add(new File([text], name));
            const options = { dataTransfer: transfer, bubbles: true, cancelable: true };
            const target = document.querySelector('main');
            for (const type of ['dragenter', 'dragover', 'drop']) target.dispatchEvent(new DragEvent(type, options));";
        self.web().execute(script, vec![json!(files)]).await?;
        Ok(())
    }

    /// Drops files of the disk onto the page. Folders only where the engine can ([`crate::Ability::DropFolders`]).
    pub async fn drop_paths(&self, paths: &[PathBuf]) -> Result<()> {
        self.browser.drop_paths(paths).await
    }

    /// Clicks on the first element that fits.
    pub async fn click(&self, css: &str) -> Result<()> {
        self.press(By::Css(css)).await.with_context(|| format!("to click: {css}"))
    }

    /// Clicks on an element as soon as there will be one: what is quickly over is over before a driver has found its button.
    pub async fn click_when_there(&self, css: &str) -> Result<()> {
        self.run(&format!(
            "new MutationObserver((_, self) => {{
                 const found = document.querySelector({});
                 if (!found) return;
                 self.disconnect();
                 found.click();
             }}).observe(document.body, {{ childList: true, subtree: true, attributes: true }});",
            json!(css)
        ))
        .await
    }

    /// Clicks on the button or tab with this text.
    pub async fn press_button(&self, text: &str) -> Result<()> {
        let path = format!("//*[self::button or @role='tab'][contains(normalize-space(.), '{text}')]");
        self.press(By::XPath(path)).await.with_context(|| format!("to press: {text}"))
    }

    /// Opens a tab of the file's view.
    pub async fn tab(&self, name: &str) -> Result<()> {
        let path = format!("//*[@role='tab'][contains(., '{name}')]");
        self.press(By::XPath(path)).await.with_context(|| format!("the tab {name}"))
    }

    /// Clicks on an element once it is there, in the middle of the window: the driver alone would scroll it just under the bar.
    async fn press(&self, by: By) -> Result<()> {
        let start = Instant::now();
        let element = loop {
            match self.web().find(by.clone()).await {
                Ok(element) => break element,
                Err(error) if start.elapsed() > PATIENCE => return Err(error.into()),
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        };
        self.web().execute("arguments[0].scrollIntoView({ block: 'center' })", vec![element.to_json()?]).await?;
        self.browser.click(&element).await
    }

    /// Types into an element, in the place of what stands there; a line feed is the Enter key.
    pub async fn type_into(&self, css: &str, keys: &str) -> Result<()> {
        self.browser.to_the_page().await?;
        self.run(&format!("const field = document.querySelector({}); field.focus(); field.select();", json!(css)))
            .await
            .with_context(|| format!("to type into: {css}"))?;
        // Not every driver takes a line feed for the key, and what Firefox calls clearing leaves the field.
        self.keys(keys.replace('\n', &char::from(Key::Enter).to_string())).await
    }

    /// Types to whatever has the focus.
    pub async fn keys(&self, keys: impl Into<TypingData>) -> Result<()> {
        let keys: TypingData = keys.into();
        self.web().action_chain().send_keys(keys).perform().await?;
        Ok(())
    }

    /// Presses Tab until the element that has the focus says this.
    pub async fn tab_to(&self, words: &str) -> Result<()> {
        for _ in 0..80 {
            if self.focused().await?.contains(words)
                && self.value("return document.activeElement != document.body").await?
            {
                return Ok(());
            }
            self.keys(Key::Tab).await?;
        }
        bail!("Tab does not lead to: {words}")
    }

    /// Presses Tab, so many times at the most, until this holds of the element that has the focus, as `focused`.
    pub async fn tab_until(&self, most: usize, holds: &str) -> Result<()> {
        let asked = format!("const focused = document.activeElement; return !!({holds})");
        for _ in 0..most {
            self.keys(Key::Tab).await?;
            if self.value(&asked).await? {
                return Ok(());
            }
        }
        bail!("Tab does not lead to where {holds}")
    }

    /// Presses a key together with Ctrl, and perhaps Shift.
    pub async fn chord(&self, key: &str, shift: bool) -> Result<()> {
        self.browser.chord(key, shift).await
    }

    /// Types a day into the field for one that has the focus, from its first part on.
    pub async fn type_day(&self, month: &str, day: &str, year: &str) -> Result<()> {
        self.browser.type_day(month, day, year).await
    }

    /// Lets the page use the clipboard, as a browser with a user before it does.
    pub async fn allow_clipboard(&self) -> Result<()> {
        self.browser.allow_clipboard().await
    }

    /// Saves the report of the file shown as JSON, and gives its text.
    pub async fn export_json(&self) -> Result<String> {
        self.click("[data-action=export]").await?;
        self.click("[data-export=json]").await?;
        self.download("-report.json").await
    }

    /// Lets the workers read no further as soon as an expression of JavaScript will be true: a driver that looks would often be
    /// too late. Only where the page was opened with [`crate::slow_reading`].
    pub async fn hold_reading_when(&self, expression: &str) -> Result<()> {
        self.run(&format!(
            "new MutationObserver((_, self) => {{
                 if (!({expression})) return;
                 self.disconnect();
                 new BroadcastChannel('reading').postMessage(true);
             }}).observe(document.body, {{ childList: true, subtree: true, attributes: true }});"
        ))
        .await
    }

    /// Lets the workers read on.
    pub async fn let_read(&self) -> Result<()> {
        self.run("new BroadcastChannel('reading').postMessage(false)").await
    }

    /// Lets some time pass in which something must not happen.
    pub async fn pause(&self, milliseconds: u64) {
        tokio::time::sleep(Duration::from_millis(milliseconds)).await;
    }
}
