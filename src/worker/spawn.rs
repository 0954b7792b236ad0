//! Starts workers.
//!
//! A worker from a blob address inherits the seal of whoever starts it, and needs no request: the text of the glue and the
//! compiled module were kept when the page was loaded, and each worker is given them for the workers that it starts itself.

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag, Url, Worker, WorkerOptions};

/// Where the glue and the module are kept, in the page and in every worker.
const PARTS: &str = "daybreakParts";

/// What starts the program in a worker. It is no module itself: where a page has no origin, in the single file and in a
/// sandboxed frame, Chromium starts no module from a blob, but lets a plain script import one. What is posted until the program
/// listens is kept for it.
const START: &str = "
const kept = [];
const keep = ({ data, ports }) => { kept.push({ data, ports: [...ports] }); };
onmessage = async ({ data }) => {
  onmessage = keep;
  self.daybreakParts = data;
  const address = URL.createObjectURL(new Blob([data.glue], { type: 'application/javascript' }));
  const program = await import(address);
  URL.revokeObjectURL(address);
  program.initSync({ module: data.module });
  for (const message of kept) dispatchEvent(new MessageEvent('message', message));
};
";

/// A worker and the address of its script, to be revoked once the worker has said something.
pub(super) struct Spawned {
    pub(super) worker: Worker,
    pub(super) script: Script,
}

/// The address of a worker's script. It takes memory until it is revoked.
pub(super) struct Script(String);

impl Drop for Script {
    fn drop(&mut self) {
        // Only an address that was never made cannot be revoked.
        let _ = Url::revoke_object_url(&self.0);
    }
}

/// Starts a worker of this name.
pub(super) fn spawn(name: &str) -> Result<Spawned, JsValue> {
    let parts = Reflect::get(&js_sys::global(), &PARTS.into())?;
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let script = Blob::new_with_str_sequence_and_options(&Array::of1(&START.into()), &options)?;
    let script = Script(Url::create_object_url_with_blob(&script)?);
    let options = WorkerOptions::new();
    options.set_name(name);
    let worker = Worker::new_with_options(&script.0, &options)?;
    worker.post_message(&parts)?;
    Ok(Spawned { worker, script })
}
