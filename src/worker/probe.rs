//! Tries every way out of a page or a worker, to show that the browser refuses each.
//!
//! The address that is asked for does not exist and nothing is sent but the asking. Whether a way was refused is taken
//! from the browser's own report of a violated policy, not from the return value: some calls answer that all is well.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::future::TimeoutFuture;
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::EventTarget;

use super::host::send;
use super::protocol::{Event, Probe};

/// Where the attempts are directed: an address of this very machine at which nobody listens, so that even a page without a
/// seal would tell nobody anything. It is not the discard port, which browsers refuse before they ask a policy.
const NOWHERE: &str = "http://127.0.0.1:65535/daybreak-proof";

/// An address that needs no network: where no policy stands against it, it can be reached.
const HERE: &str = "data:,";

/// The way that no policy covers: the page takes it away before anything else runs (`src/boot.js`, `src/single/first.js`).
pub(crate) const TAKEN_AWAY: &str = "WebRTC";

/// How long the browser gets to report, in milliseconds.
const WAIT: u32 = 400;

/// The ways that script has in a page and in a worker alike.
const COMMON: [&str; 4] = ["fetch", "XMLHttpRequest", "WebSocket", "EventSource"];

/// Tries the ways that a worker has.
pub(super) fn spawn() {
    spawn_local(async {
        let violations = Violations::watch();
        let mut channels = Vec::new();
        for name in COMMON.into_iter().chain(["importScripts"]) {
            let mut refused = violations.during(|| attempt(name)).await;
            if refused.is_none() {
                refused = refused_even(name).await;
            }
            channels.push(Probe { name: format!("{name}, from the worker"), refused });
        }
        send(&Event::Probed { channels });
    });
}

/// Tries the ways that a page has.
pub(crate) async fn page() -> Vec<Probe> {
    let violations = Violations::watch();
    let mut channels = Vec::new();
    for name in COMMON.into_iter().chain(["sendBeacon"]) {
        let refused = violations.during(|| attempt(name)).await;
        channels.push(Probe { name: name.to_owned(), refused });
    }
    let elements = [
        ("Image", "img", "src", &[][..]),
        ("Script", "script", "src", &[]),
        ("Style sheet", "link", "href", &[("rel", "stylesheet")]),
        ("Frame", "iframe", "src", &[]),
        ("Prefetch", "link", "href", &[("rel", "prefetch")]),
        ("Preload", "link", "href", &[("rel", "preload"), ("as", "fetch")]),
        ("Form", "form", "action", &[("method", "post"), ("target", "daybreak-proof")]),
    ];
    for (name, tag, attribute, others) in elements {
        // WebKit has no such way.
        if name == "Prefetch" && !prefetches() {
            continue;
        }
        let refused = violations.during(|| element(tag, attribute, others)).await;
        channels.push(Probe { name: name.to_owned(), refused });
    }
    channels.push(Probe { name: TAKEN_AWAY.to_owned(), refused: Some(!is_there("RTCPeerConnection")) });
    channels
}

/// Whether the browser has a class of this name here.
fn is_there(name: &str) -> bool {
    Reflect::get(&js_sys::global(), &name.into()).is_ok_and(|class| class.is_function())
}

/// Listens for the browser's reports of a violated policy.
struct Violations {
    seen: Rc<Cell<u32>>,
    _listener: Option<EventListener>,
}

impl Violations {
    fn watch() -> Self {
        let seen = Rc::new(Cell::new(0));
        let counted = Rc::clone(&seen);
        let target: Option<EventTarget> = match web_sys::window().and_then(|window| window.document()) {
            Some(document) => Some(document.into()),
            None => js_sys::global().dyn_into().ok(),
        };
        let listener = target.map(|target| {
            EventListener::new(&target, "securitypolicyviolation", move |_| counted.set(counted.get() + 1))
        });
        Self { seen, _listener: listener }
    }

    /// Whether the browser refused what was attempted: it said so, or the attempt itself failed at once.
    async fn during(&self, attempt: impl FnOnce() -> Result<(), JsValue>) -> Option<bool> {
        let before = self.seen.get();
        let thrown = attempt().is_err();
        TimeoutFuture::new(WAIT).await;
        let reported = self.seen.get() > before;
        (reported || thrown).then_some(true)
    }
}

/// For browsers that do not report all that they refuse, such as WebKit in a worker: whether the same way fails even where no
/// network is needed. Then it is the policy that stands against it.
async fn refused_even(name: &str) -> Option<bool> {
    JsFuture::from(reach_here(name).ok()?).await.is_err().then_some(true)
}

/// Asks for what is here anyhow.
fn reach_here(name: &str) -> Result<Promise, JsValue> {
    let global = js_sys::global();
    let get = |object: &JsValue, name: &str| Reflect::get(object, &name.into());
    let address = JsValue::from_str(HERE);
    match name {
        "fetch" => get(&global, name)?.dyn_into::<Function>()?.call1(&global, &address)?.dyn_into(),
        "XMLHttpRequest" => {
            let request: JsValue = Reflect::construct(&get(&global, name)?.dyn_into::<Function>()?, &Array::new())?;
            get(&request, "open")?.dyn_into::<Function>()?.call2(&request, &"GET".into(), &address)?;
            let answered = Promise::new(&mut |resolve, reject| {
                // An object of the browser takes them.
                let _ = Reflect::set(&request, &"onload".into(), &resolve);
                let _ = Reflect::set(&request, &"onerror".into(), &reject);
            });
            get(&request, "send")?.dyn_into::<Function>()?.call0(&request)?;
            Ok(answered)
        }
        _ => Err(JsValue::NULL),
    }
}

/// Whether the browser knows of links that are loaded in advance.
fn prefetches() -> bool {
    let known = || -> Result<JsValue, JsValue> {
        let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
        let link: JsValue = document.create_element("link")?.into();
        let list = Reflect::get(&link, &"relList".into())?;
        Reflect::get(&list, &"supports".into())?.dyn_into::<Function>()?.call1(&list, &"prefetch".into())
    };
    known().is_ok_and(|known| known.is_truthy())
}

/// Uses a function or a class of this name.
fn attempt(name: &str) -> Result<(), JsValue> {
    let global = js_sys::global();
    let get = |object: &JsValue, name: &str| Reflect::get(object, &name.into());
    let address = JsValue::from_str(NOWHERE);
    match name {
        "fetch" => {
            let promise = get(&global, name)?.dyn_into::<Function>()?.call1(&global, &address)?;
            ignore(promise);
        }
        "XMLHttpRequest" => {
            let request: JsValue = Reflect::construct(&get(&global, name)?.dyn_into::<Function>()?, &Array::new())?;
            get(&request, "open")?.dyn_into::<Function>()?.call2(&request, &"POST".into(), &address)?;
            get(&request, "send")?.dyn_into::<Function>()?.call1(&request, &"proof".into())?;
        }
        "WebSocket" => {
            let address = JsValue::from_str(&NOWHERE.replacen("http", "ws", 1));
            Reflect::construct(&get(&global, name)?.dyn_into::<Function>()?, &Array::of1(&address))?;
        }
        "EventSource" => {
            Reflect::construct(&get(&global, name)?.dyn_into::<Function>()?, &Array::of1(&address))?;
        }
        "sendBeacon" => {
            let navigator = get(&global, "navigator")?;
            get(&navigator, name)?.dyn_into::<Function>()?.call2(&navigator, &address, &"proof".into())?;
        }
        _ => {
            get(&global, name)?.dyn_into::<Function>()?.call1(&global, &address)?;
        }
    }
    Ok(())
}

/// Lets a promise fail without anybody hearing of it.
fn ignore(promise: JsValue) {
    if let Ok(promise) = promise.dyn_into::<Promise>() {
        spawn_local(async move {
            let _ = JsFuture::from(promise).await;
        });
    }
}

/// Puts an element into the page that asks for the address, and takes it out again a little later.
fn element(tag: &str, attribute: &str, others: &[(&str, &str)]) -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let element = document.create_element(tag)?;
    for (name, value) in others {
        element.set_attribute(name, value)?;
    }
    element.set_attribute("hidden", "")?;
    element.set_attribute(attribute, NOWHERE)?;
    let body = document.body().ok_or(JsValue::NULL)?;
    body.append_child(&element)?;
    if let Some(form) = element.dyn_ref::<web_sys::HtmlFormElement>() {
        // Into a frame of its own: without a seal the page would be left, and a window is refused for other reasons.
        let frame = document.create_element("iframe")?;
        frame.set_attribute("name", "daybreak-proof")?;
        form.append_child(&frame)?;
        form.submit()?;
    }
    spawn_local(async move {
        TimeoutFuture::new(WAIT).await;
        element.remove();
    });
    Ok(())
}
