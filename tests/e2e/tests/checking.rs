//! While a file is being checked: what is shown of it already, and what is left when it is stopped.

use anyhow::{Result, ensure};
use daybreak_e2e::{Samples, broken, good, journey, slow_reading};

const WIDE: (u32, u32) = (1280, 800);

#[tokio::test]
async fn the_first_findings_are_shown_while_the_file_is_read() -> Result<()> {
    journey(WIDE, async |page| {
        let samples = Samples::new()?;
        let bytes = broken("transactions", 400_000, &["value-required"])?;
        page.before_each(&slow_reading()).await?;
        page.open("").await?;
        page.hold_reading_when("document.querySelector('.findings__first li')").await?;
        page.begin(&[samples.file("2026-11-21_transactions_v1.csv", bytes)?]).await?;
        page.until("[data-phase=checking] .findings__first li").await?;
        let first = page.text(".findings__first").await?;
        ensure!(first.contains("column amount: The cell is empty"), "{first}");
        let aloud = page.text("#announcer").await?;
        ensure!(aloud.starts_with("Checking 2026-11-21_transactions_v1.csv"), "{aloud}");
        page.let_read().await?;
        page.ready().await?;
        page.until_true("document.querySelector('#announcer').innerText.includes('Would be rejected')").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_check_can_be_cancelled_and_says_that_it_is_incomplete() -> Result<()> {
    journey(WIDE, async |page| {
        let samples = Samples::new()?;
        let file = samples.file("2026-11-21_transactions_v1.csv", good("transactions", 800_000)?)?;
        page.open("").await?;
        page.click_when_there("[data-action=cancel]").await?;
        page.begin(&[file]).await?;
        page.until("[data-phase=ready] [data-file]").await?;
        let file = page.file().await?;
        ensure!(file.verdict == "incomplete", "{file:?}");
        ensure!(page.text("main").await?.contains("the check was stopped"), "{}", page.text("main").await?);
        page.press_button("Check it again").await?;
        page.until("[data-verdict=accepted]").await?;
        Ok(())
    })
    .await
}

/// Stopped late, what was checked until then is there: its counts, its findings and its rows.
#[tokio::test]
async fn a_check_that_is_cancelled_late_shows_what_it_has() -> Result<()> {
    journey(WIDE, async |page| {
        let samples = Samples::new()?;
        let mut bytes = broken("transactions", 30, &["datetime-offset-missing"])?;
        // The rest is good.
        bytes.extend(
            good("transactions", 240_000)?.lines().skip(31).flat_map(|line| [line, "\n"]).collect::<String>().bytes(),
        );
        page.before_each(&slow_reading()).await?;
        page.open("").await?;
        let late = "document.querySelector('[data-phase=checking] progress')?.value > 50";
        page.hold_reading_when(late).await?;
        page.begin(&[samples.file("2026-11-21_transactions_v1.csv", bytes)?]).await?;
        page.until_true(late).await?;
        page.click("[data-action=cancel]").await?;
        page.let_read().await?;
        page.until("[data-phase=ready] [data-file]").await?;
        let file = page.file().await?;
        let records: u64 = file.records.parse()?;
        ensure!(file.verdict == "incomplete" && (1000..240_000).contains(&records), "{file:?}");
        ensure!(page.text("main").await?.contains("the check was stopped"), "{}", page.text("main").await?);
        let groups = page.groups().await?;
        ensure!(groups.contains(&("datetime-offset-missing".to_owned(), 1)), "{groups:?}");
        page.tab("Rows").await?;
        page.until("[data-record='1']").await?;
        page.type_into("#jump", &format!("{}\n", records / 2)).await?;
        page.until(&format!("[data-record='{}']", records / 2)).await?;
        Ok(())
    })
    .await
}
