//! WebKit, as WebKitGTK brings it in a browser of its own for tests, which needs a display (`xvfb-run`).

use std::env::var;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow, bail, ensure};
use serde_json::json;
use thirtyfour::Capabilities;
use thirtyfour::prelude::*;

use super::browser::System;
use super::driver::Driver;
use super::plain::viewport;

/// Starts it. Now and then it does not come up, and says nothing: then another one does.
pub(super) async fn start(home: &Path, system: &System) -> Result<(Driver, WebDriver)> {
    let mut last = anyhow!("it says nothing");
    for _ in 0..3 {
        let driver = driver(home, system)?;
        match tokio::time::timeout(Duration::from_secs(20), open(&driver, system.dark)).await {
            Ok(Ok(web)) => return Ok((driver, web)),
            Ok(Err(error)) => last = error,
            Err(_) => {}
        }
    }
    Err(last)
}

fn driver(home: &Path, system: &System) -> Result<Driver> {
    let program = var("DAYBREAK_WEBKITDRIVER")?;
    // Where its downloads go.
    let folders = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", home.display());
    std::fs::create_dir_all(home.join(".config"))?;
    std::fs::write(home.join(".config/user-dirs.dirs"), folders)?;
    Driver::that_is_told(|port| {
        let mut command = Command::new(&program);
        command.args(["-p", &port.to_string()]).env("HOME", home).env("XDG_CONFIG_HOME", home.join(".config"));
        command.env("LANG", "en_US.UTF-8").env_remove("LANGUAGE").env_remove("LC_ALL");
        system.tell(&mut command);
        command
    })
}

async fn open(driver: &Driver, dark: bool) -> Result<WebDriver> {
    let mut arguments = vec![
        "--automation",
        "--javascript-can-access-clipboard=true",
        "--javascript-can-open-windows-automatically=true",
    ];
    if dark {
        arguments.push("--dark-mode");
    }
    let mut capabilities = Capabilities::new();
    capabilities.set("browserName", "MiniBrowser")?;
    capabilities.set("webkitgtk:browserOptions", json!({ "binary": var("DAYBREAK_WEBKIT")?, "args": arguments }))?;
    let web = WebDriver::new(&driver.address, capabilities).await?;
    // Its usual window has a bar that is wider than a narrow screen.
    let first = web.window().await?;
    web.execute("open('about:blank', '_blank', 'popup,width=800,height=600')", Vec::new()).await?;
    for _ in 0..200 {
        if let Some(second) = web.windows().await?.into_iter().find(|window| *window != first) {
            web.close_window().await?;
            web.switch_to_window(second).await?;
            return Ok(web);
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    bail!("WebKit opens no second window")
}

/// Its window is never narrower than this, with the bar that tells of downloads.
const NARROWEST: u32 = 342;

/// How long it is waited for a size, in steps of 20 ms. Within a frame nothing tells when it has come.
const LONG_ENOUGH: usize = 100;

pub(super) async fn resize(web: &WebDriver, (width, height): (u32, u32)) -> Result<()> {
    let width = width.max(NARROWEST);
    web.set_window_rect(0, 0, width, height).await?;
    let mut size = None;
    for _ in 0..LONG_ENOUGH {
        size = viewport(web).await?;
        // That bar takes from the height.
        if size.is_some_and(|size| size.0 == width && size.1 <= height) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    ensure!(size.is_none(), "WebKit does not make its viewport {width} by {height}: {size:?}");
    Ok(())
}

/// Its driver looks where an element is, and clicks there a moment later: what has moved meanwhile, or lies in a frame further
/// down, is missed. So it is seen to that the click arrives.
pub(super) async fn click(web: &WebDriver, element: &WebElement) -> Result<()> {
    let watch = "window.isClicked = false;
        arguments[0].addEventListener('click', () => { window.isClicked = true; }, { capture: true, once: true });
        arguments[0].scrollIntoView({ block: 'center' });";
    for _ in 0..2 {
        web.execute(watch, vec![element.to_json()?]).await?;
        element.click().await?;
        // On another page nothing is known of it.
        let arrived = web.execute("return window.isClicked !== false", Vec::new()).await?;
        if *arrived.json() == json!(true) {
            return Ok(());
        }
    }
    web.execute("arguments[0].click()", vec![element.to_json()?]).await?;
    Ok(())
}

/// It cannot be told to print; its rules for paper are made those for every medium.
pub(super) async fn on_paper(web: &WebDriver) -> Result<()> {
    let script = "const visit = rules => { for (const rule of rules) {
            const media = rule.media;
            if (media?.mediaText.includes('print')) media.mediaText = media.mediaText.replace('print', 'all');
            else if (media?.mediaText.includes('screen')) media.mediaText = media.mediaText.replace('screen', 'print');
            if (rule.cssRules) visit(rule.cssRules);
        } };
        for (const sheet of document.styleSheets) visit(sheet.cssRules);";
    web.execute(script, Vec::new()).await?;
    Ok(())
}

/// What is in the clipboard, pasted into a field that is gone afterwards.
pub(super) async fn clipboard(web: &WebDriver) -> Result<String> {
    web.execute(
        "globalThis.focusedBefore = document.activeElement;
         const field = document.createElement('textarea');
         field.id = 'pasted';
         document.body.append(field);
         field.focus();",
        Vec::new(),
    )
    .await?;
    web.action_chain().key_down(Key::Control).send_keys("v").key_up(Key::Control).perform().await?;
    tokio::time::sleep(Duration::from_millis(200)).await;
    let pasted = web
        .execute(
            "const field = document.getElementById('pasted');
             field.remove();
             globalThis.focusedBefore.focus();
             return field.value;",
            Vec::new(),
        )
        .await?;
    pasted.json().as_str().map(str::to_owned).context("a text")
}

/// How many frames and workers there are.
pub(super) async fn running(web: &WebDriver, home: &Path) -> Result<(usize, usize)> {
    let script = "const frames = root => [...root.querySelectorAll('*')].reduce((sum, element) =>
            sum + (element.tagName == 'IFRAME') + (element.shadowRoot ? frames(element.shadowRoot) : 0), 0);
        return frames(document);";
    let frames = web.execute(script, Vec::new()).await?;
    Ok((frames.json().as_u64().context("a count")? as usize, workers(home)?))
}

/// How many threads there are in which workers run, in the browser that was started with this home.
fn workers(home: &Path) -> Result<usize> {
    let sign = format!("HOME={}\0", home.display());
    let mut found = 0;
    for process in std::fs::read_dir("/proc")?.flatten() {
        let is_ours = std::fs::read(process.path().join("environ"))
            .is_ok_and(|environment| String::from_utf8_lossy(&environment).contains(&sign));
        if !is_ours {
            continue;
        }
        for thread in std::fs::read_dir(process.path().join("task")).into_iter().flatten().flatten() {
            let name = std::fs::read_to_string(thread.path().join("comm")).unwrap_or_default();
            found += usize::from(name.trim() == "WebCore: Worker");
        }
    }
    Ok(found)
}

/// It collects when it has much to collect.
pub(super) async fn collect_garbage(web: &WebDriver) -> Result<()> {
    let script = "const done = arguments[arguments.length - 1];
        (async () => {
            for (let round = 0; round < 10; round += 1) {
                for (let count = 0; count < 200; count += 1) new Uint8Array(1e6);
                await new Promise(resolve => setTimeout(resolve, 20));
            }
        })().then(() => done(true));";
    web.execute_async(script, Vec::new()).await?;
    Ok(())
}

/// A script for every page that keeps what a browser would complain of in its console.
pub(super) const RECORDER: &str = "globalThis.complaints = [];
    {
        const keep = (...words) => complaints.push(words.join(' '));
        addEventListener('error', event => { if (event.message) keep(event.message); });
        addEventListener('unhandledrejection', ({ reason }) => keep('unhandled:', String(reason)));
        // The browser itself asks for an icon.
        addEventListener('securitypolicyviolation', event => event.blockedURI.endsWith('/favicon.ico') ||
            keep('Content Security Policy:', event.violatedDirective, event.blockedURI, event.sourceFile));
        for (const level of ['error', 'warn']) {
            const write = console[level];
            console[level] = (...words) => { keep(...words); write.apply(console, words); };
        }
    }";

pub(super) async fn complaints(web: &WebDriver) -> Result<Vec<String>> {
    let found = web.execute("return complaints.splice(0)", Vec::new()).await?;
    Ok(serde_json::from_value(found.json().clone())?)
}
