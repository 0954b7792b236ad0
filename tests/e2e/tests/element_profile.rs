//! The program profile of an element, by its attribute and by its property.

use anyhow::{Result, ensure};
use daybreak_e2e::{ELEMENT, good, journey};
use serde_json::{Value, json};

const WIDE: (u32, u32) = (1280, 900);
const CARDS: &str = "2026-11-21_cards_v1.csv";

/// A profile by its name, which stands in the report.
fn profile(name: &str) -> Value {
    json!({ "profile_version": 1, "name": name })
}

fn agreed(report: &Value) -> &Value {
    report.pointer("/profile/name").unwrap_or(&Value::Null)
}

#[tokio::test]
async fn a_profile_comes_from_the_pages_own_origin_and_is_in_force_from_the_first_file_on() -> Result<()> {
    journey(WIDE, async |page| {
        page.site.put("/agreed.json", &profile("Agreed").to_string());
        page.host(ELEMENT, "<daybreak-previewer id=one kind=cards profile=agreed.json></daybreak-previewer>").await?;
        page.until_true("customElements.get('daybreak-previewer')").await?;
        // Asked for at once, before frame and profile are there.
        let report = page.check_by("one", CARDS, &good("cards", 10)?).await?;
        ensure!(agreed(&report) == "Agreed", "{report}");
        let held: Value = page.value("return JSON.parse(document.getElementById('one').profile)").await?;
        ensure!(held == profile("Agreed"), "{held}");

        // Another address, then none at all: what is open is checked anew each time.
        page.site.put("/other.json", &profile("Other").to_string());
        page.run("document.getElementById('one').setAttribute('profile', '/other.json')").await?;
        page.told("one", "report", "detail.report.profile?.name == 'Other'").await?;
        page.forget_told().await?;
        page.run("document.getElementById('one').removeAttribute('profile')").await?;
        page.told("one", "report", "detail.report.profile == null").await?;
        ensure!(page.last_told("one", "fault").await?.is_null());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_profile_that_cannot_be_had_is_a_fault_and_nothing_is_checked_without_it() -> Result<()> {
    journey(WIDE, async |page| {
        page.site.put("/invalid.json", r#"{ "profile_version": 1 }"#);
        let foreign = format!("{}/agreed.json", page.stranger.address);
        for (address, words) in [
            (&*foreign, format!("must come from this page's own origin, not from {}", page.stranger.address)),
            ("/missing.json", "status 404".to_owned()),
            ("/invalid.json", "not a program profile".to_owned()),
        ] {
            let element = format!("<daybreak-previewer id=one kind=cards profile='{address}'></daybreak-previewer>");
            page.host(ELEMENT, &element).await?;
            page.until_true("customElements.get('daybreak-previewer')").await?;
            let refused = page.check_by("one", CARDS, &good("cards", 10)?).await?;
            ensure!(refused.as_str().is_some_and(|refused| refused.contains(&words)), "{address}: {refused}");
            let fault = page.last_told("one", "fault").await?;
            ensure!(fault.to_string().contains(&words), "{address}: {fault}");
            let shown: String = page.value("return document.getElementById('one').shadowRoot.textContent").await?;
            ensure!(shown.contains(&words), "{address}: {shown}");
            page.told("one", "ready", "true").await?;
            page.pause(500).await;
            ensure!(page.last_told("one", "report").await?.is_null(), "{address}: checked without the profile");
        }
        // Once there is one, what waited is checked by it.
        page.site.put("/late.json", &profile("Late").to_string());
        page.run("document.getElementById('one').setAttribute('profile', '/late.json')").await?;
        page.told("one", "report", "true").await?;
        ensure!(agreed(page.last_told("one", "report").await?.get("report").unwrap_or(&Value::Null)) == "Late");
        ensure!(page.value::<String>("return document.getElementById('one').shadowRoot.textContent").await?.is_empty());
        page.stranger.is_untouched()?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_property_profile_takes_an_object_or_its_text_or_an_address() -> Result<()> {
    journey(WIDE, async |page| {
        page.site.put("/agreed.json", &profile("By address").to_string());
        page.host(ELEMENT, "<daybreak-previewer id=one sample=good></daybreak-previewer>").await?;
        page.told("one", "report", "detail.report.profile == null").await?;
        for (set, name) in [
            (profile("By object").to_string(), "By object"),
            (json!(profile("By text").to_string()).to_string(), "By text"),
            ("'/agreed.json'".to_owned(), "By address"),
        ] {
            page.run(&format!("document.getElementById('one').profile = {set}")).await?;
            page.told("one", "report", &format!("detail.report.profile?.name == '{name}'")).await?;
        }
        page.forget_told().await?;
        page.run("document.getElementById('one').profile = null").await?;
        page.told("one", "report", "detail.report.profile == null").await?;
        page.run("document.getElementById('one').profile = { profile_version: 1 }").await?;
        page.told("one", "fault", "detail.message.includes('name')").await?;
        ensure!(page.last_told("one", "fault").await?.to_string().contains("not a program profile"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_no_json_can_hold_is_a_fault_and_no_check_waits_for_it() -> Result<()> {
    journey(WIDE, async |page| {
        page.host(ELEMENT, "<daybreak-previewer id=one></daybreak-previewer>").await?;
        page.told("one", "ready", "true").await?;
        for held in ["() => {}", "(() => { const circle = {}; circle.self = circle; return circle; })()"] {
            page.run(&format!("document.getElementById('one').profile = {held}")).await?;
            let refused = page.check_by("one", CARDS, &good("cards", 10)?).await?;
            ensure!(refused.to_string().contains("cannot be written as JSON"), "{held}: {refused}");
        }
        Ok(())
    })
    .await
}

/// Lets every profile come late.
const LATE: &str = "<script>globalThis.fetch = (at => (...asked) => new Promise(come => setTimeout(() => come(at(...asked)), 3000)))(fetch);</script>";

/// Not only `check()`: nothing that is opened in a new frame.
#[tokio::test]
async fn a_sample_waits_for_the_profile_too() -> Result<()> {
    journey(WIDE, async |page| {
        page.site.put("/agreed.json", &profile("Agreed").to_string());
        let element = "<daybreak-previewer id=one sample=good profile=/agreed.json></daybreak-previewer>";
        page.host(&format!("{LATE}{ELEMENT}"), element).await?;
        page.told("one", "report", "true").await?;
        let told: Vec<Value> =
            page.value("return told.filter(([, what]) => what == 'report').map(([,, { report }]) => report)").await?;
        ensure!(told.iter().all(|report| agreed(report) == "Agreed"), "{told:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn to_take_the_profile_away_closes_nothing() -> Result<()> {
    journey(WIDE, async |page| {
        page.host(ELEMENT, "<daybreak-previewer id=one></daybreak-previewer>").await?;
        page.run(&format!("document.getElementById('one').profile = {}", profile("Agreed"))).await?;
        page.told("one", "ready", "true").await?;
        page.enter_element("one").await?;
        page.drop(&[(CARDS, &good("cards", 10)?)]).await?;
        page.leave().await?;
        page.told("one", "report", "detail.report.profile?.name == 'Agreed'").await?;
        page.run("document.getElementById('one').profile = null").await?;
        page.told("one", "report", "detail.report.profile == null").await?;
        let report = page.last_told("one", "report").await?;
        ensure!(report.pointer("/report/files/0/name") == Some(&json!(CARDS)), "{report}");
        let frames = page.site.requests().iter().filter(|line| line.contains("embed.html")).count();
        ensure!(frames == 1, "started anew");
        Ok(())
    })
    .await
}

/// The columns, rules and template that the documentation shows are those that files are checked by.
#[tokio::test]
async fn the_schema_is_that_of_the_profile() -> Result<()> {
    journey(WIDE, async |page| {
        let of_program = json!({
            "profile_version": 1, "name": "Own",
            "columns": { "cards": {
                "renamed": { "client_card_id": "card_ref" }, "dropped": ["replaced_by"], "added": ["own_note"],
            } },
            "severities": { "card-dates-order": "off" },
        });
        page.site.put("/own.json", &of_program.to_string());
        let element = "<daybreak-previewer id=one view=schema kind=cards profile=own.json></daybreak-previewer>";
        page.host(ELEMENT, element).await?;
        page.told("one", "ready", "true").await?;
        page.enter_element("one").await?;
        page.until("[data-schema=cards] [data-column=own_note]").await?;
        page.until("[data-schema-profile]").await?;
        let shown = page.text(".schema").await?;
        ensure!(shown.contains("card_ref") && shown.contains("It leaves out replaced_by."), "{shown}");
        page.until_gone("[data-column=replaced_by]").await?;
        let rule: String = page
            .value("return document.querySelector('[data-rule-page=card-dates-order]').closest('li').innerText")
            .await?;
        ensure!(rule.starts_with("off"), "{rule}");
        page.look("frame-schema-profile").await?;
        page.click("[data-action=template]").await?;
        let template = page.download("cards_template.csv").await?;
        ensure!(template.starts_with("card_ref|") && template.ends_with("|own_note\n"), "{template}");
        ensure!(!template.contains("replaced_by"), "{template}");
        Ok(())
    })
    .await
}
