//! No view breaks a rule of accessibility, in either theme, on a wide and on a narrow screen.

use std::path::Path;

use anyhow::{Result, ensure};
use daybreak_e2e::{Page, Samples, TODAY, broken, journey};

async fn no_barriers(page: &Page, view: &str) -> Result<()> {
    let barriers = page.barriers().await?;
    ensure!(barriers.is_empty(), "{view}:\n{}", barriers.join("\n"));
    let overflow: i64 =
        page.value("return document.documentElement.scrollWidth - document.documentElement.clientWidth").await?;
    ensure!(overflow <= 0, "{view}: the page is {overflow} pixels too wide");
    Ok(())
}

/// Takes a picture of a view, and looks for barriers in it.
async fn look(page: &Page, view: &str, size: (u32, u32), scheme: &str) -> Result<()> {
    if let Ok(folder) = std::env::var("DAYBREAK_SHOTS") {
        page.shot(&Path::new(&folder).join(format!("{view}-{}-{scheme}.png", size.0))).await?;
    }
    no_barriers(page, &format!("{view}, {scheme}, {} px", size.0)).await
}

async fn every_view(size: (u32, u32), scheme: &str) -> Result<()> {
    journey(size, async |page| {
        page.prefer(scheme).await?;
        page.open("").await?;
        let look = async |view| look(page, view, size, scheme).await;
        look("start").await?;
        page.press_button("See the proof").await?;
        look("proof").await?;
        page.value::<()>("document.querySelector('dialog').close()").await?;

        let samples = Samples::new()?;
        let mut files = samples.six(60)?;
        let rules =
            ["value-required", "status-reason-mismatch", "reserved-prefix", "invisible-character", "surrounding-space"];
        files.push(samples.file("2026-11-21_accounts_v2.csv", broken("accounts", 400, &rules)?)?);
        page.choose(&files).await?;
        look("accepted").await?;
        page.value::<()>("document.querySelector('[data-file$=\"accounts_v2.csv\"] button').click()").await?;
        page.until("[data-rule]").await?;
        page.press_button("First error").await?;
        page.until("#detail").await?;
        look("findings").await?;
        page.click("[data-action=rule]").await?;
        look("rule").await?;
        page.value::<()>("document.querySelector('dialog').close()").await?;
        page.tab("Rows").await?;
        page.until("[data-record='1']").await?;
        look("rows").await?;
        page.tab("Columns").await?;
        page.until_true("document.querySelector('#panel').innerText.includes('400')").await?;
        look("columns").await?;
        page.tab("Cutoff").await?;
        look("cutoff").await?;
        page.click("[data-action=export]").await?;
        look("export").await?;
        Ok(())
    })
    .await
}

async fn every_view_of_a_day(size: (u32, u32), scheme: &str) -> Result<()> {
    journey(size, async |page| {
        page.prefer(scheme).await?;
        page.open("").await?;
        page.click("[data-sample=set-broken]").await?;
        page.day_verdict(TODAY, "rejected").await?;
        for token in ["files", "together", "money", "events", "due"] {
            page.day_view(token).await?;
            if token == "money" {
                page.click(".off__head").await?;
                page.click("[data-action=ledger]").await?;
                page.until("[data-ledger]").await?;
                page.run("scrollTo(0, 0)").await?;
            }
            look(page, &format!("day-{token}"), size, scheme).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn light_and_wide() -> Result<()> {
    every_view((1280, 800), "light").await
}

#[tokio::test]
async fn dark_and_wide() -> Result<()> {
    every_view((1280, 800), "dark").await
}

#[tokio::test]
async fn light_and_narrow() -> Result<()> {
    every_view((360, 740), "light").await
}

#[tokio::test]
async fn dark_and_narrow() -> Result<()> {
    every_view((360, 740), "dark").await
}

#[tokio::test]
async fn no_view_of_a_day_has_a_barrier_light_and_wide() -> Result<()> {
    every_view_of_a_day((1280, 800), "light").await
}

#[tokio::test]
async fn no_view_of_a_day_has_a_barrier_dark_and_wide() -> Result<()> {
    every_view_of_a_day((1280, 800), "dark").await
}

#[tokio::test]
async fn no_view_of_a_day_has_a_barrier_light_and_narrow() -> Result<()> {
    every_view_of_a_day((360, 740), "light").await
}

#[tokio::test]
async fn no_view_of_a_day_has_a_barrier_dark_and_narrow() -> Result<()> {
    every_view_of_a_day((360, 740), "dark").await
}

/// A name without a place to break it does not widen the page.
#[tokio::test]
async fn long_names_fit_on_a_narrow_screen() -> Result<()> {
    journey((320, 640), async |page| {
        page.open("").await?;
        let long = "a_column_of_the_partner_with_a_very_long_name_that_does_not_end".repeat(3);
        let text = daybreak_e2e::good("cards", 20)?;
        let wide: Vec<String> =
            text.lines().enumerate().map(|(at, line)| format!("{line}|{}", if at == 0 { &long } else { "" })).collect();
        page.drop(&[("2026-11-21_cards_v1.csv", &wide.join("\n"))]).await?;
        page.until("#detail").await?;
        for tab in ["Findings", "Rows", "Columns", "Cutoff"] {
            page.tab(tab).await?;
            page.until("#panel").await?;
            no_barriers(page, &format!("{tab}, 320 px")).await?;
            let inside: i64 = page
                .value("const detail = document.querySelector('.detail'); return detail ? detail.scrollWidth - detail.clientWidth : 0")
                .await?;
            ensure!(inside <= 0, "{tab}: the finding is {inside} pixels too wide");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_colours_are_chosen_and_kept() -> Result<()> {
    journey((1280, 800), async |page| {
        page.prefer("light").await?;
        page.open("").await?;
        let ground = "return getComputedStyle(document.body).backgroundColor";
        let light: String = page.value(ground).await?;
        page.run("document.querySelectorAll('.theme input')[2].click()").await?;
        page.until_true("document.documentElement.dataset.theme == 'dark'").await?;
        let dark: String = page.value(ground).await?;
        ensure!(light != dark, "{light}");
        page.reload().await?;
        ensure!(page.value::<String>(ground).await? == dark, "the choice is not kept");
        Ok(())
    })
    .await
}
