//! A browser for each journey, driven by one driver.

use std::env::var;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use thirtyfour::LoggingPrefsLogLevel;
use thirtyfour::prelude::*;

use crate::page::Page;
use crate::server::Site;

/// Walks through the page in a browser window of its own, which is closed afterwards, come what may.
///
/// `viewport` is its size in CSS pixels.
pub async fn journey<F>(viewport: (u32, u32), walk: F) -> Result<()>
where
    F: AsyncFnOnce(&Page) -> Result<()>,
{
    let dist = var("DAYBREAK_DIST").context("run by: cargo xtask test --only e2e")?;
    let site = Site::start(Some(dist.into())).await?;
    let stranger = Site::start(None).await?;
    let program = Driver::start()?;
    let downloads = tempfile::tempdir()?;

    let mut capabilities = DesiredCapabilities::chrome();
    capabilities.set_binary(&var("DAYBREAK_CHROME")?)?;
    for argument in [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
        "--force-device-scale-factor=1",
        "--hide-scrollbars",
    ] {
        capabilities.add_arg(argument)?;
    }
    capabilities.add_experimental_option(
        "prefs",
        serde_json::json!({ "download.default_directory": downloads.path(), "download.prompt_for_download": false }),
    )?;
    capabilities.set_browser_log_level(LoggingPrefsLogLevel::All)?;
    let web = WebDriver::new(&program.address, capabilities).await.context("a browser session")?;
    let page = Page::new(web.clone(), site, stranger, downloads.path().to_owned());
    let walked = match page.resize(viewport).await {
        Ok(()) => walk(&page).await,
        Err(error) => Err(error),
    };
    if walked.is_err()
        && let Ok(folder) = var("DAYBREAK_SHOTS")
    {
        page.shot(std::path::Path::new(&folder).join("failed.png").as_path()).await?;
    }
    web.quit().await?;
    walked
}

/// The program that drives the browser.
struct Driver {
    child: Mutex<Child>,
    address: String,
}

impl Driver {
    fn start() -> Result<Self> {
        let program = var("DAYBREAK_CHROMEDRIVER")?;
        // The port that it picks may be taken by somebody else a moment later.
        let mut last = Self::try_start(&program);
        for _ in 0..5 {
            if last.is_ok() {
                break;
            }
            last = Self::try_start(&program);
        }
        last
    }

    fn try_start(program: &str) -> Result<Self> {
        let mut child = Command::new(program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("could not start {program}"))?;
        let output = child.stdout.take().context("the driver's output")?;
        let mut lines = BufReader::new(output).lines();
        let port = loop {
            let Some(line) = lines.next() else { bail!("{program} ended without telling its port") };
            if let Some((_, port)) = line?.split_once("started successfully on port ") {
                break port.trim_end_matches('.').to_owned();
            }
        };
        // What it says later must have somewhere to go.
        std::thread::spawn(move || lines.for_each(drop));
        std::thread::sleep(Duration::from_millis(50));
        Ok(Self { child: Mutex::new(child), address: format!("http://127.0.0.1:{port}") })
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if let Ok(child) = self.child.get_mut() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
