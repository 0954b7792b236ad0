//! Reads a file through the engine.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::Path;

use daybreak_engine::set::{SetCheck, SetOutcome};
use daybreak_engine::{Checker, Ended, Outcome, Settings};
use daybreak_report::receipt::ReceiptFile;
use sha2::{Digest as _, Sha256};

use crate::failure::Failure;
use crate::inputs;
use crate::progress::Progress;

/// How much is read at once.
const CHUNK: usize = 1 << 20;

/// A file that was checked.
pub(crate) struct Checked {
    pub(crate) outcome: Outcome,
    pub(crate) sha256: String,
}

/// Checks a file, reading it once, or twice where the engine asks for it.
pub(crate) fn check(path: &Path, settings: &Settings) -> Result<Checked, Failure> {
    let name = inputs::name(path);
    let bytes = path.metadata().map_err(|error| Failure::of_file(path, "read", &error))?.len();
    let progress = Progress::new(&name, bytes);
    let mut hasher = Sha256::new();
    let mut checker = Checker::new(&name, settings);
    let read = each_chunk(path, &progress, |chunk| {
        hasher.update(chunk);
        checker.push(chunk);
    })?;
    let outcome = match checker.end() {
        Ended::Done(outcome) => *outcome,
        Ended::Again(mut recheck) => {
            progress.again(&name);
            if each_chunk(path, &progress, |chunk| recheck.push(chunk))? != read {
                return Err(Failure::new(format!("{} was changed while it was being read", path.display())));
            }
            recheck.end()
        }
    };
    progress.done();
    Ok(Checked { outcome, sha256: hex(&hasher.finalize()) })
}

/// Checks files together, reading each once more where the engine asks for it.
pub(crate) fn check_set(paths: &[&Path], mut check: SetCheck) -> Result<SetOutcome, Failure> {
    while let Some(path) = check.next_file().and_then(|index| paths.get(index)) {
        let bytes = path.metadata().map_err(|error| Failure::of_file(path, "read", &error))?.len();
        let progress = Progress::new(&format!("{}, with the others", inputs::name(path)), bytes);
        each_chunk(path, &progress, |chunk| check.push(chunk))?;
        check.end_file();
        progress.done();
    }
    Ok(check.finish())
}

/// A file's name, size and hash, as a receipt has them.
pub(crate) fn identify(path: &Path) -> Result<ReceiptFile, Failure> {
    let name = inputs::name(path);
    let bytes = path.metadata().map_err(|error| Failure::of_file(path, "read", &error))?.len();
    let progress = Progress::new(&name, bytes);
    let mut hasher = Sha256::new();
    let bytes = each_chunk(path, &progress, |chunk| hasher.update(chunk))?;
    progress.done();
    Ok(ReceiptFile { name, sha256: hex(&hasher.finalize()), bytes })
}

/// Hands over a file chunk by chunk; says how many bytes it has.
fn each_chunk(path: &Path, progress: &Progress, mut take: impl FnMut(&[u8])) -> Result<u64, Failure> {
    let failed = |error| Failure::of_file(path, "read", &error);
    let mut file = File::open(path).map_err(failed)?;
    let mut buffer = vec![0; CHUNK];
    let mut bytes = 0;
    loop {
        let read = match file.read(&mut buffer) {
            Ok(0) => return Ok(bytes),
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(failed(error)),
        };
        bytes += read as u64;
        take(buffer.get(..read).unwrap_or(&[]));
        progress.advance(read);
    }
}

/// Bytes in lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
