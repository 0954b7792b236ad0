//! The page: previews and validates partner files in the browser, and sends nothing anywhere.
//!
//! `state` is what the page knows, `tasks` change something, `queries` only read, `components` show it, and `worker` is
//! where files are read and checked. The others take the engine's rules, words and numbers, and check nothing.

#![recursion_limit = "1024"]
// wasm-bindgen's macros expand to code with a narrower view.
#![allow(unreachable_pub, reason = "a program's library has no users outside")]

pub mod components;
mod hooks;
pub mod queries;
pub mod state;
pub mod tasks;
pub mod worker;

use wasm_bindgen::JsCast;

/// Starts the page, or, in a worker, the worker.
pub fn start() {
    match js_sys::global().dyn_into::<web_sys::DedicatedWorkerGlobalScope>() {
        Ok(scope) => worker::start(&scope),
        Err(_) => {
            yew::Renderer::<components::App>::new().render();
        }
    }
}
