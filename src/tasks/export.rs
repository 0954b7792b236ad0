//! Saves and copies. Nothing leaves the machine: a saved file is made in the browser, of a blob.

use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::{Session, circumstances_of, is_abort};
use crate::state::{Action, AppState, Tone};
use crate::worker::protocol::{Export, Request};

/// Asks the worker for a report of some files. One with every finding may be larger than the memory: where the browser can
/// write files, the user is asked for one; else the report is saved when it is written.
pub fn export(session: &Rc<Session>, state: &AppState, export: Export) {
    let picked = if export.every { pick(&export.file_name()) } else { None };
    let request = Request::Export { circumstances: circumstances_of(state, &export.files), export };
    let session = Rc::clone(session);
    let start = move |handle: Option<JsValue>| {
        session.dispatch.dispatch(Action::ExportBegun);
        match handle {
            Some(handle) => session.client.send_with(&request, &handle),
            None => session.client.send(&request),
        }
    };
    let Some(picked) = picked else { return start(None) };
    spawn_local(async move {
        match JsFuture::from(picked).await {
            Ok(handle) => start(Some(handle)),
            // The user thought better of it.
            Err(error) if is_abort(&error) => {}
            // Within a frame of another site no file can be chosen.
            Err(_) => start(None),
        }
    });
}

/// Stops writing the report.
pub fn stop(session: &Session) {
    session.client.send(&Request::StopExport);
}

/// Asks the user for a file to write to; `None` where the browser cannot.
fn pick(name: &str) -> Option<Promise> {
    let window = web_sys::window()?;
    let show: Function = Reflect::get(&window, &"showSaveFilePicker".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"suggestedName".into(), &name.into()).ok()?;
    show.call1(&window, &options).ok()?.dyn_into().ok()
}

/// Saves a blob under a name.
pub(super) fn save(name: &str, blob: &Blob) {
    let save = || -> Option<()> {
        let address = Url::create_object_url_with_blob(blob).ok()?;
        let document = web_sys::window()?.document()?;
        let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
        link.set_href(&address);
        link.set_download(name);
        link.click();
        // The browser has taken the blob by the time a minute has passed.
        gloo::timers::callback::Timeout::new(60_000, move || {
            let _ = Url::revoke_object_url(&address);
        })
        .forget();
        Some(())
    };
    // Without a document there is nobody to save for.
    let _ = save();
}

/// Saves a text as a file of this type.
pub(super) fn save_text(name: &str, media_type: &str, text: &str) {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    if let Ok(blob) = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options) {
        save(name, &blob);
    }
}

/// Copies a text.
pub fn copy(session: &Session, text: &str, what: &str) {
    let Some(clipboard) = web_sys::window().map(|window| window.navigator().clipboard()) else { return };
    // A page that came over plain HTTP has none, whatever its type says.
    let promise = (!clipboard.is_undefined()).then(|| clipboard.write_text(text));
    let (dispatch, what) = (session.dispatch.clone(), what.to_owned());
    spawn_local(async move {
        let copied = match promise {
            Some(promise) => JsFuture::from(promise).await.is_ok(),
            None => false,
        };
        let (tone, words) = if copied {
            (Tone::Good, format!("Copied {what}."))
        } else {
            (Tone::Problem, "The browser did not allow copying here.".to_owned())
        };
        dispatch.dispatch(Action::Told(tone, words));
    });
}
