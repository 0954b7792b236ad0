//! No view breaks a rule of accessibility, in either theme, on a wide and on a narrow screen.

use anyhow::{Context as _, Result, ensure};
use daybreak_e2e::{Engine, Page, Samples, TODAY, broken, good, journey, slow_reading};

const WIDE: (u32, u32) = (1280, 800);
const CARDS: &str = "2026-11-21_cards_v1.csv";

/// Opens a file in which rules of every severity fire, and shows it.
async fn open_broken(page: &Page) -> Result<()> {
    let rules =
        ["value-required", "status-reason-mismatch", "reserved-prefix", "invisible-character", "surrounding-space"];
    let samples = Samples::new()?;
    let mut files = samples.six(60)?;
    files.push(samples.file("2026-11-21_accounts_v2.csv", broken("accounts", 400, &rules)?)?);
    page.choose(&files).await?;
    page.keep(samples);
    page.run("document.querySelector('[data-file$=\"accounts_v2.csv\"] button').click()").await?;
    page.until("[data-rule]").await
}

#[tokio::test]
async fn no_view_of_a_file_has_a_barrier() -> Result<()> {
    journey(WIDE, async |page| {
        page.open("").await?;
        page.look("start").await?;
        open_broken(page).await?;
        page.press_button("First error").await?;
        page.until("#detail").await?;
        page.look("findings").await?;
        page.type_into("#search-findings", "nothing like it").await?;
        page.until(".findings .empty").await?;
        page.look("findings-none").await?;
        page.press_button("Show all findings").await?;
        page.until("[data-rule]").await?;
        page.tab("Rows").await?;
        page.until("[data-record='1']").await?;
        page.look("rows").await?;
        page.click("#rows [data-record='1'] td:nth-of-type(2)").await?;
        page.click("[data-action=hide-values]").await?;
        page.until("#rows [aria-selected=true]").await?;
        page.look("rows-hidden").await?;
        page.tab("Columns").await?;
        page.until_true("document.querySelector('#panel').innerText.includes('400')").await?;
        page.look("columns").await?;
        page.tab("Cutoff").await?;
        page.look("cutoff").await
    })
    .await
}

#[tokio::test]
async fn no_dialog_has_a_barrier() -> Result<()> {
    journey(WIDE, async |page| {
        let close = "document.querySelector('dialog').close()";
        page.open("").await?;
        page.press_button("See the proof").await?;
        page.look("proof").await?;
        page.press_button("Try every way out").await?;
        page.until_true("/ ways out were refused/.test(document.querySelector('.proof__summary').innerText)").await?;
        page.look("proof-after").await?;
        page.run(close).await?;
        open_broken(page).await?;
        page.press_button("First error").await?;
        page.click("[data-action=rule]").await?;
        page.until("dialog[open] .rule__what").await?;
        page.look("rule").await?;
        page.run(close).await?;
        page.click("[data-action=export]").await?;
        page.click("[data-export=every]").await?;
        page.look("export").await
    })
    .await
}

/// What passes is looked at while it is there: a check that runs, that was stopped, that failed, and what is told of them.
#[tokio::test]
async fn no_state_of_a_file_has_a_barrier() -> Result<()> {
    journey(WIDE, async |page| {
        let samples = Samples::new()?;
        page.before_each(&slow_reading()).await?;
        page.open("").await?;
        let bytes = broken("transactions", 60_000, &["datetime-offset-missing"])?;
        // WebKit reads so much at once that nothing is told before all of it is read.
        let first = if page.engine() == Engine::WebKit { "progress" } else { ".findings__first li" };
        let first = format!("[data-phase=checking] {first}");
        page.hold_reading_when(&format!("document.querySelector('{first}')")).await?;
        page.begin(&[samples.file("2026-11-21_transactions_v1.csv", bytes)?]).await?;
        page.until(&first).await?;
        page.look("checking").await?;
        page.click("[data-action=cancel]").await?;
        page.let_read().await?;
        page.until("[data-phase=ready] [data-verdict=incomplete]").await?;
        page.look("cancelled").await?;

        // A file that is of no kind, a profile in force, one that cannot be read, and what is told of it.
        page.drop(&[
            ("notes.txt", "Dear all,\nthe file comes tomorrow.\n"),
            ("profile.json", r#"{"profile_version":1,"name":"Credit only","balance_types":["credit"]}"#),
            ("odd.json", r#"{"profile_version":1,"name":"x","currencies":["usd"]}"#),
        ])
        .await?;
        page.until(".notice").await?;
        page.ready().await?;
        page.click("[data-file='notes.txt'] .files__button").await?;
        page.look("unknown-kind").await?;

        let file = samples.file(CARDS, good("cards", 20)?)?;
        page.choose(std::slice::from_ref(&file)).await?;
        page.click(&format!("[data-file='{CARDS}'] .files__button")).await?;
        page.until("[data-action=sha256]").await?;
        std::fs::write(&file, good("cards", 30)?.replace("crd_", "new_"))?;
        page.tab("Rows").await?;
        page.until(&format!("[data-file='{CARDS}'][data-verdict=failed]")).await?;
        page.look("failed").await
    })
    .await
}

#[tokio::test]
async fn no_view_of_a_day_has_a_barrier() -> Result<()> {
    journey(WIDE, async |page| {
        page.open("").await?;
        page.click("[data-sample=set-broken]").await?;
        page.day_verdict(TODAY, "rejected").await?;
        for token in ["files", "together", "money", "events", "due"] {
            page.day_view(token).await?;
            if token == "money" {
                page.click(".off__head").await?;
                page.click("[data-action=ledger]").await?;
                page.until("[data-ledger]").await?;
            }
            if token == "together" {
                page.click("[data-action=first]").await?;
                page.until("#detail").await?;
            }
            page.look(&format!("day-{token}")).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_day_that_is_being_checked_has_no_barrier() -> Result<()> {
    journey(WIDE, async |page| {
        let samples = Samples::new()?;
        let files = daybreak_e2e::whole_days(2, 30, &[])?;
        let files = files.iter().map(|file| samples.file(&file.name, &file.bytes)).collect::<Result<Vec<_>>>()?;
        page.before_each(&slow_reading()).await?;
        page.open("").await?;
        page.hold_reading_when("document.querySelector('[data-set=checking] [data-action=cancel-set]')").await?;
        page.begin(&files).await?;
        page.until("[data-set=checking] [data-action=cancel-set]").await?;
        page.look("day-checking").await?;
        page.click("[data-action=cancel-set]").await?;
        page.let_read().await?;
        page.until("[data-set=ready] [data-action=again-set]").await?;
        page.look("day-cancelled").await
    })
    .await
}

/// A name without a place to break it does not widen the page.
#[tokio::test]
async fn long_names_fit_on_a_narrow_screen() -> Result<()> {
    journey(WIDE, async |page| {
        page.open("").await?;
        let long = "a_column_of_the_partner_with_a_very_long_name_that_does_not_end".repeat(3);
        let text = good("cards", 20)?;
        let wide: Vec<String> =
            text.lines().enumerate().map(|(at, line)| format!("{line}|{}", if at == 0 { &long } else { "" })).collect();
        page.drop(&[(CARDS, &wide.join("\n"))]).await?;
        page.until("#detail").await?;
        for tab in ["Findings", "Rows", "Columns", "Cutoff"] {
            page.tab(tab).await?;
            page.until("#panel").await?;
            page.look(&format!("long-{tab}")).await?;
            page.resize((320, 640)).await?;
            let inside: i64 = page
                .value("const detail = document.querySelector('.detail'); return detail ? detail.scrollWidth - detail.clientWidth : 0")
                .await?;
            ensure!(inside <= 0, "{tab}: the finding is {inside} pixels too wide");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_colours_are_those_of_the_system_until_others_are_chosen_and_kept() -> Result<()> {
    let ground = "return getComputedStyle(document.body).backgroundColor";
    journey(WIDE, async |page| {
        page.prefer("dark").await?;
        page.open("").await?;
        let dark: String = page.value(ground).await?;
        page.prefer("light").await?;
        page.open("").await?;
        let light: String = page.value(ground).await?;
        ensure!(light != dark, "{light}");
        page.run("document.querySelectorAll('.theme input')[2].click()").await?;
        page.until_true("document.documentElement.dataset.theme == 'dark'").await?;
        ensure!(page.value::<String>(ground).await? == dark, "the chosen dark is another");
        page.reload().await?;
        ensure!(page.value::<String>(ground).await? == dark, "the choice is not kept");
        Ok(())
    })
    .await
    .context("colours")
}
