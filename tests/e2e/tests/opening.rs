//! Files are opened, checked and judged.

use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};
use daybreak_e2e::{Ability, FileItem, Page, Samples, broken, good, journey, journey_needing, slow_reading};

const WIDE: (u32, u32) = (1280, 800);

#[tokio::test]
async fn a_day_of_six_good_files_is_accepted() -> Result<()> {
    journey(WIDE, async |page| {
        let samples = Samples::new()?;
        page.open("").await?;
        page.choose(&samples.six(40)?).await?;
        let files = page.files().await?;
        ensure!(files.len() == 6, "{files:?}");
        for file in files {
            ensure!(file.verdict == "accepted" && file.records == "40" && file.errors == "0", "{file:?}");
            ensure!(file.file == format!("2026-11-21_{}_v1.csv", file.kind), "{file:?}");
        }
        let complaints = page.complaints().await?;
        ensure!(complaints.is_empty(), "the browser complains: {complaints:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_broken_file_of_each_kind_is_rejected_for_the_right_rule() -> Result<()> {
    journey(WIDE, async |page| {
        let samples = Samples::new()?;
        page.open("").await?;
        let planted = [
            ("accounts", "status-reason-mismatch"),
            ("balances", "balance-id-source"),
            ("transactions", "duplicate-key"),
            ("non_posted_transactions", "decimals"),
            ("transaction_updates", "field-count"),
            ("cards", "card-dates-order"),
        ];
        for (kind, rule) in planted {
            let file = samples.file(&format!("2026-11-21_{kind}_v1.csv"), broken(kind, 30, &[rule])?)?;
            page.choose(&[file]).await?;
            page.until(&format!("[data-rule='{rule}']")).await?;
            ensure!(page.groups().await? == [(rule.to_owned(), 1)], "{kind}: {:?}", page.groups().await?);
            let file = page.file().await?;
            ensure!(file.verdict == "rejected" && file.kind == kind && file.errors == "1", "{file:?}");
            ensure!(page.text(".verdict__title").await?.contains("reject"), "{}", page.text(".verdict").await?);
            page.click(".files__close").await?;
            page.until("[data-phase=idle]").await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_samples_of_the_page_work() -> Result<()> {
    journey(WIDE, async |page| {
        page.open("").await?;
        page.click("[data-sample=cards-good]").await?;
        page.ready().await?;
        ensure!(page.file().await?.verdict == "accepted", "{:?}", page.file().await?);
        page.click(".files__close").await?;
        page.until("[data-phase=idle]").await?;
        page.click("[data-sample=accounts-broken]").await?;
        page.ready().await?;
        ensure!(page.file().await?.verdict == "rejected", "{:?}", page.file().await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn files_can_be_dropped_and_a_second_drop_adds() -> Result<()> {
    journey(WIDE, async |page| {
        page.open("").await?;
        let (cards, updates) = (good("cards", 5)?, good("transaction_updates", 5)?);
        page.drop(&[("2026-11-21_cards_v1.csv", &cards)]).await?;
        page.ready().await?;
        page.drop(&[("2026-11-21_transaction_updates_v1.csv", &updates)]).await?;
        page.until_true("document.querySelectorAll('[data-file]').length == 2").await?;
        page.ready().await?;
        // The very same file once more is one file, and said.
        let samples = Samples::new()?;
        let file = samples.file("2026-11-21_balances_v1.csv", good("balances", 5)?)?;
        page.choose(std::slice::from_ref(&file)).await?;
        page.choose(&[file]).await?;
        page.until(".notice").await?;
        ensure!(page.text(".notices").await?.contains("open already"), "{}", page.text(".notices").await?);
        ensure!(page.files().await?.len() == 3, "{:?}", page.files().await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_no_partner_file_is_said_in_plain_words() -> Result<()> {
    journey(WIDE, async |page| {
        let samples = Samples::new()?;
        page.open("").await?;
        let odd = [
            ("data.zip", b"PK\x03\x04\x14\0\0\0".as_slice(), "rejected", "zip archive"),
            ("book.xlsx", b"PK\x03\x04[Content_Types].xml".as_slice(), "rejected", "Excel workbook"),
            ("2026-11-21_cards_v1.csv", b"".as_slice(), "rejected", "The file is empty"),
            ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), "rejected", "The file is"),
            ("notes.txt", b"Dear all,\nthe file comes tomorrow.\n".as_slice(), "incomplete", "which kind"),
        ];
        for (name, bytes, verdict, words) in odd {
            page.choose(&[samples.file(name, bytes)?]).await?;
            let file = page.file().await?;
            ensure!(file.verdict == verdict, "{file:?}");
            let said = page.text("main").await?;
            ensure!(said.contains(words), "{name}: {said}");
            page.click(".files__close").await?;
            page.until("[data-phase=idle]").await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_kind_is_found_in_the_header_and_can_be_corrected() -> Result<()> {
    journey(WIDE, async |page| {
        let samples = Samples::new()?;
        page.open("").await?;
        page.choose(&[samples.file("export (3).csv", good("cards", 5)?)?]).await?;
        ensure!(page.file().await?.kind == "cards", "{:?}", page.file().await?);
        page.value::<()>(
            "const select = document.querySelector('#kind'); select.value = 'balances';
             select.dispatchEvent(new Event('change', { bubbles: true }));",
        )
        .await?;
        page.until("[data-kind=balances][data-verdict=rejected]").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_profile_changes_the_verdict_and_can_be_put_away() -> Result<()> {
    journey(WIDE, async |page| {
        let samples = Samples::new()?;
        page.open("").await?;
        page.choose(&[samples.file("2026-11-21_balances_v1.csv", good("balances", 5)?)?]).await?;
        ensure!(page.file().await?.verdict == "accepted");
        page.drop(&[("profile.json", r#"{"profile_version":1,"name":"Credit only","balance_types":["credit"]}"#)])
            .await?;
        page.until("[data-verdict=rejected]").await?;
        ensure!(page.text(".app__side").await?.contains("Credit only"));
        page.press_button("Put it away").await?;
        page.until("[data-verdict=accepted]").await?;
        page.drop(&[("profile.json", r#"{"profile_version":1,"name":"x","currencies":["usd"]}"#)]).await?;
        page.until(".notice").await?;
        ensure!(page.text(".notices").await?.contains("$.currencies"), "{}", page.text(".notices").await?);
        ensure!(page.file().await?.verdict == "accepted", "a profile that cannot be read changes nothing");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_file_that_changes_after_it_was_opened_is_said() -> Result<()> {
    journey(WIDE, async |page| {
        let samples = Samples::new()?;
        page.open("").await?;
        let file = samples.file("2026-11-21_cards_v1.csv", good("cards", 5)?)?;
        page.choose(std::slice::from_ref(&file)).await?;
        page.until("[data-action=sha256]").await?;
        std::fs::write(&file, good("cards", 9)?.replace("crd_", "new_"))?;
        page.tab("Rows").await?;
        page.until("[data-phase=failed]").await?;
        let said = page.text("main").await?;
        ensure!(said.contains("was changed, moved or locked"), "{said}");
        // The list stays at the side, also when nothing in it can be read.
        let at: f64 = page.value("return document.querySelector('.app__side').getBoundingClientRect().left").await?;
        ensure!(at.abs() < 1.0, "the list of files stands at {at}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_check_can_be_cancelled_and_says_that_it_is_incomplete() -> Result<()> {
    journey(WIDE, async |page| {
        let samples = Samples::new()?;
        let file = samples.file("2026-11-21_transactions_v1.csv", good("transactions", 800_000)?)?;
        page.open("").await?;
        page.click_when_there("[data-action=cancel]").await?;
        page.begin(&[file]).await?;
        page.until("[data-phase=ready] [data-file]").await?;
        let file = page.file().await?;
        ensure!(file.verdict == "incomplete", "{file:?}");
        ensure!(page.text("main").await?.contains("the check was stopped"), "{}", page.text("main").await?);
        page.press_button("Check it again").await?;
        page.until("[data-verdict=accepted]").await?;
        Ok(())
    })
    .await
}

/// Stopped late, what was checked until then is there: its counts, its findings and its rows.
#[tokio::test]
async fn a_check_that_is_cancelled_late_shows_what_it_has() -> Result<()> {
    journey(WIDE, async |page| {
        let samples = Samples::new()?;
        let mut bytes = broken("transactions", 30, &["datetime-offset-missing"])?;
        // The rest is good.
        bytes.extend(
            good("transactions", 120_000)?.lines().skip(31).flat_map(|line| [line, "\n"]).collect::<String>().bytes(),
        );
        page.before_each(&slow_reading()).await?;
        page.open("").await?;
        let late = "document.querySelector('[data-phase=checking] progress')?.value > 50";
        page.hold_reading_when(late).await?;
        page.begin(&[samples.file("2026-11-21_transactions_v1.csv", bytes)?]).await?;
        page.until_true(late).await?;
        page.click("[data-action=cancel]").await?;
        page.let_read().await?;
        page.until("[data-phase=ready] [data-file]").await?;
        let file = page.file().await?;
        let records: u64 = file.records.parse()?;
        ensure!(file.verdict == "incomplete" && (1000..120_000).contains(&records), "{file:?}");
        ensure!(page.text("main").await?.contains("the check was stopped"), "{}", page.text("main").await?);
        let groups = page.groups().await?;
        ensure!(groups.contains(&("datetime-offset-missing".to_owned(), 1)), "{groups:?}");
        page.tab("Rows").await?;
        page.until("[data-record='1']").await?;
        page.type_into("#jump", &format!("{}\n", records / 2)).await?;
        page.until(&format!("[data-record='{}']", records / 2)).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_mended_file_takes_the_place_of_the_old_one() -> Result<()> {
    journey(WIDE, async |page| {
        page.open("").await?;
        let name = "2026-11-21_cards_v1.csv";
        let bad = String::from_utf8(broken("cards", 20, &["duplicate-key"])?)?;
        page.drop(&[(name, bad.as_str())]).await?;
        page.until("[data-verdict=rejected]").await?;
        page.drop(&[(name, good("cards", 20)?.as_str())]).await?;
        page.until("[data-verdict=accepted]").await?;
        ensure!(page.file().await?.records == "20", "{:?}", page.files().await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_activity_day_is_typed_and_taken_back() -> Result<()> {
    journey(WIDE, async |page| {
        page.open("").await?;
        page.drop(&[("2026-11-21_cards_v1.csv", good("cards", 20)?.as_str())]).await?;
        page.ready().await?;
        page.tab("Cutoff").await?;
        page.run("document.querySelector('input[type=date]').focus()").await?;
        page.type_day("11", "19", "2026").await?;
        page.until_true("document.querySelector('#panel').innerText.includes('Thursday, November 19, 2026')").await?;
        page.until_true("document.activeElement.matches('input[type=date]')").await?;
        // The records are of another day now.
        page.until("[data-phase=ready] [data-file]:not([data-warnings='0'])").await?;
        page.press_button("own day").await?;
        page.until_true("document.querySelector('#panel').innerText.includes('Friday, November 20, 2026')").await?;
        page.ready().await?;
        ensure!(page.file().await?.warnings == "0", "{:?}", page.file().await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_folder_is_refused_and_what_else_is_dropped_is_taken() -> Result<()> {
    journey_needing(Ability::DropFolders, WIDE, async |page| {
        let samples = Samples::new()?;
        page.open("").await?;
        let file = samples.file("2026-11-21_cards_v1.csv", good("cards", 5)?)?;
        page.drop_paths(&[samples.folder().to_owned()]).await?;
        page.until(".notice").await?;
        ensure!(page.text(".notices").await?.contains("A folder cannot be opened"), "{}", page.text(".notices").await?);
        page.drop_paths(&[samples.folder().to_owned(), file]).await?;
        page.until("[data-verdict=accepted]").await?;
        Ok(())
    })
    .await
}

/// How a file of a test comes to the page.
#[derive(Clone, Copy, Debug)]
enum Way {
    Dropped,
    Chosen,
}

impl Way {
    async fn bring(self, page: &Page, files: &[PathBuf]) -> Result<()> {
        match self {
            Self::Dropped => page.drop_paths(files).await,
            Self::Chosen => page.begin(files).await,
        }
    }
}

const OPEN: &str = "2026-11-21_cards_v1.csv";

/// What the page says of the file that was open before, its first row included.
async fn as_before(page: &Page) -> Result<(FileItem, String)> {
    let item = page.files().await?.into_iter().find(|item| item.file == OPEN).context("the file that was open")?;
    page.click(&format!("[data-file='{OPEN}'] .files__button")).await?;
    page.tab("Rows").await?;
    page.until("[data-record='1']").await?;
    Ok((item, page.text("[data-record='1']").await?))
}

/// Whatever else is brought: what is open stays as it is, and what it is is said.
#[tokio::test]
async fn bad_files_beside_an_open_one_leave_it_as_it_is() -> Result<()> {
    for way in [Way::Dropped, Way::Chosen] {
        journey(WIDE, async |page| {
            let samples = Samples::new()?;
            page.open("").await?;
            let file = samples.file(OPEN, broken("cards", 25, &["card-dates-order"])?)?;
            page.choose(std::slice::from_ref(&file)).await?;
            let before = as_before(page).await?;
            ensure!(before.0.verdict == "rejected" && before.0.records == "25", "{before:?}");

            let odd = [
                ("data.zip", b"PK\x03\x04\x14\0\0\0".as_slice(), "zip archive"),
                ("book.xlsx", b"PK\x03\x04[Content_Types].xml".as_slice(), "Excel workbook"),
                ("2026-11-21_balances_v1.csv", b"".as_slice(), "The file is empty"),
            ];
            for (name, bytes, words) in odd {
                way.bring(page, &[samples.file(name, bytes)?]).await?;
                page.until(&format!("[data-phase=ready] [data-file='{name}'][data-verdict=rejected]")).await?;
                page.click(&format!("[data-file='{name}'] .files__button")).await?;
                page.until_true(&format!("document.querySelector('main').innerText.includes('{words}')")).await?;
                ensure!(as_before(page).await? == before, "{way:?}, {name}: {:?}", page.files().await?);
                page.click(&format!("[data-file='{name}'] .files__close")).await?;
                page.until_true("document.querySelectorAll('[data-file]').length == 1").await?;
            }

            way.bring(page, &vec![samples.file("2026-11-21_accounts_v1.csv", good("accounts", 5)?)?; 300]).await?;
            page.until_true("document.querySelector('.notices').innerText.includes('300 files at once')").await?;
            ensure!(as_before(page).await? == before && page.files().await?.len() == 1, "{way:?}: 300 files");

            way.bring(page, &[file]).await?;
            page.until_true("document.querySelector('.notices').innerText.includes('is open already')").await?;
            ensure!(as_before(page).await? == before && page.files().await?.len() == 1, "{way:?}: the same again");

            // One that changes behind the page's back is of no concern to the other.
            let changes = samples.file("2026-11-21_accounts_v1.csv", good("accounts", 5)?)?;
            way.bring(page, std::slice::from_ref(&changes)).await?;
            page.until("[data-file='2026-11-21_accounts_v1.csv'][data-verdict=accepted]").await?;
            page.click("[data-file='2026-11-21_accounts_v1.csv'] .files__button").await?;
            page.until("[data-action=sha256]").await?;
            std::fs::write(&changes, good("accounts", 9)?.replace("acct_", "new_"))?;
            page.tab("Columns").await?;
            page.until("[data-file='2026-11-21_accounts_v1.csv'][data-verdict=failed]").await?;
            ensure!(as_before(page).await? == before, "{way:?}: one that has changed");
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_folder_beside_an_open_file_leaves_it_as_it_is() -> Result<()> {
    journey_needing(Ability::DropFolders, WIDE, async |page| {
        let samples = Samples::new()?;
        page.open("").await?;
        page.choose(&[samples.file(OPEN, good("cards", 25)?)?]).await?;
        let before = as_before(page).await?;
        page.drop_paths(&[samples.folder().to_owned()]).await?;
        page.until_true("document.querySelector('.notices').innerText.includes('A folder cannot be opened')").await?;
        ensure!(as_before(page).await? == before && page.files().await?.len() == 1, "{:?}", page.files().await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_file_without_rows_says_why() -> Result<()> {
    journey(WIDE, async |page| {
        page.open("").await?;
        page.drop(&[("2026-11-21_cards_v1.csv", "PK\u{3}\u{4}")]).await?;
        page.ready().await?;
        page.tab("Rows").await?;
        page.press_button("Show the findings").await?;
        page.until("#tab-findings[aria-selected=true]").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_first_findings_are_shown_while_the_file_is_read() -> Result<()> {
    journey(WIDE, async |page| {
        let samples = Samples::new()?;
        let bytes = broken("transactions", 800_000, &["value-required"])?;
        page.open("").await?;
        page.begin(&[samples.file("2026-11-21_transactions_v1.csv", bytes)?]).await?;
        page.until("[data-phase=checking] .findings__first li").await?;
        let first = page.text(".findings__first").await?;
        ensure!(first.contains("column amount: The cell is empty"), "{first}");
        let aloud = page.text("#announcer").await?;
        ensure!(aloud.starts_with("Checking 2026-11-21_transactions_v1.csv"), "{aloud}");
        page.ready().await?;
        page.until_true("document.querySelector('#announcer').innerText.includes('Would be rejected')").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn closing_the_last_file_leads_back_to_the_start() -> Result<()> {
    journey(WIDE, async |page| {
        page.open("").await?;
        page.drop(&[("2026-11-21_cards_v1.csv", &good("cards", 5)?)]).await?;
        page.ready().await?;
        page.until("[data-action=sha256]").await?;
        page.click(".files__close").await?;
        page.until("[data-phase=idle] .dropzone").await?;
        ensure!(page.focused_id().await? == "main", "the focus is lost: {}", page.focused_id().await?);
        Ok(())
    })
    .await
}
