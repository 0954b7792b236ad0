//! Ways through a day: from its findings to their places, by the address, and by the keyboard alone.

use anyhow::{Result, ensure};
use daybreak_e2e::{Page, TODAY, YESTERDAY, journey};
use thirtyfour::Key;

const WIDE: (u32, u32) = (1280, 800);

#[tokio::test]
async fn findings_across_files_lead_to_their_places_and_their_rule() -> Result<()> {
    journey(WIDE, async |page| {
        page.open("").await?;
        page.click("[data-sample=set-broken]").await?;
        page.day_verdict(TODAY, "rejected").await?;
        // The verdict leads to the first of them.
        let said = page.text(".verdict").await?;
        ensure!(said.contains("Transactions, line 292. No balance has the ID in balance_id"), "{said}");
        page.click("[data-action=first]").await?;
        page.until("#day-tab-together[aria-selected=true]").await?;
        page.until("[data-set-finding=reference-missing][aria-current=true]").await?;
        page.until("[data-rule=reference-missing][data-count='1']").await?;
        page.click("[data-set-finding=reference-missing]").await?;
        page.until("#detail").await?;
        page.click("[data-action=rule]").await?;
        page.until("dialog[open]").await?;
        ensure!(
            page.text("dialog").await?.contains("a transaction on a balance that nobody sent"),
            "{}",
            page.text("dialog").await?
        );
        page.run("document.querySelector('dialog').close()").await?;
        page.click(".detail [data-to-row]").await?;
        page.until("#tab-rows[aria-selected=true]").await?;
        page.until_true("document.querySelector('#rows [aria-selected=true]')?.innerText.startsWith('bal_')").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_address_leads_back_to_the_day() -> Result<()> {
    journey(WIDE, async |page| {
        page.open(&format!("#day={YESTERDAY}&view=money")).await?;
        page.click("[data-sample=set-good]").await?;
        page.together().await?;
        page.until(&format!("[data-shown-day='{YESTERDAY}']")).await?;
        page.until("#day-tab-money[aria-selected=true]").await?;
        page.click(&format!("[data-day='{TODAY}']")).await?;
        page.until_true(&format!("location.hash == '#day={TODAY}&view=money'")).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_day_is_walked_by_the_keyboard_alone() -> Result<()> {
    journey(WIDE, async |page| {
        page.open("").await?;
        page.click("[data-sample=set-broken]").await?;
        page.day_verdict(TODAY, "rejected").await?;
        page.tab_to("Files of the day").await?;
        page.keys(Key::Right).await?;
        page.until("#day-tab-together[aria-selected=true]").await?;
        page.keys(Key::Right).await?;
        page.until("#day-tab-money[aria-selected=true]").await?;
        page.tab_to("balance bal_").await?;
        page.keys(Key::Enter).await?;
        page.until(".off__body").await?;
        page.tab_to("Its ledger across the days").await?;
        page.keys(Key::Enter).await?;
        page.until("[data-ledger]").await?;
        ensure!(page.focused_id().await? == "ledger-title", "the focus is at: {}", page.focused().await?);
        page.tab_to("record ").await?;
        page.keys(Key::Enter).await?;
        page.until("#tab-rows[aria-selected=true]").await?;
        at_a_row(page).await?;

        // From the row its balance's ledger is a few keys away, and from there the row again.
        page.tab_to("Its ledger across the days").await?;
        page.keys(Key::Enter).await?;
        page.until("#day-tab-money[aria-selected=true]").await?;
        page.until("[data-ledger]").await?;
        ensure!(page.focused_id().await? == "ledger-title", "the focus is at: {}", page.focused().await?);
        Ok(())
    })
    .await
}

/// Who was led to a row is in the table, at that row.
async fn at_a_row(page: &Page) -> Result<()> {
    page.until("#rows .rows__row--current").await?;
    ensure!(page.focused_id().await? == "rows", "the focus is at: {}", page.focused().await?);
    let (active, current) =
        (page.active_cell().await?, page.attribute("#rows .rows__row--current", "data-record").await?);
    ensure!(active.starts_with(&format!("cell-{}-", current.unwrap_or_default())), "{active}");
    Ok(())
}

/// Each way from a day to a row, by the keyboard, ends in the table of rows.
#[tokio::test]
async fn every_way_from_a_day_to_a_row_ends_at_the_row() -> Result<()> {
    journey(WIDE, async |page| {
        page.open("").await?;
        page.click("[data-sample=set-broken]").await?;
        page.day_verdict(TODAY, "rejected").await?;
        for (token, link) in [
            ("together", ".detail [data-to-row]"),
            ("money", "[data-book] [data-step=down] [data-to-row], [data-book] [data-step=up] [data-to-row]"),
            ("money", "[data-book] [data-step=reported] [data-to-row]"),
        ] {
            page.day_view(token).await?;
            page.until(link).await?;
            page.run(&format!("document.querySelector({link:?}).focus()")).await?;
            page.keys(Key::Enter).await?;
            page.until("#tab-rows[aria-selected=true]").await?;
            at_a_row(page).await?;
            page.run("history.back()").await?;
            page.until(&format!("[data-shown-day='{TODAY}']")).await?;
        }
        Ok(())
    })
    .await
}
