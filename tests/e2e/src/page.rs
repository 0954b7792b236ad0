//! The page as a user knows it, found by what its markup promises.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::engine::{Browser, Engine};
use crate::samples::Samples;
use crate::server::{Site, led};

/// How long the page may take for anything that a journey waits for.
const PATIENCE: Duration = Duration::from_secs(30);

/// The page in a browser.
#[derive(Debug)]
pub struct Page {
    browser: Browser,
    /// The server of the page.
    pub site: Site,
    /// A server that nothing may reach.
    pub stranger: Site,
    leads: Mutex<String>,
    kept: Mutex<Vec<Samples>>,
}

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
    pub(crate) fn new(browser: Browser, site: Site, stranger: Site) -> Self {
        let page = Self { browser, site, stranger, leads: Mutex::default(), kept: Mutex::default() };
        if let Some(script) = page.browser.lead() {
            page.lead(script);
        }
        page
    }

    /// The engine of the browser that it is open in.
    pub fn engine(&self) -> Engine {
        self.browser.engine
    }

    /// Makes the viewport this large.
    pub async fn resize(&self, size: (u32, u32)) -> Result<()> {
        self.browser.resize(size).await
    }

    /// Lets the system ask for light or dark; before the page is opened.
    pub async fn prefer(&self, scheme: &str) -> Result<()> {
        self.browser.prefer(scheme).await
    }

    /// Shows the page as it would be printed.
    pub async fn on_paper(&self) -> Result<()> {
        self.browser.on_paper().await
    }

    /// Opens the page, with what follows its address, and waits until files can be dropped.
    pub async fn open(&self, rest: &str) -> Result<()> {
        self.open_at(&format!("{}/{rest}", self.site.address)).await
    }

    /// Opens the page at any other address, and waits until files can be dropped.
    pub async fn open_at(&self, address: &str) -> Result<()> {
        self.go(address).await?;
        self.until("[data-phase][data-worker=ready]").await?;
        self.kept().await
    }

    /// Waits until the page is kept for use without a network: what the browser asks for meanwhile is not the page's doing.
    async fn kept(&self) -> Result<()> {
        let wait = "const done = arguments[arguments.length - 1];
            const kept = location.protocol == 'http:' && navigator.serviceWorker?.ready;
            Promise.resolve(kept).then(() => done(true));";
        self.value_later::<bool>(wait).await.map(drop)
    }

    /// A file of the built page on the disk.
    pub fn built(&self, name: &str) -> Result<PathBuf> {
        Ok(PathBuf::from(std::env::var("DAYBREAK_DIST")?).join(name))
    }

    /// Lets every page opened from now on take this for the present, in milliseconds since 1970.
    pub async fn stop_clock(&self, now: u64) -> Result<()> {
        self.before_each(&format!("Date.now = () => {now}")).await
    }

    /// Runs a script in every page opened from now on, before any of the page's own.
    pub async fn before_each(&self, script: &str) -> Result<()> {
        if !self.browser.before_each(script).await? {
            self.lead(script);
        }
        Ok(())
    }

    /// Puts a script into every page opened from now on, at the start, where no policy forbids it yet.
    fn lead(&self, script: &str) {
        let mut leads = self.leads.lock().unwrap_or_else(PoisonError::into_inner);
        leads.extend(["<script>", script, "</script>"]);
        self.site.lead(&leads);
    }

    /// Goes to any address.
    pub async fn go(&self, address: &str) -> Result<()> {
        let leads = self.leads.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let Some(path) = address.strip_prefix("file://").filter(|_| !leads.is_empty()) else {
            return Ok(self.web().goto(address).await?);
        };
        // A file of the disk has no server that could put anything into it: a copy has.
        let copies = Samples::new()?;
        let copy = copies.file("page.html", led(&std::fs::read(path)?, &leads))?;
        self.keep(copies);
        Ok(self.web().goto(format!("file://{}", copy.display())).await?)
    }

    fn web(&self) -> WebDriver {
        self.browser.web()
    }

    /// Keeps files until the journey is over: the page reads them again.
    pub fn keep(&self, samples: Samples) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).push(samples);
    }

    /// Cuts the browser off from every network, or the network off from it.
    pub async fn cut_network(&self) -> Result<()> {
        if !self.browser.cut_network().await? {
            self.site.vanish();
            self.stranger.vanish();
        }
        Ok(())
    }

    /// Reloads the page.
    pub async fn reload(&self) -> Result<()> {
        self.browser.reload().await?;
        self.until("[data-phase][data-worker=ready]").await
    }

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

    /// The words of an element as a user sees them.
    pub async fn text(&self, css: &str) -> Result<String> {
        self.value(&format!("return document.querySelector({})?.innerText ?? ''", json!(css))).await
    }

    /// An attribute of an element.
    pub async fn attribute(&self, css: &str, name: &str) -> Result<Option<String>> {
        self.value(&format!("return document.querySelector({})?.getAttribute({}) ?? null", json!(css), json!(name)))
            .await
    }

    /// In Firefox a driver's script has a global object beside that of the page, which is its window.
    fn of_page(&self, script: &str) -> String {
        if self.engine() == Engine::Firefox { script.replace("globalThis", "window") } else { script.to_owned() }
    }

    /// Runs a script that returns nothing.
    pub async fn run(&self, script: &str) -> Result<()> {
        self.web().execute(self.of_page(script), Vec::new()).await.with_context(|| format!("script: {script}"))?;
        Ok(())
    }

    /// What a script returns.
    pub async fn value<T: for<'de> Deserialize<'de>>(&self, script: &str) -> Result<T> {
        let returned =
            self.web().execute(self.of_page(script), Vec::new()).await.with_context(|| format!("script: {script}"))?;
        let json: Value = returned.json().clone();
        serde_json::from_value(json).with_context(|| format!("what it returns: {script}"))
    }

    /// What a script hands over to its last argument, a callback.
    pub async fn value_later<T: for<'de> Deserialize<'de>>(&self, script: &str) -> Result<T> {
        let returned = self
            .web()
            .execute_async(self.of_page(script), Vec::new())
            .await
            .with_context(|| format!("script: {script}"))?;
        Ok(serde_json::from_value(returned.json().clone())?)
    }

    /// Where downloaded files go.
    pub fn downloads(&self) -> &Path {
        self.browser.downloads()
    }

    /// A downloaded file, once it is there.
    pub async fn download(&self, name: &str) -> Result<String> {
        let path = self.browser.downloads().join(name);
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if let Ok(text) = std::fs::read_to_string(&path)
                && !text.is_empty()
            {
                return Ok(text);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        bail!("{name} was not downloaded")
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

    /// What is in the clipboard.
    pub async fn clipboard(&self) -> Result<String> {
        self.browser.clipboard().await
    }

    /// Saves the report of the file shown as JSON, and gives its text.
    pub async fn export_json(&self) -> Result<String> {
        self.click("[data-action=export]").await?;
        self.click("[data-export=json]").await?;
        let name = "daybreak-report.json";
        let text = self.download(name).await?;
        std::fs::remove_file(self.browser.downloads().join(name))?;
        Ok(text)
    }

    /// Lets some time pass in which something must not happen.
    pub async fn pause(&self, milliseconds: u64) {
        tokio::time::sleep(Duration::from_millis(milliseconds)).await;
    }

    /// Goes into the frame that a script returns: what follows concerns what is inside.
    pub async fn enter(&self, script: &str) -> Result<()> {
        let frame = self.web().execute(self.of_page(script), Vec::new()).await?.element()?;
        Ok(frame.enter_frame().await?)
    }

    /// Goes back to the page that holds the frame.
    pub async fn leave(&self) -> Result<()> {
        Ok(self.web().enter_default_frame().await?)
    }

    /// What the browser's own tools answer to a command of their protocol ([`crate::Ability::Tools`]).
    pub async fn devtools(&self, command: &str, facts: Value) -> Result<Value> {
        self.browser.devtools(command, facts).await
    }

    /// The frames and workers that the browser runs, of whatever page: `iframe`, `worker`.
    pub async fn running(&self) -> Result<Vec<String>> {
        self.browser.running().await
    }

    /// Lets the browser free what nobody holds any more.
    pub async fn collect_garbage(&self) -> Result<()> {
        for _ in 0..3 {
            self.browser.collect_garbage().await?;
            self.pause(100).await;
        }
        Ok(())
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
             const run = () => axe.run(document, { resultTypes: ['violations'] });
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

    /// Closes the browser.
    pub(crate) async fn quit(&self) -> Result<()> {
        self.browser.quit().await
    }
}
