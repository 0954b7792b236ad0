//! A large file is checked by several workers: what they say is what one reading says, and one that dies is replaced.

use std::fmt::Write as _;

use anyhow::{Context as _, Result, bail, ensure};
use daybreak_e2e::{Ability, Page, Samples, good, in_workers, journey, journey_needing, slow_reading};
use daybreak_engine::{Outcome, Settings, check_pieces};
use daybreak_report::{Report, Values, csv, file_report};
use sha2::{Digest as _, Sha256};

const NAME: &str = "2026-11-21_transactions_v1.csv";

/// Above the size from which on helpers are asked.
const ROWS: u64 = 40_000;

/// A file with faults all over it: more of one rule than are listed, a key that repeats far away, a record over two lines.
fn faulty() -> Result<Vec<u8>> {
    let good = good("transactions", ROWS)?;
    let mut lines: Vec<String> = good.lines().map(str::to_owned).collect();
    for (number, line) in lines.iter_mut().enumerate().skip(1) {
        if number % 25 == 7 {
            line.push_str("|one field more");
        } else if number % 1013 == 12 {
            *line = format!(
                "\"a quoted\nid {number}\"{}",
                line.split_once('|').map_or("", |(_, rest)| rest).replacen("", "|", 1)
            );
        }
    }
    let first = lines.get(1).context("a record")?.clone();
    *lines.last_mut().context("a record")? = first;
    Ok((lines.join("\n") + "\n").into_bytes())
}

fn natively(bytes: &[u8], now: &str, cap: usize) -> Result<(Report, Outcome)> {
    let settings = Settings { cap, ..Settings::new(now.parse().ok().context("a moment")?) };
    let outcome = check_pieces(NAME, [bytes], &settings);
    let sha256 = Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    let report = file_report(&outcome, &sha256, Values::Masked);
    Ok((Report::new(&settings, None, false, outcome.activity_day, vec![report]), outcome))
}

async fn saved_report(page: &Page) -> Result<Report> {
    page.click("[data-action=export]").await?;
    page.click("[data-export=json]").await?;
    let saved = match page.download("-report.json").await {
        Ok(saved) => saved,
        Err(error) => bail!("{error}; the page says:\n{}", page.text("main").await?),
    };
    Ok(serde_json::from_str(&saved)?)
}

/// The first so many of the workers that the page's worker starts die as soon as they are told of a file.
fn deadly(deaths: u32) -> String {
    let dies = "addEventListener('message', ({ data }) => {
            if (data[1] instanceof File) setTimeout(() => { throw new Error('killed by the journey'); });
        });";
    in_workers("", &format!("(started += 1) <= {deaths} ? {dies:?} : ''"))
}

/// The first of the workers that the page's worker starts dies over the hashes among which it is to find what repeats.
fn deadly_hashes() -> String {
    let dies = "addEventListener('message', (event) => {
            if (!(event.data[1]?.[0] instanceof BigUint64Array)) return;
            event.stopImmediatePropagation();
            throw new Error('killed by the journey');
        });";
    in_workers("", &format!("(started += 1) === 1 ? {dies:?} : ''"))
}

/// A machine with so many cores, that counts the workers that are started on it.
fn machine(cores: u32) -> String {
    let cores = format!("Object.defineProperty(navigator, 'hardwareConcurrency', {{ value: {cores} }});");
    let counted = "(started += 1, new BroadcastChannel('started').postMessage(started), '')";
    format!(
        "window.started = 0;
         new BroadcastChannel('started').onmessage = ({{ data }}) => {{ window.started = data; }};
         {}",
        in_workers(&cores, counted)
    )
}

/// A browser whose streams fill no buffer of ours, as WebKit is; it counts how often it was asked for that.
fn without_byob() -> String {
    let refuse = "const get = ReadableStream.prototype.getReader;
        ReadableStream.prototype.getReader = function (options) {
            if (!options) return get.call(this);
            new BroadcastChannel('refused').postMessage(1);
            throw new TypeError('no such reader');
        };";
    format!(
        "window.refused = 0;
         new BroadcastChannel('refused').onmessage = () => {{ window.refused += 1; }};
         {}",
        in_workers(refuse, &format!("{refuse:?}"))
    )
}

#[tokio::test]
async fn several_workers_say_what_one_reading_says() -> Result<()> {
    journey((1280, 800), async |page| {
        let bytes = faulty()?;
        ensure!(bytes.len() > 5 << 20, "large enough for helpers: {}", bytes.len());
        let samples = Samples::new()?;
        page.open("").await?;
        page.choose(&[samples.file(NAME, &bytes)?]).await?;
        let report = saved_report(page).await?;
        let (expected, _) = natively(&bytes, &report.now, 1000)?;
        ensure!(report == expected, "another report:\n{report:#?}\n{expected:#?}");
        let rules: Vec<_> = expected.files.iter().flat_map(|file| &file.rules).map(|rule| rule.rule.as_str()).collect();
        ensure!(rules.contains(&"duplicate-record") && rules.contains(&"field-count"), "{rules:?}");

        // Every finding, not only those that are listed.
        page.click("[data-action=export]").await?;
        page.click("[data-export=every]").await?;
        page.run("delete window.showSaveFilePicker; window.showSaveFilePicker = undefined").await?;
        page.click("[data-export=csv]").await?;
        let saved = page.download("-report.csv").await?;
        let (every, outcome) = natively(&bytes, &report.now, usize::MAX)?;
        ensure!(outcome.findings.len() > 1500, "more than are listed: {}", outcome.findings.len());
        ensure!(saved == csv::render(&every), "{} bytes, not {}", saved.len(), csv::render(&every).len());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn how_many_workers_there_are_does_not_matter() -> Result<()> {
    let bytes = faulty()?;
    // Even on one core there are two: one reads while the other checks.
    for (cores, workers) in [(1, 2), (3, 3), (4, 4)] {
        journey((1280, 800), async |page| {
            let samples = Samples::new()?;
            page.before_each(&machine(cores)).await?;
            page.open("").await?;
            page.choose(&[samples.file(NAME, &bytes)?]).await?;
            page.until_true(&format!("window.started === {workers}")).await?;
            let report = saved_report(page).await?;
            ensure!(report == natively(&bytes, &report.now, 1000)?.0, "another report with {workers} workers");
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn where_streams_fill_no_buffer_of_ours_the_report_is_the_same() -> Result<()> {
    journey((1280, 800), async |page| {
        let bytes = faulty()?;
        let samples = Samples::new()?;
        page.before_each(&without_byob()).await?;
        page.open("").await?;
        page.choose(&[samples.file(NAME, &bytes)?]).await?;
        // The page's worker asks, and so does more than one of its helpers.
        page.until_true("window.refused > 2").await?;
        let report = saved_report(page).await?;
        ensure!(report == natively(&bytes, &report.now, 1000)?.0, "another report");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn every_finding_goes_into_the_file_that_the_user_chose() -> Result<()> {
    journey_needing(Ability::OwnFolder, (1280, 800), async |page| {
        let bytes = faulty()?;
        let samples = Samples::new()?;
        // The dialog of the system cannot be driven: a file of the browser's own takes the place of the one chosen there.
        page.before_each(
            "window.showSaveFilePicker = async ({ suggestedName }) => {
                 const folder = await navigator.storage.getDirectory();
                 return folder.getFileHandle(suggestedName, { create: true });
             };",
        )
        .await?;
        page.open("").await?;
        page.choose(&[samples.file(NAME, &bytes)?]).await?;
        page.click("[data-action=export]").await?;
        page.click("[data-export=every]").await?;
        page.click("[data-export=json]").await?;
        page.until_true("/Saved .*-report.json\\./.test(document.body.innerText)").await?;
        let saved: String = page
            .value_later(
                "const done = arguments[arguments.length - 1];
                 (async () => {
                     const folder = await navigator.storage.getDirectory();
                     const handle = await folder.getFileHandle('2026-11-21_transactions_v1-report.json');
                     return (await handle.getFile()).text();
                 })().then(done, error => done(`failed: ${error}`));",
            )
            .await?;
        let report: Report =
            serde_json::from_str(&saved).with_context(|| saved.chars().take(200).collect::<String>())?;
        let (expected, _) = natively(&bytes, &report.now, usize::MAX)?;
        ensure!(report == expected, "another report");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_worker_that_dies_is_replaced() -> Result<()> {
    journey((1280, 800), async |page| {
        let bytes = faulty()?;
        let samples = Samples::new()?;
        page.before_each(&deadly(1)).await?;
        page.open("").await?;
        page.choose(&[samples.file(NAME, &bytes)?]).await?;
        let report = saved_report(page).await?;
        let (expected, _) = natively(&bytes, &report.now, 1000)?;
        ensure!(report == expected, "another report");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn where_workers_die_again_and_again_the_check_is_incomplete_and_says_so() -> Result<()> {
    journey((1280, 800), async |page| {
        let samples = Samples::new()?;
        page.before_each(&deadly(1_000_000)).await?;
        page.open("").await?;
        page.choose(&[samples.file(NAME, good("transactions", ROWS)?)?]).await?;
        let file = page.file().await?;
        ensure!(file.verdict == "incomplete", "{file:?}");
        ensure!(page.text("main").await?.contains("for lack of memory"), "{}", page.text("main").await?);
        Ok(())
    })
    .await
}

/// The hashes were given away to it: nobody can look through them any more.
#[tokio::test]
async fn where_a_worker_dies_over_the_hashes_the_check_is_incomplete_and_says_what_was_not_checked() -> Result<()> {
    journey((1280, 800), async |page| {
        let samples = Samples::new()?;
        page.before_each(&deadly_hashes()).await?;
        page.open("").await?;
        page.choose(&[samples.file(NAME, good("transactions", ROWS)?)?]).await?;
        let file = page.file().await?;
        ensure!(file.verdict == "incomplete" && file.errors == "0", "{file:?}");
        ensure!(file.records == ROWS.to_string(), "every record was read: {file:?}");
        let said = page.text("main").await?;
        ensure!(said.contains("which keys repeat") && said.contains("stopped the program's workers"), "{said}");

        // Another one has taken its place.
        page.press_button("Check it again").await?;
        page.until("[data-phase=ready] [data-verdict=accepted]").await
    })
    .await
}

#[tokio::test]
async fn a_file_that_changes_while_workers_read_it_is_said() -> Result<()> {
    journey((1280, 800), async |page| {
        let samples = Samples::new()?;
        let bytes = good("transactions", 6 * ROWS)?;
        page.before_each(&slow_reading()).await?;
        page.open("").await?;
        let some_is_read = "/[1-9][0-9,]* records/.test(document.querySelector('main').innerText)";
        page.hold_reading_when(some_is_read).await?;
        let file = samples.file(NAME, &bytes)?;
        page.begin(std::slice::from_ref(&file)).await?;
        page.until_true(some_is_read).await?;
        ensure!(page.attribute("[data-phase]", "data-phase").await?.as_deref() == Some("checking"), "it was too quick");
        std::fs::write(&file, bytes.replace("USD", "EUR"))?;
        page.let_read().await?;
        page.until("[data-phase=failed]").await?;
        let said = page.text("main").await?;
        ensure!(said.contains("was changed, moved or locked"), "{said}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_browser_without_simd_gets_the_plain_program() -> Result<()> {
    journey((1280, 800), async |page| {
        let bytes = faulty()?;
        let samples = Samples::new()?;
        page.before_each("WebAssembly.validate = () => false").await?;
        page.open("").await?;
        let loaded: Vec<String> =
            page.value("return performance.getEntriesByType('resource').map(entry => entry.name)").await?;
        let programs: Vec<_> = loaded.iter().filter(|name| name.contains("_bg.wasm")).collect();
        ensure!(programs.len() == 1 && programs.iter().all(|name| name.contains("plain")), "{loaded:?}");
        page.choose(&[samples.file(NAME, &bytes)?]).await?;
        let report = saved_report(page).await?;
        ensure!(report == natively(&bytes, &report.now, 1000)?.0, "another report");
        Ok(())
    })
    .await
}
