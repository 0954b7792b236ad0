//! The page's side: starts the worker, sends it requests, hands on what it says.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, File, MessageEvent, Url, Worker, WorkerOptions, WorkerType};

use super::protocol::{Event, Request};

/// What starts the program in a worker: behind the glue, whose `initSync` it calls with the compiled module.
const START: &str = "\nself.onmessage = ({ data }) => { self.onmessage = null; initSync({ module: data }); };\n";

/// The worker, for as long as it lives.
pub struct Client {
    worker: RefCell<Option<Running>>,
    on_event: Box<dyn Fn(Event)>,
    on_death: Box<dyn Fn()>,
    asks: Cell<u32>,
}

struct Running {
    worker: Worker,
    _listeners: [EventListener; 3],
}

impl Client {
    /// Starts the worker. `on_death` is called when it breaks down.
    pub fn start(on_event: impl Fn(Event) + 'static, on_death: impl Fn() + 'static) -> Rc<Self> {
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

    /// Started from a blob address, the worker inherits the page's seal and needs no request.
    fn spawn(self: &Rc<Self>) -> Result<Running, JsValue> {
        let parts = Reflect::get(&js_sys::global(), &"daybreakParts".into())?;
        let glue = Reflect::get(&parts, &"glue".into())?.as_string().ok_or(JsValue::NULL)?;
        let module = Reflect::get(&parts, &"module".into())?;
        let options = BlobPropertyBag::new();
        options.set_type("text/javascript");
        let script = Blob::new_with_str_sequence_and_options(&Array::of1(&(glue + START).into()), &options)?;
        let address = Url::create_object_url_with_blob(&script)?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&address, &options)?;
        worker.post_message(&module)?;

        let (client, address) = (Rc::downgrade(self), Rc::new(Cell::new(Some(address))));
        let on_message = EventListener::new(&worker, "message", move |event| {
            // The worker has read its script by now.
            if let Some(address) = address.take() {
                let _ = Url::revoke_object_url(&address);
            }
            let said = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
            let event = said.and_then(|text| serde_json::from_str(&text).ok());
            if let (Some(client), Some(event)) = (client.upgrade(), event) {
                (client.on_event)(event);
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

    /// Sends a request with a file.
    pub fn send_with(&self, request: &Request, file: &File) {
        self.post(request, Some(file));
    }

    /// A number for a question, higher than all before.
    pub fn next_ask(&self) -> u32 {
        self.asks.set(self.asks.get() + 1);
        self.asks.get()
    }

    fn post(&self, request: &Request, file: Option<&File>) {
        let Ok(text) = serde_json::to_string(request) else { return };
        let message = Array::of1(&text.into());
        if let Some(file) = file {
            message.push(file);
        }
        if let Some(running) = self.worker.borrow().as_ref()
            && running.worker.post_message(&message).is_err()
        {
            (self.on_death)();
        }
    }
}
