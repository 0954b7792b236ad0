//! A walk through the page, in a browser of its own.

use std::env::var;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::engine::{Ability, Browser, Engine};
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
    let browser = Browser::start(Engine::chosen()?, viewport).await?;
    let page = Page::new(browser, site, stranger);
    let walked = walk(&page).await;
    if walked.is_err()
        && let Ok(folder) = var("DAYBREAK_SHOTS")
    {
        page.shot(Path::new(&folder).join("failed.png").as_path()).await?;
    }
    page.quit().await?;
    walked
}

/// A journey that is left out where the engine cannot do what it needs, and says so.
pub async fn journey_needing<F>(ability: Ability, viewport: (u32, u32), walk: F) -> Result<()>
where
    F: AsyncFnOnce(&Page) -> Result<()>,
{
    let engine = Engine::chosen()?;
    if engine.can(ability) {
        return journey(viewport, walk).await;
    }
    let name = std::thread::current().name().unwrap_or("a journey").to_owned();
    // Not by `println`, which is kept back for tests that fail.
    writeln!(std::io::stderr(), "left out in {}: {name}: {}", engine.name(), ability.lack())?;
    Ok(())
}
