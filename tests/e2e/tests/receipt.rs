//! A receipt is saved and held against files; two checks are held against each other.

use anyhow::{Context as _, Result, ensure};
use daybreak_e2e::{Page, Samples, broken, good, journey, whole_days};
use daybreak_engine::sample::SampleFile;
use daybreak_engine::set::{SetCheck, SetFile};
use daybreak_engine::{Outcome, Settings, check_pieces};
use daybreak_report::receipt::{ReceiptFile, Stated};
use daybreak_report::{Receipt, Report, Values, csv, file_report, json, set_report};
use sha2::{Digest as _, Sha256};
use thirtyfour::Key;

const ACCOUNTS: &str = "2026-11-21_accounts_v1.csv";
const CARDS: &str = "2026-11-21_cards_v1.csv";

/// What the command line reports of a file.
fn natively(name: &str, bytes: &[u8], now: &str) -> Result<Report> {
    let settings = Settings::new(now.parse().ok().context("a moment")?);
    let outcome = check_pieces(name, [bytes], &settings);
    let day = outcome.activity_day;
    Ok(Report::new(&settings, None, false, day, vec![file_report(&outcome, &checksum(bytes), Values::Masked)]))
}

async fn saved_receipt(page: &Page) -> Result<String> {
    // Of a day there is none before its files are checked together.
    page.until("[data-action=export]").await?;
    page.click("[data-action=export]").await?;
    page.click("[data-export=receipt]").await?;
    page.download("-receipt.json").await
}

/// What became of each file of the receipt shown.
async fn held(page: &Page) -> Result<Vec<(String, String)>> {
    page.value("return [...document.querySelectorAll('[data-held]')].map(row => [row.dataset.name, row.dataset.held])")
        .await
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, state)| ((*name).to_owned(), (*state).to_owned())).collect()
}

#[tokio::test]
async fn a_receipt_is_that_of_the_command_line_and_is_verified_here() -> Result<()> {
    journey((1280, 800), async |page| {
        let bytes = broken("accounts", 200, &["value-required", "reserved-prefix"])?;
        let samples = Samples::new()?;
        let file = samples.file(ACCOUNTS, &bytes)?;
        page.open("").await?;
        page.choose(&[file]).await?;
        let saved = saved_receipt(page).await?;
        let receipt = Receipt::read(&saved).map_err(anyhow::Error::msg)?;
        let expected =
            Receipt::new(&natively(ACCOUNTS, &bytes, &receipt.checked_at)?, Vec::new(), Stated::default()).render();
        ensure!(saved == expected, "{saved}\n{expected}");
        ensure!(!saved.contains("cust_00000001"), "a value of the file is in the receipt");

        // On a fresh page nothing is open yet; the files come afterwards.
        page.reload().await?;
        page.drop(&[("receipt.json", &saved)]).await?;
        page.until("[data-held=missing]").await?;
        ensure!(page.text("#answer").await?.contains("Open the file"), "{}", page.text("#answer").await?);
        page.choose(&[samples.folder().join(ACCOUNTS)]).await?;
        page.until("[data-held=same]").await?;
        ensure!(page.text("#answer").await?.contains("byte for byte"), "{}", page.text("#answer").await?);
        let same: Vec<String> =
            page.value("return [...document.querySelectorAll('[data-made]')].map(row => row.dataset.same)").await?;
        ensure!(same == ["true", "true", "true"], "{same:?}");
        page.look("receipt").await
    })
    .await
}

fn checksum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

/// What the command line reports of files that are given together; of those that `previous` names nothing is told.
fn natively_together(files: &[SampleFile], previous: impl Fn(&SampleFile) -> bool, now: &str) -> Result<Report> {
    let settings = Settings::new(now.parse().ok().context("a moment")?);
    let outcomes: Vec<Outcome> =
        files.iter().map(|file| check_pieces(&file.name, [file.bytes.as_slice()], &settings)).collect();
    let of_set = files.iter().zip(&outcomes).map(|(file, outcome)| {
        let of_set = SetFile::new(outcome);
        if previous(file) { of_set.as_previous() } else { of_set }
    });
    let mut check = SetCheck::new(of_set.collect(), &settings);
    while let Some(index) = check.next_file() {
        check.push(&files.get(index).context("a file")?.bytes);
        check.end_file();
    }
    let heading = |given: usize| outcomes.get(given).map(Outcome::heading);
    let set = set_report(&check.finish(), &settings, Values::Masked, heading);
    let own = || files.iter().zip(&outcomes).filter(|(file, _)| !previous(file));
    let reports = own().map(|(file, outcome)| file_report(outcome, &checksum(&file.bytes), Values::Masked));
    let day = own().filter_map(|(_, outcome)| outcome.activity_day).max();
    Ok(Report::new(&settings, None, false, day, reports.collect()).with_set(set))
}

/// Two days with faults, by name.
fn two_days(rules: &[&str]) -> Result<Vec<SampleFile>> {
    let mut files = whole_days(2, 40, rules)?;
    files.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(files)
}

fn is_before(file: &SampleFile) -> bool {
    file.name.starts_with("2026-11-20")
}

#[tokio::test]
async fn a_day_has_the_receipt_and_report_of_the_command_line() -> Result<()> {
    journey((1280, 800), async |page| {
        let samples = Samples::new()?;
        let files = two_days(&["balance-roll-forward", "reference-missing"])?;
        let paths = files.iter().map(|file| samples.file(&file.name, &file.bytes)).collect::<Result<Vec<_>>>()?;
        page.open("").await?;
        page.choose(&paths).await?;
        page.until("[data-set=ready] [data-shown-day='2026-11-20'] [data-action=export]").await?;
        let saved = saved_receipt(page).await?;
        let receipt = Receipt::read(&saved).map_err(anyhow::Error::msg)?;
        let expected = natively_together(&files, is_before, &receipt.checked_at)?;
        ensure!(expected.set.counts.error > 0, "something is found between the files");
        let compared = files.iter().filter(|file| is_before(file)).map(|file| ReceiptFile {
            name: file.name.clone(),
            sha256: checksum(&file.bytes),
            bytes: file.bytes.len() as u64,
        });
        ensure!((receipt.files.len(), receipt.compared_with.len()) == (6, 6), "{saved}");
        ensure!(saved == Receipt::new(&expected, compared.collect(), Stated::default()).render(), "{saved}");

        page.click("[data-action=export]").await?;
        ensure!(page.text("[data-export=about]").await?.contains("November 20, 2026, compared with the other days"));
        page.click("[data-export=json]").await?;
        let report: Report = serde_json::from_str(&page.download("-report.json").await?)?;
        let natively = natively_together(&files, is_before, &report.now)?;
        ensure!(report == natively, "another report:\n{report:#?}");
        page.click("[data-action=export]").await?;
        page.click("[data-export=csv]").await?;
        let saved_csv = page.download("-report.csv").await?;
        ensure!(saved_csv == csv::render(&natively), "{saved_csv}");

        // The day that it was compared with is held against it, too, but need not be there.
        page.drop(&[("receipt.json", &saved)]).await?;
        page.until_true("document.querySelectorAll('[data-held=same]').length == 12").await?;
        ensure!(page.text("#answer").await?.contains("All 12 files are those"), "{}", page.text("#answer").await?);
        page.reload().await?;
        page.choose(paths.get(6..).context("today's files")?).await?;
        page.drop(&[("receipt.json", &saved)]).await?;
        page.until_true("document.querySelectorAll('[data-held=same]').length == 6").await?;
        ensure!(page.text("#answer").await?.contains("All 6 files are those"), "{}", page.text("#answer").await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn all_open_files_have_the_receipt_and_report_of_the_command_line() -> Result<()> {
    journey((1280, 800), async |page| {
        let samples = Samples::new()?;
        let files = two_days(&["transaction-resent"])?;
        let paths = files.iter().map(|file| samples.file(&file.name, &file.bytes)).collect::<Result<Vec<_>>>()?;
        page.open("").await?;
        page.choose(&paths).await?;
        page.until("[data-set=ready] [data-action=export]").await?;
        page.click("[data-action=export]").await?;
        page.click("[data-export=all]").await?;
        page.click("[data-export=receipt]").await?;
        let saved = page.download("-receipt.json").await?;
        let receipt = Receipt::read(&saved).map_err(anyhow::Error::msg)?;
        let expected = natively_together(&files, |_| false, &receipt.checked_at)?;
        ensure!(saved == Receipt::new(&expected, Vec::new(), Stated::default()).render(), "{saved}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_altered_and_a_missing_file_and_another_program_are_noticed() -> Result<()> {
    journey((1280, 800), async |page| {
        let (accounts, cards) = (good("accounts", 60)?, good("cards", 60)?);
        page.open("").await?;
        page.drop(&[(ACCOUNTS, &accounts), (CARDS, &cards)]).await?;
        page.ready().await?;
        let saved = saved_receipt(page).await?;
        page.drop(&[("receipt.json", &saved)]).await?;
        page.until_true("document.querySelectorAll('[data-held=same]').length == 2").await?;

        // One record less is another file.
        let altered: String = accounts.split_inclusive('\n').take(60).collect();
        page.drop(&[(ACCOUNTS, &altered)]).await?;
        page.until("[data-held=differs]").await?;
        ensure!(held(page).await? == pairs(&[(ACCOUNTS, "differs"), (CARDS, "same")]), "{:?}", held(page).await?);
        ensure!(page.text("#answer").await?.contains("1 of 2 the same; 1 file differs"));

        page.drop(&[("2026-11-21_balances_v1.csv", &good("balances", 20)?)]).await?;
        page.until("[data-held=extra]").await?;
        page.run(&format!("document.querySelector('[data-file=\"{CARDS}\"] .files__close').click()")).await?;
        page.until("[data-held=missing]").await?;

        let other = saved.replace("\"engine_version\": \"", "\"engine_version\": \"9.");
        page.drop(&[("receipt.json", &other)]).await?;
        page.until("[data-made=Engine][data-same=false]").await?;
        page.click("[data-action=put-away]").await?;
        page.until_gone("[data-made]").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_no_receipt_is_told() -> Result<()> {
    journey((1280, 800), async |page| {
        page.open("").await?;
        page.drop(&[("receipt.json", "{\"receipt_version\": 1}")]).await?;
        page.until_true("document.querySelector('.notices').innerText.includes('this is not a receipt')").await?;
        page.drop(&[("next.json", "{\"receipt_version\": 2, \"files\": []}")]).await?;
        page.until_true("document.querySelector('.notices').innerText.includes('next.json could not be read')").await?;
        Ok(())
    })
    .await
}

/// How often each rule fired before and after, and what is said of it.
async fn changes(page: &Page) -> Result<Vec<(String, String, String, String)>> {
    page.value(
        "return [...document.querySelectorAll('[data-change]')].map(row => \
         [row.dataset.of, row.dataset.change, row.dataset.before, row.dataset.after]).sort()",
    )
    .await
}

fn change(of: &str, word: &str, before: &str, after: &str) -> (String, String, String, String) {
    (of.to_owned(), word.to_owned(), before.to_owned(), after.to_owned())
}

#[tokio::test]
async fn a_mended_file_is_compared_with_its_check_before() -> Result<()> {
    journey((1280, 800), async |page| {
        let text = |rules: &[&str]| -> Result<String> { Ok(String::from_utf8(broken("accounts", 200, rules)?)?) };
        page.open("").await?;
        page.drop(&[(ACCOUNTS, &text(&["value-required", "reserved-prefix"])?)]).await?;
        page.ready().await?;
        ensure!(page.text("[data-since]").await?.is_empty(), "there was no check before");
        page.drop(&[(ACCOUNTS, &text(&["reserved-prefix", "surrounding-space"])?)]).await?;
        page.until("[data-since]").await?;
        ensure!(page.text("[data-since]").await?.contains("1 new, 1 fixed, 1 the same"));
        page.click("[data-action=since]").await?;
        page.until("[data-change]").await?;
        let expected = [
            change("reserved-prefix", "same", "1", "1"),
            change("surrounding-space", "new", "0", "1"),
            change("value-required", "fixed", "1", "0"),
        ];
        ensure!(changes(page).await? == expected, "{:?}", changes(page).await?);
        page.press_button("Swap").await?;
        page.until("[data-of='surrounding-space'][data-change=fixed]").await?;
        page.look("compare").await?;
        // The address leads back to the file, and to the comparison again.
        page.run("history.back()").await?;
        page.until("#verdict").await?;
        page.run("history.forward()").await?;
        page.until("[data-change]").await?;
        Ok(())
    })
    .await
}

/// A colleague who checks the same files must say the same to come to the same.
#[tokio::test]
async fn a_total_stated_by_hand_stands_in_the_receipt_and_is_held_against_it() -> Result<()> {
    journey((1280, 800), async |page| {
        let files = two_days(&[])?;
        let texts = files.iter().map(|file| Ok((file.name.as_str(), std::str::from_utf8(&file.bytes)?)));
        let texts: Vec<(&str, &str)> = texts.collect::<Result<_>>()?;
        page.open("").await?;
        page.drop(&texts).await?;
        page.until("[data-set=ready] [data-shown-day='2026-11-20']").await?;
        page.day_view("money").await?;
        page.type_into("#fbo-USD", "1000.00").await?;
        page.keys(Key::Enter).await?;
        page.day_verdict("2026-11-20", "rejected").await?;
        let saved = saved_receipt(page).await?;
        let receipt = Receipt::read(&saved).map_err(anyhow::Error::msg)?;
        let totals = receipt.stated.totals.iter().map(|total| (total.activity_day.as_str(), total.amount.as_str()));
        ensure!(totals.eq([("2026-11-20", "1000.00")]), "{saved}");

        let is_said_to_be = |same| format!("[data-made*='account at the bank'][data-same={same}]");
        page.drop(&[("receipt.json", &saved)]).await?;
        page.until(&is_said_to_be("true")).await?;
        // Here nothing is stated yet. The address still leads to the receipt.
        page.reload().await?;
        page.drop(&texts).await?;
        page.until("[data-set=ready]").await?;
        page.drop(&[("receipt.json", &saved)]).await?;
        page.until(&is_said_to_be("false")).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_report_beside_its_file_and_another_day_are_compared() -> Result<()> {
    journey((360, 740), async |page| {
        let before = broken("cards", 100, &["value-not-allowed"])?;
        let report = json::render(&natively(CARDS, &before, "2026-11-22T12:00:00Z")?);
        page.open("").await?;
        page.drop(&[(CARDS, &good("cards", 100)?), ("report.json", &report)]).await?;
        page.until("[data-change=fixed]").await?;
        ensure!(page.text("#answer").await?.contains("0 new, 1 fixed, 0 the same"), "{}", page.text("#answer").await?);
        ensure!(page.text("#compare-before option:checked").await?.contains("report.json"));
        let overflow: i64 =
            page.value("return document.documentElement.scrollWidth - document.documentElement.clientWidth").await?;
        ensure!(overflow <= 0, "{overflow} pixels too wide");

        // Another day's file can be chosen instead.
        page.drop(&[("2026-11-20_cards_v1.csv", std::str::from_utf8(&before)?)]).await?;
        page.ready().await?;
        page.until_true("[...document.querySelectorAll('#compare-before option')].some(option => option.innerText.includes('2026-11-20_cards'))").await?;
        page.run(
            "const select = document.querySelector('#compare-before');
             select.value = [...select.options].find(option => option.innerText.includes('2026-11-20_cards')).value;
             select.dispatchEvent(new Event('change', { bubbles: true }));",
        )
        .await?;
        page.until_true("document.querySelector('.compare__checks').innerText.includes('2026-11-20_cards')").await?;
        Ok(())
    })
    .await
}
