//! A file of thousands of columns, of which a browser can show hundreds.

use anyhow::{Result, ensure};
use daybreak_e2e::{Samples, good, journey};
use thirtyfour::Key;

const COLUMNS: usize = 5000;

#[tokio::test]
async fn every_column_of_thousands_is_reached() -> Result<()> {
    journey((1280, 900), async |page| {
        let text = good("cards", 60)?;
        let own = text.lines().next().map_or(0, |header| header.split('|').count());
        let widened = text.lines().enumerate().map(|(line, text)| {
            let more = (own..COLUMNS)
                .map(|column| if line == 0 { format!("|more_{column}") } else { format!("|{line}.{column}") });
            format!("{text}{}\n", more.collect::<String>())
        });
        let samples = Samples::new()?;
        page.open("").await?;
        page.choose(&[samples.file("2026-11-21_cards_v1.csv", widened.collect::<String>())?]).await?;
        page.ready().await?;
        page.tab("Rows").await?;
        page.until("[data-record='3']").await?;
        let drawn: usize = page.value("return document.querySelectorAll('#rows td').length").await?;
        ensure!(drawn < 60 * 200, "{drawn} cells are drawn");
        page.press_button("Further columns").await?;
        page.until_true("/Columns 76 to 225 of 5,000/.test(document.querySelector('.rows__across').innerText)").await?;
        // A click chooses the very cell that was meant.
        page.run(
            "[...document.querySelectorAll(\"[data-record='3'] td\")].find(cell => cell.innerText == '3.200').click()",
        )
        .await?;
        page.until("#cell-3-200[aria-selected=true][aria-colindex='202']").await?;
        page.run("document.getElementById('rows').focus()").await?;
        page.keys(Key::End).await?;
        page.until("#cell-3-4999").await?;
        let last = page.text("#cell-3-4999").await?;
        ensure!(last == "3.4999", "{last}");
        page.keys(Key::Home).await?;
        page.until("#cell-3-0").await?;
        page.tab("Columns").await?;
        page.until("[data-column=client_card_id]").await?;
        page.until_gone("[data-column=more_4999]").await?;
        page.until_true("/150 of 5,000 shown/.test(document.body.innerText)").await?;
        Ok(())
    })
    .await
}
