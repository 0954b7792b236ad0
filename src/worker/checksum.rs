//! The SHA-256 of each file, computed when there is nothing else to do: it takes longer than the check itself.

use std::rc::Rc;

use gloo::timers::future::TimeoutFuture;
use js_sys::Uint8Array;
use sha2::{Digest as _, Sha256};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, SubtleCrypto, WorkerGlobalScope};

use super::export::hex;
use super::host::{Host, send};
use super::likeness;
use super::protocol::{Event, FileId};
use super::reader::{Pieces, in_words, size_of};

/// How long a checksum waits before it looks again whether anything else is to be done, in milliseconds: verdicts come
/// first, and whoever looks through the rows.
const LOOK_EVERY: u32 = 50;

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
    if !is_turn_of(host, id).await {
        return Ok(None);
    }
    let sha256 = if let Some(browsers_own) = browsers_own().filter(|_| size_of(file) <= WHOLE) {
        let bytes = JsFuture::from(file.array_buffer()).await?;
        let digest = browsers_own.digest_with_str_and_buffer_source("SHA-256", bytes.unchecked_ref())?;
        hex(&Uint8Array::new(&JsFuture::from(digest).await?).to_vec())
    } else {
        let mut hasher = Sha256::new();
        let mut pieces = Pieces::new(file);
        while let Some(piece) = pieces.next().await? {
            hasher.update(piece);
            if !is_turn_of(host, id).await {
                return Ok(None);
            }
        }
        hex(&hasher.finalize())
    };
    // What was checked, and what the checksum is of, must be one and the same.
    likeness::hold(host, id).await?;
    Ok(host.is_open(id).then_some(sha256))
}

/// Waits until nothing else is to be done; `false` when the file was closed meanwhile.
async fn is_turn_of(host: &Host, id: FileId) -> bool {
    while host.busy.get() || host.set.is_checking() || host.is_asked() {
        TimeoutFuture::new(LOOK_EVERY).await;
    }
    host.is_open(id)
}

/// The browser's own code; it is given only to pages that came over a safe connection.
fn browsers_own() -> Option<SubtleCrypto> {
    let scope: WorkerGlobalScope = js_sys::global().dyn_into().ok()?;
    Some(scope.crypto().ok()?.subtle()).filter(|subtle| subtle.is_object())
}
