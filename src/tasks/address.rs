//! The part of the address behind the `#`: it keeps the place, so that going back and forth works. Never a value.

use web_sys::Window;

use super::Session;
use crate::state::{Action, Place};

/// Writes the place into the address; a new view or file is a step in the history, a new record is not.
pub fn keep(place: &Place) {
    let Some(window) = web_sys::window() else { return };
    let hash = place.to_hash();
    let current = current(&window);
    if current.trim_start_matches('#') == hash || (hash.is_empty() && current.is_empty()) {
        return;
    }
    let before = Place::from_hash(&current);
    let Ok(history) = window.history() else { return };
    let address = format!("#{hash}");
    let data = wasm_bindgen::JsValue::NULL;
    // An embedding page may forbid it; the place is then only not kept.
    let is_same_view = |place: &Place| (place.view, place.tab, place.kind.clone(), place.day, place.day_tab);
    let _ = if is_same_view(&before) == is_same_view(place) {
        history.replace_state_with_url(&data, "", Some(&address))
    } else {
        history.push_state_with_url(&data, "", Some(&address))
    };
}

/// Leaves a place that the address holds, for the start, which has no address.
pub fn leave() {
    let Some(window) = web_sys::window() else { return };
    if current(&window).len() > 1
        && let Ok(history) = window.history()
    {
        // As above.
        let _ = history.push_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some("#"));
    }
}

/// Goes where the address says.
pub fn follow(session: &Session) {
    if let Some(window) = web_sys::window() {
        session.dispatch.dispatch(Action::Went(Place::from_hash(&current(&window))));
    }
}

fn current(window: &Window) -> String {
    window.location().hash().unwrap_or_default()
}
