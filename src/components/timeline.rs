//! The cutoff as a picture: the days from the activity day to the due day, drawn to scale.
//!
//! Positions are percentages of the width, so that the words keep their size on any screen.

use daybreak_calendar::{Closure, Cutoff, Date, Timestamp, central, central_date, day_bounds};
use yew::prelude::*;

use crate::queries::dates;

/// With more days than this only the first and the last are named: there is no room for the others.
const NAMED_AT_MOST: usize = 9;

const LABELS: &str = "12";
const DATES: &str = "27";
const BAND: &str = "36";
const BAND_HEIGHT: &str = "28";
const WORDS: &str = "54";

/// A stretch of closed days with one reason.
#[derive(Debug, PartialEq)]
struct Closed {
    first: usize,
    days: usize,
    word: &'static str,
}

/// What is drawn.
#[derive(Debug, PartialEq)]
struct Scene {
    days: Vec<Date>,
    closed: Vec<Closed>,
    /// Where the due moment lies, in percent.
    due: f64,
    /// Where the present lies.
    now: Now,
}

/// Where the present lies.
#[derive(Debug, PartialEq)]
enum Now {
    Before,
    At(f64),
    After,
}

impl Scene {
    fn new(cutoff: &Cutoff, now: Timestamp) -> Self {
        let mut days = vec![cutoff.activity_day];
        while let Some(next) = days.last().and_then(|day| day.tomorrow().ok()).filter(|day| *day <= cutoff.due_date) {
            days.push(next);
        }
        let mut closed: Vec<Closed> = Vec::new();
        for skipped in &cutoff.skipped {
            let Some(at) = days.iter().position(|day| *day == skipped.date) else { continue };
            let word = short(skipped.reason);
            match closed.last_mut() {
                Some(run) if run.word == word && run.first + run.days == at => run.days += 1,
                _ => closed.push(Closed { first: at, days: 1, word }),
            }
        }
        let due = place(&days, cutoff.due).unwrap_or(100.0);
        let now = match place(&days, now) {
            Some(at) => Now::At(at),
            None if now < cutoff.due => Now::Before,
            None => Now::After,
        };
        Self { days, closed, due, now }
    }

    /// Where a day begins, in percent.
    fn start(&self, day: usize) -> f64 {
        share(day, self.days.len())
    }
}

/// Where a moment lies, in percent of all days; `None` outside of them.
#[expect(clippy::cast_precision_loss, reason = "seconds of one day")]
fn place(days: &[Date], moment: Timestamp) -> Option<f64> {
    let day = central_date(moment.as_second());
    let at = days.iter().position(|candidate| *candidate == day)?;
    // A day has 23 or 25 hours when the clocks change.
    let (start, end) = day_bounds(day);
    let within = (moment.as_second() - start) as f64 / (end - start).max(1) as f64;
    Some(share(at, days.len()) + within * share(1, days.len()))
}

#[expect(clippy::cast_precision_loss, reason = "a handful of days")]
fn share(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

/// One word for a narrow cell; the full reason stands in the list below the picture.
fn short(reason: Closure) -> &'static str {
    match reason {
        Closure::Saturday | Closure::Sunday => "weekend",
        Closure::Holiday(_) => "holiday",
        Closure::ProgramClosed => "closed",
    }
}

/// The picture in words, for those who cannot see it.
fn words(cutoff: &Cutoff, now: Timestamp) -> String {
    let day = dates::day;
    let closed: Vec<String> =
        cutoff.skipped.iter().map(|skipped| format!("{} ({})", day(skipped.date), short(skipped.reason))).collect();
    let between =
        if closed.is_empty() { "no closed day between".to_owned() } else { format!("closed: {}", closed.join(", ")) };
    let now = central().to_datetime(now);
    let now = format!("{}, {:02}:{:02}", day(now.date()), now.hour(), now.minute());
    format!(
        "Timeline: activity day {}; {between}; due {} before 6:00 a.m. Central. It is now {now} Central.",
        day(cutoff.activity_day),
        day(cutoff.due_date)
    )
}

/// The picture of a cutoff, seen at a moment.
pub fn timeline(cutoff: &Cutoff, at: Timestamp) -> Html {
    let scene = Scene::new(cutoff, at);
    html! {
        <figure class="timeline">
            <svg class="timeline__picture" role="img" aria-label={words(cutoff, at)}>
                <defs>
                    <pattern
                        id="timeline-hatch"
                        width="6"
                        height="6"
                        patternUnits="userSpaceOnUse"
                        patternTransform="rotate(45)"
                    >
                        <line class="timeline__hatch" x1="0" y1="0" x2="0" y2="6" />
                    </pattern>
                </defs>
                { days(&scene) }
                { closed(&scene) }
                { window(&scene) }
                { due(&scene) }
                { now(&scene) }
                { in_band(&scene) }
            </svg>
        </figure>
    }
}

fn percent(value: f64) -> String {
    format!("{value:.3}%")
}

fn days(scene: &Scene) -> Html {
    let count = scene.days.len();
    let width = percent(share(1, count));
    scene
        .days
        .iter()
        .enumerate()
        .map(|(at, day)| {
            let named = count <= NAMED_AT_MOST || at == 0 || at + 1 == count;
            let middle = percent(scene.start(at) + share(1, count) / 2.0);
            let activity = (at == 0).then_some("timeline__day--activity");
            html! {
                <>
                    if named {
                        <text class="timeline__weekday" x={middle.clone()} y={LABELS} text-anchor="middle">
                            { dates::short_weekday(*day) }
                        </text>
                        <text class="timeline__muted" x={middle} y={DATES} text-anchor="middle">
                            { dates::short_date(*day) }
                        </text>
                    }
                    <rect
                        class={classes!("timeline__day", activity)}
                        x={percent(scene.start(at))}
                        y={BAND}
                        width={width.clone()}
                        height={BAND_HEIGHT}
                    />
                </>
            }
        })
        .collect()
}

fn closed(scene: &Scene) -> Html {
    scene
        .closed
        .iter()
        .map(|run| {
            html! {
                <rect fill="url(#timeline-hatch)" x={percent(scene.start(run.first))} y={BAND}
                    width={percent(share(run.days, scene.days.len()))} height={BAND_HEIGHT} />
            }
        })
        .collect()
}

/// The words in the band, last so that nothing is drawn over them.
fn in_band(scene: &Scene) -> Html {
    let count = scene.days.len();
    let middle = |first: usize, days: usize| percent(scene.start(first) + share(days, count) / 2.0);
    html! {
        <>
            if count <= NAMED_AT_MOST {
                <text class="timeline__word timeline__word--activity" x={middle(0, 1)} y={WORDS} text-anchor="middle">
                    { "activity" }
                </text>
            }
            { for scene.closed.iter().filter(|run| count <= NAMED_AT_MOST || run.days > 2).map(|run| html! {
                <text class="timeline__word" x={middle(run.first, run.days)} y={WORDS} text-anchor="middle">
                    { run.word }
                </text>
            }) }
        </>
    }
}

/// The time in which the files may be sent: from the end of the activity day until they are due.
fn window(scene: &Scene) -> Html {
    let start = scene.start(1);
    let width = percent((scene.due - start).max(0.0));
    html! { <rect class="timeline__window" x={percent(start)} y="64" {width} height="5" /> }
}

fn due(scene: &Scene) -> Html {
    let at = percent(scene.due);
    html! {
        <>
            <line class="timeline__due" x1={at.clone()} x2={at.clone()} y1={BAND} y2="102" />
            <svg x={at} y="102" overflow="visible">
                <circle class="timeline__flag" r="3" />
                <text class="timeline__due-word" x="-8" y="4" text-anchor="end">
                    { "due 6:00 a.m. Central" }
                </text>
            </svg>
        </>
    }
}

fn now(scene: &Scene) -> Html {
    let (at, anchor, offset, word) = match scene.now {
        // Beside the line, on the side that has room.
        Now::At(at) if at < 15.0 => (at, "start", "6", "now"),
        Now::At(at) => (at, "end", "-6", "now"),
        Now::Before => return aside("0%", "start", "◂ now"),
        Now::After => return aside("100%", "end", "now ▸"),
    };
    let at = percent(at);
    html! {
        <>
            <line class="timeline__now" x1={at.clone()} x2={at.clone()} y1={BAND} y2="84" />
            <svg x={at} y={BAND} overflow="visible">
                <path class="timeline__hand" d="M-5-7h10L0 1z" />
                <text class="timeline__now-word" x={offset} y="48" text-anchor={anchor}>{ word }</text>
            </svg>
        </>
    }
}

/// The present lies outside of the picture.
fn aside(at: &'static str, anchor: &'static str, word: &'static str) -> Html {
    html! { <text class="timeline__now-word" x={at} y="84" text-anchor={anchor}>{ word }</text> }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a date that cannot be read must fail the test")]

    use super::*;
    use daybreak_calendar::{BusinessCalendar, cutoff};

    fn scene(day: &str, now: &str) -> Scene {
        Scene::new(&cutoff(&BusinessCalendar::new(), day.parse().unwrap()), now.parse().unwrap())
    }

    #[test]
    fn a_weekend_is_one_closed_stretch() {
        let scene = scene("2026-11-20", "2026-11-22T18:00:00Z");
        assert_eq!(scene.days.len(), 4);
        assert_eq!(scene.closed, [Closed { first: 1, days: 2, word: "weekend" }]);
    }

    #[test]
    fn a_holiday_beside_a_weekend_is_a_stretch_of_its_own() {
        // Martin Luther King Day 2027 is Monday, January 18.
        let scene = scene("2027-01-15", "2027-01-17T18:00:00Z");
        assert_eq!(
            scene.closed,
            [Closed { first: 1, days: 2, word: "weekend" }, Closed { first: 3, days: 1, word: "holiday" }]
        );
    }

    #[test]
    fn moments_are_drawn_to_scale_in_central_time() {
        // Noon Central on the Sunday: two and a half of four days. Six in the morning on Monday: three and a quarter.
        let scene = scene("2026-11-20", "2026-11-22T18:00:00Z");
        assert_eq!(scene.now, Now::At(62.5));
        assert!((scene.due - 81.25).abs() < 1e-9);
    }

    #[test]
    fn the_day_on_which_the_clocks_change_is_shorter() {
        // Sunday, March 14, 2027 has 23 hours; noon is the eleventh of them. Of three days: one and 11/23.
        let days = ["2027-03-13", "2027-03-14", "2027-03-15"].map(|day| day.parse().unwrap());
        let noon = place(&days, "2027-03-14T17:00:00Z".parse().unwrap()).unwrap();
        assert!((noon - 100.0 * (1.0 + 11.0 / 23.0) / 3.0).abs() < 1e-9);
    }

    #[test]
    fn the_present_may_lie_outside_of_the_picture() {
        assert_eq!(scene("2026-11-20", "2026-11-01T00:00:00Z").now, Now::Before);
        assert_eq!(scene("2026-11-20", "2026-12-01T00:00:00Z").now, Now::After);
    }

    #[test]
    fn the_picture_is_told_in_words() {
        let cutoff = cutoff(&BusinessCalendar::new(), "2026-11-25".parse().unwrap());
        assert_eq!(
            words(&cutoff, "2026-11-26T18:00:00Z".parse().unwrap()),
            "Timeline: activity day Wednesday, November 25; closed: Thursday, November 26 (holiday); \
             due Friday, November 27 before 6:00 a.m. Central. It is now Thursday, November 26, 12:00 Central."
        );
    }
}
