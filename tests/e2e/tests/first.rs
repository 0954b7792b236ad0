//! The main job: files are opened, checked and shown.

use anyhow::{Result, ensure};
use daybreak_e2e::{Samples, broken, journey};

#[tokio::test]
async fn six_good_files_are_accepted() -> Result<()> {
    journey((1280, 800), async |page| {
        let samples = Samples::new()?;
        page.open("").await?;
        page.choose(&samples.six(40)?).await?;
        let files = page.files().await?;
        ensure!(files.len() == 6, "{files:?}");
        for file in files {
            ensure!(file.verdict == "accepted" && file.records == "40" && file.errors == "0", "{file:?}");
            ensure!(file.file == format!("2026-11-21_{}_v1.csv", file.kind), "{file:?}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_broken_file_is_rejected_with_its_findings() -> Result<()> {
    journey((1280, 800), async |page| {
        let samples = Samples::new()?;
        let file = samples.file("2026-11-21_accounts_v1.csv", broken("accounts", 30, &["value-required", "date-invalid"])?)?;
        page.open("").await?;
        page.choose(&[file]).await?;
        let file = page.file().await?;
        ensure!(file.verdict == "rejected", "{file:?}");
        let groups = page.groups().await?;
        ensure!(groups.contains(&("value-required".to_owned(), 1)), "{groups:?}");
        Ok(())
    })
    .await
}
