//! Files are opened and judged.

use anyhow::{Result, ensure};
use daybreak_e2e::{Ability, Samples, broken, good, journey, journey_needing};

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
        ensure!(page.text(".notices").await?.contains("already open"), "{}", page.text(".notices").await?);
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
        page.press_button("Remove").await?;
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

#[tokio::test]
async fn a_file_without_rows_says_why() -> Result<()> {
    journey(WIDE, async |page| {
        page.open("").await?;
        page.drop(&[("2026-11-21_cards_v1.csv", "PK\u{3}\u{4}")]).await?;
        page.ready().await?;
        page.tab("Rows").await?;
        page.until_true("document.querySelector('#panel')?.innerText.includes('Show the findings')").await?;
        page.press_button("Show the findings").await?;
        page.until("#tab-findings[aria-selected=true]").await?;
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
