//! Where the bytes of a file come from: from a plain file, any part of it at any time; from a compressed one, only from
//! its start. What comes through a pipe is written to a file first, for it may have to be read more than once.

use std::fs::{File, Metadata};
use std::io::{self, Read, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use flate2::read::MultiGzDecoder;
use tempfile::NamedTempFile;

use crate::failure::Failure;
use crate::inputs;

/// How much is read at once.
const PIECE: usize = 1 << 20;

/// The ending of a compressed file's name.
const GZ: &str = ".gz";

/// What a compressed file begins with.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// A file to check.
#[derive(Debug)]
pub(crate) struct Source {
    /// Its name without folders and without `.gz`, as reports and the rules on names know it.
    pub(crate) name: String,
    path: PathBuf,
    compressed: bool,
    before: Stamp,
    /// Holds what came through a pipe; it is deleted at the end.
    spool: Option<NamedTempFile>,
}

/// What changes when a file is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
}

impl Source {
    /// A file.
    pub(crate) fn of_file(path: &Path) -> Result<Self, Failure> {
        Self::new(&inputs::name(path), path.to_owned(), None)
    }

    /// The standard input, under a name.
    pub(crate) fn of_standard_input(name: &str) -> Result<Self, Failure> {
        let failed = |error| Failure::new(format!("standard input cannot be saved to a temporary file: {error}"));
        let mut spool = NamedTempFile::new().map_err(failed)?;
        io::copy(&mut io::stdin().lock(), &mut spool).map_err(failed)?;
        Self::new(name, spool.path().to_owned(), Some(spool))
    }

    fn new(name: &str, path: PathBuf, spool: Option<NamedTempFile>) -> Result<Self, Failure> {
        let about = path.metadata().map_err(|error| Failure::of_file(&path, "read", &error))?;
        let plain_name = name.len().checked_sub(GZ.len()).and_then(|at| name.split_at_checked(at));
        let plain_name = plain_name.filter(|(_, ending)| ending.eq_ignore_ascii_case(GZ)).map(|(name, _)| name);
        // A file that is only called compressed is checked as it is, under the name that it has.
        let failed = |error| Failure::of_file(&path, "read", &error);
        let plain_name = if plain_name.is_some() && !is_compressed(&path).map_err(failed)? { None } else { plain_name };
        Ok(Self {
            name: plain_name.unwrap_or(name).to_owned(),
            compressed: plain_name.is_some(),
            before: Stamp::of(&about),
            path,
            spool,
        })
    }

    /// The path that was given, with `/` between its folders; `None` for the standard input.
    pub(crate) fn given(&self) -> Option<String> {
        let path = self.path.to_string_lossy();
        self.spool.is_none().then(|| path.replace(std::path::MAIN_SEPARATOR, "/"))
    }

    /// How many bytes it has; `None` when they are compressed.
    pub(crate) fn size(&self) -> Option<u64> {
        (!self.compressed).then_some(self.before.size)
    }

    /// Where the bytes lie as they are; `None` when they are compressed.
    pub(crate) fn plain(&self) -> Option<&Path> {
        (!self.compressed).then_some(&self.path)
    }

    /// Hands over the bytes from this one on, piece by piece, as long as `take` wants more; says how many there were.
    pub(crate) fn each_piece(&self, from: u64, mut take: impl FnMut(&[u8]) -> bool) -> Result<u64, Failure> {
        let failed = |error: io::Error| {
            let cannot = if self.compressed { "decompressed" } else { "read" };
            Failure::of_file(&self.path, cannot, &error)
        };
        let mut bytes = self.open(from).map_err(failed)?;
        let mut buffer = vec![0; PIECE];
        let mut given = 0;
        loop {
            let read = match bytes.read(&mut buffer) {
                Ok(0) => return Ok(given),
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(failed(error)),
            };
            given += read as u64;
            if !take(buffer.get(..read).unwrap_or(&[])) {
                return Ok(given);
            }
        }
    }

    fn open(&self, from: u64) -> io::Result<Box<dyn Read>> {
        let mut file = File::open(&self.path)?;
        if self.compressed {
            let mut bytes = MultiGzDecoder::new(io::BufReader::with_capacity(PIECE, file));
            io::copy(&mut (&mut bytes).take(from), &mut io::sink())?;
            return Ok(Box::new(bytes));
        }
        file.seek(SeekFrom::Start(from))?;
        Ok(Box::new(file))
    }

    /// Fails if the file was written to since it was first looked at.
    pub(crate) fn is_unchanged(&self) -> Result<(), Failure> {
        let about = self.path.metadata().map_err(|error| Failure::of_file(&self.path, "read", &error))?;
        if Stamp::of(&about) == self.before {
            return Ok(());
        }
        Err(Failure::new(format!("{} changed while it was being read", self.path.display())))
    }
}

/// Whether a file is compressed, by its first bytes.
fn is_compressed(path: &Path) -> io::Result<bool> {
    let mut start = Vec::new();
    File::open(path)?.take(GZIP.len() as u64).read_to_end(&mut start)?;
    Ok(start == GZIP)
}

impl Stamp {
    fn of(about: &Metadata) -> Self {
        Self { size: about.len(), modified: about.modified().ok() }
    }
}
