//! What is saved says what the engine says.

use anyhow::{Context as _, Result, ensure};
use daybreak_e2e::{Samples, broken, journey};
use daybreak_engine::{Settings, check_pieces};
use daybreak_report::{Report, Values, csv, file_report};
use sha2::{Digest as _, Sha256};

const NAME: &str = "2026-11-21_accounts_v1.csv";

fn natively(bytes: &[u8], now: &str, values: Values) -> Result<Report> {
    let settings = Settings::new(now.parse().ok().context("a moment")?);
    let outcome = check_pieces(NAME, [bytes], &settings);
    let sha256 = Sha256::digest(bytes).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    let shown = values == Values::Shown;
    let day = outcome.activity_day;
    Ok(Report::new(&settings, None, shown, day, vec![file_report(&outcome, &sha256, values)]))
}

#[tokio::test]
async fn a_saved_report_is_the_report_of_the_command_line() -> Result<()> {
    journey((1280, 800), async |page| {
        let samples = Samples::new()?;
        let bytes = broken(
            "accounts",
            300,
            &["value-required", "invisible-character", "reserved-prefix", "surrounding-space"],
        )?;
        let file = samples.file(NAME, &bytes)?;
        page.open("").await?;
        page.choose(&[file]).await?;
        page.click("[data-action=export]").await?;
        page.click("[data-export=json]").await?;
        let saved = page.download("daybreak-report.json").await?;
        let report: Report = serde_json::from_str(&saved)?;
        let expected = natively(&bytes, &report.now, Values::Masked)?;
        ensure!(report == expected, "{saved}");
        ensure!(!saved.contains("cust_00000001"), "values are masked unless asked for");

        page.click("[data-action=export]").await?;
        page.click("[data-export=csv]").await?;
        let saved = page.download("daybreak-report.csv").await?;
        ensure!(saved == csv::render(&expected), "{saved}");
        Ok(())
    })
    .await
}
