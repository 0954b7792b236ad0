//! From a finding to its cell and back, through any number of rows.

use anyhow::{Result, ensure};
use daybreak_e2e::{Page, Samples, broken, good, journey};

const WIDE: (u32, u32) = (1280, 800);

async fn open(page: &Page, kind: &str, rows: u64, rules: &[&str]) -> Result<()> {
    let samples = Samples::new()?;
    let file = samples.file(&format!("2026-11-21_{kind}_v1.csv"), broken(kind, rows, rules)?)?;
    page.open("").await?;
    page.choose(&[file]).await?;
    // What is asked of the worker later reads the file again.
    page.until("[data-rule]").await?;
    let _ = page.text("body").await?;
    page.keep(samples);
    Ok(())
}

#[tokio::test]
async fn a_finding_leads_to_its_cell_and_the_cell_back() -> Result<()> {
    journey(WIDE, async |page| {
        open(page, "accounts", 500, &["value-required", "status-reason-mismatch"]).await?;
        page.press_button("First error").await?;
        page.until("#detail").await?;
        let message = page.text("#detail").await?;
        page.click("[data-action=to-cell]").await?;
        page.until("#rows [aria-selected=true]").await?;
        let title = page.attribute("#rows [aria-selected=true]", "title").await?;
        ensure!(title.as_deref() == Some(&message), "{title:?} for {message}");
        ensure!(page.value::<String>("return location.hash").await?.contains("tab=rows"));
        page.click("[data-action=to-finding]").await?;
        page.until("#detail").await?;
        ensure!(page.text("#detail").await? == message);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn findings_are_filtered() -> Result<()> {
    journey(WIDE, async |page| {
        open(page, "accounts", 50, &["value-required", "status-reason-mismatch", "reserved-prefix"]).await?;
        ensure!(page.groups().await?.len() == 3, "{:?}", page.groups().await?);
        page.type_into("#search-findings", "begins with").await?;
        page.until_true("document.querySelectorAll('[data-rule]').length == 1").await?;
        ensure!(page.groups().await? == [("reserved-prefix".to_owned(), 1)]);
        page.type_into("#search-findings", "nothing like it").await?;
        page.until(".findings .empty").await?;
        page.press_button("Show all findings").await?;
        page.until_true("document.querySelectorAll('[data-rule]').length == 3").await?;
        page.click("[data-severity=error]").await?;
        page.until_true("document.querySelectorAll('[data-rule]').length == 1").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn any_of_many_rows_is_reached_at_once() -> Result<()> {
    journey(WIDE, async |page| {
        let samples = Samples::new()?;
        let text = good("transactions", 300_000)?;
        let last = text.lines().last().and_then(|line| line.split('|').next()).unwrap_or_default().to_owned();
        let file = samples.file("2026-11-21_transactions_v1.csv", text)?;
        page.open("").await?;
        page.choose(&[file]).await?;
        page.tab("Rows").await?;
        page.until("[data-record='1']").await?;
        // 300,000 rows of 28 pixels are more than is drawn: the bar stands for all of them.
        page.type_into("#jump", "299999\n").await?;
        page.until("[data-record='299999']").await?;
        page.value::<()>("document.querySelector('.rows__scroll').scrollTop = 1e9").await?;
        page.until("[data-record='300000']").await?;
        let shown = page.text("[data-record='300000'] td").await?;
        ensure!(shown == last, "{shown}, not {last}");
        let drawn: u64 = page.value("return document.querySelectorAll('[data-record]').length").await?;
        ensure!(drawn < 80, "{drawn} rows drawn");
        page.value::<()>("document.querySelector('.rows__scroll').scrollTop = 0").await?;
        page.until("[data-record='1']").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_text_is_found_and_rows_with_findings_shown_alone() -> Result<()> {
    journey(WIDE, async |page| {
        open(page, "cards", 2000, &["card-dates-order", "value-not-allowed"]).await?;
        page.tab("Rows").await?;
        page.until("[data-record='1']").await?;
        page.type_into("#find", "crd_00001777\n").await?;
        page.until("[data-record='1777']").await?;
        page.click("#only-marked").await?;
        page.until_true("document.querySelectorAll('[data-record]').length == 2").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn among_rows_with_findings_the_keys_reach_both_ends() -> Result<()> {
    journey(WIDE, async |page| {
        let samples = Samples::new()?;
        let text = good("cards", 900)?;
        // A field too many in every third record.
        let spoilt = text.lines().enumerate().map(|(number, line)| match number {
            0 => line.to_owned(),
            _ if number % 3 == 0 => format!("{line}|"),
            _ => line.to_owned(),
        });
        let text = spoilt.collect::<Vec<_>>().join("\n") + "\n";
        page.open("").await?;
        page.choose(&[samples.file("2026-11-21_cards_v1.csv", text)?]).await?;
        page.tab("Rows").await?;
        page.until("[data-record='1']").await?;
        page.click("#only-marked").await?;
        // Record 3 stands among all rows too.
        page.until_true("!document.querySelector(`[data-record='4']`)").await?;
        page.until("[data-record='3']").await?;
        page.click("[data-record='3'] td").await?;
        page.run("document.querySelector('#rows').focus()").await?;
        page.chord("End", false).await?;
        page.until(".rows__row--current[data-record='900']").await?;
        page.chord("Home", false).await?;
        page.until(".rows__row--current[data-record='3']").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_address_keeps_the_place_and_no_value() -> Result<()> {
    journey(WIDE, async |page| {
        open(page, "cards", 200, &["value-not-allowed"]).await?;
        page.tab("Rows").await?;
        page.until("[data-record='1']").await?;
        page.type_into("#jump", "150\n").await?;
        page.until_true("location.hash.includes('record=150')").await?;
        let hash: String = page.value("return location.hash").await?;
        ensure!(hash.contains("kind=cards") && hash.contains("tab=rows"), "{hash}");
        ensure!(!hash.contains("crd_"), "{hash}");
        page.reload().await?;
        ensure!(page.attribute("[data-phase]", "data-phase").await?.as_deref() == Some("idle"), "no file is kept");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn columns_are_counted() -> Result<()> {
    journey(WIDE, async |page| {
        open(page, "cards", 300, &["value-not-allowed"]).await?;
        page.tab("Columns").await?;
        page.until_true("document.querySelector('#panel').innerText.includes('client_card_id')").await?;
        page.until_true("document.querySelector('#panel').innerText.includes('300')").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_address_leads_to_its_finding_once_the_file_is_open() -> Result<()> {
    journey(WIDE, async |page| {
        page.open("#kind=accounts&tab=findings&rule=reserved-prefix").await?;
        let samples = Samples::new()?;
        let bad = broken("accounts", 50, &["value-required", "reserved-prefix"])?;
        let files = [
            samples.file("2026-11-21_cards_v1.csv", good("cards", 5)?)?,
            samples.file("2026-11-21_accounts_v1.csv", bad)?,
        ];
        page.choose(&files).await?;
        page.until("[data-kind=accounts] [aria-current=true]").await?;
        page.until_true("document.querySelector('#detail')?.innerText.includes('begins with')").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_rule_is_explained_and_its_example_opened() -> Result<()> {
    journey(WIDE, async |page| {
        open(page, "cards", 20, &["value-not-allowed"]).await?;
        page.until("[data-action=rule]").await?;
        page.click("[data-action=rule]").await?;
        page.until("dialog[open] .rule__example").await?;
        page.click("[data-action=open-example]").await?;
        page.until_gone("dialog[open]").await?;
        page.until_true("document.querySelectorAll('[data-file][data-verdict=rejected]').length == 2").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn values_can_be_hidden_in_every_view() -> Result<()> {
    journey(WIDE, async |page| {
        open(page, "cards", 30, &["value-not-allowed"]).await?;
        page.until("#detail").await?;
        page.click("[data-action=hide-values]").await?;
        page.until_true("document.querySelector('.raw').innerText.includes('aaa_99999999')").await?;
        for (tab, sign) in [("Findings", "#detail"), ("Rows", "[data-record='1']"), ("Columns", ".columns__figures")] {
            page.tab(tab).await?;
            page.until(sign).await?;
            let shown = page.text("#panel").await?;
            ensure!(!shown.contains("crd_0"), "{tab}: {shown}");
        }
        page.click("[data-action=hide-values]").await?;
        page.until_true("document.querySelector('#panel').innerText.includes('crd_0')").await?;
        Ok(())
    })
    .await
}
