//! Runs of the real program.

pub mod days;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A moment at which the samples are complete and not yet due.
pub const NOW: &str = "2026-11-22T12:00:00Z";

/// A folder of its own for each test, gone afterwards.
pub struct Folder(tempfile::TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    /// Writes a valid sample with one cell changed.
    pub fn sample_with(&self, kind: &str, column: &str, value: &str) -> PathBuf {
        let text = run(&["sample", kind, "--rows", "3"]).out;
        let mut lines: Vec<Vec<&str>> = text.lines().map(|line| line.split('|').collect()).collect();
        let at = lines[0].iter().position(|name| *name == column).unwrap();
        lines[2][at] = value;
        let text: String = lines.iter().map(|cells| cells.join("|") + "\n").collect();
        self.file(&format!("2026-11-21_{kind}_v1.csv"), text)
    }
}

/// What a run came to.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}{}", self.out, self.err))
    }
}

pub fn daybreak() -> Command {
    Command::new(env!("CARGO_BIN_EXE_daybreak"))
}

pub fn run(words: &[&str]) -> Ran {
    let Output { status, stdout, stderr } = daybreak().args(words).output().unwrap();
    Ran {
        code: status.code().unwrap(),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8(stderr).unwrap(),
    }
}

/// `daybreak check` of one path at the samples' moment.
pub fn check(path: &Path, further: &[&str]) -> Ran {
    let mut words = vec!["check", path.to_str().unwrap(), "--now", NOW];
    words.extend(further);
    run(&words)
}
