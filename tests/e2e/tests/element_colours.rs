//! The host's colours reach the frame, also when they change.

use anyhow::Result;
use daybreak_e2e::{Ability, ELEMENT, Page, journey, journey_needing};
use serde_json::json;

const WIDE: (u32, u32) = (1280, 900);

/// Waits until the frame of an element has this accent.
async fn wears(page: &Page, element: &str, accent: &str) -> Result<()> {
    page.enter(&format!("return document.querySelector({}).shadowRoot.querySelector('iframe')", json!(element)))
        .await?;
    page.until_true(&format!(
        "getComputedStyle(document.documentElement).getPropertyValue('--db-accent').trim() == '{accent}'"
    ))
    .await?;
    page.leave().await
}

#[tokio::test]
async fn the_demonstration_follows_the_system_from_light_to_dark_and_back() -> Result<()> {
    journey_needing(Ability::Tools, WIDE, async |page| {
        page.prefer("light").await?;
        page.go(&format!("{}/demo/cards.html", page.site.address)).await?;
        page.until_true("document.querySelector('daybreak-previewer')?.offsetHeight > 600").await?;
        for (scheme, accent) in [("light", "#0b6157"), ("dark", "#7fd1c5"), ("light", "#0b6157")] {
            page.prefer(scheme).await?;
            wears(page, "daybreak-previewer", accent).await?;
            let barriers = page.barriers().await?;
            anyhow::ensure!(barriers.is_empty(), "{scheme}: {}", barriers.join("\n"));
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_page_with_a_switch_of_its_own_is_followed() -> Result<()> {
    journey(WIDE, async |page| {
        let style = "<style>
            daybreak-previewer { --daybreak-accent: #111111 }
            .night daybreak-previewer { --daybreak-accent: #222222 }
            [data-theme=night] daybreak-previewer { --daybreak-accent: #333333 }
            </style>";
        page.host(&format!("{style}{ELEMENT}"), "<daybreak-previewer id=one></daybreak-previewer>").await?;
        page.told("one", "ready", "true").await?;
        wears(page, "#one", "#111111").await?;
        for (change, accent) in [
            ("document.documentElement.className = 'night'", "#222222"),
            ("document.documentElement.className = ''", "#111111"),
            ("document.body.dataset.theme = 'night'", "#333333"),
            ("document.getElementById('one').style.setProperty('--daybreak-accent', '#444444')", "#444444"),
        ] {
            page.run(change).await?;
            wears(page, "#one", accent).await?;
        }
        Ok(())
    })
    .await
}
