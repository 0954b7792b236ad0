//! Nothing leaves the page: by the browser's word, and by that of a server that nothing may reach.

use anyhow::{Result, ensure};
use daybreak_e2e::{Ability, Samples, WAYS, good, journey};

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
        page.download("daybreak-report.json").await?;
        let after = page.site.requests();
        ensure!(after.len() == loaded, "a server was reached: {:?}", after.get(loaded..));
        ensure!(page.stranger.requests().is_empty(), "a server was reached: {:?}", page.stranger.requests());
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
            ensure!(tried.len() == 18, "{tried:?}");
        }
        let after = page.site.requests();
        ensure!(after.len() == loaded, "a server was reached: {:?}", after.get(loaded..));
        ensure!(page.stranger.requests().is_empty(), "a server was reached: {:?}", page.stranger.requests());
        Ok(())
    })
    .await
}

/// The test above is worth nothing if these ways lead nowhere anyhow: in a page without a seal they arrive.
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
            "style",
            "frame",
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
            let is_there = way != "prefetch" || page.engine().can(Ability::Prefetch);
            ensure!(
                reached.iter().any(|line| line.contains(&format!("/{way}?"))) == is_there,
                "{way} should lead out: {is_there}; {reached:?}"
            );
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
        let unclear: Vec<&String> = answers.iter().filter(|answer| !answer.contains("refused by the browser")).collect();
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
