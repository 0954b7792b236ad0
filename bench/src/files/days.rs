//! Two whole days that hang together, as `daybreak sample --set` writes them.

use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result};
use daybreak_engine::sample::SampleSet;
use daybreak_schema::{KINDS, Kind};

use super::{Files, Made};

/// How many days.
const DAYS: usize = 2;

/// For so many records of the file that everybody gets there is one account: an account has about five transactions in two
/// days, and the days together are about as large as that file.
const RECORDS_AN_ACCOUNT: u64 = 8;

/// So many accounts has a large bank's program: two million balances a day, ten million transactions in two days.
pub(crate) const MANY_ACCOUNTS: u64 = 2_000_000;

impl Files {
    /// Of how many accounts the days are.
    pub(crate) fn accounts(&self) -> u64 {
        (self.rows / RECORDS_AN_ACCOUNT).max(1)
    }

    /// The files of the days of so many accounts, made if they are not there.
    pub(crate) fn days(&self, accounts: u64) -> Result<Vec<Made>> {
        let folder = self.folder.join(format!("days-{accounts}"));
        let done = folder.join("done");
        if !done.is_file() {
            println!("making {}", folder.display());
            fs::create_dir_all(&folder).with_context(|| format!("cannot write to {}", folder.display()))?;
            write(&folder, accounts).with_context(|| format!("cannot write to {}", folder.display()))?;
            fs::write(&done, "")?;
        }
        let mut made = Vec::new();
        each_file(accounts, |set, kind| {
            let path = folder.join(set.file_name(kind));
            let bytes = fs::metadata(&path)?.len();
            made.push(Made { path, bytes, records: None });
            Ok(())
        })?;
        Ok(made)
    }
}

fn write(folder: &Path, accounts: u64) -> Result<()> {
    each_file(accounts, |set, kind| {
        let mut out = BufWriter::new(File::create(folder.join(set.file_name(kind)))?);
        for line in set.lines(kind) {
            out.write_all(line.as_bytes())?;
        }
        Ok(out.flush()?)
    })
}

/// Visits every file of the days, in their order.
fn each_file(accounts: u64, mut visit: impl FnMut(&mut SampleSet, &'static Kind) -> Result<()>) -> Result<()> {
    let mut set = SampleSet::new(DAYS, accounts, 1);
    loop {
        for kind in KINDS {
            visit(&mut set, kind)?;
        }
        if !set.advance() {
            return Ok(());
        }
    }
}
