//! The element in pages that are made with a framework: its state sets attributes and properties, its handlers hear the events.

use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};
use daybreak_e2e::{LISTEN, Page, broken, good, journey};
use serde_json::{Value, json};

const WIDE: (u32, u32) = (1280, 900);
const CARDS: &str = "2026-11-21_cards_v1.csv";
const MENDED: &str = "2026-11-22_cards_v1.csv";
const BALANCES: &str = "2026-11-21_balances_v1.csv";

/// A host page, and the files of its framework by the names under which it asks for them.
struct Framework {
    page: &'static str,
    files: &'static [(&'static str, &'static str)],
}

const REACT: Framework = Framework {
    page: include_str!("../../hosts/react.html"),
    files: &[
        ("react", "react/cjs/react.production.js"),
        ("scheduler", "scheduler/cjs/scheduler.production.js"),
        ("react-dom", "react-dom/cjs/react-dom.production.js"),
        ("react-dom/client", "react-dom/cjs/react-dom-client.production.js"),
    ],
};

const VUE: Framework =
    Framework { page: include_str!("../../hosts/vue.html"), files: &[("vue", "vue/dist/vue.esm-browser.prod.js")] };

/// The last that the page has heard of an element, as it shows it.
async fn heard(page: &Page, what: &str, facts: &str) -> Result<()> {
    page.until_true(&format!(
        "document.querySelector('[data-heard=\"{what}\"]')?.textContent.includes({})",
        json!(facts)
    ))
    .await
}

/// What the state of the page is from now on.
async fn change(page: &Page, elements: &str) -> Result<()> {
    page.run(&format!("change({elements})")).await
}

/// How many reports an element has told.
async fn reports(page: &Page, id: &str) -> Result<usize> {
    page.value(&format!("return told.filter(([from, what]) => from == '{id}' && what == 'report').length")).await
}

async fn walk(page: &Page, framework: &Framework) -> Result<()> {
    let packages = PathBuf::from(std::env::var("DAYBREAK_PACKAGES").context("run by: cargo xtask test --only e2e")?);
    for (name, path) in framework.files {
        page.site.put(&format!("/hosts/{name}.js"), &std::fs::read_to_string(packages.join(path)).context(*path)?);
    }
    page.site.put("/hosts/page.html", framework.page);
    page.site.put("/agreed.json", &json!({ "profile_version": 1, "name": "By address" }).to_string());
    page.go(&format!("{}/hosts/page.html", page.site.address)).await?;
    page.until_true("globalThis.change && customElements.get('daybreak-previewer')").await?;
    let bad = String::from_utf8(broken("cards", 30, &["duplicate-key"])?)?;
    page.run(&format!(
        "{LISTEN} globalThis.made = {{ bad: new File([{}], '{CARDS}'), mended: new File([{}], '{MENDED}'), fine: new File([{}], '{BALANCES}') }};",
        json!(bad),
        json!(good("cards", 30)?),
        json!(good("balances", 30)?)
    ))
    .await?;

    // Two elements, each with settings of its own.
    let two = "{ id: 'two', kind: 'balances', view: 'compact', theme: 'dark', files: [made.fine], 'expose-values': true, profile: { profile_version: 1, name: 'By object' } }";
    change(page, &format!("[{{ id: 'one', kind: 'cards', view: 'compact', theme: 'light', files: [made.bad], 'expose-values': false }}, {two}]")).await?;
    heard(page, "one report", "rejected").await?;
    heard(page, "two report", "accepted").await?;
    let seen: (Value, Value) =
        page.value("return ['one', 'two'].map(id => document.getElementById(id).report)").await?;
    let facts = |report: &Value| {
        ["/files/0/kind", "/values_shown", "/profile/name"].map(|at| report.pointer(at).cloned().unwrap_or_default())
    };
    ensure!(facts(&seen.0) == [json!("cards"), json!(false), Value::Null], "{}", seen.0);
    ensure!(facts(&seen.1) == [json!("balances"), json!(true), json!("By object")], "{}", seen.1);

    // A drawing that changes nothing checks nothing.
    page.enter_element("one").await?;
    page.run("globalThis.isTheSame = true").await?;
    page.leave().await?;
    let before = (reports(page, "one").await?, reports(page, "two").await?);
    change(page, &format!("[{{ id: 'one', kind: 'cards', view: 'compact', theme: 'light', files: [made.bad], 'expose-values': false }}, {two}]")).await?;
    page.pause(1500).await;
    ensure!(before == (reports(page, "one").await?, reports(page, "two").await?), "checked without need");

    // What changes reaches the element that it concerns, and no frame is started anew for it.
    change(page, &format!("[{{ id: 'one', kind: 'cards', view: 'compact', theme: 'dark', files: [made.mended], 'expose-values': false, profile: '/agreed.json' }}, {two}]")).await?;
    heard(page, "one report", "accepted").await?;
    page.told("one", "report", "detail.report.profile?.name == 'By address'").await?;
    let one = page.last_told("one", "report").await?;
    ensure!(
        one.pointer("/report/files").and_then(Value::as_array).map(Vec::len) == Some(1),
        "the old file is still open: {one}"
    );
    ensure!(reports(page, "two").await? == before.1, "the other element was checked too");
    page.enter_element("one").await?;
    page.until_true("globalThis.isTheSame && document.documentElement.dataset.theme == 'dark'").await?;
    page.leave().await?;

    // What a person does inside, and what goes wrong, reaches the handlers.
    change(page, &format!("[{{ id: 'one', kind: 'cards', view: 'compact', files: [made.bad], 'expose-values': false, profile: '{}/agreed.json' }}, {two}]", page.stranger.address)).await?;
    heard(page, "one fault", "this page's own origin").await?;
    change(page, &format!("[{{ id: 'one', kind: 'cards', view: 'compact', files: [made.bad], 'expose-values': false, profile: '/agreed.json' }}, {two}]")).await?;
    heard(page, "one report", "rejected").await?;
    page.enter_element("one").await?;
    page.click(".findings__row").await?;
    page.leave().await?;
    heard(page, "one select", "duplicate-key").await?;

    // One is taken away, then the whole page of the framework.
    change(page, &format!("[{two}]")).await?;
    page.until_true("!document.getElementById('one')").await?;
    page.until_running(&["iframe", "worker"]).await?;
    page.run("end()").await?;
    page.until_true("!document.querySelector('daybreak-previewer')").await?;
    page.until_running(&[]).await?;
    let complaints = page.complaints().await?;
    ensure!(!complaints.iter().any(|line| line.contains("Uncaught")), "{complaints:?}");
    Ok(())
}

#[tokio::test]
async fn a_page_made_with_react() -> Result<()> {
    journey(WIDE, async |page| walk(page, &REACT).await).await
}

#[tokio::test]
async fn a_page_made_with_vue() -> Result<()> {
    journey(WIDE, async |page| walk(page, &VUE).await).await
}
