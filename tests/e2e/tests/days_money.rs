//! The money of a day: what must add up, what must be at the bank, by which events, and each balance's ledger.

use anyhow::{Result, ensure};
use daybreak_e2e::{Samples, TODAY, YESTERDAY, journey, whole_days};
use thirtyfour::Key;

const WIDE: (u32, u32) = (1280, 800);

#[tokio::test]
async fn a_fault_is_followed_from_the_waterfall_to_the_row_and_back() -> Result<()> {
    journey(WIDE, async |page| {
        let samples = Samples::new()?;
        let files = whole_days(2, 40, &["balance-roll-forward"])?;
        page.open("").await?;
        page.begin(&samples.of_day(&files, YESTERDAY)?).await?;
        page.together().await?;
        page.begin(&samples.of_day(&files, TODAY)?).await?;
        page.day_verdict(TODAY, "rejected").await?;
        page.day_verdict(YESTERDAY, "accepted").await?;
        page.click(&format!("[data-day='{TODAY}']")).await?;
        page.day_view("money").await?;
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
async fn the_good_sample_is_accepted_and_the_account_at_the_bank_is_compared() -> Result<()> {
    journey(WIDE, async |page| {
        page.open("").await?;
        page.click("[data-sample=set-good]").await?;
        page.day_verdict(TODAY, "accepted").await?;
        page.day_verdict(YESTERDAY, "accepted").await?;
        page.day_view("money").await?;
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
        page.until_true("document.querySelector('[data-set=ready] [data-fbo=USD]')?.innerText.includes('as expected')")
            .await?;
        page.day_verdict(TODAY, "accepted").await?;
        page.type_into("#fbo-USD", "1000.00").await?;
        page.keys(Key::Enter).await?;
        page.day_verdict(TODAY, "rejected").await?;
        ensure!(page.text("[data-fbo=USD]").await?.contains("too little"), "{}", page.text("[data-fbo=USD]").await?);
        page.day_view("together").await?;
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
        page.together().await?;
        page.day_view("events").await?;
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
async fn a_balance_has_its_ledger_from_its_rows() -> Result<()> {
    journey(WIDE, async |page| {
        page.open("").await?;
        page.click("[data-sample=set-good]").await?;
        page.day_verdict(TODAY, "accepted").await?;
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
