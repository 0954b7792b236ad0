//! Everything by the keyboard alone.

use anyhow::{Result, ensure};
use daybreak_e2e::{Engine, Samples, broken, good, journey};
use thirtyfour::Key;

#[tokio::test]
async fn from_the_start_to_the_cell_and_back() -> Result<()> {
    journey((1280, 800), async |page| {
        let samples = Samples::new()?;
        let file = samples.file("2026-11-21_cards_v1.csv", broken("cards", 300, &["value-not-allowed"])?)?;
        page.open("").await?;
        // The first stop leads past everything; the drop area is a button like any other.
        page.keys(Key::Tab).await?;
        ensure!(page.focused().await?.contains("Skip to content"), "{}", page.focused().await?);
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
        page.until_true("document.body.innerText.includes('Copied the cell.')").await?;
        let copied = page.clipboard().await?;
        ensure!(Some(&copied) == record.first(), "{copied:?}");
        page.chord("C", true).await?;
        page.until_true("document.body.innerText.includes('Copied the row.')").await?;
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

#[tokio::test]
async fn findings_are_filtered_by_keys() -> Result<()> {
    journey((1280, 800), async |page| {
        let bytes = broken("accounts", 60, &["value-required", "status-reason-mismatch", "reserved-prefix"])?;
        page.open("").await?;
        page.drop(&[("2026-11-21_accounts_v1.csv", &String::from_utf8(bytes)?)]).await?;
        page.until_true("document.querySelectorAll('[data-rule]').length == 3").await?;
        page.tab_to("Errors").await?;
        page.keys(" ").await?;
        page.until_true("document.querySelectorAll('[data-rule]').length == 1").await?;
        ensure!(page.groups().await? == [("reserved-prefix".to_owned(), 1)], "{:?}", page.groups().await?);
        page.keys(Key::Enter).await?;
        page.until_true("document.querySelectorAll('[data-rule]').length == 3").await?;
        // The next stops are the severities that there are, then the search.
        page.tab_until(4, "focused.id == 'search-findings'").await?;
        page.keys("begins with").await?;
        page.until_true("document.querySelectorAll('[data-rule]').length == 1").await?;
        page.tab_to("reserved-prefix").await?;
        page.keys(Key::Enter).await?;
        page.tab_to("line").await?;
        page.keys(Key::Enter).await?;
        page.until("#detail").await?;
        page.until_true("document.querySelector('.detail').innerText.includes('reserved-prefix')").await?;
        // Where a list of choices opens at a key it is drawn by the system, out of a driver's reach.
        if page.engine() != Engine::WebKit {
            page.type_into("#search-findings", "x").await?;
            page.keys(Key::Backspace).await?;
            page.until_true("document.querySelectorAll('[data-rule]').length == 3").await?;
            page.keys(Key::Tab).await?;
            page.keys(Key::Down).await?;
            page.until_true("document.activeElement.tagName == 'SELECT' && document.activeElement.value == '0'")
                .await?;
            page.until_true("document.querySelectorAll('[data-rule]').length < 3").await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_report_is_saved_by_keys() -> Result<()> {
    journey((1280, 800), async |page| {
        let bytes = broken("cards", 60, &["value-not-allowed"])?;
        page.open("").await?;
        page.drop(&[("2026-11-21_cards_v1.csv", &String::from_utf8(bytes)?)]).await?;
        page.until("[data-rule]").await?;
        page.tab_to("Export").await?;
        page.keys(Key::Enter).await?;
        page.until("dialog[open]").await?;
        // The dialog holds the focus, and its last choice is reached from its first.
        page.tab_to("Findings as CSV").await?;
        page.keys(Key::Enter).await?;
        let saved = page.download("-report.csv").await?;
        ensure!(saved.lines().count() == 2 && saved.contains("value-not-allowed"), "{saved}");
        page.until_gone("dialog[open]").await?;
        ensure!(page.focused().await?.contains("Export"), "the focus is lost: {}", page.focused().await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_colours_are_chosen_by_keys() -> Result<()> {
    journey((1280, 800), async |page| {
        page.open("").await?;
        let chosen = "document.activeElement.name == 'theme' && document.activeElement.value";
        page.tab_until(12, "focused.name == 'theme' && focused.value").await?;
        page.until_true(&format!("({chosen}) == 'system'")).await?;
        for theme in ["light", "dark"] {
            page.keys(Key::Right).await?;
            page.until_true(&format!("({chosen}) == '{theme}' && document.documentElement.dataset.theme == '{theme}'"))
                .await?;
        }
        let ring = "getComputedStyle(document.activeElement.closest('.theme__choice')).outlineStyle";
        ensure!(page.value::<String>(&format!("return {ring}")).await? == "solid", "the focus is not seen");
        Ok(())
    })
    .await
}
