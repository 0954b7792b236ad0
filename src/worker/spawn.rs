//! Starts workers.
//!
//! A worker from a blob address inherits the seal of whoever starts it, and needs no request: the text of the glue and the
//! compiled module were kept when the page was loaded, and each worker is given them for the workers that it starts itself.

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag, Url, Worker, WorkerOptions};

use super::lend::BORROW;

/// Where the glue and the module are kept, in the page and in every worker.
const PARTS: &str = "daybreakParts";

/// The name of the page's own worker.
pub(super) const LEAD: &str = "lead";

/// What starts the program in a worker; it follows the glue in one plain script. In it `$lead` stands for
/// [`LEAD`].
///
/// The script is no module, and imports none: where a page has no origin, in the single file and in a sandboxed frame, Chromium
/// starts no module from a blob, and WebKit lets no worker of a local file import one.
const START: &str = "
onmessage = ({ data }) => {
  onmessage = null;
  self.daybreakParts = data;
  if (data.lends && self.name === '$lead') borrow();
  initSync({ module: data.module });
};
";

/// What makes a module of the glue.
const MODULE_ONLY: [(&str, &str); 2] =
    [("export { initSync, __wbg_init as default };", ""), ("import.meta.url", "self.location.href")];

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
    let glue = Reflect::get(&parts, &"glue".into())?.as_string().unwrap_or_default();
    let glue = MODULE_ONLY.iter().fold(glue, |glue, (from, to)| glue.replace(from, to));
    let start = START.replace("$lead", LEAD);
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let script =
        Blob::new_with_str_sequence_and_options(&Array::of3(&glue.into(), &BORROW.into(), &start.into()), &options)?;
    let script = Script(Url::create_object_url_with_blob(&script)?);
    let options = WorkerOptions::new();
    options.set_name(name);
    let worker = Worker::new_with_options(&script.0, &options)?;
    worker.post_message(&parts)?;
    Ok(Spawned { worker, script })
}
