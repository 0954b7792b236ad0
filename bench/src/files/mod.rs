//! The files that are checked: made once, kept in the cache folder, the same on every machine.

mod damage;
mod days;
mod random;
mod transactions;

use std::fmt::{self, Display, Formatter};
use std::fs;
use std::io::{BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use daybreak_engine::sample;
use daybreak_schema::Kind;

pub(crate) use days::MANY_ACCOUNTS;
use random::Random;

/// One of the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    /// Transactions, valid: the file that everybody gets.
    Transactions,
    /// The same, five times as large.
    Big,
    /// The same, larger than what wasm can address, a hundredth of the amounts damaged.
    Huge,
    /// The same as the first, a twentieth of the records in quotes.
    Quoted,
    /// The same as the first, a twentieth of the records damaged.
    Damaged,
    /// What `daybreak sample` writes, of any kind, as large as the first.
    Sample(&'static Kind),
    /// About 10 MB, a twentieth of the records damaged.
    Small,
    /// Every record damaged.
    Faulty,
}

/// How many records stand for 10 MB.
const SMALL: u64 = 60_000;

/// How many records have a finding each.
const FAULTY: u64 = 1_000_000;

/// About how many bytes a record of [`Which::Transactions`] has.
const RECORD_BYTES: u64 = 169;

/// So much of a kept file is compared with what would be written now.
const HEAD: usize = 1000;

/// A file that is there.
#[derive(Clone, Debug)]
pub(crate) struct Made {
    pub(crate) path: PathBuf,
    pub(crate) bytes: u64,
    /// How many records it has; `None` where damage makes that a matter of opinion.
    pub(crate) records: Option<u64>,
}

/// All of them.
#[derive(Clone, Debug)]
pub(crate) struct Files {
    /// Where they are kept.
    pub(crate) folder: PathBuf,
    /// How many records [`Which::Transactions`] has.
    pub(crate) rows: u64,
}

impl Files {
    /// A file, made if it is not there, or not what would be written today.
    pub(crate) fn get(&self, which: Which) -> Result<Made> {
        let rows = self.rows(which);
        let name = match which {
            Which::Sample(kind) => sample::file_name(kind),
            _ => "2026-11-21_transactions_v1.csv".to_owned(),
        };
        let folder = self.folder.join(format!("{}-{rows}", which.token()));
        let path = folder.join(name);
        if !is_current(&path, which, rows) {
            println!("making {}", path.display());
            fs::create_dir_all(&folder).with_context(|| format!("cannot write to {}", folder.display()))?;
            write(&path, which, rows).with_context(|| format!("cannot write {}", path.display()))?;
        }
        let bytes = fs::metadata(&path)?.len();
        let is_damaged = matches!(which, Which::Damaged | Which::Small | Which::Faulty);
        Ok(Made { path, bytes, records: (!is_damaged).then_some(rows) })
    }

    fn rows(&self, which: Which) -> u64 {
        match which {
            Which::Transactions | Which::Quoted | Which::Damaged => self.rows,
            // 1,300,000 records make 220 MB; 6,700,000 make 1.1 GB and 27,200,000 make 4.6 GB.
            Which::Big => self.rows * 67 / 13,
            Which::Huge => self.rows * 272 / 13,
            Which::Small => SMALL,
            Which::Faulty => FAULTY.min(self.rows),
            Which::Sample(kind) => {
                let bytes: usize = sample::valid(kind, HEAD as u64, 1).map(|line| line.len()).sum();
                self.rows * RECORD_BYTES * HEAD as u64 / bytes.max(1) as u64
            }
        }
    }
}

/// Reads a file once, so that every contestant finds it in memory.
pub(crate) fn warm(path: &Path) -> Result<()> {
    std::io::copy(&mut fs::File::open(path)?, &mut std::io::sink())?;
    Ok(())
}

impl Which {
    fn token(self) -> &'static str {
        match self {
            Self::Transactions => "transactions",
            Self::Big => "big",
            Self::Huge => "huge",
            Self::Quoted => "quoted",
            Self::Damaged => "damaged",
            Self::Small => "small",
            Self::Faulty => "faulty",
            Self::Sample(kind) => kind.token,
        }
    }

    /// Whether nothing in it is wrong.
    pub(crate) fn is_valid(self) -> bool {
        !matches!(self, Self::Huge | Self::Damaged | Self::Small | Self::Faulty)
    }
}

impl Display for Which {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sample(_) => write!(out, "sample_{}", self.token()),
            _ => out.write_str(self.token()),
        }
    }
}

/// The lines of a file, line ends included, the header first.
fn lines(which: Which, rows: u64) -> Box<dyn Iterator<Item = Vec<u8>>> {
    if let Which::Sample(kind) = which {
        return Box::new(sample::valid(kind, rows, 1).map(String::into_bytes));
    }
    let mut random = Random::new(7);
    // What is damaged is drawn apart, so that the other records are the same as in the clean file.
    let mut chance = Random::new(11);
    let records = (0..rows).map(move |number| {
        let line = transactions::record(number, &mut random);
        match which {
            Which::Quoted if chance.below(20) == 0 => damage::quoted(&line),
            Which::Damaged | Which::Small if chance.below(20) == 0 => damage::damaged(&line, &mut chance),
            Which::Huge if number % 100 == 99 => damage::with_wrong_amount(&line),
            Which::Faulty => damage::damaged(&line, &mut chance),
            _ => line.into_bytes(),
        }
    });
    Box::new(std::iter::once(transactions::header().into_bytes()).chain(records))
}

fn is_current(path: &Path, which: Which, rows: u64) -> bool {
    let head: Vec<u8> = lines(which, rows).take(HEAD).flatten().collect();
    let mut kept = vec![0; head.len()];
    fs::File::open(path).and_then(|mut file| file.read_exact(&mut kept)).is_ok() && kept == head
}

/// Writes under another name first: a file that is there is whole.
fn write(path: &Path, which: Which, rows: u64) -> std::io::Result<()> {
    let part = path.with_extension("part");
    let mut file = BufWriter::with_capacity(1 << 20, fs::File::create(&part)?);
    for line in lines(which, rows) {
        file.write_all(&line)?;
    }
    file.into_inner()?.sync_all()?;
    fs::rename(part, path)
}
