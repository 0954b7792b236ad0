//! Whatever is brought beside an open file leaves that as it is.

use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};
use daybreak_e2e::{Ability, FileItem, Page, Samples, broken, good, journey, journey_needing};

const WIDE: (u32, u32) = (1280, 800);

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
            page.until_true("document.querySelector('.notices').innerText.includes('is already open')").await?;
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
