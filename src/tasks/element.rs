//! What is done to an element of the page that is known by its name.

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

fn element(id: &str) -> Option<HtmlElement> {
    let element = web_sys::window()?.document()?.get_element_by_id(id)?;
    element.dyn_into().ok()
}

/// Puts the focus on it; one that cannot take the focus leaves it where it is.
pub fn focus(id: &str) {
    if let Some(element) = element(id) {
        let _ = element.focus();
    }
}

/// Gives the focus to it once what was just changed is drawn.
pub fn focus_soon(id: &'static str) {
    Timeout::new(0, move || focus(id)).forget();
}

/// Clicks on it.
pub fn click(id: &str) {
    if let Some(element) = element(id) {
        element.click();
    }
}

/// Names the page, for tabs and the browser's history.
pub fn set_title(title: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

/// Whether the page may take the focus and scroll. A frame leaves both to the page that embeds it, unless the user is in it.
pub fn may_lead() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    super::frame().is_none() || document.is_some_and(|document| document.has_focus().unwrap_or_default())
}

/// Scrolls it to where it can be seen, without moving more than is needed.
pub fn reveal(id: &str) {
    if let Some(element) = element(id).filter(|_| may_lead()) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        options.set_inline(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Opens the browser's printing.
pub fn print() {
    if let Some(window) = web_sys::window() {
        // A frame may not be allowed to; nothing is lost.
        let _ = window.print();
    }
}
