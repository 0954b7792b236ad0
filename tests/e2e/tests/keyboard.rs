//! Everything by the keyboard alone.

use anyhow::{Result, ensure};
use daybreak_e2e::{Samples, broken, good, journey};
use thirtyfour::Key;

#[tokio::test]
async fn from_the_start_to_the_cell_and_back() -> Result<()> {
    journey((1280, 800), async |page| {
        let samples = Samples::new()?;
        let file = samples.file("2026-11-21_cards_v1.csv", broken("cards", 300, &["value-not-allowed"])?)?;
        page.open("").await?;
        // The first stop leads past everything; the drop area is a button like any other.
        page.keys(Key::Tab).await?;
        ensure!(page.focused().await?.contains("Skip to the content"), "{}", page.focused().await?);
        page.tab_to("Drop files here").await?;
        // The system's own file chooser cannot be driven; what it hands over can.
        page.choose(&[file]).await?;
        page.until("[data-rule]").await?;

        page.tab_to("First error").await?;
        page.keys(Key::Enter).await?;
        page.until("#detail").await?;
        page.tab_to("Show in rows").await?;
        page.keys(Key::Enter).await?;
        page.until("#rows [aria-selected=true]").await?;
        let place = page.active_cell().await?;
        ensure!(page.focused_id().await? == "rows", "the table has the focus: {}", page.focused_id().await?);
        page.keys(Key::Down).await?;
        page.keys(Key::Right).await?;
        page.until_true(&format!("document.querySelector('#rows').getAttribute('aria-activedescendant') != '{place}'"))
            .await?;
        page.keys(Key::Up).await?;
        page.keys(Key::Left).await?;
        page.until_true(&format!("document.querySelector('#rows').getAttribute('aria-activedescendant') == '{place}'"))
            .await?;
        page.keys(Key::Enter).await?;
        page.until("#detail").await?;

        page.tab_to("Findings").await?;
        page.keys(Key::Right).await?;
        page.until("#tab-rows[aria-selected=true]").await?;
        page.keys(Key::End).await?;
        page.until("#tab-cutoff[aria-selected=true]").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_cell_and_a_row_are_copied() -> Result<()> {
    journey((1280, 800), async |page| {
        let samples = Samples::new()?;
        let text = good("cards", 20)?;
        let record: Vec<String> = text.lines().nth(3).unwrap_or_default().split('|').map(str::to_owned).collect();
        page.open("").await?;
        page.allow_clipboard().await?;
        page.choose(&[samples.file("2026-11-21_cards_v1.csv", text)?]).await?;
        page.tab("Rows").await?;
        page.type_into("#jump", "3\n").await?;
        page.until(".rows__row--current[data-record='3']").await?;
        page.chord("c", false).await?;
        page.until_true("document.body.innerText.includes('The cell copied.')").await?;
        let copied = page.clipboard().await?;
        ensure!(Some(&copied) == record.first(), "{copied:?}");
        page.chord("C", true).await?;
        page.until_true("document.body.innerText.includes('The row copied.')").await?;
        let copied = page.clipboard().await?;
        ensure!(copied == record.join("|"), "{copied:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn dialogs_open_close_and_give_the_focus_back() -> Result<()> {
    journey((1280, 800), async |page| {
        page.open("").await?;
        page.tab_to("See the proof").await?;
        page.keys(Key::Enter).await?;
        page.until("dialog[open]").await?;
        page.keys(Key::Escape).await?;
        page.until_gone("dialog[open]").await?;
        ensure!(page.focused().await?.contains("See the proof"), "{}", page.focused().await?);
        Ok(())
    })
    .await
}
