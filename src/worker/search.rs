//! Finds a text in a file, from a record on, streaming.

use std::cell::RefCell;
use std::rc::Rc;

use daybreak_engine::Outcome;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use super::check::Clock;
use super::host::{Host, send};
use super::protocol::{Ask, Event, FileId};
use super::reader::in_words;
use super::records::Records;

/// Looks for a text from a record on, to the end and then from the start.
pub(super) fn spawn(host: &Rc<Host>, id: FileId, ask: Ask, text: String, from: u64) {
    let Some((file, outcome)) = host.checked(id) else { return };
    if let Some(slot) = host.slots.borrow_mut().get_mut(&id) {
        slot.search = ask;
    }
    let host = Rc::clone(host);
    spawn_local(async move {
        let needle = text.to_ascii_lowercase().into_bytes();
        let clock = RefCell::default();
        let search = Search { host: &host, id, ask, file: &file, outcome: &outcome, needle: &needle, clock };
        let record = match search.whole(from).await {
            Ok(Found::At(record)) => Some(record),
            Ok(Found::Nowhere) => None,
            Ok(Found::Moot) => return,
            Err(error) => return send(&Event::Failed { file: id, message: in_words(&error) }),
        };
        send(&Event::Found { file: id, ask, record, done: true, share: 1.0 });
    });
}

/// What a search came to.
enum Found {
    At(u64),
    Nowhere,
    /// The file was closed, or another search is asked for.
    Moot,
}

struct Search<'a> {
    host: &'a Host,
    id: FileId,
    ask: Ask,
    file: &'a File,
    outcome: &'a Outcome,
    /// In lower case.
    needle: &'a [u8],
    clock: RefCell<Clock>,
}

impl Search<'_> {
    /// Looks through all records, from one of them on.
    async fn whole(&self, from: u64) -> Result<Found, JsValue> {
        let total = self.outcome.records;
        let from = from.clamp(1, total.max(1));
        match self.part(from, total, 0).await? {
            Found::Nowhere => self.part(1, from - 1, total + 1 - from).await,
            found => Ok(found),
        }
    }

    /// Looks through some records, when so many were looked through before.
    async fn part(&self, first: u64, last: u64, before: u64) -> Result<Found, JsValue> {
        let outcome = self.outcome;
        let Some(place) = outcome.index.before(first).filter(|_| first <= last) else { return Ok(Found::Nowhere) };
        let end = outcome.index.end_of_block(last).unwrap_or(outcome.bytes);
        let mut records = Records::new(self.file, outcome.dialect.delimiter, place, end);
        while records.number() <= last && records.more().await? {
            if !self.is_wanted() {
                return Ok(Found::Moot);
            }
            let found = records.find(|number, record| {
                ((first..=last).contains(&number) && contains(record.bytes, self.needle)).then_some(number)
            });
            if let Some(number) = found {
                return Ok(Found::At(number));
            }
            self.tell(before + records.number().clamp(first, last + 1) - first);
        }
        Ok(Found::Nowhere)
    }

    fn is_wanted(&self) -> bool {
        self.host.slots.borrow().get(&self.id).is_some_and(|slot| slot.search == self.ask)
    }

    /// Says from time to time how many records were looked through.
    fn tell(&self, searched: u64) {
        if !self.clock.borrow_mut().is_due() {
            return;
        }
        #[expect(clippy::cast_precision_loss, reason = "only a share")]
        let share = searched as f64 / self.outcome.records.max(1) as f64;
        send(&Event::Found { file: self.id, ask: self.ask, record: None, done: false, share });
    }
}

/// Whether a text occurs, in whatever case of ASCII letters; the needle is in lower case.
fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    let Some(&first) = needle.first() else { return false };
    bytes.windows(needle.len()).any(|window| {
        window.first().is_some_and(|byte| byte.to_ascii_lowercase() == first) && window.eq_ignore_ascii_case(needle)
    })
}
