//! Files that make days: checked together, against the day before, with the money that must add up.

use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};
use daybreak_e2e::{Page, Samples, journey};
use daybreak_engine::sample::{SampleFile, SampleSet, set_with_defects};
use thirtyfour::Key;

const WIDE: (u32, u32) = (1280, 800);
const NARROW: (u32, u32) = (360, 740);

const TODAY: &str = "2026-11-20";
const YESTERDAY: &str = "2026-11-19";

/// Whole days in files, the first one first, with these rules broken.
fn days(count: usize, accounts: u64, broken: &[&str]) -> Result<Vec<SampleFile>> {
    let rules: Vec<_> =
        broken.iter().map(|name| daybreak_engine::rule(name).context("a rule")).collect::<Result<_>>()?;
    set_with_defects(count, accounts, 1, &rules).map_err(|why| anyhow::anyhow!("{why:?}"))
}

fn of_day(samples: &Samples, files: &[SampleFile], day: &str) -> Result<Vec<PathBuf>> {
    let of_day = files.iter().filter(|file| file.activity_day.to_string() == day);
    of_day.map(|file| samples.file(&file.name, &file.bytes)).collect()
}

/// Waits until the files have been checked, each by itself and together.
async fn together(page: &Page) -> Result<()> {
    page.until("[data-phase=ready][data-set=ready]").await
}

/// Waits for the verdict on a day.
async fn verdict(page: &Page, day: &str, verdict: &str) -> Result<()> {
    page.until(&format!("[data-set=ready] [data-day='{day}'][data-day-verdict={verdict}]")).await
}

async fn view(page: &Page, token: &str) -> Result<()> {
    page.click(&format!("#day-tab-{token}")).await?;
    page.until(&format!("#day-tab-{token}[aria-selected=true]")).await
}

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
        let files = days(2, 40, &[])?;
        page.open("").await?;
        page.begin(&of_day(&samples, &files, TODAY)?).await?;
        verdict(page, TODAY, "accepted").await?;
        page.until(&format!("[data-shown-day='{TODAY}']")).await?;
        let there = "document.querySelectorAll('[data-slot][data-state=there], [data-slot][data-state=empty]').length";
        ensure!(page.value::<u32>(&format!("return {there}")).await? == 6, "{}", page.text("#panel").await?);
        ensure!(
            page.text("#panel").await?.contains("Add the files of the day before"),
            "{}",
            page.text("#panel").await?
        );
        view(page, "money").await?;
        ensure!(page.text("#panel").await?.contains("Without the day before"), "{}", page.text("#panel").await?);

        page.begin(&of_day(&samples, &files, YESTERDAY)?).await?;
        verdict(page, YESTERDAY, "accepted").await?;
        verdict(page, TODAY, "accepted").await?;
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
async fn a_fault_is_followed_from_the_waterfall_to_the_row_and_back() -> Result<()> {
    journey(WIDE, async |page| {
        let samples = Samples::new()?;
        let files = days(2, 40, &["balance-roll-forward"])?;
        page.open("").await?;
        page.begin(&of_day(&samples, &files, YESTERDAY)?).await?;
        together(page).await?;
        page.begin(&of_day(&samples, &files, TODAY)?).await?;
        verdict(page, TODAY, "rejected").await?;
        verdict(page, YESTERDAY, "accepted").await?;
        page.click(&format!("[data-day='{TODAY}']")).await?;
        view(page, "money").await?;
        page.until("[data-book=deposit][data-off='1'] [data-step=off]").await?;
        let off: String = page
            .value("return document.querySelector('[data-book] [data-step=off] .figures__number').innerText")
            .await?;
        ensure!(off.starts_with('-'), "the balance is too small: {off}");
        // The one balance explains the whole difference of the book.
        page.click("[data-off-column=balance] .off__head").await?;
        page.until("[data-off-column=balance] [data-step=off]").await?;
        ensure!(page.text("[data-off-column=balance] .off__difference").await?.contains(off.trim()), "{off}");
        // Its transactions, its ledger, its row.
        page.click("[data-action=ledger]").await?;
        page.until("[data-ledger]").await?;
        let ledger = page.text("#ledger").await?;
        ensure!(ledger.contains("bal_00000001") && ledger.contains(&format!("{} off", off.trim())), "{ledger}");
        page.click("[data-off-column=balance] .off__body [data-type=credit] [data-to-row]").await?;
        page.until("#tab-rows[aria-selected=true]").await?;
        page.until("#rows .rows__row--current").await?;
        let row = page.text("#rows .rows__row--current").await?;
        ensure!(row.contains("bal_00000001") && row.contains("credit"), "{row}");
        // The browser's way back leads to the reconciliation.
        page.run("history.back()").await?;
        page.until("#day-tab-money[aria-selected=true]").await?;
        page.until(&format!("[data-shown-day='{TODAY}']")).await?;
        // Behind "and so many more" are the next rows of that type.
        let listed: u64 = page
            .value("return +[...document.querySelectorAll('[data-book] [data-type=credit] [data-to-row]')].at(-1).dataset.toRow")
            .await?;
        page.click("[data-book] [data-type=credit] [data-more]").await?;
        page.until("#tab-rows[aria-selected=true]").await?;
        page.until_true(&format!("+document.querySelector('#rows .rows__row--current')?.dataset.record > {listed}")).await?;
        let row = page.text("#rows .rows__row--current").await?;
        ensure!(row.contains("credit"), "{row}");
        ensure!(page.value::<String>("return document.querySelector('#find').value").await? == "|credit|");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn findings_across_files_lead_to_their_places_and_their_rule() -> Result<()> {
    journey(WIDE, async |page| {
        page.open("").await?;
        page.click("[data-sample=set-broken]").await?;
        verdict(page, TODAY, "rejected").await?;
        // The verdict leads to the first of them.
        let said = page.text(".verdict").await?;
        ensure!(said.contains("Transactions, line 292. There is no record with the ID in balance_id"), "{said}");
        page.click("[data-action=first]").await?;
        page.until("#day-tab-together[aria-selected=true]").await?;
        page.until("[data-set-finding=reference-missing][aria-current=true]").await?;
        page.until("[data-rule=reference-missing][data-count='1']").await?;
        page.click("[data-set-finding=reference-missing]").await?;
        page.until("#detail").await?;
        page.click("[data-action=rule]").await?;
        page.until("dialog[open]").await?;
        ensure!(
            page.text("dialog").await?.contains("a transaction on a balance that nobody sent"),
            "{}",
            page.text("dialog").await?
        );
        page.run("document.querySelector('dialog').close()").await?;
        page.click(".detail [data-to-row]").await?;
        page.until("#tab-rows[aria-selected=true]").await?;
        page.until_true("document.querySelector('#rows [aria-selected=true]')?.innerText.startsWith('bal_')").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn files_are_moved_replaced_and_removed() -> Result<()> {
    journey(WIDE, async |page| {
        let samples = Samples::new()?;
        let files = days(2, 30, &[])?;
        page.open("").await?;
        let all: Vec<PathBuf> =
            of_day(&samples, &files, TODAY)?.into_iter().chain(of_day(&samples, &files, YESTERDAY)?).collect();
        page.begin(&all).await?;
        verdict(page, TODAY, "accepted").await?;
        let cards = "2026-11-21_cards_v1.csv";

        // Moved to the day before, it is the second one of its kind there, and missing here.
        choose_in(page, &format!("[data-in-day='{cards}'] [data-action=move]"), YESTERDAY).await?;
        page.until("[data-set=ready] [data-slot=cards][data-state=missing]").await?;
        verdict(page, TODAY, "incomplete").await?;
        verdict(page, YESTERDAY, "rejected").await?;
        page.click(&format!("[data-day='{YESTERDAY}']")).await?;
        page.until("[data-slot=cards][data-state=twice]").await?;
        choose_in(page, &format!("[data-in-day='{cards}'] [data-action=move]"), TODAY).await?;
        verdict(page, YESTERDAY, "accepted").await?;
        verdict(page, TODAY, "accepted").await?;

        // A higher version beside the first takes its place; nothing is discarded.
        page.click(&format!("[data-day='{TODAY}']")).await?;
        let content = std::fs::read(samples.folder().join(cards))?;
        page.begin(&[samples.file("2026-11-21_cards_v2.csv", &content)?]).await?;
        page.until("[data-set=ready] [data-slot=cards][data-state=twice]").await?;
        ensure!(
            page.text("[data-slot=cards]").await?.contains("2026-11-21_cards_v2.csv takes its place"),
            "{}",
            page.text("[data-slot=cards]").await?
        );
        verdict(page, TODAY, "accepted").await?;
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
        verdict(page, TODAY, "incomplete").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_missing_file_is_told_with_when_it_is_due() -> Result<()> {
    journey(WIDE, async |page| {
        let samples = Samples::new()?;
        let files = days(2, 30, &["set-file-missing"])?;
        let all: Vec<PathBuf> =
            files.iter().map(|file| samples.file(&file.name, &file.bytes)).collect::<Result<_>>()?;
        page.open("").await?;
        page.begin(&all).await?;
        verdict(page, TODAY, "incomplete").await?;
        page.until("[data-slot=transaction_updates][data-state=missing]").await?;
        view(page, "due").await?;
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
        view(page, "together").await?;
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
        let files = days(1, 30, &[])?;
        let has_none = |name: &str| ["non_posted", "updates", "cards"].iter().any(|kind| name.contains(kind));
        for file in files.iter().filter(|file| !has_none(&file.name)) {
            samples.file(&file.name, &file.bytes)?;
        }
        let path = |kind: &str| samples.folder().join(format!("2026-11-21_{kind}_v1.csv"));
        page.open("").await?;
        page.begin(&["accounts", "balances", "transactions"].map(path)).await?;
        together(page).await?;
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
        let files = days(2, 40, &["transaction-resent"])?;
        let paths = files.iter().map(|file| samples.file(&file.name, &file.bytes)).collect::<Result<Vec<_>>>()?;
        page.open("").await?;
        page.begin(&paths).await?;
        verdict(page, TODAY, "rejected").await?;
        // The last transaction of the day is the one that was sent before.
        let name = "2026-11-21_transactions_v1.csv";
        let text = std::fs::read_to_string(samples.folder().join(name))?;
        let (mended, _) = text.trim_end().rsplit_once('\n').context("several lines")?;
        page.drop(&[(name, &format!("{mended}\n"))]).await?;
        verdict(page, TODAY, "accepted").await?;
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
        verdict(page, TODAY, "accepted").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_good_sample_is_accepted_and_the_account_at_the_bank_is_compared() -> Result<()> {
    journey(WIDE, async |page| {
        page.open("").await?;
        page.click("[data-sample=set-good]").await?;
        verdict(page, TODAY, "accepted").await?;
        verdict(page, YESTERDAY, "accepted").await?;
        view(page, "money").await?;
        // Each sum leads to the rows that it is the sum of.
        for kind in ["balances", "non_posted_transactions"] {
            page.click(&format!("[data-fbo=USD] [data-sum={kind}] [data-to-row]")).await?;
            page.until("#tab-rows[aria-selected=true]").await?;
            page.until(&format!("[data-file='2026-11-21_{kind}_v1.csv'] [aria-current=true]")).await?;
            page.until("#rows .rows__row--current[data-record='1']").await?;
            page.run("history.back()").await?;
            page.until("#day-tab-money[aria-selected=true]").await?;
        }
        let total: String = page.value("return document.querySelector('.fbo__total').innerText").await?;
        page.type_into("#fbo-USD", &total).await?;
        // The field is the last of the page: Tab may lead out of it.
        page.keys(Key::Enter).await?;
        page.until_true(
            "document.querySelector('[data-set=ready] [data-fbo=USD]')?.innerText.includes('as it should')",
        )
        .await?;
        verdict(page, TODAY, "accepted").await?;
        page.type_into("#fbo-USD", "1000.00").await?;
        page.keys(Key::Enter).await?;
        verdict(page, TODAY, "rejected").await?;
        ensure!(page.text("[data-fbo=USD]").await?.contains("too little"), "{}", page.text("[data-fbo=USD]").await?);
        view(page, "together").await?;
        page.until("[data-rule=fbo-total]").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn event_types_are_loaded_into_the_profile_and_compared() -> Result<()> {
    journey(WIDE, async |page| {
        page.open("").await?;
        page.click("[data-sample=set-good]").await?;
        together(page).await?;
        view(page, "events").await?;
        page.until("[data-events=unmapped]").await?;
        let samples = Samples::new()?;
        let list = "event,type,transfer_type\nPAYROLL,credit,ach\nCARD_CAPTURE,debit,card\nWIRE_OUT,debit,wire\n";
        let path = samples.file("our events.csv", list)?;
        page.choose_by("daybreak-events", &[path]).await?;
        page.until("[data-set=ready] [data-events=occur] li").await?;
        ensure!(page.text("[data-events=occur]").await?.contains("PAYROLL"), "{}", page.text("#panel").await?);
        ensure!(page.text("[data-events=never]").await?.trim() == "WIRE_OUT", "{}", page.text("#panel").await?);
        ensure!(page.text("[data-events=unmapped]").await?.contains("refund"), "{}", page.text("#panel").await?);
        let bad = samples.file("bad.csv", "event,kind\nA,debit\n")?;
        page.choose_by("daybreak-events", &[bad]).await?;
        page.until_true("document.querySelector('.notices').innerText.includes('the column kind is not known')")
            .await?;
        ensure!(page.text("[data-events=occur]").await?.contains("PAYROLL"), "a faulty list changes nothing");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_address_leads_back_to_the_day() -> Result<()> {
    journey(WIDE, async |page| {
        page.open(&format!("#day={YESTERDAY}&view=money")).await?;
        page.click("[data-sample=set-good]").await?;
        together(page).await?;
        page.until(&format!("[data-shown-day='{YESTERDAY}']")).await?;
        page.until("#day-tab-money[aria-selected=true]").await?;
        page.click(&format!("[data-day='{TODAY}']")).await?;
        page.until_true(&format!("location.hash == '#day={TODAY}&view=money'")).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_day_is_walked_by_the_keyboard_alone() -> Result<()> {
    journey(WIDE, async |page| {
        page.open("").await?;
        page.click("[data-sample=set-broken]").await?;
        verdict(page, TODAY, "rejected").await?;
        page.tab_to("Files of the day").await?;
        page.keys(Key::Right).await?;
        page.until("#day-tab-together[aria-selected=true]").await?;
        page.keys(Key::Right).await?;
        page.until("#day-tab-money[aria-selected=true]").await?;
        page.tab_to("balance, line").await?;
        page.keys(Key::Enter).await?;
        page.until(".off__body").await?;
        page.tab_to("Its ledger across the days").await?;
        page.keys(Key::Enter).await?;
        page.until("[data-ledger]").await?;
        ensure!(page.focused_id().await? == "ledger-title", "the focus is at: {}", page.focused().await?);
        page.tab_to("row ").await?;
        page.keys(Key::Enter).await?;
        page.until("#tab-rows[aria-selected=true]").await?;
        at_a_row(page).await?;

        // From the row its balance's ledger is a few keys away, and from there the row again.
        page.tab_to("Its ledger across the days").await?;
        page.keys(Key::Enter).await?;
        page.until("#day-tab-money[aria-selected=true]").await?;
        page.until("[data-ledger]").await?;
        ensure!(page.focused_id().await? == "ledger-title", "the focus is at: {}", page.focused().await?);
        Ok(())
    })
    .await
}

/// Who was led to a row is in the table, at that row.
async fn at_a_row(page: &Page) -> Result<()> {
    page.until("#rows .rows__row--current").await?;
    ensure!(page.focused_id().await? == "rows", "the focus is at: {}", page.focused().await?);
    let (active, current) =
        (page.active_cell().await?, page.attribute("#rows .rows__row--current", "data-record").await?);
    ensure!(active.starts_with(&format!("cell-{}-", current.unwrap_or_default())), "{active}");
    Ok(())
}

/// Each way from a day to a row, by the keyboard, ends in the table of rows.
#[tokio::test]
async fn every_way_from_a_day_to_a_row_ends_at_the_row() -> Result<()> {
    journey(WIDE, async |page| {
        page.open("").await?;
        page.click("[data-sample=set-broken]").await?;
        verdict(page, TODAY, "rejected").await?;
        for (token, link) in [
            ("together", ".detail [data-to-row]"),
            ("money", "[data-book] [data-step=down] [data-to-row], [data-book] [data-step=up] [data-to-row]"),
            ("money", "[data-book] [data-step=reported] [data-to-row]"),
        ] {
            view(page, token).await?;
            page.until(link).await?;
            page.run(&format!("document.querySelector({link:?}).focus()")).await?;
            page.keys(Key::Enter).await?;
            page.until("#tab-rows[aria-selected=true]").await?;
            at_a_row(page).await?;
            page.run("history.back()").await?;
            page.until(&format!("[data-shown-day='{TODAY}']")).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_balance_has_its_ledger_from_its_rows() -> Result<()> {
    journey(WIDE, async |page| {
        page.open("").await?;
        page.click("[data-sample=set-good]").await?;
        verdict(page, TODAY, "accepted").await?;
        for (name, balance) in [
            ("2026-11-21_balances_v1.csv", "bal_00000002"),
            ("2026-11-20_transactions_v1.csv", "bal_"),
            ("2026-11-21_non_posted_transactions_v1.csv", "bal_00000001"),
        ] {
            page.click(&format!("[data-file='{name}'] .files__button")).await?;
            page.click("#tab-rows").await?;
            page.type_into("#jump", if balance == "bal_00000002" { "2" } else { "1" }).await?;
            page.keys(Key::Tab).await?;
            page.until("#rows .rows__row--current").await?;
            page.click(".rows__status [data-action=ledger]").await?;
            page.until("#day-tab-money[aria-selected=true]").await?;
            page.until("[data-ledger]").await?;
            ensure!(page.text("#ledger").await?.contains(balance), "{name}: {}", page.text("#ledger").await?);
        }
        // The day of the file is shown, whichever was before.
        page.until(&format!("[data-shown-day='{TODAY}']")).await?;
        page.click("[data-file='2026-11-21_cards_v1.csv'] .files__button").await?;
        page.click("#tab-rows").await?;
        page.type_into("#jump", "1").await?;
        page.keys(Key::Tab).await?;
        page.until("#rows .rows__row--current").await?;
        ensure!(page.text(".rows__status").await?.contains("Record 1"), "{}", page.text(".rows__status").await?);
        page.until_gone(".rows__status [data-action=ledger]").await?;
        Ok(())
    })
    .await
}

async fn every_view(size: (u32, u32), scheme: &str) -> Result<()> {
    journey(size, async |page| {
        page.prefer(scheme).await?;
        page.open("").await?;
        page.click("[data-sample=set-broken]").await?;
        verdict(page, TODAY, "rejected").await?;
        let shots = std::env::var("DAYBREAK_SHOTS").ok().map(PathBuf::from);
        for token in ["files", "together", "money", "events", "due"] {
            view(page, token).await?;
            if token == "money" {
                page.click(".off__head").await?;
                page.click("[data-action=ledger]").await?;
                page.until("[data-ledger]").await?;
                page.run("scrollTo(0, 0)").await?;
            }
            if let Some(folder) = &shots {
                page.shot(&folder.join(format!("day-{token}-{}-{scheme}.png", size.0))).await?;
            }
            let barriers = page.barriers().await?;
            ensure!(barriers.is_empty(), "{token}, {scheme}, {} px:\n{}", size.0, barriers.join("\n"));
            let overflow: i64 = page
                .value("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
                .await?;
            ensure!(overflow <= 0, "{token}: the page is {overflow} pixels too wide at {} px", size.0);
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn no_view_of_a_day_has_a_barrier_light_and_wide() -> Result<()> {
    every_view(WIDE, "light").await
}

#[tokio::test]
async fn no_view_of_a_day_has_a_barrier_dark_and_wide() -> Result<()> {
    every_view(WIDE, "dark").await
}

#[tokio::test]
async fn no_view_of_a_day_has_a_barrier_light_and_narrow() -> Result<()> {
    every_view(NARROW, "light").await
}

#[tokio::test]
async fn no_view_of_a_day_has_a_barrier_dark_and_narrow() -> Result<()> {
    every_view(NARROW, "dark").await
}
