//! The days on the way to go live: noted only when switched on, kept in this browser alone, exported, cleared, imported.

#![expect(clippy::indexing_slicing, reason = "a test may panic")]

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Result, anyhow, ensure};
use daybreak_e2e::{Page, Samples, journey};
use daybreak_engine::sample::SampleSet;
use daybreak_schema::KINDS;
use thirtyfour::Key;

/// Consistent days, the files of each in a folder of its own; the days' names, the earliest first.
fn sample_days(samples: &Samples, days: usize) -> Result<Vec<(String, Vec<PathBuf>)>> {
    let mut set = SampleSet::new(days, 20, 1);
    let mut made = Vec::new();
    loop {
        let mut files = Vec::new();
        for kind in KINDS {
            let text: String = set.lines(kind).collect();
            files.push(samples.file(&set.file_name(kind), text)?);
        }
        made.push((set.activity_day().to_string(), files));
        if !set.advance() {
            return Ok(made);
        }
    }
}

/// What the calendar says of each day that is marked.
async fn marks(page: &Page) -> Result<Vec<(String, String)>> {
    page.value(
        "return [...document.querySelectorAll('[data-day-mark]')].filter(day => ['passed', 'failed'].includes(day.dataset.dayMark))
             .map(day => [day.dataset.day, day.dataset.dayMark]).sort()",
    )
    .await
}

/// The names of the databases that the browser has for the page.
async fn databases(page: &Page) -> Result<Vec<String>> {
    page.value_later(
        "const done = arguments[arguments.length - 1];
         indexedDB.databases().then(all => done(all.map(one => one.name)), error => done([String(error)]))",
    )
    .await
}

/// Everything that is kept, as one text.
async fn kept(page: &Page) -> Result<String> {
    page.value_later(
        "const done = arguments[arguments.length - 1];
         const request = indexedDB.open('daybreak-readiness');
         request.onsuccess = () => {
             const database = request.result;
             const all = database.transaction('kept').objectStore('kept').getAll();
             all.onsuccess = () => { database.close(); done(all.result.join('\\n')); };
         };",
    )
    .await
}

/// Waits until this is kept: what is noted is written a little later.
async fn until_kept(page: &Page, text: &str) -> Result<()> {
    for _ in 0..100 {
        if kept(page).await?.contains(text) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Err(anyhow!("{text} is not kept: {}", kept(page).await?))
}

#[tokio::test]
async fn days_are_noted_kept_exported_cleared_and_imported() -> Result<()> {
    journey((1280, 800), async |page| {
        let samples = Samples::new()?;
        let days = sample_days(&samples, 3)?;
        let files: Vec<PathBuf> = days.iter().flat_map(|(_, files)| files.clone()).collect();
        let all: Vec<(String, String)> = days.iter().map(|(day, _)| (day.clone(), "passed".to_owned())).collect();
        page.open("").await?;
        page.choose(&files).await?;
        page.click("[data-action=readiness]").await?;
        page.until("[data-readiness=off]").await?;
        ensure!(databases(page).await?.is_empty(), "looking has left a trace: {:?}", databases(page).await?);
        page.click("[data-action=switch-on]").await?;
        page.until("[data-streak='3']").await?;
        ensure!(marks(page).await? == all, "{:?}", marks(page).await?);
        for (day, _) in &days {
            until_kept(page, day).await?;
        }

        // It is there after a reload, by its address, without any file.
        page.reload().await?;
        page.until("[data-streak='3']").await?;
        ensure!(page.files().await?.is_empty());
        let text = kept(page).await?;
        ensure!(text.contains(&days[0].0) && text.contains("accepted"), "{text}");
        for secret in ["cust_", "acct", "balance_", "csv", "USD"] {
            ensure!(!text.contains(secret), "{secret} is kept: {text}");
        }

        page.click("[data-action=save-days]").await?;
        let saved = page.download("daybreak-readiness.json").await?;
        page.click("[data-action=clear-days]").await?;
        page.until("[data-readiness=off]").await?;
        page.until_true("document.querySelector('.notices').innerText.includes('Everything is cleared')").await?;
        ensure!(databases(page).await?.is_empty(), "{:?}", databases(page).await?);
        page.reload().await?;
        page.until("[data-readiness=off]").await?;

        // Nothing is taken in before it is switched on again.
        page.drop(&[("days.json", &saved)]).await?;
        page.until_true("document.querySelector('.notices').innerText.includes('Switch readiness on here first')")
            .await?;
        page.click("[data-action=switch-on]").await?;
        page.until("[data-streak='0']").await?;
        page.drop(&[("days.json", &saved)]).await?;
        page.until("[data-streak='3']").await?;
        ensure!(marks(page).await? == all, "{:?}", marks(page).await?);
        page.drop(&[("other.json", &saved.replace("accepted", "perfect"))]).await?;
        page.until_true("document.querySelector('.notices').innerText.includes('other.json was not imported')").await?;
        page.reload().await?;
        page.until("[data-streak='3']").await?;
        page.stranger.is_untouched()?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_day_whose_files_change_is_checked_again() -> Result<()> {
    journey((1280, 800), async |page| {
        let samples = Samples::new()?;
        let days = sample_days(&samples, 1)?;
        let (day, files) = days.first().ok_or_else(|| anyhow!("a day"))?;
        page.open("#view=readiness").await?;
        let loaded = page.site.requests().len();
        page.until("[data-readiness=off]").await?;
        page.click("[data-action=switch-on]").await?;
        page.choose(files).await?;
        page.until(&format!("[data-day='{day}'][data-day-mark=passed]")).await?;
        // Closing a file unmakes nothing.
        page.click(".files__close").await?;
        page.until_true("document.querySelectorAll('[data-file]').length == 5").await?;
        page.ready().await?;
        ensure!(marks(page).await? == [(day.clone(), "passed".to_owned())]);

        // A file that has changed does: here a balance stands twice in it.
        let balances = files.iter().find(|file| file.to_string_lossy().contains("balances")).ok_or_else(|| anyhow!("balances"))?;
        let text = std::fs::read_to_string(balances)?;
        let name = balances.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        page.drop(&[(&name, &format!("{text}{}\n", text.lines().last().unwrap_or_default()))]).await?;
        page.until(&format!("[data-day='{day}'][data-day-mark=failed]")).await?;
        page.click(&format!("main [data-day='{day}']")).await?;
        page.until("[data-shown-day]").await?;
        ensure!(page.text(".day").await?.contains("there are errors"), "{}", page.text(".day").await?);
        page.drop(&[(&name, &text)]).await?;
        page.choose(&files[..1]).await?;
        page.until(&format!("[data-day='{day}'][data-day-mark=passed]")).await?;

        // Only the user knows that the files were late.
        page.run("const select = document.querySelector('#in-time'); select.value = 'no'; select.dispatchEvent(new Event('change', { bubbles: true }))").await?;
        page.until(&format!("[data-day='{day}'][data-day-mark=failed]")).await?;
        ensure!(page.site.requests().len() == loaded, "a server was reached: {:?}", page.site.requests().get(loaded..));
        page.reload().await?;
        page.until(&format!("[data-day='{day}'][data-day-mark=failed]")).await?;
        page.click(&format!("main [data-day='{day}']")).await?;
        page.until("[data-shown-day]").await?;
        ensure!(page.text(".day").await?.contains("the files were late"), "{}", page.text(".day").await?);
        page.click("[data-action=remove-day]").await?;
        page.until_gone("[data-day-mark=failed]").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn milestones_follow_each_other_and_days_count_for_one_of_them() -> Result<()> {
    journey((1280, 800), async |page| {
        let checksum = "ab".repeat(32);
        let days: Vec<String> = (10..=16)
            .map(|day| {
                format!(
                    r#"{{"activity_day": "2026-11-{day}", "verdict": "accepted", "all_due": true, "in_time": null,
                        "files": ["{checksum}"], "checked_at": "2026-11-17T12:00:00Z"}}"#
                )
            })
            .collect();
        let json = format!(
            r#"{{"readiness_version": 1, "milestone": "sandbox", "since": null, "days": [{}]}}"#,
            days.join(",")
        );
        page.open("#view=readiness").await?;
        page.until("[data-readiness=off]").await?;
        page.click("[data-action=switch-on]").await?;
        page.drop(&[("days.json", &json)]).await?;
        page.until("[data-streak='7']").await?;
        ensure!(page.text("#answer").await?.contains("7 consecutive days passed"), "{}", page.text("#answer").await?);
        page.until("[data-milestone='Sandbox testing'][data-state=now]").await?;
        page.run("const select = document.querySelector('#milestone'); select.selectedIndex = 3; select.dispatchEvent(new Event('change', { bubbles: true }))").await?;
        page.until("[data-milestone='Production testing'][data-state=now]").await?;
        page.until("[data-milestone='Sandbox testing'][data-state=done]").await?;
        page.until("[data-streak='0']").await?;
        let since: String = page.value("return document.querySelector('#since').value").await?;
        ensure!(since == "2026-11-17", "{since}");
        Ok(())
    })
    .await
}

/// A browser that keeps nothing is told of in plain words; days are counted until the page is closed.
#[tokio::test]
async fn without_storage_nothing_breaks() -> Result<()> {
    journey((1280, 800), async |page| {
        page.before_each(
            "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('no', 'SecurityError') } })",
        )
        .await?;
        let samples = Samples::new()?;
        let days = sample_days(&samples, 1)?;
        page.open("#view=readiness").await?;
        page.until("[data-absent=true]").await?;
        ensure!(page.text(".off").await?.contains("keeps nothing for this page"), "{}", page.text(".off").await?);
        page.click("[data-action=switch-on]").await?;
        page.until("[data-kept=false]").await?;
        page.choose(&days[0].1).await?;
        page.until("[data-streak='1']").await?;
        page.click("[data-action=save-days]").await?;
        ensure!(page.download("daybreak-readiness.json").await?.contains(&days[0].0));
        page.click("[data-action=clear-days]").await?;
        page.until("[data-readiness=off]").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn no_state_of_it_has_a_barrier() -> Result<()> {
    journey((1280, 800), async |page| {
        let samples = Samples::new()?;
        let days = sample_days(&samples, 4)?;
        page.open("#view=readiness").await?;
        page.until("[data-readiness=off]").await?;
        page.look("readiness-off").await?;
        page.click("[data-action=switch-on]").await?;
        page.until("[data-readiness=on]").await?;
        page.look("readiness-empty").await?;
        let mut files: Vec<PathBuf> = days.iter().flat_map(|(_, files)| files.clone()).collect();
        // The first day lacks a file.
        files.remove(0);
        page.choose(&files).await?;
        page.until("[data-streak='3']").await?;
        page.click("[data-day-mark=failed]").await?;
        page.until("[data-shown-day]").await?;
        page.look("readiness-days").await
    })
    .await
}

#[tokio::test]
async fn by_the_keyboard_alone() -> Result<()> {
    journey((1280, 800), async |page| {
        let samples = Samples::new()?;
        let days = sample_days(&samples, 1)?;
        page.open("").await?;
        page.tab_to("Readiness").await?;
        page.keys(Key::Enter).await?;
        page.tab_to("Switch on").await?;
        page.keys(Key::Enter).await?;
        page.until("[data-readiness=on]").await?;
        page.choose(&days[0].1).await?;
        page.until("[data-day-mark=passed]").await?;
        page.tab_to("passed").await?;
        page.keys(Key::Enter).await?;
        page.until("[data-shown-day]").await?;
        page.run("document.querySelector('main').focus()").await?;
        page.keys(Key::Tab).await?;
        // What was dropped beside the view is a day, and that is where the way back leads.
        page.tab_to("Back to the day").await?;
        page.keys(Key::Enter).await?;
        page.until("#day-verdict").await?;
        Ok(())
    })
    .await
}

/// On paper stand the run, the calendar and the milestones, and nothing that can only be operated.
#[tokio::test]
async fn it_prints_for_a_call() -> Result<()> {
    journey((1280, 800), async |page| {
        let samples = Samples::new()?;
        page.open("#view=readiness").await?;
        page.until("[data-readiness=off]").await?;
        page.click("[data-action=switch-on]").await?;
        page.choose(&sample_days(&samples, 2)?.iter().flat_map(|(_, files)| files.clone()).collect::<Vec<_>>()).await?;
        page.until("[data-streak='2']").await?;
        page.on_paper().await?;
        let shown = |css: &str| format!("document.querySelector('{css}').getClientRects().length > 0");
        for there in ["#answer", "[data-day-mark=passed]", ".gates", ".calendar__title"] {
            ensure!(page.value::<bool>(&format!("return {}", shown(there))).await?, "{there} is not printed");
        }
        for gone in [".keeping", ".app__side", ".topbar__group", "[data-action=back]"] {
            ensure!(!page.value::<bool>(&format!("return {}", shown(gone))).await?, "{gone} is printed");
        }
        if let Ok(folder) = std::env::var("DAYBREAK_SHOTS") {
            page.shot(&PathBuf::from(folder).join("readiness-paper.png")).await?;
        }
        Ok(())
    })
    .await
}
