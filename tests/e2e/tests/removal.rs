//! An element that is taken out of its page leaves nothing behind, however often that happens.

use anyhow::{Context as _, Result, ensure};
use daybreak_e2e::{Ability, ELEMENT, Page, journey};
use serde_json::{Value, json};

const WIDE: (u32, u32) = (1280, 900);

/// How often an element is put into the page and taken out again.
const TIMES: u32 = 200;

/// So many times come before the first measure: what a browser keeps for itself it has by then.
const FIRST: u32 = 40;

/// What the browser has in memory for the page.
#[derive(Debug)]
struct Measure {
    heap: f64,
    listeners: f64,
    nodes: f64,
    documents: f64,
}

/// `None` where the browser does not tell.
async fn measure(page: &Page) -> Result<Option<Measure>> {
    page.collect_garbage().await?;
    if !page.engine().can(Ability::Tools) {
        return Ok(None);
    }
    let answer = page.devtools("Performance.getMetrics", json!({})).await?;
    let metrics = answer.get("metrics").and_then(Value::as_array).context("metrics")?;
    let value = |name: &str| {
        let metric = metrics.iter().find(|metric| metric.get("name").is_some_and(|is| is == name));
        metric.and_then(|metric| metric.get("value")?.as_f64()).with_context(|| format!("no metric {name}"))
    };
    Ok(Some(Measure {
        heap: value("JSHeapUsedSize")?,
        listeners: value("JSEventListeners")?,
        nodes: value("Nodes")?,
        documents: value("Documents")?,
    }))
}

/// Puts elements in and takes each out again once it is ready, so that each had its frame, its program and its worker.
async fn mount(page: &Page, times: u32) -> Result<()> {
    let script = format!(
        "const done = arguments[arguments.length - 1];
         globalThis.kept ??= [];
         (async () => {{
             for (let count = 0; count < {times}; count += 1) {{
                 const element = document.createElement('daybreak-previewer');
                 element.setAttribute('view', 'compact');
                 const ready = new Promise(resolve => element.addEventListener('daybreak-ready', resolve, {{ once: true }}));
                 document.body.append(element);
                 await ready;
                 element.remove();
                 kept.push(new WeakRef(element));
             }}
             done(true);
         }})();"
    );
    page.value_later::<bool>(&script).await.map(drop)
}

#[tokio::test]
async fn two_hundred_elements_that_are_taken_out_leave_nothing_behind() -> Result<()> {
    journey(WIDE, async |page| {
        if page.engine().can(Ability::Tools) {
            page.devtools("Performance.enable", json!({})).await?;
        }
        page.host(ELEMENT, "").await?;
        page.until_true("customElements.get('daybreak-previewer')").await?;
        let empty = measure(page).await?;

        // What is counted below is counted rightly: while an element is there, it is seen in each of the measures.
        page.run("document.body.append(Object.assign(document.createElement('daybreak-previewer'), { id: 'one' }))")
            .await?;
        page.told("one", "ready", "true").await?;
        let with_one = measure(page).await?;
        if let (Some(empty), Some(with_one)) = (empty, with_one) {
            ensure!(with_one.listeners > empty.listeners && with_one.nodes > empty.nodes, "{empty:?} {with_one:?}");
        }
        ensure!(page.running().await? == ["iframe", "worker"], "{:?}", page.running().await?);
        page.run("document.getElementById('one').remove(); told.length = 0").await?;

        for _ in (0..FIRST).step_by(10) {
            mount(page, 10).await?;
        }
        let before = measure(page).await?;
        // Where nothing can be measured more of them show nothing more.
        let times = if before.is_some() { TIMES } else { FIRST };
        for _ in (FIRST..times).step_by(10) {
            mount(page, 10).await?;
        }
        let after = measure(page).await?;
        ensure!(page.running().await?.is_empty(), "{:?}", page.running().await?);
        let alive: usize = page.value("return kept.filter(element => element.deref()).length").await?;
        ensure!(alive <= 1, "{alive} of {times} elements are still in memory");
        let (Some(before), Some(after)) = (before, after) else { return Ok(()) };
        ensure!(after.listeners <= before.listeners, "listeners: {before:?} {after:?}");
        ensure!(after.nodes <= before.nodes && after.documents <= before.documents, "{before:?} {after:?}");
        // A weak reference and an event that the page itself keeps are counted too; a frame or a report would be far more.
        let each = (after.heap - before.heap) / f64::from(TIMES - FIRST);
        ensure!(each < 500.0, "{each} bytes are left by each: {before:?} {after:?}");
        Ok(())
    })
    .await
}
