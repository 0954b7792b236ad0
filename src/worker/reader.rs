//! Reads a file from its start to its end, by the fastest means that the browser has.
//!
//! A reader that fills our own buffer (BYOB) is by far the fastest. Where there is none, large slices are read, the next
//! one already under way while the last is worked on.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, MessageChannel};

/// What is asked of a BYOB reader at once: enough that a call costs nothing, little enough to stay in the cache.
const PIECE: u32 = 1 << 20;

/// So long a worker reads on before it looks at what has come meanwhile, in milliseconds: bytes that are there already are
/// handed out before messages, so that a long file could keep a worker from hearing anything.
const BREATH: f64 = 8.0;

/// The size of a slice; each call has a fixed price of some milliseconds.
const SLICE: u64 = 8 << 20;

/// What stands for an error of the browser that noticed nothing.
pub(super) const CHANGED: &str = "the file has changed";

/// Reads a file, or a part of it, piece by piece.
pub(super) struct Pieces {
    way: Way,
    /// What comes behind the part that is read first.
    then: Option<(File, u64)>,
    piece: Vec<u8>,
    /// When the worker last heard what has come.
    heard: f64,
}

enum Way {
    Byob { blob: Blob, reader: JsValue, read: Function, options: JsValue, buffer: Option<JsValue> },
    Slices { blob: Blob, at: u64, next: Option<Promise> },
    Nothing,
}

impl Pieces {
    /// The whole of a file.
    pub(super) fn new(file: &File) -> Self {
        Self::by(Way::new(file), None)
    }

    fn by(way: Way, then: Option<(File, u64)>) -> Self {
        Self { way, then, piece: Vec::new(), heard: js_sys::Date::now() }
    }

    /// A file from a byte on. What is asked for beyond the bound is read too, but not before it is asked for.
    pub(super) fn between(file: &File, from: u64, bound: u64) -> Self {
        let bound = bound.min(size_of(file));
        match slice(file, from, bound) {
            Some(part) => Self::by(Way::new(&part), Some((file.clone(), bound))),
            None => Self::by(Way::Nothing, Some((file.clone(), from))),
        }
    }

    /// The next piece; `None` at the end. What fails is the browser's own error.
    pub(super) async fn next(&mut self) -> Result<Option<&[u8]>, JsValue> {
        // A clock that was set back must not keep it from listening.
        if !(0.0..=BREATH).contains(&(js_sys::Date::now() - self.heard)) {
            breathe().await;
            self.heard = js_sys::Date::now();
        }
        let piece = match self.way.next().await? {
            Some(piece) => Some(piece),
            None => match self.then.take().and_then(|(file, bound)| slice(&file, bound, size_of(&file))) {
                Some(rest) => {
                    self.way = Way::new(&rest);
                    self.way.next().await?
                }
                None => None,
            },
        };
        let Some(piece) = piece else { return Ok(None) };
        self.piece.resize(piece.length() as usize, 0);
        piece.copy_to(&mut self.piece);
        Ok(Some(&self.piece))
    }
}

impl Way {
    fn new(blob: &Blob) -> Self {
        byob(blob).unwrap_or_else(|| Self::Slices { blob: blob.clone(), at: 0, next: None })
    }

    async fn next(&mut self) -> Result<Option<Uint8Array>, JsValue> {
        match self {
            Self::Nothing => Ok(None),
            Self::Byob { blob, reader, read, options, buffer } => {
                let space = buffer.take().unwrap_or_else(|| js_sys::ArrayBuffer::new(PIECE).into());
                let view = Uint8Array::new(&space);
                let promise: Promise = read.call2(reader, &view, options)?.dyn_into()?;
                let answer = match JsFuture::from(promise).await {
                    Ok(answer) => answer,
                    Err(error) => return Err(reason(blob, error).await),
                };
                let value = Reflect::get(&answer, &"value".into())?;
                let done = Reflect::get(&answer, &"done".into())?.is_truthy();
                let Ok(piece) = value.dyn_into::<Uint8Array>() else { return Ok(None) };
                if done && piece.length() == 0 {
                    return Ok(None);
                }
                // The buffer is copied out of before it is lent again.
                *buffer = Some(piece.buffer().into());
                Ok(Some(piece))
            }
            Self::Slices { blob, at, next } => {
                let Some(promise) = next.take().or_else(|| next_slice(blob, at)) else { return Ok(None) };
                *next = next_slice(blob, at);
                let buffer = JsFuture::from(promise).await?;
                Ok(Some(Uint8Array::new(&buffer)))
            }
        }
    }
}

/// Lets everything be heard that has come before. A timer would do the same, but browsers make it wait.
async fn breathe() {
    let Ok(channel) = MessageChannel::new() else { return };
    let heard = Promise::new(&mut |heard, _| channel.port2().set_onmessage(Some(&heard)));
    if channel.port1().post_message(&JsValue::NULL).is_ok() {
        // Nothing of interest is said.
        let _ = JsFuture::from(heard).await;
    }
    channel.port2().close();
}

fn byob(blob: &Blob) -> Option<Way> {
    let stream = blob.stream();
    let get_reader: Function = Reflect::get(&stream, &"getReader".into()).ok()?.dyn_into().ok()?;
    let mode = Object::new();
    Reflect::set(&mode, &"mode".into(), &"byob".into()).ok()?;
    let reader = get_reader.call1(&stream, &mode).ok()?;
    let read: Function = Reflect::get(&reader, &"read".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"min".into(), &PIECE.into()).ok()?;
    Some(Way::Byob { blob: blob.clone(), reader, read, options: options.into(), buffer: None })
}

/// Why a blob could not be read: a stream only says that it could not.
async fn reason(blob: &Blob, error: JsValue) -> JsValue {
    let Some(start) = slice(blob, 0, 1) else { return error };
    JsFuture::from(start.array_buffer()).await.err().unwrap_or(error)
}

fn next_slice(blob: &Blob, at: &mut u64) -> Option<Promise> {
    let end = (*at + SLICE).min(size_of(blob));
    let part = slice(blob, *at, end)?;
    *at = end;
    Some(part.array_buffer())
}

/// A part of a file; `None` where there is nothing in it.
#[expect(clippy::cast_precision_loss, reason = "a position in a file fits a double")]
fn slice(blob: &Blob, from: u64, end: u64) -> Option<Blob> {
    (from < end).then(|| blob.slice_with_f64_and_f64(from as f64, end as f64).ok())?
}

/// How many bytes a file has.
#[expect(clippy::cast_sign_loss, reason = "a size is whole and not negative")]
pub(super) fn size_of(blob: &Blob) -> u64 {
    blob.size() as u64
}

/// Some bytes of a file, or of a part of it.
#[expect(clippy::cast_precision_loss, reason = "a position in a file fits a double")]
pub(super) async fn range(of: &Blob, start: u64, end: u64) -> Result<Vec<u8>, JsValue> {
    let blob: Blob = of.slice_with_f64_and_f64(start as f64, end as f64)?;
    let buffer = JsFuture::from(blob.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Several parts of a file, one behind the other: read in one go, which costs as little as one of them.
pub(super) async fn joined(of: &Blob, parts: impl Iterator<Item = std::ops::Range<u64>>) -> Result<Vec<u8>, JsValue> {
    let parts: Array = parts.filter_map(|part| slice(of, part.start, part.end)).collect();
    let buffer = JsFuture::from(Blob::new_with_blob_sequence(&parts)?.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// A file made of text, for the samples.
pub(crate) fn file_of(name: &str, bytes: &[u8]) -> Option<File> {
    let part = Uint8Array::from(bytes);
    File::new_with_u8_array_sequence(&Array::of1(&part), name).ok()
}

/// Why a file cannot be read, in plain words.
pub(super) fn in_words(error: &JsValue) -> String {
    let name = match error.dyn_ref::<web_sys::DomException>() {
        Some(error) => error.name(),
        None if error.as_string().as_deref() == Some(CHANGED) => "NotReadableError".to_owned(),
        None => String::new(),
    };
    match name.as_str() {
        // A file that was changed is one that WebKit does not find.
        "NotReadableError" | "NotFoundError" => {
            "The file was changed, moved or locked after it was opened. Open it again.".to_owned()
        }
        "SecurityError" | "NotAllowedError" => "The browser does not allow this file to be read.".to_owned(),
        _ => "The browser could not read the file.".to_owned(),
    }
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    use super::{PIECE, Pieces, Way, byob, file_of, joined, range};

    wasm_bindgen_test_configure!(run_in_browser);

    /// Bytes of which none stands at its place by chance.
    fn bytes(length: u32) -> Vec<u8> {
        (0..length).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect()
    }

    async fn read(mut pieces: Pieces) -> Vec<u8> {
        let mut all = Vec::new();
        while let Some(piece) = pieces.next().await.expect("the file is read") {
            all.extend_from_slice(piece);
        }
        all
    }

    #[wasm_bindgen_test]
    async fn both_ways_of_reading_give_the_same_bytes() {
        for length in [0, 1, PIECE - 1, PIECE, PIECE + 1, 9 * PIECE + 17] {
            let bytes = bytes(length);
            let file = file_of("a.csv", &bytes).expect("a file");
            let lent = byob(&file).expect("this browser fills our own buffers");
            let slices = Way::Slices { blob: file.clone().into(), at: 0, next: None };
            for way in [lent, slices] {
                let all = read(Pieces::by(way, None)).await;
                assert!(all == bytes, "{} bytes of {length}", all.len());
            }
        }
    }

    #[wasm_bindgen_test]
    async fn a_part_is_read_to_its_bound_and_beyond_it() {
        let bytes = bytes(3 * PIECE + 5);
        let file = file_of("a.csv", &bytes).expect("a file");
        for (from, bound) in
            [(0, 0), (0, 7), (7, u64::from(PIECE) + 9), (9, u64::MAX), (u64::from(3 * PIECE + 5), u64::MAX)]
        {
            let all = read(Pieces::between(&file, from, bound)).await;
            assert!(all == bytes[from as usize..], "from {from}, bound {bound}: {} bytes", all.len());
        }
    }

    #[wasm_bindgen_test]
    async fn a_range_is_cut_out_exactly() {
        let bytes = bytes(1000);
        let file = file_of("a.csv", &bytes).expect("a file");
        assert_eq!(range(&file, 10, 20).await.expect("the range"), bytes[10..20]);
        assert_eq!(range(&file, 990, 5000).await.expect("what is there"), bytes[990..]);
        let parts = [3..5, 990..1000, 0..1];
        let expected: Vec<u8> = parts.iter().cloned().flat_map(|part| &bytes[part]).copied().collect();
        let parts = parts.map(|part| part.start as u64..part.end as u64).into_iter();
        assert_eq!(joined(&file, parts).await.expect("the parts"), expected);
    }
}
