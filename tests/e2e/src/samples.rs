//! Files to open.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow};
use daybreak_engine::{Rule, sample};

/// A folder of files, gone afterwards.
#[derive(Debug)]
pub struct Samples(tempfile::TempDir);

impl Samples {
    /// An empty folder.
    pub fn new() -> Result<Self> {
        Ok(Self(tempfile::tempdir()?))
    }

    /// Writes a file.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> Result<PathBuf> {
        let path = self.0.path().join(name);
        std::fs::write(&path, content)?;
        Ok(path)
    }

    /// A valid file of each kind.
    pub fn six(&self, rows: u64) -> Result<Vec<PathBuf>> {
        daybreak_schema::KINDS.iter().map(|kind| self.file(&sample::file_name(kind), good(kind.token, rows)?)).collect()
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        self.0.path()
    }
}

/// A valid file of a kind.
pub fn good(kind: &str, rows: u64) -> Result<String> {
    let kind = daybreak_schema::kind_by_token(kind).context("a kind")?;
    Ok(sample::valid(kind, rows, 1).collect())
}

/// Rules by their names.
pub(crate) fn named(rules: &[&str]) -> Result<Vec<&'static Rule>> {
    rules.iter().map(|name| daybreak_engine::rule(name).context("a rule")).collect()
}

/// A file of a kind in which exactly these rules fire, each once.
pub fn broken(kind: &str, rows: u64, rules: &[&str]) -> Result<Vec<u8>> {
    let kind = daybreak_schema::kind_by_token(kind).context("a kind")?;
    let planted = sample::with_defects(kind, rows, 1, &named(rules)?).map_err(|error| anyhow!("{error:?}"))?;
    Ok(planted.bytes)
}
