//! Every attribute, property, method and event of the element.

use anyhow::{Context as _, Result, ensure};
use daybreak_e2e::{Ability, ELEMENT, Page, broken, good, journey, journey_needing};
use serde_json::{Value, json};

const WIDE: (u32, u32) = (1280, 900);
const CARDS: &str = "2026-11-21_cards_v1.csv";
const BALANCES: &str = "2026-11-21_balances_v1.csv";

/// A profile by its name, which stands in the report.
fn profile(name: &str) -> Value {
    json!({ "profile_version": 1, "name": name })
}

fn agreed(report: &Value) -> &Value {
    report.pointer("/profile/name").unwrap_or(&Value::Null)
}

/// Names the files of a report, in their order.
fn names(report: &Value) -> Vec<&str> {
    let files = report.get("files").and_then(Value::as_array);
    files.into_iter().flatten().filter_map(|file| file.get("name")?.as_str()).collect()
}

/// Makes files in the page, kept under their names in `made`.
async fn make(page: &Page, files: &[(&str, &str)]) -> Result<()> {
    page.run(&format!(
        "globalThis.made ??= {{}}; for (const [name, text] of {}) made[name] = new File([text], name, {{ lastModified: 1 }});",
        json!(files)
    ))
    .await
}

/// Forgets what the elements have told.
async fn forget(page: &Page) -> Result<()> {
    page.run("told.length = 0").await
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
        forget(page).await?;
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
        let foreign = format!("{}/agreed.json", page.stranger.address);
        for (address, words) in [
            (&*foreign, format!("must come from this page's own origin, not from {}", page.stranger.address)),
            ("/missing.json", "status 404".to_owned()),
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
        ensure!(page.stranger.requests().is_empty(), "a server was reached: {:?}", page.stranger.requests());
        Ok(())
    })
    .await
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

#[tokio::test]
async fn the_view_of_the_cutoff_shows_that_and_nothing_else() -> Result<()> {
    journey(WIDE, async |page| {
        page.host(ELEMENT, "<daybreak-previewer id=one view=cutoff></daybreak-previewer>").await?;
        page.told("one", "ready", "true").await?;
        page.enter_element("one").await?;
        page.until("[data-view=cutoff] main .cutoff [role=timer]").await?;
        let drawn: u32 =
            page.value("return document.querySelectorAll('.start, [data-file], [data-action=export]').length").await?;
        ensure!(drawn == 0, "{}", page.text("body").await?);
        page.look("frame-cutoff").await
    })
    .await
}

#[tokio::test]
async fn no_view_of_the_frame_has_a_barrier() -> Result<()> {
    journey(WIDE, async |page| {
        for view in ["full", "compact"] {
            page.host(
                ELEMENT,
                &format!(
                    "<style>body {{ margin: 0 }}</style><daybreak-previewer id=one view={view}></daybreak-previewer>"
                ),
            )
            .await?;
            page.told("one", "ready", "true").await?;
            page.enter_element("one").await?;
            page.look(&format!("frame-{view}-start")).await?;
            page.leave().await?;
            let bytes = broken("cards", 60, &["value-required", "surrounding-space"])?;
            page.check_by("one", CARDS, &String::from_utf8(bytes)?).await?;
            page.enter_element("one").await?;
            page.until("#detail").await?;
            page.look(&format!("frame-{view}")).await?;
            page.leave().await?;
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
        make(page, &[(CARDS, &bad)]).await?;
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
        make(page, &[(CARDS, &good("cards", 10)?), (BALANCES, &good("balances", 10)?)]).await?;
        page.run(&format!(
            "globalThis.one = document.getElementById('one');
             one.files = [made['{CARDS}']]; one.profile = {};
             document.body.append(Object.assign(document.createElement('script'), {{ type: 'module', src: '/embed/daybreak.js' }}));",
            profile("Early")
        ))
        .await?;
        page.told("one", "report", "true").await?;
        let first: Value = page.value("return one.report").await?;
        ensure!(names(&first) == [CARDS] && agreed(&first) == "Early", "{first}");
        ensure!(page.value::<bool>(&format!("return one.files[0] === made['{CARDS}']")).await?);

        // The same again is nothing new.
        forget(page).await?;
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
        forget(page).await?;
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
        forget(page).await?;
        page.run(&format!("one.files = [made['{BALANCES}']]")).await?;
        page.told("one", "report", "true").await
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
        forget(page).await?;
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
        page.pause(500).await;
        ensure!(page.running().await?.is_empty(), "{:?}", page.running().await?);

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
        forget(page).await?;
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
        forget(page).await?;
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
