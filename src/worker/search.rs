//! Finds a text in a file, from a record on, streaming.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::host::{Host, send};
use super::protocol::{Ask, Event, FileId};
use super::reader::{in_words, range};
use super::rows::each_record;

/// How many records are looked through at a time.
const STEP: u64 = 8192;

/// Looks for a text from a record on, to the end and then from the start.
pub(super) fn spawn(host: &Rc<Host>, id: FileId, ask: Ask, text: String, from: u64) {
    let Some((file, outcome)) = host.checked(id) else { return };
    if let Some(slot) = host.slots.borrow_mut().get_mut(&id) {
        slot.search = ask;
    }
    let host = Rc::clone(host);
    spawn_local(async move {
        let needle = text.to_ascii_lowercase().into_bytes();
        let total = outcome.records;
        let mut searched = 0;
        let mut record = from.clamp(1, total.max(1));
        while searched < total {
            let Some(place) = outcome.index.before(record) else { break };
            let last = (record + STEP - 1).min(total);
            let end = outcome.index.end_of_block(last).unwrap_or(outcome.bytes);
            let bytes = match range(&file, place.byte, end).await {
                Ok(bytes) => bytes,
                Err(error) => return send(&Event::Failed { file: id, message: in_words(&error) }),
            };
            if host.slots.borrow().get(&id).is_none_or(|slot| slot.search != ask) {
                return;
            }
            let mut found = None;
            each_record(&bytes, outcome.dialect.delimiter, place, |number, lexed| {
                if (record..=last).contains(&number) && contains(lexed.bytes, &needle) {
                    found = Some(number);
                }
                found.is_none() && number < last
            });
            searched += last - record + 1;
            #[expect(clippy::cast_precision_loss, reason = "only a share")]
            let share = searched as f64 / total.max(1) as f64;
            if found.is_some() {
                return send(&Event::Found { file: id, ask, record: found, done: true, share });
            }
            send(&Event::Found { file: id, ask, record: None, done: false, share });
            record = if last >= total { 1 } else { last + 1 };
        }
        send(&Event::Found { file: id, ask, record: None, done: true, share: 1.0 });
    });
}

/// Whether a text occurs, in whatever case of ASCII letters; the needle is in lower case.
fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    let Some(&first) = needle.first() else { return false };
    bytes.windows(needle.len()).any(|window| {
        window.first().is_some_and(|byte| byte.to_ascii_lowercase() == first) && window.eq_ignore_ascii_case(needle)
    })
}
