//! In which form the page runs: from a server, or as the single file; as the page's head says.

use wasm_bindgen::JsCast;
use web_sys::HtmlMetaElement;

/// The form of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edition {
    /// From a server that has the single file too.
    Hosted {
        /// The SHA-256 of the single file.
        sha256: String,
        /// Its size in bytes.
        size: u64,
    },
    /// The single file itself.
    Offline,
}

/// The form that the page has; `None` where nothing is published of it, as in a frame.
pub fn edition() -> Option<Edition> {
    if meta("daybreak-edition").as_deref() == Some("offline") {
        return Some(Edition::Offline);
    }
    let published = meta("daybreak-offline")?;
    let (sha256, size) = published.split_once(' ')?;
    Some(Edition::Hosted { sha256: sha256.to_owned(), size: size.parse().ok()? })
}

/// What the head says under a name.
fn meta(name: &str) -> Option<String> {
    let document = web_sys::window()?.document()?;
    let element = document.query_selector(&["meta[name=", name, "]"].concat()).ok()??;
    Some(element.dyn_into::<HtmlMetaElement>().ok()?.content())
}
