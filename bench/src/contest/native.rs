//! The runs outside of the browser.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, Result, bail, ensure};
use csv::{ByteRecord, ReaderBuilder};
use daybreak_engine::{Checker, Ended, Settings, sample};

use super::{Who, csv_checks};

/// The command line.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    path: PathBuf,
    /// Whether it can be told how many threads to use.
    has_threads: bool,
}

/// What a run found.
pub(super) struct Found {
    pub(super) milliseconds: f64,
    pub(super) records: u64,
    pub(super) is_accepted: bool,
}

impl Program {
    /// The program at a path.
    pub(crate) fn new(path: PathBuf) -> Result<Self> {
        let help = Command::new(&path).args(["check", "--help"]).output().context("the command line does not run")?;
        let has_threads = String::from_utf8_lossy(&help.stdout).contains("--threads");
        Ok(Self { path, has_threads })
    }

    /// Whether it can do what is asked: one that knows of no threads has one way only.
    pub(crate) fn can(&self, who: Who) -> bool {
        who != Who::OneThread || self.has_threads
    }

    /// The arguments with which a file is checked.
    pub(crate) fn check(&self, file: &Path) -> Command {
        let mut command = Command::new(&self.path);
        command.arg("check").arg(file).args(["--fail-on", "never", "--now", &sample::moment().to_string()]);
        command
    }

    fn run(&self, file: &Path, is_on_one_thread: bool) -> Result<Found> {
        let mut command = self.check(file);
        // As text, which needs no checksum: that of the page comes after the verdict too.
        command.args(["--format", "text"]);
        if is_on_one_thread {
            command.args(["--threads", "1"]);
        }
        let start = Instant::now();
        let output = command.output()?;
        let milliseconds = since(start);
        ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8_lossy(&output.stdout);
        let words: Vec<&str> = text.split_whitespace().collect();
        let records = words.windows(2).find_map(|pair| match pair {
            [number, "records"] => number.replace(',', "").parse().ok(),
            _ => None,
        });
        let records = records.context("the report does not tell how many records there are")?;
        Ok(Found { milliseconds, records, is_accepted: text.contains("would be accepted") })
    }
}

/// Runs once.
pub(super) fn run(who: Who, program: &Program, file: &Path) -> Result<Found> {
    match who {
        Who::OneThread => program.run(file, true),
        Who::AllCores => program.run(file, false),
        Who::Csv => timed(|| Ok((iterate(file)?, true))),
        Who::CsvChecks => timed(|| csv_checks::check(file).map(|(records, faults)| (records, faults == 0))),
        Who::Plain => timed(|| plain(file)),
        Who::Read | Who::PapaParse | Who::Udsv | Who::DuckDb | Who::Page | Who::NewPage => {
            bail!("runs only in a browser")
        }
    }
}

fn timed(work: impl FnOnce() -> Result<(u64, bool)>) -> Result<Found> {
    let start = Instant::now();
    let (records, is_accepted) = work()?;
    Ok(Found { milliseconds: since(start), records, is_accepted })
}

fn since(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1000.0
}

fn iterate(file: &Path) -> Result<u64> {
    let mut reader = ReaderBuilder::new().delimiter(b'|').flexible(true).buffer_capacity(1 << 20).from_path(file)?;
    let mut record = ByteRecord::new();
    let mut records = 0;
    while reader.read_byte_record(&mut record)? {
        records += 1;
    }
    Ok(records)
}

/// The engine without its quick way.
fn plain(file: &Path) -> Result<(u64, bool)> {
    let name = file.file_name().and_then(|name| name.to_str()).context("a file has a name")?;
    let settings = Settings { quick: false, ..Settings::new(sample::moment()) };
    let mut checker = Checker::new(name, &settings);
    pieces(file, |piece| checker.push(piece))?;
    let mut ended = checker.end();
    let outcome = loop {
        match ended {
            Ended::Done(outcome) => break outcome,
            Ended::Again(mut again) => {
                pieces(file, |piece| again.push(piece))?;
                ended = again.end();
            }
        }
    };
    Ok((outcome.records, outcome.verdict() == daybreak_engine::Verdict::Accepted))
}

fn pieces(file: &Path, mut take: impl FnMut(&[u8])) -> Result<()> {
    let mut file = std::fs::File::open(file)?;
    let mut buffer = vec![0; 1 << 20];
    loop {
        let read = std::io::Read::read(&mut file, &mut buffer)?;
        let Some(piece) = buffer.get(..read).filter(|piece| !piece.is_empty()) else { return Ok(()) };
        take(piece);
    }
}
