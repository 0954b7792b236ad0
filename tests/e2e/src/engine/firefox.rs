//! Firefox. What WebDriver has no word for is asked of the browser's own script, which its driver lets us run.

use std::env::var;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Result, bail, ensure};
use axum::http::Method;
use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, RequestData, SessionId};

use super::browser::System;
use super::driver::Driver;
use super::plain::viewport;

pub(super) fn driver(system: &System) -> Result<Driver> {
    let program = var("DAYBREAK_GECKODRIVER")?;
    Driver::that_tells("Listening on 127.0.0.1:", || {
        let mut command = Command::new(&program);
        command.args(["--port", "0", "--websocket-port", "0", "--allow-system-access"]);
        system.tell(&mut command);
        command
    })
}

pub(super) async fn open(driver: &Driver, downloads: &Path) -> Result<WebDriver> {
    let mut capabilities = Capabilities::new();
    capabilities.set("browserName", "firefox")?;
    let preferences = json!({
        "browser.download.folderList": 2,
        "browser.download.dir": downloads,
        "browser.download.alwaysOpenPanel": false,
        // A page may read the clipboard without a question to the user: the journeys look at what was copied.
        "dom.events.testing.asyncClipboard": true,
        // Nothing is loaded in advance: a browser is gone after some seconds.
        "dom.ipc.processPrelaunch.enabled": false,
        "browser.sessionstore.resume_from_crash": false,
        "browser.cache.disk.enable": false,
    });
    let options = json!({ "binary": var("DAYBREAK_FIREFOX")?, "args": ["-headless"], "prefs": preferences });
    capabilities.set("moz:firefoxOptions", options)?;
    let web = WebDriver::new(&driver.address, capabilities).await?;
    // Its window would be at least 500 pixels wide.
    browser::<()>(&web, "document.documentElement.style.minWidth = '0'").await?;
    Ok(web)
}

/// In whose scripts is run: the page's or the browser's own.
#[derive(Debug)]
struct Context(&'static str);

impl FormatRequestData for Context {
    fn format_request(&self, session: &SessionId) -> RequestData {
        RequestData::new(Method::POST, format!("/session/{session}/moz/context")).add_body(json!({ "context": self.0 }))
    }
}

/// What a script of the browser hands over to its last argument, or returns, if it does not await anything.
async fn browser<T: for<'de> Deserialize<'de>>(web: &WebDriver, script: &str) -> Result<T> {
    let script = format!(
        "const done = arguments[arguments.length - 1];
         (async () => {{ {script} }})().then(value => done([value ?? null]), error => done(String(error)));"
    );
    web.handle().cmd(Context("chrome")).await?;
    let returned = web.execute_async(script, Vec::new()).await;
    web.handle().cmd(Context("content")).await?;
    match returned?.json() {
        Value::Array(value) => Ok(serde_json::from_value(value.first().cloned().unwrap_or_default())?),
        error => bail!("a script of Firefox failed: {error}"),
    }
}

pub(super) async fn resize(web: &WebDriver, (width, height): (u32, u32)) -> Result<()> {
    let script = format!(
        "const page = gBrowser.selectedBrowser.getBoundingClientRect();
         window.resizeTo({width} + outerWidth - page.width, {height} + outerHeight - page.height);"
    );
    // A bar that comes or goes meanwhile changes the height once more.
    let mut size = None;
    for _ in 0..20 {
        browser::<()>(web, &script).await?;
        tokio::time::sleep(Duration::from_millis(20)).await;
        size = viewport(web).await?;
        if size == Some((width, height)) {
            break;
        }
    }
    ensure!(
        size.is_none_or(|size| size == (width, height)),
        "Firefox does not make its viewport {width} by {height}: {size:?}"
    );
    Ok(())
}

pub(super) async fn to_the_page(web: &WebDriver) -> Result<()> {
    browser(web, "gBrowser.selectedBrowser.focus(); return null").await
}

pub(super) async fn prefer(web: &WebDriver, scheme: &str) -> Result<()> {
    let scheme = u8::from(scheme == "light");
    browser(web, &format!("Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', {scheme})"))
        .await
}

/// What its driver calls a reload passes over the service worker.
pub(super) async fn reload(web: &WebDriver) -> Result<()> {
    web.execute("window.isLeft = true; location.reload()", Vec::new()).await?;
    for _ in 0..500 {
        // Between two pages there is none to ask.
        let fresh = web.execute("return !window.isLeft", Vec::new()).await;
        if fresh.is_ok_and(|fresh| *fresh.json() == json!(true)) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    bail!("Firefox does not reload the page")
}

pub(super) async fn on_paper(web: &WebDriver) -> Result<()> {
    browser(web, "gBrowser.selectedBrowser.browsingContext.mediumOverride = 'print'; return null").await
}

/// Runs a script in every process that runs pages, and gives what each sends by `tell`.
async fn in_pages<T: for<'de> Deserialize<'de>>(web: &WebDriver, script: &str) -> Result<T> {
    let name = "daybreak-journey";
    let told = format!("const tell = value => sendAsyncMessage('{name}', value); {script}");
    let script = format!(
        "const told = [];
         const listen = ({{ data }}) => told.push(data);
         Services.ppmm.addMessageListener('{name}', listen);
         Services.ppmm.loadProcessScript('data:,' + encodeURIComponent({}), false);
         await new Promise(resolve => setTimeout(resolve, 200));
         Services.ppmm.removeMessageListener('{name}', listen);
         return told.flat();",
        json!(told)
    );
    browser(web, &script).await
}

/// How many frames and workers there are.
pub(super) async fn running(web: &WebDriver) -> Result<(usize, usize)> {
    let frames = "return gBrowser.selectedBrowser.browsingContext.getAllBrowsingContextsInSubtree().length - 1";
    Ok((browser(web, frames).await?, workers(web).await?))
}

async fn workers(web: &WebDriver) -> Result<usize> {
    let script = "const manager = Cc['@mozilla.org/dom/workers/workerdebuggermanager;1'].getService(Ci.nsIWorkerDebuggerManager);
        tell([...manager.getWorkerDebuggerEnumerator()].filter(worker => worker.url.startsWith('blob:')).map(worker => worker.url));";
    Ok(in_pages::<Vec<String>>(web, script).await?.len())
}

pub(super) async fn collect_garbage(web: &WebDriver) -> Result<()> {
    in_pages::<Vec<()>>(web, "Cu.forceGC(); Cu.forceCC(); Cu.forceGC();").await.map(drop)
}

/// Errors that concern pages; what is only deprecated or unknown to this browser is none.
pub(super) async fn complaints(web: &WebDriver) -> Result<Vec<String>> {
    let script =
        "const all = Services.console.getMessageArray().filter(message => message instanceof Ci.nsIScriptError);
        Services.console.reset();
        return all.filter(({ flags, sourceName }) =>
                !(flags & Ci.nsIScriptError.warningFlag) && /^(http|file|blob)/.test(sourceName))
            .map(({ errorMessage, sourceName }) => `${sourceName}: ${errorMessage}`);";
    browser(web, script).await
}
