//! The page's side: starts the worker, sends it requests, hands on what it says.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker};

use super::lend;
use super::protocol::{Event, Request};
use super::spawn::{LEAD, Spawned, spawn};
use super::wire::{from_js, to_js};

/// The worker, for as long as it lives.
pub struct Client {
    worker: RefCell<Option<Running>>,
    on_event: Box<dyn Fn(Event, JsValue)>,
    on_death: Box<dyn Fn()>,
    asks: Cell<u32>,
}

struct Running {
    worker: Worker,
    _listeners: [EventListener; 3],
}

impl Client {
    /// Starts the worker. `on_death` is called when it breaks down.
    pub fn start(on_event: impl Fn(Event, JsValue) + 'static, on_death: impl Fn() + 'static) -> Rc<Self> {
        let client = Rc::new(Self {
            worker: RefCell::new(None),
            on_event: Box::new(on_event),
            on_death: Box::new(on_death),
            asks: Cell::new(0),
        });
        client.restart();
        client
    }

    /// Starts a new worker in the place of one that broke down or does not answer.
    pub fn restart(self: &Rc<Self>) {
        if let Some(old) = self.worker.take() {
            old.worker.terminate();
        }
        match self.spawn() {
            Ok(running) => *self.worker.borrow_mut() = Some(running),
            Err(_) => (self.on_death)(),
        }
    }

    fn spawn(self: &Rc<Self>) -> Result<Running, JsValue> {
        let Spawned { worker, script } = spawn(LEAD)?;
        let (client, script, asker) = (Rc::downgrade(self), Cell::new(Some(script)), worker.clone());
        let on_message = EventListener::new(&worker, "message", move |event| {
            // The worker has read its script by now.
            script.take();
            let (Some(client), Some(event)) = (client.upgrade(), event.dyn_ref::<MessageEvent>()) else { return };
            if lend::answer(&asker, &event.data()) {
                return;
            }
            let parts = Array::from(&event.data());
            if let Some(event) = from_js(&parts.get(0)) {
                (client.on_event)(event, parts.get(1));
            }
        });
        let died = |name: &'static str| {
            let client = Rc::downgrade(self);
            EventListener::new(&worker, name, move |_| {
                if let Some(client) = client.upgrade() {
                    (client.on_death)();
                }
            })
        };
        Ok(Running { _listeners: [on_message, died("error"), died("messageerror")], worker })
    }

    /// Sends a request.
    pub fn send(&self, request: &Request) {
        self.post(request, None);
    }

    /// Sends a request with a file, or a handle of one.
    pub fn send_with(&self, request: &Request, attached: &JsValue) {
        self.post(request, Some(attached));
    }

    /// A number for a question, higher than all before.
    pub fn next_ask(&self) -> u32 {
        self.asks.set(self.asks.get() + 1);
        self.asks.get()
    }

    fn post(&self, request: &Request, attached: Option<&JsValue>) {
        let message = Array::of1(&to_js(request));
        if let Some(attached) = attached {
            message.push(attached);
        }
        if let Some(running) = self.worker.borrow().as_ref()
            && running.worker.post_message(&message).is_err()
        {
            (self.on_death)();
        }
    }
}
