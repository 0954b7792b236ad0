//! The element in pages that allow little, and in such as would wreck it.

use anyhow::{Context as _, Result, ensure};
use daybreak_e2e::{ELEMENT, Engine, Page, good, journey};
use serde_json::json;

const WIDE: (u32, u32) = (1280, 900);
const CARDS: &str = "2026-11-21_cards_v1.csv";
const ONE: &str = "<daybreak-previewer id=one view=compact></daybreak-previewer>";

fn policy(policy: &str) -> String {
    format!("<meta http-equiv=Content-Security-Policy content=\"{policy}\">")
}

/// What the element shows in the place of its frame.
async fn said(page: &Page) -> Result<String> {
    page.value("return document.getElementById('one').shadowRoot.textContent").await
}

/// That the element does all that it does anywhere.
async fn works(page: &Page) -> Result<()> {
    page.told("one", "ready", "true").await?;
    let report = page.check_by("one", CARDS, &good("cards", 10)?).await?;
    ensure!(report.pointer("/verdict") == Some(&json!("accepted")), "{report}");
    let complaints = page.complaints().await?;
    ensure!(!complaints.iter().any(|line| line.contains("Content Security Policy")), "{complaints:?}");
    Ok(())
}

/// Neither inline script nor style, no blob, no evaluation, no text made into script: nothing but what the documentation names.
#[tokio::test]
async fn a_strict_policy_gets_a_working_element() -> Result<()> {
    journey(WIDE, async |page| {
        let strict = "default-src 'none'; script-src 'self'; style-src 'self'; frame-src 'self'; \
                      require-trusted-types-for 'script'; trusted-types 'none'";
        page.host(&format!("{}{ELEMENT}", policy(strict)), ONE).await?;
        works(page).await?;
        // In the page itself the program could not even be compiled: this is why it never runs there.
        let compiled: String = page
            .value("try { return String(new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))) } catch (error) { return String(error) }")
            .await?;
        // Only in Chromium the page's policy stands above what its driver runs.
        let refused = compiled.contains("CompileError") && compiled.contains("script-src");
        ensure!(refused == (page.engine() == Engine::Chromium), "{compiled}");
        Ok(())
    })
    .await
}

/// Each policy refuses the frame; the element names the line that mends it, and with that line it works.
#[tokio::test]
async fn a_policy_that_refuses_the_frame_is_told_with_the_line_that_mends_it() -> Result<()> {
    journey(WIDE, async |page| {
        let basis = "script-src 'self'; style-src 'self'";
        for (refusing, line) in [
            ("default-src 'none'", "frame-src 'self'"),
            ("default-src 'self'; frame-src 'none'", "frame-src 'self'"),
            ("default-src 'none'; child-src https://maps.example", "frame-src https://maps.example 'self'"),
            ("default-src 'unsafe-inline' https://cdn.example", "frame-src https://cdn.example 'self'"),
        ] {
            page.host(&format!("{}{ELEMENT}", policy(&format!("{basis}; {refusing}"))), ONE).await?;
            page.told("one", "fault", "true").await?;
            let fault = page.last_told("one", "fault").await?;
            let message = fault.pointer("/message").and_then(|message| message.as_str()).context("a message")?;
            ensure!(message.ends_with(&format!("It would with: {line}")), "{refusing}: {message}");
            let shown = said(page).await?;
            ensure!(shown.contains(message) && shown.contains("Open Daybreak"), "{shown}");
            let refused = page.check_by("one", CARDS, "").await?;
            ensure!(refused == json!(format!("Error: {message}")), "{refused}");
            page.complaints().await?;

            let rest: Vec<&str> = refusing.split("; ").filter(|one| !one.starts_with("frame-src")).collect();
            let mended = format!("{basis}; {}; {line}", rest.join("; "));
            page.host(&format!("{}{ELEMENT}", policy(&mended)), ONE).await?;
            works(page).await.context(mended)?;
        }
        Ok(())
    })
    .await
}

/// A browser says less of a frame of another origin; the line is the same, and so is the way to the program itself.
#[tokio::test]
async fn a_policy_that_refuses_a_frame_of_another_origin_is_told_too() -> Result<()> {
    journey(WIDE, async |page| {
        let elsewhere = &page.stranger.address;
        page.stranger.put("/embed/daybreak.js", &std::fs::read_to_string(page.built("embed/daybreak.js")?)?);
        let module = format!("<script type=module src={elsewhere}/embed/daybreak.js></script>");
        page.host(&format!("{}{module}", policy("frame-src 'self'")), ONE).await?;
        page.told("one", "fault", "true").await?;
        let fault = page.last_told("one", "fault").await?.to_string();
        ensure!(fault.contains(&format!("It would with: frame-src 'self' {elsewhere}")), "{fault}");
        let link: String =
            page.value("return document.getElementById('one').shadowRoot.querySelector('a').href").await?;
        ensure!(link == format!("{elsewhere}/embed/embed.html"), "{link}");
        Ok(())
    })
    .await
}

/// A server may send the policy of its pages with the frame's document too, under which that cannot run, or not have it at all.
#[tokio::test]
async fn a_frame_that_cannot_start_is_told_soon() -> Result<()> {
    journey(WIDE, async |page| {
        let frame = std::fs::read_to_string(page.built("embed/embed.html")?)?;
        let strict = policy("default-src 'self'");
        for document in [frame.replacen("<head>", &format!("<head>{strict}"), 1), "<!doctype html>Not found".to_owned()]
        {
            page.site.put("/embed/embed.html", &document);
            page.host(ELEMENT, ONE).await?;
            page.told("one", "fault", "detail.message.includes('did not start')").await?;
            let shown = said(page).await?;
            ensure!(shown.contains("embed.html, and with it neither a policy"), "{shown}");
            ensure!(shown.contains("Cross-Origin-Embedder-Policy"), "{shown}");
        }
        Ok(())
    })
    .await
}

/// A style sheet that would wreck anything that it reaches, and custom properties that are no colours.
#[tokio::test]
async fn a_hostile_style_sheet_changes_nothing() -> Result<()> {
    journey(WIDE, async |page| {
        let hostile = format!(
            "* {{ all: unset !important; display: none !important; color: red !important; font-size: 99px !important }}
             html, body, daybreak-previewer {{ display: block !important; visibility: hidden; direction: rtl; letter-spacing: 9px }}
             iframe, ::part(frame) {{ height: 1px !important; opacity: 0 !important }}
             daybreak-previewer {{ --daybreak-accent: url({stranger}/accent); --daybreak-ground: red}}*{{display:none;
                 --daybreak-text: var(--nothing, image-set('{stranger}/text')); --daybreak-sans: 'x', url({stranger}/sans) }}",
            stranger = page.stranger.address
        );
        page.site.put("/hostile.css", &hostile);
        page.host(&format!("<link rel=stylesheet href=/hostile.css>{ELEMENT}"), ONE).await?;
        page.told("one", "ready", "true").await?;
        let report = page.check_by("one", CARDS, &good("cards", 10)?).await?;
        ensure!(report.pointer("/verdict") == Some(&json!("accepted")), "{report}");
        // The frame tells its height a moment after its report.
        page.until_true("document.getElementById('one').shadowRoot.querySelector('iframe').offsetHeight > 200").await?;
        let seen: (f64, String, String, String) = page
            .value(
                "const frame = document.getElementById('one').shadowRoot.querySelector('iframe');
                 const style = getComputedStyle(frame);
                 return [frame.offsetHeight, style.opacity, style.display, style.visibility]",
            )
            .await?;
        ensure!(seen.0 > 200.0 && (&*seen.1, &*seen.2, &*seen.3) == ("1", "block", "visible"), "{seen:?}");
        page.enter_element("one").await?;
        let inside: (String, String, String, String) = page
            .value(
                "const style = getComputedStyle(document.documentElement);
                 return [getComputedStyle(document.body).direction, style.getPropertyValue('--db-accent'), style.getPropertyValue('--db-text'),
                     style.getPropertyValue('--db-ground')]",
            )
            .await?;
        page.leave().await?;
        ensure!(inside.3 == "red", "what is a colour is taken: {inside:?}");
        ensure!(inside.0 == "ltr" && !inside.1.contains("url") && !inside.2.contains("image"), "{inside:?}");
        page.stranger.is_untouched()?;
        Ok(())
    })
    .await
}
