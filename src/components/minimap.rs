//! Where in the file the trouble is: a strip beside the scroll bar, from the first record to the last.

use crate::queries::sign::Sign;
use daybreak_report::words::grouped;
use std::rc::Rc;
use web_sys::{Element, KeyboardEvent, PointerEvent};
use yew::prelude::*;

/// What was found in a stretch of records.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// The worst of it.
    pub sign: Sign,
    /// What share of the records has findings, from 0 to 1.
    pub share: f32,
}

/// The stretch that a record lies in.
fn stretch_of(record: u64, records: u64, count: usize) -> Option<usize> {
    if record == 0 || record > records {
        return None;
    }
    let at = u128::from(record - 1) * count as u128 / u128::from(records);
    usize::try_from(at).ok()
}

/// The first record of a stretch.
fn first_of(stretch: usize, records: u64, count: usize) -> u64 {
    let before = (stretch as u128 * u128::from(records)).div_ceil(count.max(1) as u128);
    u64::try_from(before).unwrap_or(u64::MAX).saturating_add(1).min(records.max(1))
}

/// How much a sign covers, out of 3: the width tells severities apart without their colours.
const fn weight(sign: Sign) -> u8 {
    match sign {
        Sign::Error => 3,
        Sign::Warning | Sign::Incomplete => 2,
        Sign::Info | Sign::Ok | Sign::Waiting => 1,
    }
}

/// The record that a key leads to, from the stretch that is on the screen.
fn destination(key: &str, stretches: &[Option<Stretch>], records: u64, first: u64) -> Option<u64> {
    let count = stretches.len();
    let here = stretch_of(first, records, count)?;
    let mut marked = stretches.iter().enumerate().filter(|(_, found)| found.is_some()).map(|(at, _)| at);
    let to = match key {
        "ArrowDown" | "ArrowRight" => marked.find(|&at| at > here),
        "ArrowUp" | "ArrowLeft" => marked.rfind(|&at| at < here),
        "Home" => marked.next(),
        "End" => marked.next_back(),
        _ => None,
    }?;
    Some(first_of(to, records, count))
}

/// What [`Minimap`] takes.
#[derive(Properties, PartialEq)]
pub struct MinimapProps {
    /// What each of some stretches of equally many records holds.
    pub stretches: Rc<[Option<Stretch>]>,
    /// How many records there are.
    pub records: u64,
    /// The first record on the screen, from 1.
    pub first: u64,
    /// The last record on the screen.
    pub last: u64,
    /// Called with the record to go to.
    pub on_jump: Callback<u64>,
}

/// The strip. A click goes to that place; the arrow keys go from one marked stretch to the next.
#[function_component]
pub fn Minimap(props: &MinimapProps) -> Html {
    let count = props.stretches.len();
    let strip = use_node_ref();
    let jump = {
        let (strip, on_jump, records) = (strip.clone(), props.on_jump.clone(), props.records);
        move |event: &PointerEvent| {
            if let Some(share) = strip.cast::<Element>().and_then(|element| share_down(&element, event)) {
                on_jump.emit(record_at(share, records));
            }
        }
    };
    let onpointerdown = {
        let jump = jump.clone();
        Callback::from(move |event: PointerEvent| jump(&event))
    };
    let onpointermove = Callback::from(move |event: PointerEvent| {
        if event.buttons() == 1 {
            jump(&event);
        }
    });
    let onkeydown = {
        let (stretches, records, first) = (props.stretches.clone(), props.records, props.first);
        let on_jump = props.on_jump.clone();
        Callback::from(move |event: KeyboardEvent| {
            if let Some(record) = destination(&event.key(), &stretches, records, first) {
                event.prevent_default();
                on_jump.emit(record);
            }
        })
    };
    let marked = props.stretches.iter().flatten().count();
    let most = props.stretches.iter().flatten().map(|found| found.share).fold(0.0, f32::max);
    let place = format!("Record {} of {}", grouped(props.first), grouped(props.records));
    let words = match marked {
        0 => format!("{place}; no findings"),
        _ => format!("{place}; findings in {marked} of {count} stretches"),
    };
    html! {
        <div
            ref={strip}
            class="minimap"
            role="slider"
            tabindex="0"
            aria-label="Findings in the file"
            aria-orientation="vertical"
            aria-valuemin="1"
            aria-valuemax={props.records.max(1).to_string()}
            aria-valuenow={props.first.max(1).to_string()}
            aria-valuetext={words}
            {onpointerdown}
            {onpointermove}
            {onkeydown}
        >
            <svg
                class="minimap__picture"
                viewBox={format!("0 0 3 {}", count.max(1))}
                preserveAspectRatio="none"
                aria-hidden="true"
            >
                { for props.stretches.iter().enumerate().filter_map(|(at, found)| Some(stretch(at, (*found)?, most))) }
                { window(props) }
            </svg>
        </div>
    }
}

/// The fewer of its records have findings, compared with the worst stretch, the fainter it is.
fn stretch(at: usize, found: Stretch, most: f32) -> Html {
    let class = classes!("minimap__stretch", format!("minimap__stretch--{}", found.sign.class()));
    let width = weight(found.sign);
    html! {
        <rect
            {class}
            x={(3 - width).to_string()}
            y={at.to_string()}
            width={width.to_string()}
            height="1"
            opacity={format!("{:.2}", strength(found.share, most))}
        />
    }
}

/// How strongly a share is drawn: from just visible to full.
fn strength(share: f32, most: f32) -> f32 {
    const FAINTEST: f32 = 0.4;
    if most > 0.0 { FAINTEST + (1.0 - FAINTEST) * (share / most).clamp(0.0, 1.0).sqrt() } else { 1.0 }
}

/// The records on the screen, as a frame over the strip; at least one stretch high so that it is seen.
fn window(props: &MinimapProps) -> Html {
    let count = props.stretches.len();
    let Some(top) = stretch_of(props.first, props.records, count) else { return Html::default() };
    let bottom = stretch_of(props.last.min(props.records), props.records, count).unwrap_or(top);
    let height = bottom.saturating_sub(top) + 1;
    html! { <rect class="minimap__view" x="0" y={top.to_string()} width="3" height={height.to_string()} /> }
}

/// How far down the element an event happened, from 0 to 1.
fn share_down(element: &Element, event: &PointerEvent) -> Option<f64> {
    let frame = element.get_bounding_client_rect();
    (frame.height() > 0.0).then(|| ((f64::from(event.client_y()) - frame.top()) / frame.height()).clamp(0.0, 1.0))
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a share from 0 to 1 of a count of records, good to a pixel"
)]
fn record_at(share: f64, records: u64) -> u64 {
    ((share * records as f64) as u64).saturating_add(1).min(records.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(count: usize, marked: &[usize]) -> Vec<Option<Stretch>> {
        (0..count).map(|at| marked.contains(&at).then_some(Stretch { sign: Sign::Error, share: 0.5 })).collect()
    }

    #[test]
    fn a_dense_stretch_stands_out_and_a_single_record_is_still_seen() {
        assert!((strength(0.5, 0.5) - 1.0).abs() < 1e-6);
        assert!(strength(0.000_1, 0.5) >= 0.4);
        assert!(strength(0.01, 0.5) < strength(0.1, 0.5));
    }

    #[test]
    fn a_record_that_the_file_does_not_have_is_in_no_stretch() {
        assert_eq!(stretch_of(0, 10, 5), None);
        assert_eq!(stretch_of(11, 10, 5), None);
        assert_eq!(stretch_of(1, 0, 5), None);
        assert_eq!(stretch_of(10, 10, 5), Some(4));
    }

    #[test]
    fn more_stretches_than_records_still_lead_to_records() {
        assert_eq!(destination("Home", &map(200, &[133]), 3, 1), Some(3));
    }

    #[test]
    fn every_stretch_begins_with_a_record_of_its_own() {
        for (records, count) in [(1_000, 7), (10_000_000, 400), (400, 400)] {
            for stretch in 0..count {
                assert_eq!(stretch_of(first_of(stretch, records, count), records, count), Some(stretch));
            }
        }
    }

    #[test]
    fn keys_go_from_one_marked_stretch_to_the_next() {
        let map = map(10, &[0, 9]);
        assert_eq!(destination("ArrowDown", &map, 1_000, 1), Some(901));
        assert_eq!(destination("ArrowUp", &map, 1_000, 950), Some(1));
        assert_eq!(destination("ArrowUp", &map, 1_000, 1), None);
        assert_eq!(destination("End", &map, 1_000, 1), Some(901));
        assert_eq!(destination("a", &map, 1_000, 1), None);
    }

    #[test]
    fn a_click_leads_to_a_record_of_the_file() {
        assert_eq!(record_at(0.0, 10), 1);
        assert_eq!(record_at(0.5, 10), 6);
        assert_eq!(record_at(1.0, 10), 10);
        assert_eq!(record_at(1.0, 0), 1);
    }
}
