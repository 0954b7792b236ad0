//! The views of an element: how much of the page each of them shows.

use anyhow::{Result, ensure};
use daybreak_e2e::{ELEMENT, broken, good, journey};
use serde_json::Value;

const WIDE: (u32, u32) = (1280, 900);
const CARDS: &str = "2026-11-21_cards_v1.csv";

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

#[tokio::test]
async fn what_is_dropped_on_a_view_without_files_is_not_opened_and_that_is_said() -> Result<()> {
    journey(WIDE, async |page| {
        for view in ["cutoff", "schema"] {
            page.host(ELEMENT, &format!("<daybreak-previewer id=one kind=cards view={view}></daybreak-previewer>"))
                .await?;
            page.told("one", "ready", "true").await?;
            page.enter_element("one").await?;
            page.until(&format!("[data-view={view}]")).await?;
            for (name, text) in [
                (CARDS, good("cards", 10)?),
                // Nor is it taken for a profile.
                ("profile.json", r#"{ "profile_version": 1, "name": "Dropped" }"#.to_owned()),
            ] {
                page.drop(&[(name, &text)]).await?;
                page.until(".notice").await?;
                let said = page.text(".notices").await?;
                ensure!(
                    said.trim() == "Nothing was opened: this view does not show the results of checks.",
                    "{view}: {said}"
                );
                page.click(".notice [aria-label=Dismiss]").await?;
                page.until_gone(".notice").await?;
            }
            page.pause(500).await;
            page.until("[data-phase=idle]").await?;
            ensure!(page.files().await?.is_empty(), "{view}: {:?}", page.files().await?);
            page.leave().await?;
            // It is between the page and who dropped something there: the host has asked for nothing.
            let told: Vec<Value> = page.value("return told.map(([, what]) => what)").await?;
            ensure!(told == ["ready"], "{view}: {told:?}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_kind_that_is_lacking_or_not_known_is_told() -> Result<()> {
    journey(WIDE, async |page| {
        for (attributes, words) in [
            ("view=schema", "needs a kind"),
            ("view=schema kind=Cards", "no kind \"Cards\""),
            ("kind=Cards", "no kind \"Cards\""),
        ] {
            page.host(ELEMENT, &format!("<daybreak-previewer id=one {attributes}></daybreak-previewer>")).await?;
            page.told("one", "fault", "true").await?;
            let fault = page.last_told("one", "fault").await?.to_string().replace("\\\"", "\"");
            ensure!(fault.contains(words) && fault.contains("transaction_updates"), "{attributes}: {fault}");
            page.enter_element("one").await?;
            if attributes.contains("schema") {
                page.until("[data-view=schema] .schema [role=alert]").await?;
                ensure!(page.text("main").await?.contains("must name a kind"), "{}", page.text("main").await?);
                page.look("frame-schema-without-kind").await?;
            }
            page.leave().await?;
            // Nothing that is asked is refused for it.
            if !attributes.contains("schema") {
                let report = page.check_by("one", CARDS, &good("cards", 10)?).await?;
                ensure!(report.pointer("/verdict") == Some(&Value::from("accepted")), "{report}");
            }
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_frame_says_what_its_host_is_told() -> Result<()> {
    journey(WIDE, async |page| {
        for (attributes, words) in [("", "with every value masked"), ("expose-values", "has asked for values")] {
            page.host(ELEMENT, &format!("<daybreak-previewer id=one {attributes}></daybreak-previewer>")).await?;
            page.told("one", "ready", "true").await?;
            page.enter_element("one").await?;
            let said = page.text(".privacy").await?;
            ensure!(said.contains(words) && !said.contains("no byte of a file can leave"), "{attributes}: {said}");
            let chip = page.text(".topbar").await?;
            ensure!(chip.contains("nothing can leave") == attributes.is_empty(), "{attributes}: {chip}");
            page.leave().await?;
        }
        // Opened by itself it tells nobody.
        page.go(&format!("{}/embed/embed.html", page.site.address)).await?;
        page.until("[data-worker=ready] .privacy").await?;
        ensure!(page.text(".privacy").await?.contains("no byte of a file can leave"));
        Ok(())
    })
    .await
}
