//! Reads for a worker that may not read itself.
//!
//! In WebKit no worker of a page that was opened from the disk can read a file, or any blob. The page can: the worker hands it
//! the part that it wants, and is given the bytes. Where a worker reads by itself, it never asks.

use js_sys::{Array, ArrayBuffer, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, Worker};

/// The worker's side, a part of its script: what cannot be read is asked for. Only the page's own worker has the page to ask.
pub(super) const BORROW: &str = "
const borrow = () => {
  const { arrayBuffer } = Blob.prototype;
  const waiting = new Map();
  let asked = 0;
  Blob.prototype.arrayBuffer = function () {
    return arrayBuffer.call(this).catch((error) => new Promise((resolve, reject) => {
      asked += 1;
      waiting.set(asked, { resolve, reject: () => reject(error) });
      postMessage({ lend: asked, blob: this });
    }));
  };
  addEventListener('message', ({ data: { lent, buffer } }) => {
    const asker = waiting.get(lent);
    waiting.delete(lent);
    if (buffer) asker?.resolve(buffer);
    else asker?.reject();
  });
};
";

/// The page's side: reads what a message of the worker asks for, if it asks for anything.
pub(super) fn answer(worker: &Worker, message: &JsValue) -> bool {
    let get = |name: &str| Reflect::get(message, &name.into()).ok();
    let Some(blob) = get("blob").and_then(|blob| blob.dyn_into::<Blob>().ok()) else { return false };
    let (worker, lent) = (worker.clone(), get("lend").unwrap_or_default());
    spawn_local(async move {
        let read = JsFuture::from(blob.array_buffer()).await;
        let (answer, given) = (Object::new(), Array::new());
        // Properties of an object of our own.
        let _ = Reflect::set(&answer, &"lent".into(), &lent);
        if let Ok(buffer) = read.and_then(JsCast::dyn_into::<ArrayBuffer>) {
            let _ = Reflect::set(&answer, &"buffer".into(), &buffer);
            given.push(&buffer);
        }
        // A worker that is gone waits for nothing.
        let _ = worker.post_message_with_transfer(&answer, &given);
    });
    true
}
