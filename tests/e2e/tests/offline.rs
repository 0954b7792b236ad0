//! The single file, opened from the disk.

use anyhow::{Result, ensure};
use daybreak_e2e::{Page, Samples, WAYS, broken, good, journey, whole_days};
use sha2::{Digest as _, Sha256};

const WIDE: (u32, u32) = (1280, 800);

/// 2026-11-23, at half past eleven.
const NOW: u64 = 1_795_433_400_000;

fn offline(page: &Page) -> Result<String> {
    Ok(format!("file://{}", page.built("daybreak-offline.html")?.display()))
}

#[tokio::test]
async fn from_the_disk_the_report_is_that_of_the_hosted_page_byte_for_byte() -> Result<()> {
    journey(WIDE, async |page| {
        let samples = Samples::new()?;
        let rules = ["value-required", "invisible-character", "reserved-prefix", "duplicate-key"];
        let file = samples.file("2026-11-21_accounts_v1.csv", broken("accounts", 300, &rules)?)?;
        page.stop_clock(NOW).await?;
        page.open("").await?;
        page.choose(std::slice::from_ref(&file)).await?;
        let hosted = page.export_json().await?;
        ensure!(hosted.contains("duplicate-key"), "{hosted}");

        let before = page.site.requests().len();
        page.open_at(&offline(page)?).await?;
        ensure!(page.attribute("[data-sealed]", "data-sealed").await?.as_deref() == Some("true"));
        page.choose(std::slice::from_ref(&file)).await?;
        ensure!(page.export_json().await? == hosted, "the reports differ");
        let after = page.site.requests();
        ensure!(after.len() == before, "a server was reached: {:?}", after.get(before..));
        Ok(())
    })
    .await
}

/// The same of two days, whose files are checked together and against each other.
#[tokio::test]
async fn from_the_disk_the_report_of_a_day_is_that_of_the_hosted_page_byte_for_byte() -> Result<()> {
    journey(WIDE, async |page| {
        let samples = Samples::new()?;
        let days = whole_days(2, 40, &["balance-roll-forward", "reference-missing"])?;
        let files = days.iter().map(|file| samples.file(&file.name, &file.bytes)).collect::<Result<Vec<_>>>()?;
        page.stop_clock(NOW).await?;
        let mut reports = Vec::new();
        for address in [page.site.address.clone(), offline(page)?] {
            page.open_at(&address).await?;
            page.choose(&files).await?;
            page.together().await?;
            reports.push(page.export_json().await?);
        }
        let [hosted, single] = reports.as_slice() else { anyhow::bail!("two reports") };
        ensure!(hosted.contains("balance-roll-forward"), "{hosted}");
        ensure!(hosted == single, "the reports differ");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn from_the_disk_a_sample_and_a_dropped_file_are_checked_and_looked_into() -> Result<()> {
    journey(WIDE, async |page| {
        page.open_at(&offline(page)?).await?;
        let shots = std::path::PathBuf::from(std::env::var("DAYBREAK_SHOTS")?);
        page.shot(&shots.join("offline.png")).await?;
        page.click("[data-sample=cards-broken]").await?;
        page.until("[data-phase=ready] [data-verdict=rejected]").await?;
        page.drop(&[("2026-11-21_balances_v1.csv", good("balances", 5000)?.as_str())]).await?;
        page.until("[data-phase=ready] [data-kind=balances][data-verdict=accepted]").await?;
        page.tab("Rows").await?;
        page.until("[data-record='1']").await?;
        // The height of what is not drawn is a computed style, which the policy must let pass.
        let space: f64 =
            page.value("return [...document.querySelectorAll('.rows__space td')].at(-1).offsetHeight").await?;
        ensure!(space > 10_000.0, "the table is not as high as its rows: {space}");
        page.tab("Columns").await?;
        page.until_true("document.querySelector('#panel').innerText.includes('5,000')").await?;
        let complaints = page.complaints().await?;
        ensure!(complaints.is_empty(), "{complaints:?}");
        Ok(())
    })
    .await
}

/// Large enough for helpers, where a page from the disk may have any.
#[tokio::test]
async fn from_the_disk_a_large_file_is_checked() -> Result<()> {
    journey(WIDE, async |page| {
        let samples = Samples::new()?;
        page.open_at(&offline(page)?).await?;
        page.choose(&[samples.file("2026-11-21_transactions_v1.csv", good("transactions", 40_000)?)?]).await?;
        let file = page.file().await?;
        ensure!(file.verdict == "accepted" && file.records == "40000", "{file:?}");
        Ok(())
    })
    .await
}

/// The page's own seal comes later; until then the file's policy must do.
#[tokio::test]
async fn from_the_disk_nothing_can_be_sent_even_before_the_program_runs() -> Result<()> {
    journey(WIDE, async |page| {
        let ways = WAYS.replace("TARGET", &page.stranger.address);
        // As soon as the policy is read, long before the program is.
        let early = format!(
            "new MutationObserver((_, self) => {{
                if (!document.querySelector('meta[http-equiv]')) return;
                self.disconnect();
                globalThis.early = !document.querySelector('[data-phase]');
                const go = function () {{ {ways} }};
                const wait = () => document.body ? go(tried => {{ globalThis.tried = tried; }}) : setTimeout(wait);
                wait();
            }}).observe(document, {{ childList: true, subtree: true }});"
        );
        page.before_each(&early).await?;
        page.open_at(&offline(page)?).await?;
        page.until_true("globalThis.tried").await?;
        ensure!(page.value::<bool>("return globalThis.early").await?, "the program ran already");
        ensure!(page.value::<usize>("return globalThis.tried.length").await? == 26);
        page.stranger.was_asked_nothing()?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_page_hands_out_the_file_and_shows_its_checksum() -> Result<()> {
    journey(WIDE, async |page| {
        let bytes = std::fs::read(page.built("daybreak-offline.html")?)?;
        ensure!(bytes.len() <= 1_200_000, "{} bytes", bytes.len());
        let sha256 = Sha256::digest(&bytes).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
        let published = std::fs::read_to_string(page.built("daybreak-offline.html.sha256")?)?;
        ensure!(published == format!("{sha256}  daybreak-offline.html\n"), "{published}");
        page.open("").await?;
        ensure!(page.text("[data-offline-sha256]").await? == sha256, "{}", page.text(".offline").await?);
        // Also once the page is sealed.
        page.click(".offline a[download]").await?;
        let saved = page.download("daybreak-offline.html").await?;
        ensure!(saved.as_bytes() == bytes, "what is handed out is not what was published");
        Ok(())
    })
    .await
}
