//! Offers a new version of the page. It is never taken by itself: open files would be lost.

use gloo::events::EventListener;
use js_sys::{Function, Reflect};
use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::icons::Icon;

/// By this name `src/boot.js` leaves what takes the new version, and tells that it is there.
const TAKE: &str = "daybreakUpdate";
const TOLD: &str = "daybreak-update";

fn waiting() -> Option<Function> {
    Reflect::get(&js_sys::global(), &TAKE.into()).ok()?.dyn_into().ok()
}

/// The offer, when there is a new version.
#[component]
pub fn Update() -> Html {
    let there = use_state_eq(|| waiting().is_some());
    let later = use_state_eq(|| false);
    {
        let there = there.setter();
        use_effect_with((), move |()| {
            let listener = web_sys::window().map(|window| EventListener::new(&window, TOLD, move |_| there.set(true)));
            move || drop(listener)
        });
    }
    if !*there || *later {
        return Html::default();
    }
    let take = |_: MouseEvent| {
        if let Some(take) = waiting() {
            // It reloads the page; if it cannot, the old version goes on.
            let _ = take.call0(&wasm_bindgen::JsValue::NULL);
        }
    };
    let later = {
        let later = later.setter();
        move |_: MouseEvent| later.set(true)
    };
    html! {
        <div class="notice notice--info update" role="status">
            { Icon::Info.picture() }
            <span class="notice__words">{ "A new version of Daybreak is ready. To use it, the page reloads and open files are closed." }</span>
            <span class="buttons">
                <button class="button button--small" type="button" data-action="update" onclick={take}>{ "Use it now" }</button>
                <button class="button button--small button--plain" type="button" onclick={later}>{ "Later" }</button>
            </span>
        </div>
    }
}
