//! The SHA-256 of each file, computed when there is nothing else to do: it takes longer than the check itself.

use std::rc::Rc;

use js_sys::{Reflect, Uint8Array};
use sha2::{Digest as _, Sha256};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Crypto, File};

use super::host::{Host, pause, send};
use super::likeness;
use super::protocol::{Event, FileId};
use super::reader::{Pieces, in_words, size_of};
use daybreak_report::hex;

/// Up to this size a file is given to the browser, whose own code is several times as fast as ours but wants all bytes at
/// once.
const WHOLE: u64 = 32 << 20;

/// Computes the checksum of a file that was checked, after those of the files before it.
pub(super) fn queue(host: &Rc<Host>, file: File, id: FileId) {
    host.unsummed.borrow_mut().push_back((id, file));
    if host.summing.replace(true) {
        return;
    }
    let host = Rc::clone(host);
    spawn_local(async move {
        while let Some((id, file)) = next(&host) {
            match sum(&host, &file, id).await {
                Ok(Some(sha256)) => {
                    if let Some(slot) = host.slots.borrow_mut().get_mut(&id) {
                        slot.sha256 = Some(sha256.clone());
                    }
                    send(&Event::Hashed { file: id, sha256 });
                }
                Ok(None) => {}
                Err(error) => {
                    // Without its checksum there is no report of it.
                    if let Some(slot) = host.slots.borrow_mut().get_mut(&id) {
                        slot.outcome = None;
                    }
                    send(&Event::Failed { file: id, message: in_words(&error) });
                }
            }
        }
        host.summing.set(false);
    });
}

fn next(host: &Host) -> Option<(FileId, File)> {
    host.unsummed.borrow_mut().pop_front()
}

/// The checksum of a file; `None` when it was closed meanwhile.
async fn sum(host: &Host, file: &File, id: FileId) -> Result<Option<String>, JsValue> {
    if !wait_for_turn(host, id).await {
        return Ok(None);
    }
    let by_browser = if size_of(file) <= WHOLE { by_browser(file).await } else { None };
    let sha256 = match by_browser {
        Some(sha256) => sha256,
        None => match by_ourselves(file, async || wait_for_turn(host, id).await).await? {
            Some(sha256) => sha256,
            None => return Ok(None),
        },
    };
    // What was checked, and what the checksum is of, must be one and the same.
    likeness::hold(host, id).await?;
    Ok(host.is_open(id).then_some(sha256))
}

/// Waits until nothing else is to be done: verdicts come first, and whoever looks through the rows; `false` when the file was closed meanwhile.
async fn wait_for_turn(host: &Host, id: FileId) -> bool {
    while host.busy.get() || host.is_asked() || (host.set.is_checking() && !host.are_sums_awaited()) {
        pause().await;
    }
    host.is_open(id)
}

/// The checksum by the browser's own code, which is given only to pages that came over a safe connection. `None` where there
/// is none, or it fails.
async fn by_browser(file: &File) -> Option<String> {
    let crypto: Crypto = Reflect::get(&js_sys::global(), &"crypto".into()).ok()?.dyn_into().ok()?;
    let own = Some(crypto.subtle()).filter(|own| own.is_object())?;
    let bytes = JsFuture::from(file.array_buffer()).await.ok()?;
    let digest = own.digest_with_str_and_buffer_source("SHA-256", bytes.unchecked_ref()).ok()?;
    Some(hex(&Uint8Array::new(&JsFuture::from(digest).await.ok()?).to_vec()))
}

/// The checksum by our own code; `None` when it shall not go on.
async fn by_ourselves(file: &File, go_on: impl AsyncFn() -> bool) -> Result<Option<String>, JsValue> {
    let mut hasher = Sha256::new();
    let mut pieces = Pieces::new(file);
    while let Some(piece) = pieces.next().await? {
        hasher.update(piece);
        if !go_on().await {
            return Ok(None);
        }
    }
    Ok(Some(hex(&hasher.finalize())))
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::{by_browser, by_ourselves};
    use crate::worker::reader::file_of;

    #[wasm_bindgen_test]
    async fn the_browser_and_we_come_to_the_same_checksum() {
        for length in [0_u32, 3, 5 << 20] {
            let bytes: Vec<u8> = (0..length).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
            let file = file_of("a.csv", &bytes).expect("a file");
            let ours = by_ourselves(&file, async || true).await.expect("the file is read");
            assert_eq!(by_browser(&file).await, ours);
            assert!(ours.is_some_and(|ours| ours.len() == 64));
        }
        let file = file_of("a.csv", b"abc").expect("a file");
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(by_browser(&file).await.as_deref(), Some(abc));
        assert_eq!(by_ourselves(&file, async || false).await, Ok(None));
    }
}
