//! The page as a user knows it, found by what its markup promises.
//!
//! Here it is opened; `acts` is what a user does to it, `tells` what it says, `looks` how it looks, `scripts` what is asked of it otherwise.

mod acts;
mod looks;
mod scripts;
mod tells;

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use anyhow::Result;
use thirtyfour::prelude::*;

use crate::engine::{Browser, Engine};
use crate::samples::Samples;
use crate::server::{Site, led};

pub use tells::FileItem;

/// How long the page may take for anything that a journey waits for.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

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

    /// Lets the system be in a time zone, such as `Europe/Berlin`; before the page is opened.
    pub async fn live_in(&self, zone: &str) -> Result<()> {
        self.browser.live_in(zone).await
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

    /// Closes the browser.
    pub(crate) async fn quit(&self) -> Result<()> {
        self.browser.quit().await
    }
}
