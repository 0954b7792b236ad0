//! Exports: the same report that the command line writes.

use std::fmt::Write as _;
use std::rc::Rc;

use daybreak_report::{Receipt, Report, Values, csv, file_report, json};
use sha2::{Digest as _, Sha256};
use wasm_bindgen_futures::spawn_local;

use super::host::{Host, send, settings};
use super::protocol::{Circumstances, Event, FileId, Format};

/// How long to wait between looks whether a SHA-256 has been computed, in milliseconds.
const LOOK_EVERY: u32 = 50;

/// Answers with a report of some files, once their SHA-256 are known.
pub(super) fn spawn(host: &Rc<Host>, files: Vec<FileId>, format: Format, shown: bool, circumstances: Circumstances) {
    let host = Rc::clone(host);
    spawn_local(async move {
        while waits(&host, &files) {
            gloo::timers::future::TimeoutFuture::new(LOOK_EVERY).await;
        }
        let values = if shown { Values::Shown } else { Values::Masked };
        let slots = host.slots.borrow();
        let checked: Vec<_> = files
            .iter()
            .filter_map(|id| slots.get(id))
            .filter_map(|slot| Some((slot.outcome.as_ref()?, slot.sha256.as_ref()?)))
            .collect();
        if checked.is_empty() || !files.iter().all(|id| slots.contains_key(id)) {
            return send(&Event::NotExported);
        }
        let mut activity_day = None;
        let reports = checked
            .into_iter()
            .map(|(outcome, sha256)| {
                activity_day = activity_day.or(outcome.activity_day);
                file_report(outcome, sha256, values)
            })
            .collect();
        let sha256 = circumstances.profile.as_ref().map(|profile| hex(&Sha256::digest(profile.as_bytes())));
        let report = Report::new(&settings(&circumstances), sha256.as_deref(), shown, activity_day, reports);
        let (text, mime, ending) = match format {
            Format::Json => (json::render(&report), "application/json", "json"),
            Format::Csv => (csv::render(&report), "text/csv", "csv"),
            Format::Receipt => (Receipt::new(&report, Vec::new()).render(), "application/json", "json"),
        };
        let what = if format == Format::Receipt { "receipt" } else { "report" };
        let name = format!("daybreak-{what}.{ending}");
        send(&Event::Exported { name, mime: mime.to_owned(), text });
    });
}

/// Whether a SHA-256 is still being computed.
fn waits(host: &Host, files: &[FileId]) -> bool {
    let slots = host.slots.borrow();
    files.iter().filter_map(|id| slots.get(id)).any(|slot| slot.outcome.is_some() && slot.sha256.is_none())
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
