//! Exports: the same report that the command line writes, written piece by piece, so that any number of findings fits.

use std::cell::Cell;
use std::rc::Rc;

use daybreak_engine::{Finding, Listing, Outcome, Settings};
use daybreak_report::model::RuleCount;
use daybreak_report::receipt::ReceiptFile;
use daybreak_report::{Receipt, Report, Values, Write, csv, entry, hex, json};
use sha2::{Digest as _, Sha256};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use super::check::Clock;
use super::host::{Host, pause, send, send_with, settings};
use super::protocol::{Asked, Circumstances, Event, Export, FileId, Format, LeftOut};
use super::reader::{Pieces, in_words, size_of};
use super::set;
use super::target::Target;

/// So much text is gathered before it is written.
const PIECE: usize = 1 << 20;

/// Why a report was not written.
enum Failure {
    /// The user stopped it.
    Stopped,
    /// A file was closed or changed meanwhile, or there was nothing to report.
    Overtaken,
    /// The browser did not read a file, or did not write the report.
    Refused(JsValue),
}

impl From<JsValue> for Failure {
    fn from(error: JsValue) -> Self {
        Self::Refused(error)
    }
}

/// A checked file with its checksum.
struct Source {
    file: File,
    outcome: Rc<Outcome>,
    sha256: String,
}

impl Source {
    /// The same in a receipt, as a file that others are compared with.
    fn into_receipt(self) -> ReceiptFile {
        ReceiptFile { name: self.outcome.name.clone(), sha256: self.sha256, bytes: self.outcome.bytes }
    }
}

/// Writes a report of some files, once their SHA-256 are known: into the file of this handle, or, without one, to be saved
/// by the page.
pub(super) fn spawn(host: &Rc<Host>, export: Export, circumstances: Circumstances, handle: Option<JsValue>) {
    let host = Rc::clone(host);
    let stop = Rc::new(Cell::new(false));
    // What goes to the embedding page only the next such report stops, which has what this one would.
    if export.format == Format::Host {
        host.telling.replace(Rc::clone(&stop)).set(true);
    } else {
        *host.exporting.borrow_mut() = Rc::clone(&stop);
    }
    spawn_local(async move {
        let name = export.file_name();
        let written = write(&host, &export, &circumstances, handle, &stop).await;
        if export.format == Format::Host {
            return for_host(export.asked, written);
        }
        match written {
            Ok((blob, left_out)) => {
                let left_out = left_out.filter(|_| export.every);
                send_with(&Event::Exported { name, left_out }, &blob);
            }
            Err(Failure::Stopped) => send(&Event::NotExported { why: None }),
            Err(Failure::Overtaken) => send(&Event::NotExported {
                why: Some("a file was closed or changed meanwhile, or none could be read".to_owned()),
            }),
            Err(Failure::Refused(error)) => send(&Event::NotExported { why: Some(in_words(&error)) }),
        }
    });
}

/// A report that was overtaken is followed by another one, if any file is left.
fn for_host(asked: Asked, written: Result<(JsValue, Option<LeftOut>), Failure>) {
    match written {
        Ok((blob, _)) => send_with(&Event::ForHost { asked, why: None }, &blob),
        Err(Failure::Refused(error)) => send(&Event::ForHost { asked, why: Some(in_words(&error)) }),
        Err(Failure::Stopped | Failure::Overtaken) => {}
    }
}

async fn write(
    host: &Host,
    export: &Export,
    circumstances: &Circumstances,
    handle: Option<JsValue>,
    stop: &Cell<bool>,
) -> Result<(JsValue, Option<LeftOut>), Failure> {
    let compared_with = export.compared_with();
    let all = || export.files.iter().chain(&compared_with);
    while waits(host, all()) {
        host.wait_for_sums();
        pause().await;
        go_on(stop)?;
    }
    let sources = sources(host, &export.files);
    if sources.is_empty() || !all().all(|file| host.is_open(*file)) {
        return Err(Failure::Overtaken);
    }
    let values = if export.shown { Values::Shown } else { Values::Masked };
    let settings = settings(circumstances);
    let sha256 = circumstances.profile.as_ref().map(|profile| hex(&Sha256::digest(profile.as_bytes())));
    let files = sources.iter().map(|source| (&*source.outcome, source.sha256.as_str()));
    let mut report = Report::of_files(&settings, sha256.as_deref(), values, export.every, files);
    if let Some(together) = &export.together {
        report = report.with_set(
            set::report(host, together, &compared_with, circumstances, (values, export.every), stop)
                .await?
                .ok_or(Failure::Stopped)?,
        );
        // Reading them together may have taken long.
        if !all().all(|file| host.is_open(*file)) {
            return Err(Failure::Overtaken);
        }
    }
    let mut out = Out {
        target: Target::new(handle, export.format).await?,
        text: String::new(),
        progress: Progress { total: sources.iter().map(|source| size_of(&source.file)).sum(), ..Progress::default() },
    };
    let mut writer: Box<dyn Write + '_> = match export.format {
        Format::Json | Format::Host => Box::new(json::Writer::new(&report)),
        Format::Csv => Box::new(csv::Writer::new(&report)),
        Format::Receipt => {
            let compared = self::sources(host, &compared_with).into_iter().map(Source::into_receipt);
            out.text = Receipt::new(&report, compared.collect(), export.stated.clone()).render();
            out.write().await?;
            return Ok((out.target.end().await?, None));
        }
    };
    for (source, report) in sources.iter().zip(&report.files) {
        writer.file(&mut out.text);
        if export.every {
            every_finding(source, &settings, values, &mut *writer, &mut out, stop).await?;
        } else {
            for finding in &report.findings {
                writer.finding(finding, &mut out.text);
            }
        }
    }
    writer.end(&mut out.text);
    out.write().await?;
    Ok((out.target.end().await?, left_out(&report)))
}

/// What of the findings about several files is counted only.
fn left_out(report: &Report) -> Option<LeftOut> {
    let sum = |of: fn(&RuleCount) -> u64| report.set.rules.iter().map(of).sum();
    let (all, listed) = (sum(|rule| rule.count), sum(|rule| rule.listed));
    (listed < all).then_some(LeftOut { listed, all })
}

/// Reads a file once more, and writes every finding as it comes up.
async fn every_finding(
    source: &Source,
    settings: &Settings,
    values: Values,
    writer: &mut dyn Write,
    out: &mut Out,
    stop: &Cell<bool>,
) -> Result<(), Failure> {
    let outcome = &source.outcome;
    let mut listing = Listing::new(outcome, settings);
    let mut told = 0;
    let mut tell = |finding: Finding, text: &mut String| {
        told += 1;
        writer.finding(&entry(outcome.heading(), &finding, values), text);
    };
    let mut pieces = Pieces::new(&source.file);
    while let Some(piece) = pieces.next().await? {
        listing.push(piece, |finding| tell(finding, &mut out.text));
        out.progress.advance(piece.len() as u64);
        if out.text.len() >= PIECE {
            out.write().await?;
        }
        go_on(stop)?;
    }
    listing.end(|finding| tell(finding, &mut out.text));
    let counts = outcome.counts;
    // A check that was stopped found what stands in a part of the file.
    let whole = counts.total();
    if told == whole { Ok(()) } else { Err(Failure::Overtaken) }
}

fn go_on(stop: &Cell<bool>) -> Result<(), Failure> {
    if stop.get() { Err(Failure::Stopped) } else { Ok(()) }
}

fn sources(host: &Host, files: &[FileId]) -> Vec<Source> {
    let slots = host.slots.borrow();
    let source = |slot: &super::host::Slot| {
        Some(Source { file: slot.file.clone(), outcome: slot.outcome.clone()?, sha256: slot.sha256.clone()? })
    };
    files.iter().filter_map(|id| source(slots.get(id)?)).collect()
}

/// A report on its way out.
struct Out {
    target: Target,
    text: String,
    progress: Progress,
}

impl Out {
    async fn write(&mut self) -> Result<(), JsValue> {
        self.target.write(&self.text).await?;
        self.text.clear();
        Ok(())
    }
}

/// How far the writing has come, told to the page from time to time.
#[derive(Default)]
struct Progress {
    total: u64,
    read: u64,
    clock: Clock,
}

impl Progress {
    #[expect(clippy::cast_precision_loss, reason = "only a share")]
    fn advance(&mut self, bytes: u64) {
        self.read += bytes;
        if self.clock.is_due() {
            send(&Event::Exporting { share: self.read as f64 / self.total.max(1) as f64 });
        }
    }
}

/// Whether a SHA-256 is still being computed.
fn waits<'a>(host: &Host, files: impl Iterator<Item = &'a FileId>) -> bool {
    let slots = host.slots.borrow();
    files.filter_map(|id| slots.get(id)).any(|slot| slot.outcome.is_some() && slot.sha256.is_none())
}
