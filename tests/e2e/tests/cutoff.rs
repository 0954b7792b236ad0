//! The cutoff as it is seen: it counts down by itself, and answers for the day that is chosen.

use anyhow::{Context as _, Result, ensure};
use daybreak_e2e::{Page, good, journey};
use serde_json::json;

const WIDE: (u32, u32) = (1280, 800);

/// Sunday, November 22, 2026, noon Central, in milliseconds since 1970.
const SUNDAY_NOON: u64 = 1_795_370_400_000;

/// Monday, November 23, 2026, 6:00 a.m. Central, when the files of the Friday before are due.
const MONDAY_SIX: u64 = SUNDAY_NOON + 18 * 3_600_000;

/// A clock that can be put ahead, and runs on from there.
const CLOCK: &str = "{
        const own = Date.now;
        window.ahead = 0;
        Date.now = () => own.call(Date) + window.ahead;
    }";

/// Opens a good file of Friday, November 20, 2026, and its cutoff.
async fn open_friday(page: &Page) -> Result<()> {
    page.open("").await?;
    page.drop(&[("2026-11-21_cards_v1.csv", &good("cards", 20)?)]).await?;
    page.ready().await?;
    // It comes last, and may move the tabs.
    page.until("[data-action=sha256]").await?;
    page.tab("Cutoff").await?;
    page.until("#panel [role=timer]").await
}

/// Chooses an activity day, as a user types it.
async fn choose_day(page: &Page, month: &str, day: &str, year: &str) -> Result<()> {
    // A field that has the focus already stays in its last part.
    page.run("const field = document.querySelector('input[type=date]'); field.blur(); field.focus();").await?;
    page.type_day(month, day, year).await
}

/// Waits until the panel says what becomes of the files that are sent now.
async fn said_if_sent(page: &Page, words: &str) -> Result<()> {
    page.until_true(&format!("document.querySelector('[data-sending]').innerText.includes({})", json!(words))).await
}

/// Nobody touches the page: the last seconds pass, the cutoff with them, and the next one is named.
#[tokio::test]
async fn the_time_left_runs_out_by_itself() -> Result<()> {
    journey(WIDE, async |page| {
        page.before_each(CLOCK).await?;
        open_friday(page).await?;
        page.run(&format!("window.ahead += {} - Date.now()", MONDAY_SIX - 12_000)).await?;
        said_if_sent(page, "still arrive in time, with").await?;
        let seconds = "+/(\\d+)\\s*s$/.exec(document.querySelector('[role=timer]').innerText.trim())[1]";
        let first: u32 = page.value(&format!("return {seconds}")).await?;
        ensure!((1..=12).contains(&first), "{first} seconds left");
        page.until_true(&format!("{seconds} < {first}")).await?;
        let chip: String = page.value("return document.querySelector('.topbar .chip').innerText").await?;
        ensure!(chip.contains("s left"), "{chip}");

        page.until_true("document.querySelector('.cutoff__label').innerText == 'Too late by'").await?;
        said_if_sent(page, "are late by").await?;
        said_if_sent(page, "Tell your technical account manager that they are late.").await?;
        let next = page.text(".cutoff__next").await?;
        ensure!(next.contains("Due next are the files of Monday, November 23, 2026"), "{next}");
        let chip: String = page.value("return document.querySelector('.topbar .chip').innerText").await?;
        ensure!(chip.contains("late by"), "{chip}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_becomes_of_the_files_follows_the_chosen_day() -> Result<()> {
    journey(WIDE, async |page| {
        page.stop_clock(SUNDAY_NOON).await?;
        open_friday(page).await?;
        let timer = page.text("[role=timer]").await?;
        ensure!(timer.split_whitespace().collect::<String>() == "18h00min00s", "{timer}");
        said_if_sent(page, "the files of Friday, November 20, 2026 arrive in time, but").await?;
        // The days passed over, each with its reason.
        let passed = "return [...document.querySelectorAll('.cutoff__skipped-day')].map(day => day.innerText.replace(/\\s+/g, ' ').trim())";
        let skipped: Vec<String> = page.value(passed).await?;
        ensure!(skipped == ["Saturday, November 21 weekend", "Sunday, November 22 weekend"], "{skipped:?}");

        choose_day(page, "11", "19", "2026").await?;
        said_if_sent(page, "the files of Thursday, November 19, 2026 are late by").await?;
        choose_day(page, "11", "22", "2026").await?;
        said_if_sent(page, "Sunday, November 22, 2026 is not over yet in Central time").await?;
        // Thanksgiving is on a Thursday.
        choose_day(page, "11", "25", "2026").await?;
        page.until_true("document.querySelector('.cutoff__skipped')?.innerText.includes('Thanksgiving Day')").await?;
        let skipped: Vec<String> = page.value(passed).await?;
        ensure!(skipped.len() == 1 && skipped.iter().all(|day| day.contains("Thursday, November 26")), "{skipped:?}");
        page.press_button("own day").await?;
        said_if_sent(page, "the files of Friday, November 20, 2026 arrive in time, but").await?;
        Ok(())
    })
    .await
}

/// Where something of the timeline stands, in percent of its width: its left and its right end.
async fn placed(page: &Page, css: &str) -> Result<Vec<(f64, f64)>> {
    page.value(&format!(
        "const all = document.querySelector('.timeline__picture').getBoundingClientRect();
         const percent = x => Math.round(1000 * (x - all.left) / all.width) / 10;
         return [...document.querySelectorAll({})].map(one => one.getBoundingClientRect())
             .map(({{ left, right }}) => [percent(left), percent(right)]);",
        json!(css)
    ))
    .await
}

/// The picture is drawn to scale, on any screen, and told in words.
#[tokio::test]
async fn the_timeline_shows_the_days_to_scale() -> Result<()> {
    journey(WIDE, async |page| {
        page.stop_clock(SUNDAY_NOON).await?;
        open_friday(page).await?;
        for size in [WIDE, (320, 640)] {
            page.resize(size).await?;
            // A stroke has a width, and that is more of a narrow picture.
            let near = |places: &[(f64, f64)], expected: &[(f64, f64)]| {
                places.len() == expected.len()
                    && places
                        .iter()
                        .zip(expected)
                        .all(|((left, right), (from, to))| (left - from).abs() < 1.0 && (right - to).abs() < 1.0)
            };
            for (what, expected) in [
                (".timeline__day", &[(0.0, 25.0), (25.0, 50.0), (50.0, 75.0), (75.0, 100.0)][..]),
                ("rect[fill='url(#timeline-hatch)']", &[(25.0, 75.0)]),
                // From the end of Friday to six o'clock on Monday; now is noon on Sunday.
                (".timeline__window", &[(25.0, 81.25)]),
                (".timeline__due", &[(81.25, 81.25)]),
                (".timeline__now", &[(62.5, 62.5)]),
            ] {
                let places = placed(page, what).await?;
                ensure!(near(&places, expected), "{what}, {} px: {places:?}", size.0);
            }
            // No word is cut off at an end of the screen.
            let cut: Vec<String> = page
                .value(
                    "return [...document.querySelectorAll('.timeline__picture text')].filter(text => {
                         const { left, right } = text.getBoundingClientRect();
                         return left < 0 || right > document.documentElement.clientWidth;
                     }).map(text => text.textContent)",
                )
                .await?;
            ensure!(cut.is_empty(), "{cut:?}, {} px", size.0);
        }
        let words = page.attribute(".timeline__picture", "aria-label").await?.context("words")?;
        ensure!(
            words
                == "Timeline: activity day Friday, November 20; closed: Saturday, November 21 (weekend), Sunday, \
                    November 22 (weekend); due Monday, November 23 before 6:00 a.m. Central. It is now Sunday, \
                    November 22, 12:00 Central.",
            "{words}"
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_due_moment_is_told_in_central_time_and_in_that_of_the_viewer() -> Result<()> {
    journey(WIDE, async |page| {
        for (zone, there) in [
            ("Europe/Berlin", "Monday, November 23, 2026 at 1:00 PM GMT+1"),
            ("America/Los_Angeles", "Monday, November 23, 2026 at 4:00 AM PST"),
            // There it is the next day already.
            ("Pacific/Kiritimati", "Tuesday, November 24, 2026 at 2:00 AM GMT+14"),
        ] {
            page.live_in(zone).await?;
            page.stop_clock(SUNDAY_NOON).await?;
            open_friday(page).await?;
            let said = page.text(".cutoff__facts").await?;
            ensure!(said.contains("Monday, November 23, 2026, 6:00 a.m. Central"), "{zone}: {said}");
            // Browsers differ in whether "at" stands before the time.
            let said = said.replace('\u{202f}', " ").replace("2026, ", "2026 at ");
            ensure!(said.contains(&format!("where you are: {there}")), "{zone}: {said}");
            // Central time is what counts, wherever one is.
            let timer = page.text("[role=timer]").await?;
            ensure!(timer.split_whitespace().collect::<String>() == "18h00min00s", "{zone}: {timer}");
        }
        Ok(())
    })
    .await
}
