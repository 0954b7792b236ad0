//! Driving the browser so that what drives it does not disturb what is measured.

use anyhow::{Context as _, Result, bail};
use daybreak_e2e::{Page, Samples, good};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The size of the window.
pub(crate) const VIEW: (u32, u32) = (1280, 800);

/// Waits for `window.outcome`, a promise. Asking every few milliseconds would itself be a load.
pub(crate) async fn outcome<T: DeserializeOwned>(page: &Page) -> Result<T> {
    const WAIT: &str = "
        const done = arguments[arguments.length - 1];
        const told = window.outcome.then((value) => ({ value }), (error) => ({ error: String(error) }));
        const later = new Promise((resolve) => setTimeout(resolve, 20_000, {}));
        Promise.race([told, later]).then(done);";
    loop {
        let mut told: Value = page.value_later(WAIT).await?;
        if let Some(error) = told.get("error").and_then(Value::as_str) {
            bail!("{error}");
        }
        if let Some(value) = told.get_mut("value") {
            return serde_json::from_value(value.take()).context("the outcome");
        }
    }
}

/// How long a user looks for the files, in milliseconds: what the page prepares meanwhile nobody waits for.
const LOOKING: u64 = 2000;

/// Lets as much time pass as a user takes at least from the open page to its files.
pub(crate) async fn look_for_files(page: &Page) {
    page.pause(LOOKING).await;
}

/// Checks a small file, so that the first to be measured does not pay for what a new browser does once.
pub(crate) async fn warm_up(page: &Page) -> Result<()> {
    let samples = Samples::new()?;
    let file = samples.file("2026-11-21_cards_v1.csv", good("cards", 2000)?)?;
    page.open("").await?;
    page.choose(&[file]).await
}
