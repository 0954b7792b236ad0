//! The engines that the journeys run in: how each is started, and how each does what WebDriver itself has no word for.

mod ability;
mod browser;
mod chromium;
mod driver;
mod firefox;
mod plain;
mod webkit;

use anyhow::{Result, bail};

pub use ability::Ability;
pub(crate) use browser::Browser;

/// What draws pages and runs their scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// That of Chrome, Edge and Chromium itself.
    Chromium,
    /// Gecko, in Firefox.
    Firefox,
    /// That of Safari, here as WebKitGTK.
    WebKit,
}

impl Engine {
    /// The one that `DAYBREAK_ENGINE` names; Chromium if nothing is said.
    pub fn chosen() -> Result<Self> {
        match std::env::var("DAYBREAK_ENGINE").as_deref() {
            Err(_) | Ok("chromium") => Ok(Self::Chromium),
            Ok("firefox") => Ok(Self::Firefox),
            Ok("webkit") => Ok(Self::WebKit),
            Ok(other) => bail!("DAYBREAK_ENGINE is chromium, firefox or webkit, not {other}"),
        }
    }

    /// As it is called in sentences.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKit",
        }
    }
}
