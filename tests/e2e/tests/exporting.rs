//! What is saved says what the engine says.

use anyhow::{Context as _, Result, ensure};
use daybreak_e2e::{Page, Samples, broken, good, journey};
use daybreak_engine::{Settings, check_pieces};
use daybreak_report::{Report, Values, csv, file_report};
use sha2::{Digest as _, Sha256};

const NAME: &str = "2026-11-21_accounts_v1.csv";

fn natively(name: &str, bytes: &[u8], now: &str, values: Values) -> Result<Report> {
    let settings = Settings::new(now.parse().ok().context("a moment")?);
    let outcome = check_pieces(name, [bytes], &settings);
    let sha256 = Sha256::digest(bytes).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    let shown = values == Values::Shown;
    let day = outcome.activity_day;
    Ok(Report::new(&settings, None, shown, day, vec![file_report(&outcome, &sha256, values)]))
}

/// Saves what is found, as JSON and as CSV; they say what the command line says. Gives both.
async fn saved(page: &Page, name: &str, bytes: &[u8], values: Values) -> Result<(String, String)> {
    let save = async |format: &str, file: &str| -> Result<String> {
        page.click("[data-action=export]").await?;
        if values == Values::Shown {
            page.run(
                "[...document.querySelectorAll('dialog label')].find(label => /values/.test(label.innerText)).click()",
            )
            .await?;
            page.until_true("document.querySelector('dialog').innerText.includes('will contain values')").await?;
        }
        page.click(&format!("[data-export={format}]")).await?;
        let text = page.download(file).await?;
        Ok(text)
    };
    let json = save("json", "-report.json").await?;
    let report: Report = serde_json::from_str(&json)?;
    let expected = natively(name, bytes, &report.now, values)?;
    ensure!(report == expected, "{values:?}: {json}");
    let csv = save("csv", "-report.csv").await?;
    ensure!(csv == csv::render(&expected), "{values:?}: {csv}");
    Ok((json, csv))
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
        page.open("").await?;
        page.choose(&[samples.file(NAME, &bytes)?]).await?;
        // The ID with the prefix of the bank's own, as it stands in the file.
        let value = |text: &str| text.contains("account_2WxBDCON");
        ensure!(value(&String::from_utf8_lossy(&bytes)), "the sample has another ID");
        let (json, csv) = saved(page, NAME, &bytes, Values::Masked).await?;
        ensure!(!value(&json) && !value(&csv), "values are masked unless asked for");
        let (json, csv) = saved(page, NAME, &bytes, Values::Shown).await?;
        ensure!(value(&json) && value(&csv), "values are shown when asked for: {csv}");
        Ok(())
    })
    .await
}

/// A value, a column and a name that a spreadsheet would take for formulas are none in what is saved.
#[tokio::test]
async fn no_cell_of_a_saved_csv_is_a_formula() -> Result<()> {
    journey((1280, 800), async |page| {
        let formulas = ["=1+1", "+1-2", "-2+3", "@SUM(A1)"];
        let lines: Vec<String> = good("cards", 8)?
            .lines()
            .enumerate()
            .map(|(at, line)| {
                let kind = at.checked_sub(1).and_then(|at| formulas.get(at));
                let line =
                    kind.map_or_else(|| line.to_owned(), |kind| line.replacen("|consumer|", &format!("|{kind}|"), 1));
                format!("{line}|{}", if at == 0 { "=cmd()" } else { "" })
            })
            .collect();
        let text = lines.join("\n") + "\n";
        let planted = formulas.iter().filter(|formula| text.contains(&format!("|{formula}|"))).count();
        ensure!(planted > 1, "{text}");
        let name = "=2+5.csv";
        page.open("").await?;
        page.drop(&[(name, &text)]).await?;
        page.ready().await?;
        for values in [Values::Masked, Values::Shown] {
            let (_, csv) = saved(page, name, text.as_bytes(), values).await?;
            for disarmed in ["'=cmd()", "'=2+5.csv"] {
                ensure!(csv.contains(disarmed), "{disarmed}: {csv}");
            }
            ensure!(values == Values::Masked || csv.contains("'=1+1"), "{csv}");
            let armed = csv.lines().flat_map(|line| line.split(',')).map(|cell| cell.trim_start_matches('"'));
            let armed: Vec<&str> = armed.filter(|cell| cell.starts_with(['=', '+', '-', '@'])).collect();
            ensure!(armed.is_empty(), "{values:?}: {armed:?}");
        }
        Ok(())
    })
    .await
}
