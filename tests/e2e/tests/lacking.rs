//! What a browser lacks is done without, or said. Service workers: `app.rs`; a database: `readiness.rs`; SIMD, readers that
//! fill a buffer, a dialog for saving: `workers.rs`.

use anyhow::{Result, ensure};
use daybreak_e2e::{Ability, good, journey};

const WIDE: (u32, u32) = (1280, 800);

/// As it is where the page comes over plain HTTP from another machine.
#[tokio::test]
async fn without_a_clipboard_it_is_said_that_nothing_was_copied() -> Result<()> {
    journey(WIDE, async |page| {
        page.before_each("Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined })").await?;
        page.open("").await?;
        page.drop(&[("2026-11-21_cards_v1.csv", &good("cards", 5)?)]).await?;
        page.ready().await?;
        page.click("[data-action=sha256]").await?;
        page.until_true("document.body.innerText.includes('The browser did not allow copying here.')").await?;
        // The program goes on.
        page.tab("Rows").await?;
        page.until("[data-record='1']").await?;
        Ok(())
    })
    .await
}

/// A journey is left out for no longer than it must be.
#[tokio::test]
async fn what_an_engine_is_said_to_lack_it_lacks() -> Result<()> {
    journey(WIDE, async |page| {
        page.open("").await?;
        let folder: bool = page.value("return !!navigator.storage?.getDirectory").await?;
        ensure!(folder == page.engine().can(Ability::OwnFolder), "a folder of its own: {folder}");
        let prefetch: bool = page.value("return document.createElement('link').relList.supports('prefetch')").await?;
        ensure!(prefetch == page.engine().can(Ability::Prefetch), "links loaded in advance: {prefetch}");
        Ok(())
    })
    .await
}
