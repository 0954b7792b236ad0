//! Files that make days: which they are, which of them is missing, and what they come to together.

use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};
use daybreak_e2e::{Page, Samples, TODAY, YESTERDAY, journey, whole_days};
use daybreak_engine::sample::SampleSet;
use thirtyfour::Key;

const WIDE: (u32, u32) = (1280, 800);

/// Chooses in a list, as a user does.
async fn choose_in(page: &Page, css: &str, value: &str) -> Result<()> {
    page.run(&format!(
        "const select = document.querySelector({css:?}); select.value = {value:?};
         select.dispatchEvent(new Event('change', {{ bubbles: true }}));"
    ))
    .await
}

#[tokio::test]
async fn six_files_are_a_day_and_the_day_before_is_added() -> Result<()> {
    journey(WIDE, async |page| {
        let samples = Samples::new()?;
        let files = whole_days(2, 40, &[])?;
        page.open("").await?;
        page.begin(&samples.of_day(&files, TODAY)?).await?;
        page.day_verdict(TODAY, "accepted").await?;
        page.until(&format!("[data-shown-day='{TODAY}']")).await?;
        let there = "document.querySelectorAll('[data-slot][data-state=there], [data-slot][data-state=empty]').length";
        ensure!(page.value::<u32>(&format!("return {there}")).await? == 6, "{}", page.text("#panel").await?);
        ensure!(
            page.text("#panel").await?.contains("Add the files of the day before"),
            "{}",
            page.text("#panel").await?
        );
        page.day_view("money").await?;
        ensure!(
            page.text("#panel").await?.contains("the Balances of the day before are not here"),
            "{}",
            page.text("#panel").await?
        );

        page.begin(&samples.of_day(&files, YESTERDAY)?).await?;
        page.day_verdict(YESTERDAY, "accepted").await?;
        page.day_verdict(TODAY, "accepted").await?;
        ensure!(page.files().await?.len() == 12, "a second drop adds: {:?}", page.files().await?);
        // The day that is looked at stays.
        page.until(&format!("[data-shown-day='{TODAY}']")).await?;
        page.until("[data-book=deposit][data-off='0'] [data-step=sum]").await?;
        ensure!(page.text("#panel").await?.contains("as expected"), "{}", page.text("#panel").await?);
        let complaints = page.complaints().await?;
        ensure!(complaints.is_empty(), "the browser complains: {complaints:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn files_are_moved_replaced_and_removed() -> Result<()> {
    journey(WIDE, async |page| {
        let samples = Samples::new()?;
        let files = whole_days(2, 30, &[])?;
        page.open("").await?;
        let all: Vec<PathBuf> =
            samples.of_day(&files, TODAY)?.into_iter().chain(samples.of_day(&files, YESTERDAY)?).collect();
        page.begin(&all).await?;
        page.day_verdict(TODAY, "accepted").await?;
        let cards = "2026-11-21_cards_v1.csv";

        // Moved to the day before, it is the second one of its kind there, and missing here.
        choose_in(page, &format!("[data-in-day='{cards}'] [data-action=move]"), YESTERDAY).await?;
        page.until("[data-set=ready] [data-slot=cards][data-state=missing]").await?;
        ensure!(page.focused_id().await? == "day-verdict", "the focus is lost: {}", page.focused_id().await?);
        page.day_verdict(TODAY, "incomplete").await?;
        page.day_verdict(YESTERDAY, "rejected").await?;
        page.click(&format!("[data-day='{YESTERDAY}']")).await?;
        page.until("[data-slot=cards][data-state=twice]").await?;
        choose_in(page, &format!("[data-in-day='{cards}'] [data-action=move]"), TODAY).await?;
        page.day_verdict(YESTERDAY, "accepted").await?;
        page.day_verdict(TODAY, "accepted").await?;

        // By keys it goes nowhere on the way; Enter moves it, and so does leaving the list.
        page.click(&format!("[data-day='{TODAY}']")).await?;
        for (last, day) in [("'Enter'", YESTERDAY), ("''", TODAY)] {
            page.until(&format!("[data-set=ready] [data-in-day='{cards}'] [data-action=move]")).await?;
            page.run(&format!(
                "const select = document.querySelector(\"[data-in-day='{cards}'] [data-action=move]\"); select.focus();
                 const key = key => select.dispatchEvent(new KeyboardEvent('keydown', {{ key, bubbles: true }}));
                 globalThis.last = () => {last} ? key({last}) : select.blur();
                 for (const {{ value }} of [...select.options, {{ value: '{day}' }}]) {{
                     key('ArrowDown'); select.value = value;
                     select.dispatchEvent(new Event('change', {{ bubbles: true }}));
                 }}"
            ))
            .await?;
            page.until("[data-set=ready]").await?;
            ensure!(
                page.value::<bool>(&format!("return !!document.querySelector(\"[data-in-day='{cards}']\")")).await?
            );
            page.run("last()").await?;
            page.until_gone("[data-set=checking]").await?;
            page.click(&format!("[data-day='{day}']")).await?;
            page.until(&format!("[data-shown-day='{day}']")).await?;
        }
        page.day_verdict(YESTERDAY, "accepted").await?;
        page.day_verdict(TODAY, "accepted").await?;

        // A higher version beside the first takes its place; nothing is discarded.
        page.click(&format!("[data-day='{TODAY}']")).await?;
        let content = std::fs::read(samples.folder().join(cards))?;
        page.begin(&[samples.file("2026-11-21_cards_v2.csv", &content)?]).await?;
        page.until("[data-set=ready] [data-slot=cards][data-state=twice]").await?;
        ensure!(
            page.text("[data-slot=cards]").await?.contains("replaced by 2026-11-21_cards_v2.csv"),
            "{}",
            page.text("[data-slot=cards]").await?
        );
        page.day_verdict(TODAY, "accepted").await?;
        ensure!(page.files().await?.len() == 13);

        // Replaced, the first one is gone. The system's chooser cannot be driven; what it hands over can.
        page.run("HTMLInputElement.prototype.click = () => {}").await?;
        page.click("[data-in-day='2026-11-21_cards_v2.csv'] [data-action=replace]").await?;
        page.begin(&[samples.file("2026-11-21_cards_v3.csv", &content)?]).await?;
        page.until("[data-set=ready] [data-in-day='2026-11-21_cards_v3.csv']").await?;
        page.until_gone("[data-in-day='2026-11-21_cards_v2.csv']").await?;
        ensure!(page.files().await?.len() == 13, "{:?}", page.files().await?);

        // Removed, the first version counts again; removed too, it is missing.
        page.click("[data-in-day='2026-11-21_cards_v3.csv'] [data-action=remove]").await?;
        page.until("[data-set=ready] [data-slot=cards]:not([data-state=twice])").await?;
        page.click(&format!("[data-in-day='{cards}'] [data-action=remove]")).await?;
        page.until("[data-set=ready] [data-slot=cards][data-state=missing]").await?;
        page.day_verdict(TODAY, "incomplete").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_missing_file_is_told_with_when_it_is_due() -> Result<()> {
    journey(WIDE, async |page| {
        let samples = Samples::new()?;
        let files = whole_days(2, 30, &["set-file-missing"])?;
        let all: Vec<PathBuf> =
            files.iter().map(|file| samples.file(&file.name, &file.bytes)).collect::<Result<_>>()?;
        page.open("").await?;
        page.begin(&all).await?;
        page.day_verdict(TODAY, "incomplete").await?;
        page.until("[data-slot=transaction_updates][data-state=missing]").await?;
        page.day_view("due").await?;
        page.until("[data-still-missing='1']").await?;
        let said = page.text("#panel").await?;
        ensure!(
            said.contains("Transaction Updates is missing") && said.contains("Monday, November 23, 2026"),
            "{said}"
        );
        // The panel speaks for the set: nobody is told to send what is not complete.
        let now = page.text("[data-sending=bad]").await?;
        ensure!(now.contains("Transaction Updates is missing") || now.contains("is not over yet"), "{now}");
        ensure!(!now.contains("Send them"), "{now}");
        // An unreadable parent makes the day incomplete, never an orphan for each row.
        page.begin(&[samples.file("2026-11-21_balances_v2.csv", "")?]).await?;
        page.until("[data-set=ready] [data-file='2026-11-21_balances_v2.csv'][data-verdict=rejected]").await?;
        page.day_view("together").await?;
        let rules: Vec<String> = page.groups().await?.into_iter().map(|(rule, _)| rule).collect();
        ensure!(!rules.iter().any(|rule| rule == "reference-missing"), "{rules:?}");
        ensure!(page.text(".verdict").await?.contains("it has not even a header"), "{}", page.text(".verdict").await?);
        Ok(())
    })
    .await
}

/// What stands in the place of each kind.
async fn states(page: &Page) -> Result<Vec<(String, String)>> {
    page.value(
        "return [...document.querySelectorAll('[data-slot]')].map(slot => [slot.dataset.slot, slot.dataset.state])",
    )
    .await
}

#[tokio::test]
async fn the_map_tells_what_is_empty_and_what_the_profile_makes_due() -> Result<()> {
    journey(WIDE, async |page| {
        let samples = Samples::new()?;
        let files = whole_days(1, 30, &[])?;
        let has_none = |name: &str| ["non_posted", "updates", "cards"].iter().any(|kind| name.contains(kind));
        for file in files.iter().filter(|file| !has_none(&file.name)) {
            samples.file(&file.name, &file.bytes)?;
        }
        let path = |kind: &str| samples.folder().join(format!("2026-11-21_{kind}_v1.csv"));
        page.open("").await?;
        page.begin(&["accounts", "balances", "transactions"].map(path)).await?;
        page.together().await?;
        let named = |states: [(&str, &str); 6]| states.map(|(kind, state)| (kind.to_owned(), state.to_owned()));
        let there = [("accounts", "there"), ("balances", "there"), ("transactions", "there")];
        let all = |rest: [(&str, &str); 3]| named([there[0], there[1], there[2], rest[0], rest[1], rest[2]]);
        let due = [("non_posted_transactions", "missing"), ("transaction_updates", "missing"), ("cards", "missing")];
        ensure!(states(page).await? == all(due), "{:?}", states(page).await?);

        // A program with credit balances alone sends fewer files.
        let profile = r#"{ "profile_version": 1, "name": "Credit", "balance_types": ["credit"], "bins": ["440393"] }"#;
        page.drop(&[("profile.json", profile)]).await?;
        page.until("[data-set=ready] [data-slot=transaction_updates][data-state=not-due]").await?;
        let due = [("non_posted_transactions", "not-due"), ("transaction_updates", "not-due"), ("cards", "missing")];
        ensure!(states(page).await? == all(due), "{:?}", states(page).await?);

        // With its header alone a file says that there is nothing.
        let header = daybreak_e2e::good("cards", 0)?;
        page.drop(&[("2026-11-21_cards_v1.csv", &header)]).await?;
        page.until("[data-set=ready] [data-slot=cards][data-state=empty]").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_mended_day_is_compared_with_its_check_before() -> Result<()> {
    journey(WIDE, async |page| {
        let samples = Samples::new()?;
        let files = whole_days(2, 40, &["transaction-resent"])?;
        let paths = files.iter().map(|file| samples.file(&file.name, &file.bytes)).collect::<Result<Vec<_>>>()?;
        page.open("").await?;
        page.begin(&paths).await?;
        page.day_verdict(TODAY, "rejected").await?;
        // The last transaction of the day is the one that was sent before.
        let name = "2026-11-21_transactions_v1.csv";
        let text = std::fs::read_to_string(samples.folder().join(name))?;
        let (mended, _) = text.trim_end().rsplit_once('\n').context("several lines")?;
        page.drop(&[(name, &format!("{mended}\n"))]).await?;
        page.day_verdict(TODAY, "accepted").await?;
        page.until("[data-set=ready] [data-action=compare]").await?;
        page.click("[data-action=compare]").await?;
        page.until("[data-of=transaction-resent][data-change=fixed]").await?;
        ensure!(page.text("#answer").await?.contains("0 new, 1 fixed"), "{}", page.text("#answer").await?);
        let before = page.text("#compare-before option:checked").await?;
        ensure!(before.contains(&format!("the files of {TODAY}, checked")), "{before}");
        let after = page.text("#compare-after option:checked").await?;
        ensure!(after.trim() == TODAY, "{after}");
        page.press_button("Back to the day").await?;
        page.until(&format!("[data-shown-day='{TODAY}']")).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_check_of_the_files_together_can_be_cancelled() -> Result<()> {
    journey(WIDE, async |page| {
        let samples = Samples::new()?;
        let mut set = SampleSet::new(2, 120_000, 1);
        let mut files = Vec::new();
        loop {
            for kind in daybreak_schema::KINDS {
                files.push(samples.file(&set.file_name(kind), set.lines(kind).collect::<String>())?);
            }
            if !set.advance() {
                break;
            }
        }
        page.open("").await?;
        page.click_when_there("[data-set=checking] [data-action=cancel-set]").await?;
        page.begin(&files).await?;
        page.until("[data-set=ready] [data-action=again-set]").await?;
        ensure!(page.text(".verdict").await?.contains("the check was stopped"), "{}", page.text(".verdict").await?);
        page.until(&format!("[data-day='{TODAY}']:not([data-day-verdict=accepted])")).await?;
        page.click("[data-action=again-set]").await?;
        page.day_verdict(TODAY, "accepted").await?;
        Ok(())
    })
    .await
}

/// Two files stand alone on their days, and the last day lacks their kinds. They are its own only until the user says that
/// they are not, here once with the mouse and once by the keyboard.
#[tokio::test]
async fn a_stray_file_counts_on_its_own_day_once_the_user_says_so() -> Result<()> {
    const FIRST: &str = "2026-11-18";
    const NON_POSTED: &str = "2026-11-19_non_posted_transactions_v1.csv";
    const UPDATES: &str = "2026-11-20_transaction_updates_v1.csv";
    journey(WIDE, async |page| {
        let samples = Samples::new()?;
        let is_brought = |name: &str| match name.split_once('_') {
            Some(("2026-11-21", kind)) => !kind.contains("updates") && !kind.contains("non_posted"),
            _ => [NON_POSTED, UPDATES].contains(&name),
        };
        let files = whole_days(3, 30, &[])?;
        let files = files.iter().filter(|file| is_brought(&file.name));
        let paths = files.map(|file| samples.file(&file.name, &file.bytes)).collect::<Result<Vec<_>>>()?;
        page.open("").await?;
        page.begin(&paths).await?;
        page.day_verdict(TODAY, "incomplete").await?;
        let strays = "document.querySelectorAll('[data-action=move-here]').length";
        ensure!(page.value::<u32>(&format!("return {strays}")).await? == 2, "{}", page.text("#panel").await?);
        ensure!(across(page).await? == [("set-dates-differ".to_owned(), 2)], "{:?}", across(page).await?);

        let alone = "the day has this file only";
        for (day, kind, name) in
            [(YESTERDAY, "transaction_updates", UPDATES), (FIRST, "non_posted_transactions", NON_POSTED)]
        {
            page.click(&format!("[data-day='{day}']")).await?;
            page.until(&format!("[data-slot={kind}][data-state=there] [data-in-day='{name}'] [data-action=stay]"))
                .await?;
            let said = page.text(&format!("[data-in-day='{name}']")).await?;
            ensure!(said.contains(&format!("its kind is missing on {TODAY}: it does not count yet")), "{said}");
            ensure!(!page.text(".verdict").await?.contains(alone), "{}", page.text(".verdict").await?);
            if day == YESTERDAY {
                page.click("[data-action=stay]").await?;
            } else {
                page.tab_to("It belongs to this day").await?;
                page.keys(Key::Enter).await?;
            }
            page.until("[data-set=ready] #panel:not(:has([data-action=stay]))").await?;
            ensure!(page.focused_id().await? == "day-verdict", "the focus is lost: {}", page.focused_id().await?);
            page.until(&format!("[data-shown-day='{day}']")).await?;
            page.until(&format!("[data-slot={kind}][data-state=there] [data-in-day='{name}']")).await?;
            let said = page.text(&format!("[data-in-day='{name}']")).await?;
            ensure!(!said.contains("does not count"), "{said}");
            // It counts, and is all that there is of its day.
            let verdict = page.text(".verdict").await?;
            ensure!(verdict.contains(alone), "{verdict}");
        }

        // The last day lacks two files, and nobody else's are taken for them.
        page.click(&format!("[data-day='{TODAY}']")).await?;
        page.until(&format!("[data-shown-day='{TODAY}']")).await?;
        page.day_verdict(TODAY, "incomplete").await?;
        page.until_true(&format!("{strays} == 0")).await?;
        ensure!(across(page).await? == [("set-file-missing".to_owned(), 2)], "{:?}", across(page).await?);
        ensure!(page.text(".verdict").await?.contains("2 files missing"), "{}", page.text(".verdict").await?);
        Ok(())
    })
    .await
}

/// What is found about the files of the day that is shown as a set; its map is shown again afterwards.
async fn across(page: &Page) -> Result<Vec<(String, u64)>> {
    page.day_view("together").await?;
    let groups = page.groups().await?;
    page.day_view("files").await?;
    Ok(groups.into_iter().filter(|(rule, _)| rule.starts_with("set-")).collect())
}
