//! Messages as bytes: a good deal smaller and quicker than as text, and so is the code that reads and writes them. Both
//! ends are the same program.

use js_sys::Uint8Array;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};

/// A message as bytes.
pub fn pack<T: Serialize>(message: &T) -> Vec<u8> {
    // Writing to memory does not fail.
    postcard::to_allocvec(message).unwrap_or_default()
}

/// A message from its bytes; `None` if they are not one.
pub fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

/// A message as the browser posts it.
pub(super) fn to_js<T: Serialize>(message: &T) -> JsValue {
    Uint8Array::from(pack(message).as_slice()).into()
}

/// A message that was posted.
pub(super) fn from_js<T: DeserializeOwned>(posted: &JsValue) -> Option<T> {
    unpack(&posted.dyn_ref::<Uint8Array>()?.to_vec())
}
