//! Daybreak inside of other pages: the frame by its protocol, and the element.

use anyhow::{Context as _, Result, ensure};
use daybreak_e2e::{ELEMENT, WAYS, broken, good, journey};
use serde_json::{Value, json};

const WIDE: (u32, u32) = (1280, 900);

#[tokio::test]
async fn two_elements_with_different_settings_report_to_their_host() -> Result<()> {
    journey(WIDE, async |page| {
        let body = "<daybreak-previewer id=one kind=cards view=compact theme=light></daybreak-previewer>
             <daybreak-previewer id=two kind=balances theme=dark expose-values></daybreak-previewer>";
        page.host(ELEMENT, body).await?;
        page.told("one", "ready", "true").await?;
        let bad = String::from_utf8(broken("cards", 30, &["duplicate-key"])?)?;
        let one = page.check_by("one", "2026-11-21_cards_v1.csv", &bad).await?;
        ensure!(
            one.pointer("/verdict") == Some(&json!("rejected"))
                && one.pointer("/files/0/kind") == Some(&json!("cards")),
            "{one}"
        );
        ensure!(
            one.pointer("/values_shown") != Some(&json!(true)) && !one.to_string().contains("crd_0000"),
            "values are masked: {one}"
        );
        let two = page.check_by("two", "2026-11-21_balances_v1.csv", &good("balances", 30)?).await?;
        ensure!(
            two.pointer("/verdict") == Some(&json!("accepted")) && two.pointer("/files/0/records") == Some(&json!(30)),
            "{two}"
        );
        page.told("one", "report", "true").await?;
        page.told("two", "report", "true").await?;
        let read: Value = page.value("return document.getElementById('one').report").await?;
        ensure!(read == one, "the property is not the last report");
        // The frame is as high as what it holds, a moment later.
        page.until_true(
            "[...document.querySelectorAll('daybreak-previewer')].every(element => element.offsetHeight > 300)",
        )
        .await?;
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
async fn nothing_but_the_first_script_is_loaded_before_an_element_is_near() -> Result<()> {
    journey(WIDE, async |page| {
        let body = "<div style='height: 9000px'></div><daybreak-previewer id=far></daybreak-previewer>";
        page.host(ELEMENT, body).await?;
        page.until_true("customElements.get('daybreak-previewer')").await?;
        page.until_true("document.readyState == 'complete'").await?;
        // What that script weighs is held to its budget by the build.
        let asked = || page.site.requests().iter().any(|line| line.contains("embed.html"));
        ensure!(!asked(), "{:?}", page.site.requests());
        let parts = page.site.requests();
        ensure!(parts.iter().filter(|line| line.contains("/embed/")).count() == 1, "{parts:?}");
        page.run("document.getElementById('far').scrollIntoView()").await?;
        page.until_true("document.getElementById('far').shadowRoot.querySelector('iframe')").await?;
        page.until_true("document.getElementById('far').shadowRoot.querySelector('iframe').offsetHeight > 400").await?;
        ensure!(asked(), "{:?}", page.site.requests());
        Ok(())
    })
    .await
}

/// A host that asks need not show the element first.
#[tokio::test]
async fn an_element_far_below_the_screen_is_loaded_by_check_and_answers() -> Result<()> {
    journey(WIDE, async |page| {
        let body = "<div style='height: 9000px'></div><daybreak-previewer id=far></daybreak-previewer>";
        page.host(ELEMENT, body).await?;
        page.until_true("customElements.get('daybreak-previewer')").await?;
        page.pause(1000).await;
        let asked = || page.site.requests().iter().any(|line| line.contains("embed.html"));
        ensure!(!asked(), "loaded before it was used: {:?}", page.site.requests());
        let report = page.check_by("far", "2026-11-21_cards_v1.csv", &good("cards", 10)?).await?;
        ensure!(report.pointer("/verdict") == Some(&json!("accepted")), "{report}");
        ensure!(asked(), "{:?}", page.site.requests());
        let scrolled: f64 = page.value("return scrollY").await?;
        ensure!(scrolled.abs() < 1.0, "the host was scrolled to {scrolled}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_schema_is_shown_with_a_template_that_would_be_accepted() -> Result<()> {
    journey(WIDE, async |page| {
        page.go(&format!("{}/embed/embed.html#view=schema&kind=cards", page.site.address)).await?;
        page.until("[data-schema=cards] [data-column=client_card_id]").await?;
        page.look("frame-schema").await?;
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
        page.host(ELEMENT, "<daybreak-previewer id=one></daybreak-previewer>").await?;
        page.told("one", "ready", "true").await?;
        // Without a gesture browsers refuse some of these ways anyhow: what holds them is that nothing more is allowed.
        let sandbox: String = page
            .value("return document.getElementById('one').shadowRoot.querySelector('iframe').getAttribute('sandbox')")
            .await?;
        ensure!(sandbox == "allow-scripts allow-downloads", "{sandbox}");
        page.enter_element("one").await?;
        let origin: String = page.value("return origin").await?;
        ensure!(origin == "null", "the frame has an origin: {origin}");
        // Nor does a frame within it have what was taken away from it: it is closed to it.
        let within: String = page
            .value(
                "const frame = document.body.appendChild(document.createElement('iframe'));
                 try { return typeof frame.contentWindow.RTCPeerConnection } catch ({ name }) { return name } finally { frame.remove() }",
            )
            .await?;
        ensure!(within == "SecurityError", "{within}");
        let tried: Vec<String> = page.value_later(&ways).await?;
        ensure!(tried.len() == 28, "{tried:?}");
        page.leave().await?;
        page.stranger.was_asked_nothing()?;
        let here: String = page.value("return location.pathname").await?;
        ensure!(here == "/host.html", "a server was reached: the host was led away to {here}");
        Ok(())
    })
    .await
}

/// The one way that neither sandbox nor policy of a frame closes, but the host's policy does: the frame itself led elsewhere.
#[tokio::test]
async fn the_hosts_policy_keeps_the_frame_from_being_led_elsewhere() -> Result<()> {
    journey(WIDE, async |page| {
        let policy = "<meta http-equiv=Content-Security-Policy content=\"frame-src 'self'\">";
        // Without it the frame arrives there: else that it does not would tell nothing.
        for (policy, arrives) in [(policy, false), ("", true)] {
            page.host(&format!("{policy}{ELEMENT}"), "<daybreak-previewer id=one></daybreak-previewer>").await?;
            page.told("one", "ready", "true").await?;
            page.enter_element("one").await?;
            // A moment later: the driver's script is over by then.
            let elsewhere = json!(format!("{}/self?x", page.stranger.address));
            page.run(&format!("setTimeout(() => {{ location = {elsewhere}; }})")).await?;
            page.leave().await?;
            if arrives {
                page.stranger.until_reached("GET /self?x").await.context("this way leads nowhere anyhow")?;
            } else {
                page.pause(1500).await;
                let reached = page.stranger.requests();
                ensure!(reached.is_empty(), "a server was reached: {reached:?}");
            }
        }
        Ok(())
    })
    .await
}

/// Greets its parent as the frame does, time and again, with a port through which it says all that the frame may say; what
/// it is told there it betrays.
const PRETENDER: &str = "setInterval(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => parent.postMessage({ betrayed: data.type }, '*');
    for (const facts of [{ type: 'ready' }, { type: 'report', report: { files: [] } }, { type: 'select', selection: {} },
        { type: 'fault', message: 'pretended' }, { type: 'size', height: 7777 }])
        port1.postMessage({ daybreak: 1, ...facts });
    parent.postMessage({ daybreak: 1, type: 'hello' }, '*', [port2]);
}, 5);";

/// The page itself, a frame of its origin, and one that has none, as the element's own: none of them is taken for it.
#[tokio::test]
async fn the_element_listens_to_nobody_but_its_frame() -> Result<()> {
    journey(WIDE, async |page| {
        page.site.put("/pretender.js", PRETENDER);
        page.site.put("/pretender.html", "<!doctype html><script src=/pretender.js></script>");
        let body = "<script>globalThis.betrayed = []; globalThis.greeting = new Set(); globalThis.early = new Set();
                addEventListener('message', ({ data, source }) => {
                    if (data.betrayed) betrayed.push(data.betrayed);
                    if (data.type != 'hello') return;
                    const own = document.getElementById('one')?.shadowRoot.querySelector('iframe');
                    if (own && source === own.contentWindow) globalThis.isGreeted = true;
                    const from = [...document.querySelectorAll('iframe')].find(frame => frame.contentWindow === source);
                    const name = source === window ? 'page' : from?.id;
                    greeting.add(name);
                    if (own && !globalThis.isGreeted) early.add(name);
                });</script>
             <script src=/pretender.js></script>
             <iframe id=same src=/pretender.html></iframe>
             <iframe id=sandboxed sandbox=allow-scripts src=/pretender.html></iframe>
             <div id=place></div>";
        page.host(ELEMENT, body).await?;
        page.until_true("greeting.size == 3 && customElements.get('daybreak-previewer')").await?;
        page.run("document.getElementById('place').innerHTML = '<daybreak-previewer id=one></daybreak-previewer>'")
            .await?;
        page.run("document.getElementById('one').scrollIntoView()").await?;
        let report = page.check_by("one", "2026-11-21_cards_v1.csv", &good("cards", 10)?).await?;
        ensure!(report.pointer("/verdict") == Some(&json!("accepted")), "{report}");
        // All of them were there between the element's frame and its first word, when a port was still awaited.
        let mut early: Vec<String> = page.value("return [...early]").await?;
        early.sort();
        ensure!(early == ["page", "same", "sandboxed"], "not in time: {early:?}");
        page.pause(500).await;
        let told: Vec<(String, String, Value)> = page.value("return told").await?;
        let names: Vec<&str> = told.iter().map(|(_, name, _)| &**name).collect();
        ensure!(names == ["ready", "report"], "{told:?}");
        let betrayed: Vec<String> = page.value("return betrayed").await?;
        ensure!(betrayed.is_empty(), "others were told: {betrayed:?}");
        let height: f64 =
            page.value("return document.getElementById('one').shadowRoot.querySelector('iframe').offsetHeight").await?;
        ensure!(height < 7000.0, "others say how high it is: {height}");
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
        page.host("", &body).await?;
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
        page.host("", &body).await?;
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

/// A sandbox lets nothing be saved unless it is told to.
#[tokio::test]
async fn a_report_is_saved_out_of_the_sandboxed_frame() -> Result<()> {
    journey(WIDE, async |page| {
        page.host(ELEMENT, "<daybreak-previewer id=one view=compact></daybreak-previewer>").await?;
        let told = page.check_by("one", "2026-11-21_cards_v1.csv", &good("cards", 10)?).await?;
        page.enter_element("one").await?;
        let saved: Value = serde_json::from_str(&page.export_json().await?)?;
        let sha256 = |report: &Value| report.pointer("/files/0/sha256").cloned();
        ensure!(sha256(&saved).is_some() && sha256(&saved) == sha256(&told), "{saved}");
        Ok(())
    })
    .await
}

/// In Chromium a frame without an origin may do so only where its host lets it; the others ask for no more than the click.
#[tokio::test]
async fn what_is_copied_in_the_frame_is_in_the_clipboard() -> Result<()> {
    journey(WIDE, async |page| {
        page.host(ELEMENT, "<daybreak-previewer id=one view=compact></daybreak-previewer>").await?;
        let report = page.check_by("one", "2026-11-21_cards_v1.csv", &good("cards", 10)?).await?;
        page.enter_element("one").await?;
        page.until("[data-action=sha256]").await?;
        page.click("[data-action=sha256]").await?;
        page.until_true("/Copied the SHA-256|did not allow copying/.test(document.body.innerText)").await?;
        let said = page.text("body").await?;
        ensure!(said.contains("Copied the SHA-256."), "{said}");
        page.leave().await?;
        // Only to look: what copies has asked for no more than its click.
        page.allow_clipboard().await?;
        page.run("window.focus()").await?;
        let copied = page.clipboard().await?;
        ensure!(report.pointer("/files/0/sha256") == Some(&json!(copied)), "{copied}: {report}");
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
