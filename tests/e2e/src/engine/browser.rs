//! A browser that is driven: what a journey does to it, each engine in its own way.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use tempfile::TempDir;
use thirtyfour::prelude::*;

use super::driver::Driver;
use super::{Engine, chromium, firefox, plain, webkit};

/// A driver, and a session that it opens.
async fn session(
    driver: Result<Driver>,
    open: impl AsyncFnOnce(&Driver) -> Result<WebDriver>,
) -> Result<(Driver, WebDriver)> {
    let driver = driver?;
    let web = open(&driver).await?;
    Ok((driver, web))
}

/// What a browser is told of the system when it starts, where it can be told later by nobody.
#[derive(Clone, Debug, Default)]
pub(super) struct System {
    /// It asks for dark.
    pub(super) dark: bool,
    /// Its time zone; that of the machine if nothing is said.
    pub(super) zone: Option<String>,
}

impl System {
    /// Tells a program that is to be started.
    pub(super) fn tell(&self, command: &mut Command) {
        if let Some(zone) = &self.zone {
            command.env("TZ", zone);
        }
    }
}

/// Starts one, whose downloads go to this folder.
async fn launch(engine: Engine, folder: &Path, system: &System) -> Result<(Driver, WebDriver)> {
    let started = match engine {
        Engine::Chromium => session(chromium::driver(), async |driver| chromium::open(driver, folder).await).await,
        Engine::Firefox => session(firefox::driver(system), async |driver| firefox::open(driver, folder).await).await,
        Engine::WebKit => webkit::start(folder, system).await,
    };
    started.with_context(|| format!("a session of {}", engine.name()))
}

/// A running browser with one window.
#[derive(Debug)]
pub(crate) struct Browser {
    /// Which it is.
    pub(crate) engine: Engine,
    web: Mutex<WebDriver>,
    size: Mutex<(u32, u32)>,
    /// It lives for as long as its browser.
    driver: Mutex<Driver>,
    system: Mutex<System>,
    folder: TempDir,
}

impl Browser {
    /// Starts one with a viewport of this size, in CSS pixels.
    pub(crate) async fn start(engine: Engine, size: (u32, u32)) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let system = System::default();
        let (driver, web) = launch(engine, folder.path(), &system).await?;
        let browser = Self {
            engine,
            web: Mutex::new(web),
            size: Mutex::new(size),
            driver: Mutex::new(driver),
            system: Mutex::new(system),
            folder,
        };
        if let Err(error) = browser.resize(size).await {
            browser.quit().await?;
            return Err(error);
        }
        Ok(browser)
    }

    /// Its session.
    pub(crate) fn web(&self) -> WebDriver {
        self.web.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Where downloaded files go.
    pub(crate) fn downloads(&self) -> &Path {
        self.folder.path()
    }

    /// Closes it.
    pub(crate) async fn quit(&self) -> Result<()> {
        Ok(self.web().quit().await?)
    }

    /// Makes the viewport this large.
    pub(crate) async fn resize(&self, size: (u32, u32)) -> Result<()> {
        *self.size.lock().unwrap_or_else(PoisonError::into_inner) = size;
        match self.engine {
            Engine::Chromium => chromium::resize(&self.web(), size).await,
            Engine::Firefox => firefox::resize(&self.web(), size).await,
            Engine::WebKit => webkit::resize(&self.web(), size).await,
        }
    }

    /// Reloads the page, as a user does.
    pub(crate) async fn reload(&self) -> Result<()> {
        match self.engine {
            Engine::Chromium | Engine::WebKit => Ok(self.web().refresh().await?),
            Engine::Firefox => firefox::reload(&self.web()).await,
        }
    }

    /// Gives the page the focus, which Tab may have led to what the browser has around it.
    pub(crate) async fn to_the_page(&self) -> Result<()> {
        match self.engine {
            Engine::Chromium | Engine::WebKit => Ok(()),
            Engine::Firefox => firefox::to_the_page(&self.web()).await,
        }
    }

    /// Clicks on an element.
    pub(crate) async fn click(&self, element: &WebElement) -> Result<()> {
        match self.engine {
            Engine::Chromium | Engine::Firefox => Ok(element.click().await?),
            Engine::WebKit => webkit::click(&self.web(), element).await,
        }
    }

    /// Lets the system ask for light or dark; before a page is opened.
    pub(crate) async fn prefer(&self, scheme: &str) -> Result<()> {
        match self.engine {
            Engine::Chromium => chromium::prefer(&self.web(), scheme).await,
            Engine::Firefox => firefox::prefer(&self.web(), scheme).await,
            Engine::WebKit => self.restart(|system| system.dark = scheme == "dark").await,
        }
    }

    /// Lets the system be in a time zone; before a page is opened.
    pub(crate) async fn live_in(&self, zone: &str) -> Result<()> {
        match self.engine {
            Engine::Chromium => chromium::live_in(&self.web(), zone).await,
            Engine::Firefox | Engine::WebKit => self.restart(|system| system.zone = Some(zone.to_owned())).await,
        }
    }

    /// Closes it, and starts it on a system with this change.
    async fn restart(&self, change: impl FnOnce(&mut System)) -> Result<()> {
        self.quit().await?;
        let system = {
            let mut system = self.system.lock().unwrap_or_else(PoisonError::into_inner);
            change(&mut system);
            system.clone()
        };
        let (driver, web) = launch(self.engine, self.folder.path(), &system).await?;
        *self.driver.lock().unwrap_or_else(PoisonError::into_inner) = driver;
        *self.web.lock().unwrap_or_else(PoisonError::into_inner) = web;
        let size = *self.size.lock().unwrap_or_else(PoisonError::into_inner);
        self.resize(size).await
    }

    /// Shows the page as it would be printed.
    pub(crate) async fn on_paper(&self) -> Result<()> {
        match self.engine {
            Engine::Chromium => chromium::on_paper(&self.web()).await,
            Engine::Firefox => firefox::on_paper(&self.web()).await,
            Engine::WebKit => webkit::on_paper(&self.web()).await,
        }
    }

    /// Runs a script in every page opened from now on, before any of the page's own. Where this is `false` the server has to
    /// put it into the page.
    pub(crate) async fn before_each(&self, script: &str) -> Result<bool> {
        match self.engine {
            Engine::Chromium => chromium::before_each(&self.web(), script).await.map(|()| true),
            Engine::Firefox | Engine::WebKit => Ok(false),
        }
    }

    /// What every page needs for the journey's own ends.
    pub(crate) fn lead(&self) -> Option<&'static str> {
        (self.engine == Engine::WebKit).then_some(webkit::RECORDER)
    }

    /// Cuts it off from every network; where this is `false` it is the servers that must go.
    pub(crate) async fn cut_network(&self) -> Result<bool> {
        match self.engine {
            Engine::Chromium => chromium::cut_network(&self.web()).await.map(|()| true),
            Engine::Firefox | Engine::WebKit => Ok(false),
        }
    }

    /// Drops files of the disk onto the page. Folders only where it can ([`super::Ability::DropFolders`]).
    pub(crate) async fn drop_paths(&self, paths: &[PathBuf]) -> Result<()> {
        match self.engine {
            Engine::Chromium => chromium::drop_paths(&self.web(), paths).await,
            Engine::Firefox | Engine::WebKit => plain::drop_files(&self.web(), paths).await,
        }
    }

    /// Presses a key together with Ctrl, and perhaps Shift.
    pub(crate) async fn chord(&self, key: &str, shift: bool) -> Result<()> {
        match self.engine {
            Engine::Chromium => chromium::chord(&self.web(), key, shift).await,
            Engine::Firefox | Engine::WebKit => plain::chord(&self.web(), key, shift).await,
        }
    }

    /// Types a day into the field for one that has the focus, from its first part on.
    pub(crate) async fn type_day(&self, month: &str, day: &str, year: &str) -> Result<()> {
        // WebKit stays in a part that is full.
        let parts = match self.engine {
            Engine::Chromium | Engine::Firefox => [month, day, year].concat(),
            Engine::WebKit => [month, day, year].join(&char::from(Key::Right).to_string()),
        };
        Ok(self.web().action_chain().send_keys(parts).perform().await?)
    }

    /// Lets the page use the clipboard, as a browser with a user before it does.
    pub(crate) async fn allow_clipboard(&self) -> Result<()> {
        match self.engine {
            Engine::Chromium => chromium::allow_clipboard(&self.web()).await,
            // They were started with it.
            Engine::Firefox | Engine::WebKit => Ok(()),
        }
    }

    /// What is in the clipboard.
    pub(crate) async fn clipboard(&self) -> Result<String> {
        match self.engine {
            Engine::Chromium | Engine::Firefox => plain::clipboard(&self.web()).await,
            Engine::WebKit => webkit::clipboard(&self.web()).await,
        }
    }

    /// What its own tools answer to a command of their protocol. Only where it can ([`super::Ability::Tools`]).
    pub(crate) async fn devtools(&self, command: &str, facts: Value) -> Result<Value> {
        ensure!(self.engine == Engine::Chromium, "{} has no such tools", self.engine.name());
        chromium::send(&self.web(), command, facts).await
    }

    /// The frames and workers that run: `iframe`, `worker`.
    pub(crate) async fn running(&self) -> Result<Vec<String>> {
        let (frames, workers) = match self.engine {
            Engine::Chromium => return chromium::running(&self.web()).await,
            Engine::Firefox => firefox::running(&self.web()).await?,
            Engine::WebKit => webkit::running(&self.web(), self.folder.path()).await?,
        };
        Ok([vec!["iframe".to_owned(); frames], vec!["worker".to_owned(); workers]].concat())
    }

    /// Lets the browser free what nobody holds any more.
    pub(crate) async fn collect_garbage(&self) -> Result<()> {
        match self.engine {
            Engine::Chromium => chromium::collect_garbage(&self.web()).await,
            Engine::Firefox => firefox::collect_garbage(&self.web()).await,
            Engine::WebKit => webkit::collect_garbage(&self.web()).await,
        }
    }

    /// What the browser complained of since it was last asked.
    pub(crate) async fn complaints(&self) -> Result<Vec<String>> {
        match self.engine {
            Engine::Chromium => chromium::complaints(&self.web()).await,
            Engine::Firefox => firefox::complaints(&self.web()).await,
            Engine::WebKit => webkit::complaints(&self.web()).await,
        }
    }
}
