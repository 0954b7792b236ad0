//! An element that is given whole days tells what they come to together, as the page itself would.

use anyhow::{Result, ensure};
use daybreak_e2e::{ELEMENT, Page, TODAY, journey, whole_days};
use serde_json::{Value, json};

const WIDE: (u32, u32) = (1280, 900);

/// Has an element, `one`, check two days of which the second's balances do not follow from the first's; gives its report.
async fn checked(page: &Page) -> Result<Value> {
    page.host(ELEMENT, "<daybreak-previewer id=one></daybreak-previewer>").await?;
    let files = whole_days(2, 40, &["balance-roll-forward"])?;
    let texts: Vec<(String, String)> =
        files.into_iter().map(|file| Ok((file.name, String::from_utf8(file.bytes)?))).collect::<Result<_>>()?;
    let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    page.make_files(&texts).await?;
    page.value_later(
        "const done = arguments[arguments.length - 1];
         globalThis.one = document.getElementById('one');
         one.check(Object.values(made)).then(done, error => done(String(error)));",
    )
    .await
}

/// Each file by itself would be taken.
#[tokio::test]
async fn the_report_is_that_of_the_days_and_the_one_that_can_be_saved_in_the_frame() -> Result<()> {
    journey(WIDE, async |page| {
        let report = checked(page).await?;
        let verdicts: Vec<&Value> = report
            .get("files")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|file| file.get("verdict"))
            .collect();
        ensure!(verdicts.len() == 12 && verdicts.iter().all(|verdict| *verdict == "accepted"), "{verdicts:?}");
        ensure!(report.get("verdict") == Some(&json!("rejected")), "{}", report.get("verdict").unwrap_or(&report));
        let rule = report.pointer("/set/findings/0/rule");
        ensure!(rule == Some(&json!("balance-roll-forward")), "{rule:?}");
        ensure!(
            page.last_told("one", "report").await?.get("report") == Some(&report),
            "the event tells another report"
        );
        page.enter_element("one").await?;
        page.click("[data-action=export]").await?;
        page.click("[data-export=all]").await?;
        page.click("[data-export=json]").await?;
        let saved: Value = serde_json::from_str(&page.download("report.json").await?)?;
        ensure!(saved == report, "the host was told {report}, saved was {saved}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_finding_of_a_day_that_is_chosen_is_told() -> Result<()> {
    journey(WIDE, async |page| {
        let report = checked(page).await?;
        ensure!(page.last_told("one", "select").await?.is_null(), "nobody has chosen yet");
        page.enter_element("one").await?;
        page.day_view("together").await?;
        page.click("[data-set-finding=balance-roll-forward]").await?;
        page.leave().await?;
        page.told("one", "select", "true").await?;
        let found = report.pointer("/set/findings/0").cloned().unwrap_or_default();
        let told = page.last_told("one", "select").await?;
        let place = json!({
            "file": found.get("file"), "rule": "balance-roll-forward", "severity": "error",
            "record": found.get("record"), "line": found.get("line"), "column": found.get("column"),
        });
        let is_of_today = told.get("file").and_then(Value::as_str).is_some_and(|file| file.contains("balances"));
        ensure!(told == place && is_of_today, "{told} is not {place} ({TODAY})");
        Ok(())
    })
    .await
}
