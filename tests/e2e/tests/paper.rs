//! What is printed: the verdict and what was found, whole, and nothing that can only be operated.

use std::path::Path;

use anyhow::{Result, ensure};
use daybreak_e2e::{Page, Samples, TODAY, broken, journey};

/// An A4 page between its margins, in CSS pixels.
const SHEET: (u32, u32) = (688, 1000);

/// Shows the page as it would be printed, with these shown and these not; no text of it is cut.
async fn printed(page: &Page, name: &str, there: &[&str], gone: &[&str]) -> Result<()> {
    page.resize(SHEET).await?;
    page.on_paper().await?;
    if let Ok(folder) = std::env::var("DAYBREAK_SHOTS") {
        page.shot(&Path::new(&folder).join(format!("{name}-paper.png"))).await?;
    }
    let shown = async |css: &str| -> Result<bool> {
        page.value(&format!(
            "return [...document.querySelectorAll(\"{css}\")].some(one => one.getClientRects().length > 0)"
        ))
        .await
    };
    for css in there {
        ensure!(shown(css).await?, "{css} is not printed");
    }
    for css in gone {
        ensure!(!shown(css).await?, "{css} is printed");
    }
    let cut: Vec<String> = page
        .value(
            "return [...document.querySelectorAll('main *, .app__side *')].filter(one =>
                 one.getClientRects().length > 0 && one.clientWidth > 1 && !(one instanceof SVGElement)
                 && getComputedStyle(one).overflowX != 'visible' && one.scrollWidth > one.clientWidth + 1)
                 .map(one => `${one.className}: ${one.innerText}`)",
        )
        .await?;
    ensure!(cut.is_empty(), "cut: {cut:?}");
    let wide: i64 = page.value("return document.documentElement.scrollWidth - innerWidth").await?;
    ensure!(wide <= 0, "{wide} pixels too wide for the sheet");
    // Ink on white, whatever the screen is like.
    let ground: String = page.value("return getComputedStyle(document.body).color").await?;
    ensure!(ground == "rgb(26, 27, 29)", "{ground}");
    Ok(())
}

#[tokio::test]
async fn a_file_that_would_be_rejected_is_printed_with_what_was_found() -> Result<()> {
    journey((1280, 800), async |page| {
        let samples = Samples::new()?;
        let rules = ["value-required", "status-reason-mismatch", "reserved-prefix", "surrounding-space"];
        page.prefer("dark").await?;
        page.open("").await?;
        page.choose(&[samples.file("2026-11-21_accounts_v1.csv", broken("accounts", 60, &rules)?)?]).await?;
        page.press_button("First error").await?;
        page.until("#detail").await?;
        page.click(".findings__head[aria-expanded=false]").await?;
        page.until("[aria-current=true].findings__row").await?;
        printed(
            page,
            "file",
            &[
                "#verdict",
                ".verdict__next",
                ".findings__head",
                ".findings__message",
                "#detail",
                ".raw__cell",
                ".facts",
                "[data-action=rule]",
            ],
            &["main .button:not(.button--link)", ".tabs", ".filters", ".theme", ".files__close", ".skip"],
        )
        .await
    })
    .await
}

#[tokio::test]
async fn a_day_that_would_be_rejected_is_printed_with_what_was_found() -> Result<()> {
    journey((1280, 800), async |page| {
        page.open("").await?;
        page.click("[data-sample=set-broken]").await?;
        page.day_verdict(TODAY, "rejected").await?;
        page.click("[data-action=first]").await?;
        page.until("#detail").await?;
        printed(
            page,
            "day",
            &["#day-verdict", ".verdict__next", "[data-set-finding]", "#detail", ".facts", ".detail .places .button"],
            &["main .button:not(.button--link)", ".tabs", ".filters", ".theme", ".skip"],
        )
        .await
    })
    .await
}
