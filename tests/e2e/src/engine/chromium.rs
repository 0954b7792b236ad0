//! Chromium, with what its own protocol (CDP) adds to WebDriver.

use std::env::var;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use thirtyfour::LoggingPrefsLogLevel;
use thirtyfour::prelude::*;

use super::driver::Driver;

pub(super) fn driver() -> Result<Driver> {
    let program = var("DAYBREAK_CHROMEDRIVER")?;
    Driver::that_tells("started successfully on port ", || {
        let mut command = Command::new(&program);
        command.arg("--port=0");
        command
    })
}

pub(super) async fn open(driver: &Driver, downloads: &Path) -> Result<WebDriver> {
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
        json!({ "download.default_directory": downloads, "download.prompt_for_download": false }),
    )?;
    capabilities.set_browser_log_level(LoggingPrefsLogLevel::All)?;
    Ok(WebDriver::new(&driver.address, capabilities).await?)
}

pub(super) async fn send(web: &WebDriver, command: &str, parameters: Value) -> Result<Value> {
    web.cdp().send_raw(command, parameters).await.with_context(|| command.to_owned())
}

pub(super) async fn resize(web: &WebDriver, (width, height): (u32, u32)) -> Result<()> {
    let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    send(web, "Emulation.setDeviceMetricsOverride", metrics).await.map(drop)
}

pub(super) async fn prefer(web: &WebDriver, scheme: &str) -> Result<()> {
    let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
    send(web, "Emulation.setEmulatedMedia", media).await.map(drop)
}

pub(super) async fn live_in(web: &WebDriver, zone: &str) -> Result<()> {
    send(web, "Emulation.setTimezoneOverride", json!({ "timezoneId": zone })).await.map(drop)
}

pub(super) async fn on_paper(web: &WebDriver) -> Result<()> {
    send(web, "Emulation.setEmulatedMedia", json!({ "media": "print" })).await.map(drop)
}

pub(super) async fn before_each(web: &WebDriver, script: &str) -> Result<()> {
    send(web, "Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await.map(drop)
}

pub(super) async fn cut_network(web: &WebDriver) -> Result<()> {
    let offline = json!({ "offline": true, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0 });
    send(web, "Network.enable", json!({})).await?;
    send(web, "Network.emulateNetworkConditions", offline).await.map(drop)
}

pub(super) async fn drop_paths(web: &WebDriver, paths: &[PathBuf]) -> Result<()> {
    let data = json!({ "items": [], "files": paths, "dragOperationsMask": 1 });
    for kind in ["dragEnter", "dragOver", "drop"] {
        send(web, "Input.dispatchDragEvent", json!({ "type": kind, "x": 200, "y": 300, "data": data })).await?;
    }
    Ok(())
}

/// Its driver presses no key of a shortcut that the browser itself has; this does.
pub(super) async fn chord(web: &WebDriver, key: &str, shift: bool) -> Result<()> {
    let modifiers = if shift { 2 | 8 } else { 2 };
    for kind in ["rawKeyDown", "keyUp"] {
        send(web, "Input.dispatchKeyEvent", json!({ "type": kind, "key": key, "modifiers": modifiers })).await?;
    }
    Ok(())
}

pub(super) async fn allow_clipboard(web: &WebDriver) -> Result<()> {
    let permissions = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
    send(web, "Browser.grantPermissions", permissions).await.map(drop)
}

pub(super) async fn running(web: &WebDriver) -> Result<Vec<String>> {
    let found = send(web, "Target.getTargets", json!({})).await?;
    let targets = found.get("targetInfos").and_then(Value::as_array).context("targets")?;
    let kinds = targets.iter().filter_map(|target| target.get("type")?.as_str());
    let mut running: Vec<String> =
        kinds.filter(|kind| matches!(*kind, "iframe" | "worker")).map(str::to_owned).collect();
    running.sort();
    Ok(running)
}

pub(super) async fn collect_garbage(web: &WebDriver) -> Result<()> {
    send(web, "HeapProfiler.collectGarbage", json!({})).await.map(drop)
}

pub(super) async fn complaints(web: &WebDriver) -> Result<Vec<String>> {
    Ok(web.get_log("browser").await?.into_iter().map(|entry| entry.message).collect())
}
