//! What must hold in a browser as it does natively.

#![cfg(target_arch = "wasm32")]

#[path = "day/mod.rs"]
mod day;
#[path = "corpus/mod.rs"]
mod files;

use daybreak_app::queries::scroll::Viewport;
use daybreak_app::worker::protocol::{Circumstances, Event, Filter, Request};
use daybreak_app::worker::wire::{pack, unpack};
use files::{CORPUS, report};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// 64-bit machines write the reports; a browser's program counts with 32 bits.
#[wasm_bindgen_test]
fn every_file_of_the_corpus_gets_the_same_report() {
    assert!(!CORPUS.is_empty());
    for whole in CORPUS {
        assert_eq!(report(whole, 100), whole.report, "{}", whole.case);
    }
}

/// What files come to together, too.
#[wasm_bindgen_test]
fn days_checked_together_get_the_same_report() {
    for days in day::ALL {
        assert!(days.made(1000, true) == days.report, "{}", days.name);
    }
}

#[wasm_bindgen_test]
fn requests_survive_the_way_to_the_worker() {
    let circumstances = Circumstances {
        now: 1_795_348_800,
        kind: Some("cards".to_owned()),
        profile: None,
        activity_day: "2026-11-20".parse().ok(),
    };
    let requests = [
        Request::Open { file: 1, name: "a \"b\" \u{2028}.csv".to_owned(), circumstances },
        // Larger than what a number of JavaScript holds exactly.
        Request::Rows { file: 1, ask: 7, first: u64::MAX - 1, count: 40, only_marked: true },
        Request::Findings { file: 1, filter: Filter::default(), open: Vec::new() },
        Request::Probe,
    ];
    for request in requests {
        assert_eq!(unpack::<Request>(&pack(&request)), Some(request));
    }
}

#[wasm_bindgen_test]
fn events_survive_the_way_to_the_page() {
    let event = Event::Found { file: 3, ask: 9, record: Some(9_007_199_254_740_993), done: true, share: 1.0 };
    assert_eq!(unpack::<Event>(&pack(&event)), Some(event));
}

/// The browser is asked, not a table: an element of the height that the rows take must really be that high.
#[wasm_bindgen_test]
fn the_browser_draws_an_element_as_high_as_the_rows() {
    let document = web_sys::window().and_then(|window| window.document()).expect("a document");
    let element = document.create_element("div").expect("an element");
    for rows in [10, 250_000, 1_300_000, 100_000_000] {
        let viewport = Viewport { rows, row_height: 28.0, height: 600.0 };
        element.set_attribute("style", &format!("height:{}px", viewport.space())).expect("a style");
        document.body().expect("a body").append_child(&element).expect("in the page");
        let drawn = element.get_bounding_client_rect().height();
        assert!((drawn - viewport.space()).abs() < 1.0, "{rows} rows: {drawn} drawn, {} meant", viewport.space());
    }
    element.remove();
}
