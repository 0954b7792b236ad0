//! Nothing leaves the page: by the browser's word, and by that of a server that nothing may reach.

use anyhow::{Result, ensure};
use daybreak_e2e::{Ability, Page, Samples, WAYS, broken, good, in_workers, journey, whole_days};
use serde_json::json;

#[tokio::test]
async fn no_request_is_made_once_the_page_is_sealed() -> Result<()> {
    journey((1280, 800), async |page| {
        page.open("").await?;
        ensure!(page.attribute("[data-sealed]", "data-sealed").await?.as_deref() == Some("true"));
        let loaded = page.site.requests().len();
        let samples = Samples::new()?;
        page.choose(&samples.six(2000)?).await?;
        page.until("[data-set=ready]").await?;
        for tab in ["Across files", "Reconciliation", "Event types", "Cutoff", "Files of the day"] {
            page.tab(tab).await?;
        }
        page.click("[data-file] .files__button").await?;
        for tab in ["Rows", "Columns", "Cutoff", "Findings"] {
            page.tab(tab).await?;
        }
        page.click("[data-action=export]").await?;
        page.click("[data-export=json]").await?;
        page.download("-report.json").await?;
        let after = page.site.requests();
        ensure!(after.len() == loaded, "a server was reached: {:?}", after.get(loaded..));
        page.stranger.is_untouched()?;
        Ok(())
    })
    .await
}

/// What is wrong with files, and what is said and saved of it, stays as well.
#[tokio::test]
async fn no_request_is_made_for_what_is_found() -> Result<()> {
    journey((1280, 800), async |page| {
        let samples = Samples::new()?;
        let mut files = whole_days(2, 40, &["balance-roll-forward", "reference-missing"])?
            .iter()
            .map(|file| samples.file(&file.name, &file.bytes))
            .collect::<Result<Vec<_>>>()?;
        let bytes = broken("cards", 3000, &["value-required", "duplicate-key", "invisible-character"])?;
        files.push(samples.file("2026-11-21_cards_v2.csv", bytes)?);
        page.open("").await?;
        let loaded = page.site.requests().len();
        page.choose(&files).await?;
        page.until("[data-set=ready]").await?;
        for tab in ["Across files", "Reconciliation"] {
            page.tab(tab).await?;
        }
        page.click("[data-file='2026-11-21_cards_v2.csv'] .files__button").await?;
        page.press_button("First error").await?;
        page.until("#detail").await?;
        page.click("[data-action=rule]").await?;
        page.until("dialog[open]").await?;
        page.run("document.querySelector('dialog').close()").await?;
        page.click("[data-action=to-cell]").await?;
        page.until("#rows [aria-selected=true]").await?;
        page.type_into("#find", "crd_00001777\n").await?;
        page.until("[data-record='1777']").await?;
        page.tab("Columns").await?;
        for format in ["json", "csv", "receipt"] {
            page.click("[data-action=export]").await?;
            page.click(&format!("[data-export={format}]")).await?;
            page.until_gone("dialog[open]").await?;
        }
        for name in ["-report.json", "-report.csv", "-receipt.json"] {
            page.download(name).await?;
        }
        let after = page.site.requests();
        ensure!(after.len() == loaded, "a server was reached: {:?}", after.get(loaded..));
        page.stranger.is_untouched()?;
        Ok(())
    })
    .await
}

/// A script for workers that, when they are told an address, try each way there that a worker has, and say which they tried.
const WORKER_WAYS: &str = "{
    const told = new BroadcastChannel('ways');
    told.onmessage = ({ data }) => {
        if (!data.target) return;
        const to = way => `${data.target}/own-${way}?${Math.random()}`;
        const ways = {
            fetch: url => fetch(url, { mode: 'no-cors' }).catch(() => {}),
            xhr: url => { const request = new XMLHttpRequest(); request.open('POST', url); request.send('x'); },
            socket: url => new WebSocket(url.replace('http', 'ws')),
            events: url => new EventSource(url),
            script: url => importScripts(url),
            transport: url => new WebTransport(url.replace('http', 'https')),
            // There is none in any worker.
            webrtc: () => new RTCPeerConnection().createDataChannel('x'),
            worker: url => new Worker(url),
        };
        for (const [way, go] of Object.entries(ways)) {
            try { go(to(way)); } catch (error) { /* refused at once */ }
            told.postMessage({ tried: way });
        }
    };
}";

/// Tells the workers of the page an address, and gives the ways that they tried to it.
async fn tried_by_workers(page: &Page, target: &str) -> Result<Vec<String>> {
    page.value_later(&format!(
        "const done = arguments[arguments.length - 1];
         const channel = new BroadcastChannel('ways'), tried = [];
         channel.onmessage = ({{ data }}) => data.tried && tried.push(data.tried);
         channel.postMessage({{ target: {} }});
         setTimeout(() => done(tried.sort()), 1500);",
        json!(target)
    ))
    .await
}

/// Script in the very workers that read the files has no way out either: the seal is theirs too.
#[tokio::test]
async fn every_way_out_is_refused_in_the_workers_of_the_page() -> Result<()> {
    journey((1280, 800), async |page| {
        page.before_each(&in_workers(WORKER_WAYS, &json!(WORKER_WAYS).to_string())).await?;
        page.open("").await?;
        page.drop(&[("2026-11-21_cards_v1.csv", &good("cards", 50)?)]).await?;
        page.ready().await?;
        let loaded = page.site.requests().len();
        for target in [page.site.address.clone(), page.stranger.address.clone()] {
            let tried = tried_by_workers(page, &target).await?;
            // The worker of the page, and its helpers.
            for way in ["events", "fetch", "script", "socket", "transport", "webrtc", "worker", "xhr"] {
                ensure!(tried.iter().filter(|one| *one == way).count() > 1, "{way}: {tried:?}");
            }
        }
        let after = page.site.requests();
        ensure!(after.len() == loaded, "a server was reached: {:?}", after.get(loaded..));
        page.stranger.is_untouched()?;
        Ok(())
    })
    .await
}

/// Even hostile script in the page has no way out; the servers see what the browser lets through.
#[tokio::test]
async fn every_way_out_is_refused_in_the_page() -> Result<()> {
    journey((1280, 800), async |page| {
        page.open("").await?;
        let loaded = page.site.requests().len();
        for target in [page.site.address.clone(), page.stranger.address.clone()] {
            let ways = WAYS.replace("TARGET", &target);
            let tried: Vec<String> = page.value_later(&ways).await?;
            ensure!(tried.len() == 26, "{tried:?}");
        }
        let after = page.site.requests();
        ensure!(after.len() == loaded, "a server was reached: {:?}", after.get(loaded..));
        page.stranger.was_asked_nothing()?;
        Ok(())
    })
    .await
}

/// What no policy covers, and the page says so: a connection can be opened by which nothing is asked, so that a name alone is
/// told. Chromium opens one, too, before it refuses a frame.
#[tokio::test]
async fn a_bare_connection_is_all_that_script_in_the_page_could_open() -> Result<()> {
    journey((1280, 800), async |page| {
        page.open("").await?;
        page.run(&format!(
            "const link = Object.assign(document.createElement('link'), {{ rel: 'preconnect', href: '{}/name' }});
             document.head.append(link)",
            page.stranger.address
        ))
        .await?;
        page.pause(1500).await;
        let reached = (page.stranger.connections(), page.stranger.requests());
        ensure!(reached == (1, Vec::new()), "{reached:?}: was the browser mended? Then the words about it can go");
        Ok(())
    })
    .await
}

/// `every_way_out_is_refused_in_the_page` is worth nothing if these ways lead nowhere anyhow: in a page without a seal they arrive.
#[tokio::test]
async fn the_same_ways_lead_out_of_a_page_without_a_seal() -> Result<()> {
    journey((1280, 800), async |page| {
        page.go(&format!("{}/nothing.html", page.site.address)).await?;
        let ways = WAYS.replace("TARGET", &page.stranger.address);
        let _: Vec<String> = page.value_later(&ways).await?;
        let reached = page.stranger.requests();
        for way in [
            "fetch",
            "xhr",
            "beacon",
            "events",
            "image",
            "script",
            "module",
            "style",
            "frame",
            "object",
            "embed",
            "ping",
            "prefetch",
            "font",
            "worker-fetch",
            "socket",
            "media",
            "form",
            "worker-xhr",
            "worker-events",
            "worker-socket",
            "worker-script",
        ] {
            let is_there = match way {
                "prefetch" => page.engine().can(Ability::Prefetch),
                "ping" => page.engine().can(Ability::Ping),
                _ => true,
            };
            ensure!(
                reached.iter().any(|line| line.contains(&format!("/{way}?"))) == is_there,
                "{way} should lead out: {is_there}; {reached:?}"
            );
        }
        if page.engine().can(Ability::Packets) {
            ensure!(reached.iter().any(|line| line == "UDP, WebRTC"), "WebRTC should lead out: {reached:?}");
            ensure!(reached.iter().any(|line| line == "UDP"), "WebTransport should lead out: {reached:?}");
        }
        // Those of the page's own workers, in a worker without a seal.
        page.run(&format!(
            "new Worker(URL.createObjectURL(new Blob([{}], {{ type: 'text/javascript' }})))",
            json!(WORKER_WAYS)
        ))
        .await?;
        // What is told before the worker listens, it does not hear.
        let mut tried = Vec::new();
        for _ in 0..10 {
            if tried.is_empty() {
                tried = tried_by_workers(page, &page.stranger.address).await?;
            }
        }
        for way in ["fetch", "xhr", "socket", "events", "script"] {
            page.stranger.until_reached(&format!("/own-{way}?")).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_proof_in_the_page_says_so() -> Result<()> {
    journey((1280, 800), async |page| {
        page.open("").await?;
        page.press_button("See the proof").await?;
        page.press_button("Try every way out").await?;
        page.until_true("/ ways out were refused/.test(document.querySelector('.proof__summary').innerText)").await?;
        let answers: Vec<String> = page
            .value("return [...document.querySelectorAll('.proof__channel')].map(one => one.innerText.replace(/\\s+/g, ' ').trim())")
            .await?;
        ensure!(answers.len() >= 16 && answers.iter().any(|answer| answer.contains("from the worker")), "{answers:?}");
        let taken_away = answers.iter().filter(|answer| answer.contains("removed by the page")).collect::<Vec<_>>();
        ensure!(taken_away == ["WebRTC removed by the page"], "{answers:?}");
        let is_closed = |answer: &String| ["refused by the browser", "removed by the page"].iter().any(|words| answer.contains(words));
        let unclear: Vec<&String> = answers.iter().filter(|answer| !is_closed(answer)).collect();
        // What a browser does not report, the page does not claim to know; the servers of the other journeys do.
        let expected: &[&str] = if page.engine().can(Ability::ReportAll) {
            &[]
        } else {
            &["Preload no clear answer", "EventSource, from the worker no clear answer"]
        };
        ensure!(unclear == expected, "{unclear:?}");
        ensure!(unclear.is_empty() == page.text(".proof__summary").await?.contains("All "), "{answers:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_page_works_without_a_network() -> Result<()> {
    journey((1280, 800), async |page| {
        page.open("").await?;
        page.cut_network().await?;
        page.drop(&[("2026-11-21_cards_v1.csv", &good("cards", 50)?)]).await?;
        page.ready().await?;
        ensure!(page.file().await?.verdict == "accepted");
        Ok(())
    })
    .await
}
