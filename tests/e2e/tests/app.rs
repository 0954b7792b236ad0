//! The hosted page kept for use without a network, and its updates.

use anyhow::{Context as _, Result, ensure};
use daybreak_e2e::{Ability, NESTED, Page, good, journey, journey_needing};
use serde_json::{Value, json};

const WIDE: (u32, u32) = (1280, 800);

#[tokio::test]
async fn the_page_opens_without_its_server() -> Result<()> {
    journey(WIDE, async |page| {
        page.open("").await?;
        page.reload().await?;
        works_without_its_server(page).await
    })
    .await
}

async fn works_without_its_server(page: &Page) -> Result<()> {
    page.site.close();
    page.reload().await?;
    ensure!(page.attribute("[data-sealed]", "data-sealed").await?.as_deref() == Some("true"));
    page.drop(&[("2026-11-21_cards_v1.csv", &good("cards", 50)?)]).await?;
    page.ready().await?;
    ensure!(page.file().await?.verdict == "accepted");
    Ok(())
}

/// A browser without SIMD runs another build, and keeps that one.
#[tokio::test]
async fn the_plain_build_opens_without_its_server_too() -> Result<()> {
    journey(WIDE, async |page| {
        // What the page asks to know which browser it is in.
        page.before_each("WebAssembly.validate = () => false").await?;
        page.open("").await?;
        let programs = |paths: &[String]| -> Vec<bool> {
            paths.iter().filter(|path| path.contains(".wasm")).map(|path| path.contains("daybreak-plain")).collect()
        };
        let asked = page.site.requests();
        ensure!(programs(&asked).iter().all(|plain| *plain) && !programs(&asked).is_empty(), "{asked:?}");
        let kept = kept(page).await?;
        ensure!(programs(&kept) == [true], "{kept:?}");
        page.reload().await?;
        works_without_its_server(page).await
    })
    .await
}

/// The paths of what the browser keeps of the page.
async fn kept(page: &Page) -> Result<Vec<String>> {
    page.value_later(
        "const done = arguments[arguments.length - 1];
         caches.keys().then(async names => done((await Promise.all(names.map(async name =>
             (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)))).flat()));",
    )
    .await
}

/// A site may have the page in a folder, another copy of it beside, and a server that leads from the page's name to its folder.
#[tokio::test]
async fn two_copies_in_folders_of_one_site_are_each_kept() -> Result<()> {
    journey(WIDE, async |page| {
        page.open("").await?;
        let text = std::fs::read_to_string(page.built("sw.js")?)?;
        page.site.put(&format!("/{NESTED}sw.js"), &text.replace(&version(&text), "0123456789abcdef"));
        page.open(NESTED).await?;
        let mut names: Vec<String> =
            page.value_later("const done = arguments[arguments.length - 1]; caches.keys().then(done)").await?;
        names.sort();
        ensure!(
            names == [format!("daybreak:/:{}", version(&text)), format!("daybreak:/{NESTED}:0123456789abcdef")],
            "{names:?}"
        );
        for place in ["", NESTED, "index.html"] {
            open_anew(page, place).await?;
        }
        page.site.close();
        for place in ["", "index.html", NESTED] {
            open_anew(page, place).await?;
            page.drop(&[("2026-11-21_cards_v1.csv", &good("cards", 50)?)]).await?;
            page.ready().await?;
            ensure!(page.file().await?.verdict == "accepted", "{place}");
        }
        Ok(())
    })
    .await
}

/// Opens the page once the one before is gone: WebKit says that it has arrived while that is still there.
async fn open_anew(page: &Page, place: &str) -> Result<()> {
    page.go("about:blank").await?;
    page.until_gone("[data-phase]").await?;
    page.open(place).await
}

/// The version that a service worker's text says.
fn version(text: &str) -> String {
    text.split("const VERSION = \"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
}

/// By the browser's own word.
#[tokio::test]
async fn the_page_can_be_installed() -> Result<()> {
    journey_needing(Ability::Tools, WIDE, async |page| {
        page.open("").await?;
        let read = page.devtools("Page.getAppManifest", json!({})).await?;
        ensure!(read.get("errors") == Some(&json!([])), "{read}");
        let manifest: Value = serde_json::from_str(read.get("data").and_then(Value::as_str).unwrap_or_default())?;
        for name in ["id", "name", "short_name", "start_url", "scope", "theme_color", "background_color"] {
            ensure!(manifest.get(name).is_some_and(Value::is_string), "{name}: {manifest}");
        }
        ensure!(manifest.get("display") == Some(&json!("standalone")), "{manifest}");
        let icons = manifest.get("icons").and_then(Value::as_array).context("icons")?;
        let icon = |size: &str, purpose: &str| {
            icons.iter().any(|icon| {
                icon.get("sizes") == Some(&json!(size))
                    && icon.get("purpose").and_then(Value::as_str).unwrap_or("any") == purpose
            })
        };
        for size in ["192x192", "512x512"] {
            ensure!(icon(size, "any") && icon(size, "maskable"), "{size}: {manifest}");
        }
        let hindrances = page.devtools("Page.getInstallabilityErrors", json!({})).await?;
        ensure!(hindrances.get("installabilityErrors") == Some(&json!([])), "{hindrances}");
        Ok(())
    })
    .await
}

/// What is kept is what the page loads, and nothing else.
#[tokio::test]
async fn only_the_listed_files_are_kept() -> Result<()> {
    journey(WIDE, async |page| {
        page.open("").await?;
        let kept = kept(page).await?;
        ensure!(kept.iter().any(|path| path == "/") && kept.iter().any(|path| path.contains("_bg.wasm")), "{kept:?}");
        ensure!(
            !kept
                .iter()
                .any(|path| path.contains("daybreak-offline") || path.contains("embed") || path.contains("demo")),
            "{kept:?}"
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_new_version_is_offered_and_never_forced() -> Result<()> {
    journey(WIDE, async |page| {
        page.open("").await?;
        page.reload().await?;
        ensure!(page.text(".update").await?.is_empty());
        let text = std::fs::read_to_string(page.built("sw.js")?)?;
        page.site.put("/sw.js", &text.replace(&version(&text), "0123456789abcdef"));
        page.reload().await?;
        page.drop(&[("2026-11-21_cards_v1.csv", &good("cards", 50)?)]).await?;
        page.until("[data-action=update]").await?;
        page.look("update").await?;
        page.pause(1500).await;
        ensure!(page.file().await?.verdict == "accepted", "the open file is still there");
        page.click("[data-action=update]").await?;
        page.until("[data-phase=idle][data-worker=ready]").await?;
        page.until_gone("[data-action=update]").await?;
        let names: Vec<String> =
            page.value_later("const done = arguments[arguments.length - 1]; caches.keys().then(done)").await?;
        ensure!(names == ["daybreak:/:0123456789abcdef"], "{names:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn without_service_workers_nothing_breaks() -> Result<()> {
    journey(WIDE, async |page| {
        page.before_each("Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => undefined })")
            .await?;
        page.open("").await?;
        page.click("[data-sample=cards-good]").await?;
        page.until("[data-phase=ready] [data-verdict=accepted]").await?;
        ensure!(!page.site.requests().iter().any(|line| line.contains("sw.js")), "{:?}", page.site.requests());
        Ok(())
    })
    .await
}
