//! What the element is asked by its attributes, properties and methods, and what it tells. Its profile and its views are in
//! `element_profile.rs` and `element_views.rs`.

use anyhow::{Context as _, Result, ensure};
use daybreak_e2e::{Ability, ELEMENT, broken, good, journey, journey_needing};
use serde_json::{Value, json};

const WIDE: (u32, u32) = (1280, 900);
const CARDS: &str = "2026-11-21_cards_v1.csv";
const BALANCES: &str = "2026-11-21_balances_v1.csv";

/// Names the files of a report, in their order.
fn names(report: &Value) -> Vec<&str> {
    let files = report.get("files").and_then(Value::as_array);
    files.into_iter().flatten().filter_map(|file| file.get("name")?.as_str()).collect()
}

#[tokio::test]
async fn a_sample_is_opened_at_once() -> Result<()> {
    journey(WIDE, async |page| {
        let body = "<daybreak-previewer id=good kind=balances sample=good></daybreak-previewer>
             <daybreak-previewer id=broken kind=cards sample=broken></daybreak-previewer>";
        page.host(ELEMENT, body).await?;
        for (id, kind, verdict) in [("good", "balances", "accepted"), ("broken", "cards", "rejected")] {
            page.run(&format!("document.getElementById('{id}').scrollIntoView()")).await?;
            page.told(id, "report", "true").await?;
            let told = page.last_told(id, "report").await?;
            let file = told.pointer("/report/files/0").cloned().unwrap_or_default();
            ensure!(
                file.get("kind") == Some(&json!(kind)) && file.get("verdict") == Some(&json!(verdict)),
                "{id}: {file}"
            );
        }
        Ok(())
    })
    .await
}

/// Neither the name nor the first line says what it is: the host does.
#[tokio::test]
async fn the_attribute_kind_says_what_files_are_taken_for_and_names_the_frame() -> Result<()> {
    journey(WIDE, async |page| {
        let body = "<daybreak-previewer id=fixed kind=balances view=compact></daybreak-previewer>
             <daybreak-previewer id=free view=compact></daybreak-previewer>";
        page.host(ELEMENT, body).await?;
        page.until_true("customElements.get('daybreak-previewer')").await?;
        let balances = good("balances", 10)?;
        let headerless = balances.split_once('\n').context("a header")?.1;
        let cards = good("cards", 10)?;
        for (id, text, kind, title) in [
            ("fixed", headerless, json!("balances"), "Daybreak: Balances"),
            ("free", headerless, Value::Null, "Daybreak"),
            // Nor what the header resembles.
            ("fixed", &cards, json!("balances"), "Daybreak: Balances"),
            ("free", &cards, json!("cards"), "Daybreak"),
        ] {
            page.run(&format!("document.getElementById('{id}').reset()")).await?;
            let report = page.check_by(id, "export (3).csv", text).await?;
            let said = report.pointer("/files/0/kind").unwrap_or(&Value::Null);
            ensure!(*said == kind, "{id}: {said} is not {kind}: {report}");
            let named: String = page
                .value(&format!("return document.getElementById('{id}').shadowRoot.querySelector('iframe').title"))
                .await?;
            ensure!(named == title, "{id}: {named}");
        }
        Ok(())
    })
    .await
}

/// Three elements look at the same broken file; all that they tell is searched for what stands in it.
#[tokio::test]
async fn values_are_told_only_where_the_host_asks_for_them_by_a_clear_word() -> Result<()> {
    journey(WIDE, async |page| {
        let body = "<daybreak-previewer id=masked view=compact></daybreak-previewer>
             <daybreak-previewer id=not view=compact expose-values=false></daybreak-previewer>
             <daybreak-previewer id=shown view=compact expose-values></daybreak-previewer>";
        page.host(ELEMENT, body).await?;
        page.until_true("customElements.get('daybreak-previewer')").await?;
        let bad = String::from_utf8(broken("cards", 30, &["duplicate-key"])?)?;
        for id in ["masked", "not", "shown"] {
            let report = page.check_by(id, CARDS, &bad).await?;
            ensure!(report.pointer("/verdict") == Some(&json!("rejected")), "{report}");
            page.enter_element(id).await?;
            page.click(".findings__row").await?;
            page.leave().await?;
            page.told(id, "select", "true").await?;
            let all: Vec<Value> = page.value(&format!("return told.filter(([from]) => from == '{id}')")).await?;
            let told = json!(all).to_string();
            ensure!(told.contains("crd_0000") == (id == "shown"), "{id}: {told}");
            let values = page.last_told(id, "report").await?.pointer("/report/values_shown").cloned();
            ensure!(values == Some(json!(id == "shown")), "{id}: {values:?}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_chosen_finding_is_told_by_its_place() -> Result<()> {
    journey(WIDE, async |page| {
        // Told across the borders of shadow roots, up to the document.
        page.host(ELEMENT, "<div id=around></div>").await?;
        page.run(
            "const root = document.getElementById('around').attachShadow({ mode: 'open' });
             root.append(Object.assign(document.createElement('daybreak-previewer'), { id: 'one' }));
             globalThis.one = root.firstChild;",
        )
        .await?;
        page.told("around", "ready", "true").await?;
        let bad = String::from_utf8(broken("cards", 30, &["value-required"])?)?;
        page.make_files(&[(CARDS, &bad)]).await?;
        page.run(&format!("one.files = [made['{CARDS}']]")).await?;
        page.told("around", "report", "true").await?;
        ensure!(page.last_told("around", "select").await?.is_null(), "nobody has chosen yet");
        page.enter("return one.shadowRoot.querySelector('iframe')").await?;
        page.click(".findings__row").await?;
        page.leave().await?;
        page.told("around", "select", "true").await?;
        let finding: Value = page.value("return one.report.files[0].findings[0]").await?;
        let told = page.last_told("around", "select").await?;
        let place = json!({
            "file": CARDS, "rule": "value-required", "severity": finding.get("severity"),
            "record": finding.get("record"), "line": finding.get("line"), "column": finding.get("column"),
        });
        ensure!(told == place && told.get("line").is_some_and(Value::is_u64), "{told} is not {place}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_property_files_is_what_is_open() -> Result<()> {
    journey(WIDE, async |page| {
        // Set before the element's class is there.
        page.host("", "<daybreak-previewer id=one></daybreak-previewer>").await?;
        page.make_files(&[(CARDS, &good("cards", 10)?), (BALANCES, &good("balances", 10)?)]).await?;
        page.run(&format!(
            "globalThis.one = document.getElementById('one');
             one.files = [made['{CARDS}']]; one.profile = {};
             document.body.append(Object.assign(document.createElement('script'), {{ type: 'module', src: '/embed/daybreak.js' }}));",
            json!({ "profile_version": 1, "name": "Early" })
        ))
        .await?;
        page.told("one", "report", "true").await?;
        let first: Value = page.value("return one.report").await?;
        ensure!(names(&first) == [CARDS] && first.pointer("/profile/name") == Some(&json!("Early")), "{first}");
        ensure!(page.value::<bool>(&format!("return one.files[0] === made['{CARDS}']")).await?);

        // The same again is nothing new.
        page.forget_told().await?;
        page.run(&format!("one.files = [made['{CARDS}']]")).await?;
        page.pause(1500).await;
        ensure!(page.last_told("one", "report").await?.is_null(), "checked without need");
        // Asked by the method, what is open is answered for.
        let again: Value = page
            .value_later(&format!(
                "const done = arguments[arguments.length - 1]; one.check([made['{CARDS}']]).then(done, error => done(String(error)))"
            ))
            .await?;
        ensure!(names(&again) == [CARDS], "{again}");

        // Other files take their place.
        page.forget_told().await?;
        page.run(&format!("one.files = [made['{BALANCES}']]")).await?;
        page.told("one", "report", "true").await?;
        let other: Value = page.value("return one.report").await?;
        ensure!(names(&other) == [BALANCES], "{other}");

        // None closes what is open, and a file that was set before is new again.
        page.run("one.files = []").await?;
        ensure!(page.value::<Option<Value>>("return one.report").await?.is_none());
        page.enter_element("one").await?;
        page.until("[data-phase=idle]").await?;
        page.leave().await?;
        page.forget_told().await?;
        page.run(&format!("one.files = [made['{BALANCES}']]")).await?;
        page.told("one", "report", "true").await
    })
    .await
}

#[tokio::test]
async fn reset_closes_and_destroy_frees_and_both_answer_who_waits() -> Result<()> {
    journey(WIDE, async |page| {
        page.host(ELEMENT, "<daybreak-previewer id=one></daybreak-previewer>").await?;
        page.told("one", "ready", "true").await?;
        page.check_by("one", CARDS, &good("cards", 10)?).await?;
        page.run("globalThis.one = document.getElementById('one'); one.reset()").await?;
        page.enter_element("one").await?;
        page.until("[data-phase=idle]").await?;
        page.leave().await?;
        let state: (Option<Value>, usize) = page.value("return [one.report, one.files.length]").await?;
        ensure!(state == (None, 0), "{state:?}");

        for (method, words) in [("reset", "files were closed"), ("destroy", "taken out"), ("remove", "taken out")] {
            let refused: String = page
                .value_later(&format!(
                    "const done = arguments[arguments.length - 1];
                     one.check([new File(['x'], '{CARDS}')]).then(() => done('a report'), error => done(String(error)));
                     one.{method}();"
                ))
                .await?;
            ensure!(refused.contains(words), "{method}: {refused}");
        }
        ensure!(page.value::<u32>("return one.shadowRoot.childElementCount").await? == 0, "the frame is still there");
        page.until_running(&[]).await?;

        // Nothing to check is no report, and neither is too much; both are said.
        page.run("document.body.append(one)").await?;
        let nothing: String = page
            .value_later(
                "const done = arguments[arguments.length - 1]; one.check([]).then(done, error => done(String(error)))",
            )
            .await?;
        ensure!(nothing.contains("None of what was given"), "{nothing}");
        let many: String = page
            .value_later(
                "const done = arguments[arguments.length - 1];
                 one.check(Array.from({ length: 61 }, (_, at) => new File(['x'], `${at}.csv`))).then(done, error => done(String(error)))",
            )
            .await?;
        ensure!(many.contains("At most 60 files"), "{many}");
        let report = page.check_by("one", CARDS, &good("cards", 10)?).await?;
        ensure!(report.pointer("/verdict") == Some(&json!("accepted")), "put in again it works: {report}");
        Ok(())
    })
    .await
}

/// Frameworks move elements about: the files that the host gave are there in the new place too.
#[tokio::test]
async fn an_element_that_is_moved_keeps_its_files() -> Result<()> {
    journey(WIDE, async |page| {
        page.host(ELEMENT, "<div id=here><daybreak-previewer id=one></daybreak-previewer></div><div id=there></div>")
            .await?;
        page.told("one", "ready", "true").await?;
        page.check_by("one", CARDS, &good("cards", 10)?).await?;
        page.forget_told().await?;
        // As the page's own script does it: WebKit does a script's leftovers earlier when it is its driver that runs it.
        page.run("const one = document.getElementById('one'); setTimeout(() => document.getElementById('there').append(one))")
            .await?;
        page.told("one", "report", "true").await?;
        ensure!(page.running().await? == ["iframe", "worker"], "{:?}", page.running().await?);
        let report: Value = page.value("return document.getElementById('one').report").await?;
        ensure!(names(&report) == [CARDS], "{report}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_element_that_is_moved_with_its_state_keeps_running() -> Result<()> {
    journey_needing(Ability::MoveBefore, WIDE, async |page| {
        page.host(ELEMENT, "<div id=here><daybreak-previewer id=one></daybreak-previewer></div><div id=there></div>")
            .await?;
        page.told("one", "ready", "true").await?;
        page.check_by("one", CARDS, &good("cards", 10)?).await?;
        page.forget_told().await?;
        page.run(
            "globalThis.one = document.getElementById('one'); document.getElementById('there').moveBefore(one, null)",
        )
        .await?;
        page.pause(1000).await;
        let told: Vec<Value> = page.value("return told").await?;
        ensure!(told.is_empty(), "the frame has started anew: {told:?}");
        let report: Value = page.value("return one.report").await?;
        ensure!(names(&report) == [CARDS], "{report}");
        Ok(())
    })
    .await
}
