//! Notices that a file is no longer what it was when it was opened.
//!
//! Chromium refuses to read such a file. Firefox reads what stands there now, and WebKit sees no change within the same second.
//! So pieces of each file are remembered, from its first byte to its last, and looked at again whenever it was read. What was
//! only added at the end is not seen by Firefox, and changes nothing: all that is read lies before it.

use std::hash::{DefaultHasher, Hasher as _};
use std::rc::Rc;

use gloo::timers::future::TimeoutFuture;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use super::host::{Host, send};
use super::protocol::{Event, FileId};
use super::reader::{CHANGED, in_words, joined, range, size_of};

/// How many pieces are remembered of a large file. A small one is remembered whole.
const PIECES: u64 = 16;

/// How many bytes each has.
const PIECE: u64 = 4 << 10;

/// For so long the check goes first, in milliseconds: in Chromium naming a piece takes as much as one.
const REST: u32 = 30;

/// The hash of a file's pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Likeness(u64);

impl Likeness {
    async fn of(file: &File) -> Result<Self, JsValue> {
        let size = size_of(file);
        // Chromium asks the system for the state of a file whenever a part of it is named, but not for parts of a part.
        let whole = file.slice()?;
        let bytes = if size <= PIECES * PIECE {
            range(&whole, 0, size).await?
        } else {
            let starts = (0..PIECES).map(|number| (size - PIECE) * number / (PIECES - 1));
            joined(&whole, starts.map(|at| at..at + PIECE)).await?
        };
        let mut hasher = DefaultHasher::new();
        hasher.write(&bytes);
        Ok(Self(hasher.finish()))
    }
}

/// Remembers what a file looks like that was just opened.
pub(super) fn remember(host: &Rc<Host>, id: FileId) {
    let Some((file, same)) = host.slots.borrow().get(&id).map(|slot| (slot.file.clone(), slot.same())) else { return };
    let host = Rc::clone(host);
    spawn_local(async move {
        TimeoutFuture::new(REST).await;
        // One that cannot be read is told by its check.
        let Ok(likeness) = Likeness::of(&file).await else { return };
        if let Some(slot) = host.slots.borrow_mut().get_mut(&id).filter(|slot| same(slot)) {
            slot.likeness = Some(likeness);
        }
    });
}

/// Fails when a file is not what it was: as the browser should have done itself.
pub(super) async fn hold(host: &Host, id: FileId) -> Result<(), JsValue> {
    let known = host.slots.borrow().get(&id).map(|slot| (slot.file.clone(), slot.likeness, slot.same()));
    let Some((file, Some(likeness), same)) = known else { return Ok(()) };
    let now = Likeness::of(&file).await;
    // Meanwhile another file may have come in its place.
    if !host.slots.borrow().get(&id).is_some_and(same) || now? == likeness { Ok(()) } else { Err(CHANGED.into()) }
}

/// The same, told to the page.
pub(super) async fn tell(host: &Host, id: FileId) {
    if let Err(error) = hold(host, id).await {
        send(&Event::Failed { file: id, message: in_words(&error) });
    }
}

/// The same, while other things go on.
pub(super) fn look(host: &Rc<Host>, id: FileId) {
    let host = Rc::clone(host);
    spawn_local(async move { tell(&host, id).await });
}
