//! Daybreak inside of other pages: the frame by its protocol, and the element.

use anyhow::{Result, ensure};
use daybreak_e2e::{Page, WAYS, broken, good, journey};
use serde_json::{Value, json};

const WIDE: (u32, u32) = (1280, 900);

/// A page that embeds Daybreak, with this in its head and body.
async fn host(page: &Page, head: &str, body: &str) -> Result<()> {
    page.site.put(
        "/host.html",
        &format!("<!doctype html><html lang=en><head><title>Host</title>{head}</head><body>{body}</body></html>"),
    );
    page.go(&format!("{}/host.html", page.site.address)).await
}

const ELEMENT: &str = "<script type=module src=/embed/daybreak.js></script>";

/// Keeps in `told` every event of every element.
const LISTEN: &str = "<script type=module>
    globalThis.told = [];
    for (const name of ['ready', 'report', 'select', 'fault'])
        document.addEventListener('daybreak-' + name, ({ target, detail }) => told.push([target.id, name, JSON.parse(JSON.stringify(detail))]));
    </script>";

/// Lets an element check a file that is made in the page, and gives the report.
async fn check(page: &Page, id: &str, name: &str, text: &str) -> Result<Value> {
    let script = format!(
        "const done = arguments[arguments.length - 1];
         document.getElementById({}).check([new File([{}], {})]).then(done, error => done(String(error)));",
        json!(id),
        json!(text),
        json!(name)
    );
    page.value_later(&script).await
}

/// Whether an event was told.
fn told(id: &str, name: &str) -> String {
    format!("told.some(([from, what]) => from === {} && what === {})", json!(id), json!(name))
}

#[tokio::test]
async fn two_elements_with_different_settings_report_to_their_host() -> Result<()> {
    journey(WIDE, async |page| {
        let body = format!(
            "{LISTEN}<daybreak-previewer id=one kind=cards view=compact theme=light></daybreak-previewer>
             <daybreak-previewer id=two kind=balances theme=dark expose-values></daybreak-previewer>"
        );
        host(page, ELEMENT, &body).await?;
        page.until_true(&told("one", "ready")).await?;
        let bad = String::from_utf8(broken("cards", 30, &["duplicate-key"])?)?;
        let one = check(page, "one", "2026-11-21_cards_v1.csv", &bad).await?;
        ensure!(
            one.pointer("/verdict") == Some(&json!("rejected"))
                && one.pointer("/files/0/kind") == Some(&json!("cards")),
            "{one}"
        );
        ensure!(
            one.pointer("/values_shown") != Some(&json!(true)) && !one.to_string().contains("crd_0000"),
            "values are masked: {one}"
        );
        let two = check(page, "two", "2026-11-21_balances_v1.csv", &good("balances", 30)?).await?;
        ensure!(
            two.pointer("/verdict") == Some(&json!("accepted")) && two.pointer("/files/0/records") == Some(&json!(30)),
            "{two}"
        );
        page.until_true(&format!("{} && {}", told("one", "report"), told("two", "report"))).await?;
        let read: Value = page.value("return document.getElementById('one').report").await?;
        ensure!(read == one, "the property is not the last report");
        // The frame is as high as what it holds.
        let heights: Vec<f64> = page
            .value("return [...document.querySelectorAll('daybreak-previewer')].map(element => element.offsetHeight)")
            .await?;
        ensure!(heights.iter().all(|height| *height > 300.0 && *height < 4000.0), "{heights:?}");
        page.run("document.getElementById('one').scrollIntoView()").await?;
        page.shot(&shots()?.join("embedded.png")).await?;
        Ok(())
    })
    .await
}

fn shots() -> Result<std::path::PathBuf> {
    Ok(std::env::var("DAYBREAK_SHOTS")?.into())
}

#[tokio::test]
async fn nothing_is_loaded_before_an_element_is_near_and_the_first_script_is_small() -> Result<()> {
    journey(WIDE, async |page| {
        let body = "<div style='height: 9000px'></div><daybreak-previewer id=far></daybreak-previewer>";
        host(page, ELEMENT, body).await?;
        page.until_true("customElements.get('daybreak-previewer')").await?;
        page.until_true("document.readyState == 'complete'").await?;
        // Its budget is 12 kB compressed; it is less even as it stands.
        let first = std::fs::metadata(page.built("embed/daybreak.js")?)?.len();
        ensure!(first <= 12_000, "the first script has {first} bytes");
        let asked = || page.site.requests().iter().any(|line| line.contains("embed.html"));
        ensure!(!asked(), "{:?}", page.site.requests());
        page.run("document.getElementById('far').scrollIntoView()").await?;
        page.until_true("document.getElementById('far').shadowRoot.querySelector('iframe')").await?;
        page.until_true("document.getElementById('far').shadowRoot.querySelector('iframe').offsetHeight > 400").await?;
        ensure!(asked(), "{:?}", page.site.requests());
        Ok(())
    })
    .await
}

/// A page with a strict policy and a style sheet that would wreck anything that it reaches.
#[tokio::test]
async fn a_strict_policy_and_a_hostile_style_sheet_change_nothing() -> Result<()> {
    journey(WIDE, async |page| {
        page.site.put("/hostile.css", "* { all: unset !important; display: none !important; color: red !important; font-size: 99px !important }
             html, body, daybreak-previewer { display: block !important } iframe { height: 1px !important; opacity: 0 !important }");
        page.site.put("/listen.js", LISTEN.trim_start_matches("<script type=module>").trim_end_matches("</script>").trim());
        let head = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; script-src 'self'; style-src 'self'; frame-src 'self'\">
             <link rel=stylesheet href=/hostile.css><script type=module src=/listen.js></script>";
        host(page, &format!("{head}{ELEMENT}"), "<daybreak-previewer id=one view=compact></daybreak-previewer>").await?;
        page.until_true(&told("one", "ready")).await?;
        let report = check(page, "one", "2026-11-21_cards_v1.csv", &good("cards", 10)?).await?;
        ensure!(report.pointer("/verdict") == Some(&json!("accepted")), "{report}");
        let seen: (f64, String, String) = page
            .value("const frame = document.getElementById('one').shadowRoot.querySelector('iframe');
                    const style = getComputedStyle(frame); return [frame.offsetHeight, style.opacity, style.display]")
            .await?;
        ensure!(seen.0 > 200.0 && seen.1 == "1" && seen.2 == "block", "{seen:?}");
        let complaints = page.complaints().await?;
        ensure!(!complaints.iter().any(|line| line.contains("Content Security Policy")), "{complaints:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_policy_that_refuses_the_frame_is_told_in_its_place() -> Result<()> {
    journey(WIDE, async |page| {
        page.site.put("/listen.js", LISTEN.trim_start_matches("<script type=module>").trim_end_matches("</script>").trim());
        let head = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; script-src 'self'; style-src 'self'\">
             <script type=module src=/listen.js></script>";
        host(page, &format!("{head}{ELEMENT}"), "<daybreak-previewer id=one></daybreak-previewer>").await?;
        page.until_true(&told("one", "fault")).await?;
        let said: String = page.value("return document.getElementById('one').shadowRoot.textContent").await?;
        ensure!(said.contains("policy does not allow the frame") && said.contains("Open Daybreak"), "{said}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_schema_is_shown_with_a_template_that_would_be_accepted() -> Result<()> {
    journey(WIDE, async |page| {
        page.go(&format!("{}/embed/embed.html#view=schema&kind=cards", page.site.address)).await?;
        page.until("[data-schema=cards] [data-column=client_card_id]").await?;
        page.shot(&shots()?.join("schema.png")).await?;
        let barriers = page.barriers().await?;
        ensure!(barriers.is_empty(), "{}", barriers.join("\n"));
        page.click("[data-rule-page=card-dates-order]").await?;
        page.until("dialog[open]").await?;
        page.run("document.querySelector('dialog').close()").await?;
        page.click("[data-action=template]").await?;
        let template = page.download("cards_template.csv").await?;
        ensure!(template.lines().count() == 1 && template.starts_with("client_card_id|"), "{template}");
        Ok(())
    })
    .await
}

/// What a frame is held to: nothing leaves it, though hostile script runs in it.
#[tokio::test]
async fn every_way_out_is_refused_in_the_sandboxed_frame() -> Result<()> {
    journey(WIDE, async |page| {
        let ways = WAYS.replace("TARGET", &page.stranger.address);
        let ways = ways.replacen(
            "setTimeout(",
            "attempt('popup', url => open(url)); attempt('top', url => { top.location = url; }); setTimeout(",
            1,
        );
        host(page, ELEMENT, &format!("{LISTEN}<daybreak-previewer id=one></daybreak-previewer>")).await?;
        page.until_true(&told("one", "ready")).await?;
        page.enter("return document.getElementById('one').shadowRoot.querySelector('iframe')").await?;
        let origin: String = page.value("return origin").await?;
        ensure!(origin == "null", "the frame has an origin: {origin}");
        let tried: Vec<String> = page.value_later(&ways).await?;
        ensure!(tried.len() == 20, "{tried:?}");
        page.leave().await?;
        ensure!(page.stranger.requests().is_empty(), "{:?}", page.stranger.requests());
        let here: String = page.value("return location.pathname").await?;
        ensure!(here == "/host.html", "the host was led away to {here}");
        Ok(())
    })
    .await
}

/// The frame speaks with the origin that its address names, and only through the port that it gave to it.
#[tokio::test]
async fn the_frame_speaks_with_nobody_but_its_host() -> Result<()> {
    journey(WIDE, async |page| {
        let frame = |id: &str, host: &str| {
            format!(
                "<iframe id={id} sandbox='allow-scripts allow-downloads' src='/embed/embed.html#host={host}'></iframe>"
            )
        };
        let body = format!(
            "<script>globalThis.heard = [];
                addEventListener('message', event => heard.push([[...document.querySelectorAll('iframe')]
                    .find(frame => frame.contentWindow === event.source)?.id, event.origin, event.data.type]));</script>
             {}{}{}",
            frame("mine", &page.site.address),
            frame("other", &page.stranger.address),
            frame("none", "")
        );
        host(page, "", &body).await?;
        page.until_true("heard.length > 0").await?;
        page.pause(3000).await;
        let heard: Vec<(String, String, String)> = page.value("return heard").await?;
        ensure!(heard == [("mine".into(), "null".into(), "hello".into())], "{heard:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_the_frame_does_not_know_is_answered_by_a_fault() -> Result<()> {
    journey(WIDE, async |page| {
        let body = format!(
            "<script>globalThis.said = [];
                addEventListener('message', ({{ ports }}) => {{ globalThis.port = ports[0]; port.onmessage = ({{ data }}) => said.push(data); }});</script>
             <iframe sandbox='allow-scripts' src='/embed/embed.html#host={}'></iframe>",
            page.site.address
        );
        host(page, "", &body).await?;
        page.until_true("said.some(({ type }) => type == 'ready')").await?;
        for (message, words) in [
            ("{ daybreak: 2, type: 'check', files: [] }", "speaks version 1"),
            ("{ daybreak: 1, type: 'constructor' }", "unknown request"),
            ("{ daybreak: 1, type: 'check', files: ['x'] }", "list of File objects"),
            ("{ daybreak: 1, type: 'profile', text: 7 }", "JSON of a program profile"),
        ] {
            page.run(&format!("said.length = 0; port.postMessage({message})")).await?;
            page.until_true(&format!("said.some(({{ type, message }}) => type == 'fault' && message.includes({}))", json!(words)))
                .await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn elements_that_are_taken_out_leave_nothing_behind() -> Result<()> {
    journey(WIDE, async |page| {
        // Every listener that the element puts on the window or the document, and takes off again.
        page.before_each(
            "if (self === top) { globalThis.listening = 0;
                for (const target of [EventTarget.prototype]) {
                    const add = target.addEventListener;
                    target.addEventListener = function (type, listener, options) {
                        if (options?.signal) { listening += 1; options.signal.addEventListener('abort', () => { listening -= 1; }); }
                        return add.call(this, type, listener, options);
                    };
                } }",
        )
        .await?;
        host(page, ELEMENT, "").await?;
        page.until_true("customElements.get('daybreak-previewer')").await?;
        // What is counted below is counted rightly: while an element is there, its worker and its listeners are seen.
        page.run("document.body.append(Object.assign(document.createElement('daybreak-previewer'), { id: 'one' }))").await?;
        page.until_true("document.getElementById('one').offsetHeight > 400").await?;
        ensure!(page.value::<i32>("return listening").await? > 0, "no listener is seen");
        ensure!(!page.workers().await?.is_empty(), "no worker is seen");
        page.run("document.getElementById('one').remove()").await?;
        let mount = "const done = arguments[arguments.length - 1];
            const once = async (until) => {
                const element = document.createElement('daybreak-previewer');
                const loaded = new Promise(resolve => element.addEventListener(until, resolve, { once: true }));
                document.body.append(element);
                await (until ? loaded : new Promise(requestAnimationFrame));
                element.remove();
                return new WeakRef(element);
            };
            (async () => {
                for (let count = 0; count < 6; count += 1) await once('daybreak-ready');
                const kept = [];
                for (let count = 0; count < 194; count += 1) kept.push(await once(''));
                globalThis.kept = kept;
                done([window.length, document.querySelectorAll('daybreak-previewer').length, listening]);
            })();";
        let left: (u32, u32, i32) = page.value_later(mount).await?;
        ensure!(left == (0, 0, 0), "frames, elements, listeners: {left:?}");
        let workers = page.workers().await?;
        ensure!(workers.is_empty(), "{workers:?}");
        page.collect_garbage().await?;
        let alive: usize = page.value("return kept.filter(element => element.deref()).length").await?;
        ensure!(alive <= 2, "{alive} of 194 elements are still in memory");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_demonstration_shows_every_kind_without_barriers() -> Result<()> {
    journey(WIDE, async |page| {
        for kind in daybreak_schema::KINDS {
            page.go(&format!("{}/demo/{}.html", page.site.address, kind.token)).await?;
            page.until_true("document.querySelector('daybreak-previewer')?.offsetHeight > 600").await?;
        }
        page.shot(&shots()?.join("demo.png")).await?;
        let barriers = page.barriers().await?;
        ensure!(barriers.is_empty(), "{}", barriers.join("\n"));
        let complaints = page.complaints().await?;
        ensure!(!complaints.iter().any(|line| line.contains("Content Security Policy")), "{complaints:?}");
        Ok(())
    })
    .await
}
