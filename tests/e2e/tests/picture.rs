//! The picture of the README.

use anyhow::Result;
use daybreak_e2e::{Engine, Samples, broken, good, journey};

/// Shows a day of files of which one would be rejected. With `DAYBREAK_BLESS=1` the picture becomes that of the README.
#[tokio::test]
async fn the_readme_shows_the_page_as_it_is() -> Result<()> {
    journey((1280, 800), async |page| {
        let samples = Samples::new()?;
        let rules = ["value-required", "decimals", "date-format", "amount-sign-mismatch", "surrounding-space"];
        let files = [
            samples.file("2026-11-21_transactions_v1.csv", broken("transactions", 4000, &rules)?)?,
            samples.file("2026-11-21_accounts_v1.csv", good("accounts", 900)?)?,
            samples.file("2026-11-21_cards_v1.csv", good("cards", 1200)?)?,
        ];
        page.prefer("light").await?;
        page.open("").await?;
        page.choose(&files).await?;
        page.click("[data-file='2026-11-21_transactions_v1.csv']").await?;
        page.press_button("First error").await?;
        page.until("[data-rule]").await?;
        let shots = std::path::PathBuf::from(std::env::var("DAYBREAK_SHOTS")?);
        page.shot(&shots.join("page.png")).await?;
        if std::env::var_os("DAYBREAK_BLESS").is_some() && page.engine() == Engine::Chromium {
            page.shot(std::path::Path::new(&std::env::var("DAYBREAK_PICTURE")?)).await?;
        }
        page.keep(samples);
        Ok(())
    })
    .await
}
