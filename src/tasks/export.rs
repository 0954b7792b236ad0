//! Saves and copies. Nothing leaves the machine: a saved file is made in the browser, of a blob.

use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::{Session, circumstances};
use crate::state::{AppState, Tone};
use crate::worker::protocol::{FileId, Format, Request};

/// Asks the worker for a report of some files; it is saved when it comes.
pub fn export(session: &Session, state: &AppState, files: Vec<FileId>, format: Format, shown: bool) {
    let mut circumstances = circumstances(state, None);
    // It is about the checks as they were made, not about this moment.
    let begun = files.iter().filter_map(|file| state.beside.begun.get(file)).map(|begun| begun.at);
    circumstances.now = begun.max().unwrap_or(circumstances.now);
    session.client.send(&Request::Export { files, format, shown, circumstances });
    let what = if format == Format::Receipt { "receipt" } else { "report" };
    let text = format!("The {what} is being written; it is saved as soon as the files' checksums are known.");
    session.tell(Tone::Good, text);
}

/// Saves a text under a name.
pub(super) fn save(name: &str, mime: &str, text: &str) {
    let save = || -> Option<()> {
        let options = BlobPropertyBag::new();
        options.set_type(mime);
        let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options).ok()?;
        let address = Url::create_object_url_with_blob(&blob).ok()?;
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

/// Copies a text.
pub fn copy(session: &Session, text: &str, what: &str) {
    let Some(clipboard) = web_sys::window().map(|window| window.navigator().clipboard()) else { return };
    let promise = clipboard.write_text(text);
    let (dispatch, what) = (session.dispatch.clone(), what.to_owned());
    wasm_bindgen_futures::spawn_local(async move {
        let (tone, words) = match wasm_bindgen_futures::JsFuture::from(promise).await {
            Ok(_) => (Tone::Good, format!("{what} copied.")),
            Err(_) => (Tone::Problem, "The browser did not allow copying here.".to_owned()),
        };
        dispatch.dispatch(crate::state::Action::Told(tone, words));
    });
}
