//! Where a report is written: into a file that the user chose, or, where the browser has no such files, into a blob that is
//! put together from parts. A blob's parts lie with the browser, not in the program's memory.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag};

use super::protocol::Format;

/// Takes a text piece by piece.
pub(super) enum Target {
    /// A file's writable stream.
    File(JsValue),
    /// Parts.
    Parts { parts: Array, format: Format },
}

impl Target {
    /// Writes into the file of this handle, if there is one.
    pub(super) async fn new(handle: Option<JsValue>, format: Format) -> Result<Self, JsValue> {
        match handle {
            Some(handle) => Ok(Self::File(call(&handle, "createWritable", &JsValue::UNDEFINED).await?)),
            None => Ok(Self::Parts { parts: Array::new(), format }),
        }
    }

    /// Adds some text.
    pub(super) async fn write(&self, text: &str) -> Result<(), JsValue> {
        match self {
            Self::File(file) => call(file, "write", &text.into()).await.map(|_| ()),
            Self::Parts { parts, .. } => {
                let part = Blob::new_with_str_sequence(&Array::of1(&text.into()))?;
                parts.push(&part);
                Ok(())
            }
        }
    }

    /// Ends it: the blob to be saved, or nothing when it is written already.
    pub(super) async fn end(self) -> Result<JsValue, JsValue> {
        match self {
            Self::File(file) => call(&file, "close", &JsValue::UNDEFINED).await,
            Self::Parts { parts, format } => {
                let options = BlobPropertyBag::new();
                options.set_type(match format {
                    Format::Json | Format::Receipt | Format::Host => "application/json",
                    Format::Csv => "text/csv",
                });
                Ok(Blob::new_with_blob_sequence_and_options(&parts, &options)?.into())
            }
        }
    }
}

/// Calls a method that answers with a promise.
async fn call(of: &JsValue, method: &str, argument: &JsValue) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(of, &method.into())?.dyn_into()?;
    let promise: Promise = method.call1(of, argument)?.dyn_into()?;
    JsFuture::from(promise).await
}
